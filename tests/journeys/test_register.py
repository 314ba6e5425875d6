"""A person reads their entry and says what is wrong; an officer answers; a file is handed in; a role is given."""

from django.urls import reverse

from exeat.access.models import Role
from exeat.register import actions
from exeat.register.models import Correction, Person
from tests.factories import (
    NOON,
    AccountFactory,
    DeputyFactory,
    HeadshipFactory,
    InstitutionFactory,
    PersonFactory,
    PostFactory,
    RoleFactory,
    actor,
)

LINES = "record;person;institution;surname;given_names;kind;level;since\n"
GOOD = LINES + "person;P-000900;;Kairys;Tomas;;;\npost;P-000900;I-ARMY;;;police_officer;;2020-01-01\n"
BAD = LINES + "person;P-000901;;;Tomas;;;\nclearance;P-000900;;;;;sekret;2020-01-01\n"


def nation():
    ministry = InstitutionFactory(reference="I-MIN", name_en="Ministry", name_lt="Ministerija", remedy_lt="")
    army = InstitutionFactory(reference="I-ARMY", name_en="Army", name_lt="Kariuomenė", superior=ministry)
    person = PersonFactory(reference="P-000007", institution=army)
    PostFactory(person=person, institution=ministry, kind="official")
    HeadshipFactory(institution=army, person=PersonFactory(institution=army, surname="Kairys", given_names="Tomas"))
    DeputyFactory(institution=army, person=PersonFactory(institution=army))
    actions.record_basis("register", basis="Order V-1", controller="Ministry", purpose="Restrictions of travel",
                         retention_days=365, by=actor("administrator"), at=NOON)  # fmt: skip
    return army, person


def test_an_entry_that_is_wrong_is_put_right(page_in, language, sign_in, look):
    army, person = nation()
    officer = RoleFactory(kind="register_keeper", institution=army).account
    mine = sign_in(page_in(language), AccountFactory(person=person))

    mine.goto(reverse("web:own-entry"))
    look(mine, "own-entry")
    mine.goto(reverse("web:own-entry-wrong"))
    look(mine, "own-entry-wrong")
    mine.locator("textarea[name=words]").fill("My surname is Petrauskienė now.")
    mine.locator("main form button").click()
    look(mine, "own-entry-said", pictures=False)

    office = sign_in(page_in(language), officer)
    office.goto(reverse("web:register-corrections"))
    look(office, "corrections")
    office.locator("table a").first.click()
    look(office, "correction")
    office.locator("input[name=answer][value=correct]").check()
    office.locator("input[name=surname]").fill("Petrauskienė")
    office.locator("textarea[name=reasons]").fill("As the civil registry has it.")
    office.locator("main form button").click()
    look(office, "correction-answered", pictures=False)

    assert Correction.objects.get().state == "corrected"
    assert person.names.get().surname == "Petrauskienė"


def test_the_register_is_searched_opened_and_fed(page_in, language, sign_in, look, tmp_path):
    _army, person = nation()
    office = sign_in(page_in(language), RoleFactory(kind="register_keeper").account)

    office.goto(reverse("web:register"))
    look(office, "register")
    office.goto(reverse("web:register-person", args=[person.reference]))
    look(office, "register-purpose")
    office.locator("input[name=purpose][value=keeping]").check()
    office.locator("main form button").click()
    look(office, "register-person")
    for name, args in (
        ("register-institutions", []),
        ("register-institution", ["I-ARMY"]),
        ("register-remedy", ["I-MIN"]),
    ):
        office.goto(reverse(f"web:{name}", args=args))
        look(office, name)
    for text, name in ((BAD, "register-import-faults"), (GOOD, "register-import")):
        file = tmp_path / "people.csv"
        file.write_text(text, encoding="utf-8")
        office.goto(reverse("web:register-imports"))
        office.locator("input[type=file]").set_input_files(file)
        office.locator("main form button").click()
        look(office, name)
    office.locator("button[value=apply]").click()
    look(office, "register-imports")

    assert Person.objects.filter(reference="P-000900").exists()


def test_an_account_is_made_and_given_a_role(page_in, language, sign_in, look):
    nation()
    page = sign_in(page_in(language), RoleFactory(kind="administrator").account)

    for name in ("accounts", "legal-bases"):
        page.goto(reverse(f"web:{name}"))
        look(page, name)
    page.goto(reverse("web:legal-basis", args=["matching"]))
    look(page, "legal-basis")
    page.goto(reverse("web:account-new"))
    look(page, "account-new")
    page.locator("input[name=username]").fill("inga")
    page.locator("input[name=name]").fill("Inga Paulauskienė")
    page.locator("input[name=language][value=lt]").check()
    page.locator("main form button").click()
    look(page, "account-made", pictures=False)
    page.locator("main a.govuk-button").click()
    look(page, "account-roles")
    page.locator("select[name=kind]").select_option("duty_officer")
    page.locator("select[name=institution]").select_option("I-ARMY")
    page.locator("form[action$='/role/'] button").click()
    look(page, "account-given", pictures=False)

    assert Role.objects.filter(kind="duty_officer", institution__reference="I-ARMY").exists()
