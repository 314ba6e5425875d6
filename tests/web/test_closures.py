"""A keeper of the law says that a border closed; its people, their offices and the border see it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exeat.applications import actions as applications
from exeat.register.models import Institution, Person
from exeat.travel import actions
from exeat.travel.models import Closure
from exeat.values.rights import Actor, Right, machine
from tests.applications.scene import REASONS, to_decide
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of

SAID = {
    "country": "BY", "points": "Medininkai", "since": "2026-11-25", "source": "Government decision No. 7",
    "words_lt": "Uždaryta.", "words_en": "Closed until further notice.",
}  # fmt: skip


@pytest.fixture
def keeper(client, scene):
    account = AccountFactory()
    RoleFactory(account=account, kind="law_keeper", institution=None)
    sign_in(client, account, "law_keeper")
    return account


def test_a_keeper_of_the_law_says_it_for_the_nation_then_that_it_is_open_or_was_a_mistake(client, keeper):
    page = words_of(client.post(reverse("web:closures"), SAID, follow=True))
    row = Closure.objects.get()
    assert "Whoever has a trip there is written to within minutes." in page
    assert "Everybody with a trip there" in page
    assert "Waits" in page
    assert "Belarus" in words_of(client.get(reverse("web:closures")))

    early = {"since": "2026-11-25", "source": "No. 8", "words_lt": "Atidaryta.", "words_en": "Open."}
    assert "before it closed" in words_of(client.post(reverse("web:closure-open", args=[row.reference]), early))
    client.post(reverse("web:closure-open", args=[row.reference]), early | {"since": "2026-12-01"})
    mistake = {"mistake-words_lt": "Klaida.", "mistake-words_en": "A mistake."}
    page = words_of(client.post(reverse("web:closure-withdraw", args=[row.reference]), mistake, follow=True))

    row.refresh_from_db()
    assert (row.institution, row.until.isoformat(), row.withdrawn_at is None) == ("", "2026-12-01", False)
    assert "The border is open again" in page
    assert "Take it back" not in page


def test_an_office_reads_what_was_said_for_the_nation_and_changes_only_its_own(client, scene):
    keeper = Actor("U-0099", "", frozenset({Right.KEEP_LAW}))
    facts = {**SAID, "since": NOON.date(), "at": NOON}
    row = actions.tell_of_closure(**facts, by=keeper)
    account = AccountFactory()
    RoleFactory(account=account, kind="duty_officer", institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, account, "duty_officer", "I-ARMY")

    page = words_of(client.get(reverse("web:closure", args=[row.reference])))

    assert "Government decision No. 7" in page
    assert "Take it back" not in page
    assert client.get(reverse("web:closure", args=["B-2026-99999"])).status_code == 404
    sign_in(client, AccountFactory(), "traveller")
    assert client.get(reverse("web:closures")).status_code == 403


def test_the_person_the_office_and_the_border_see_it(client, scene, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    row = to_decide(scene)
    keeper = Actor("U-0099", "", frozenset({Right.KEEP_LAW}))
    actions.tell_of_closure(**{**SAID, "since": NOON.date(), "at": NOON}, by=keeper)
    told = "Government decision No. 7"

    office = AccountFactory()
    RoleFactory(account=office, kind="security_officer", institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, office, "security_officer", "I-ARMY")
    assert told in words_of(client.get(reverse("web:work-file", args=[row.reference])))

    applications.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)
    person = Person.objects.get(reference=scene.traveller.reference)
    sign_in(client, AccountFactory(reference=person.reference, person=person), "traveller")
    permit = applications_permit(row)
    for name, one in (("home", []), ("application", [row.reference]), ("trip", [row.reference]), ("permit", [permit])):
        assert told in words_of(client.get(reverse(f"web:{name}", args=one))), name
    client.logout()
    for language, country in (("en", "Belarus"), ("lt", "Baltarusija")):
        (border,) = client.get(reverse(f"web:verify-borders-{language}")).json()["closed"]
        assert (border["where"], border["source"]) == (f"{country}, Medininkai", told)
    without_script = words_of(client.post(reverse("web:verify"), {"token": "no", "language": "en"}))
    assert "Borders that are closed" in without_script
    assert "Belarus, Medininkai From" in without_script

    actions.withdraw_closure(
        Closure.objects.get().reference, words_en="A mistake.", words_lt="Klaida.", by=keeper, at=NOON
    )
    actions.write_of_closures(by=machine("clock"), at=NOON)
    assert client.get(reverse("web:verify-borders-en")).json()["closed"] == []


def applications_permit(row):
    row.refresh_from_db()
    return row.permit


def test_the_way_to_a_page_is_shown_only_to_a_keeper_of_the_law_who_may_open_it(client, scene):
    for house, shown, hidden in (
        ("", "web:closures", "web:roads-houses"),
        ("I-ARMY", "web:roads-houses", "web:closures"),
    ):
        account = AccountFactory()
        institution = Institution.objects.get(reference=house) if house else None
        RoleFactory(account=account, kind="law_keeper", institution=institution)
        sign_in(client, account, "law_keeper", house)

        page = client.get("/home/").content.decode()

        assert f'href="{reverse(shown)}"' in page
        assert f'href="{reverse(hidden)}"' not in page
