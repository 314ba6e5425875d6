"""From a file of border records to a discrepancy, a case, a finding, a measure, an appeal, and its reversal."""

from datetime import timedelta

from django.utils import timezone

from exeat.access.models import Account, Role
from exeat.cases.models import Case
from exeat.crossings.models import Candidate, Discrepancy
from exeat.register.models import Clearance, Institution, Person
from tests.cases import world
from tests.cases.world import REASONS

POINT = "It was looked at with care and it does not hold."


def account(reference, kind, house, name):
    """Someone who signs in with a role in an institution."""
    made = Account.objects.create(username=reference.lower(), reference=reference, shown_name=name)
    institution = Institution.objects.get(reference=house)
    Role.objects.create(account=made, kind=kind, institution=institution, since=timezone.localdate() - timedelta(99))
    return made


def answer_points(page):
    """An answer to each point that speaks for the person."""
    for field in page.locator("textarea[name^=point_]").all():
        field.fill(POINT)


def weigh(page):
    """A side and a word for each factor."""
    for field in page.locator("textarea[name^=factor_]").all():
        field.fill(POINT)
    for n in range(page.locator("textarea[name^=factor_]").count()):
        page.check(f"input[name=factor_{n}][value=not_relevant]")


def press(page, button):
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.click(button)


def propose(page, case, what, choice):
    """One officer proposes, so that another decides."""
    page.goto(f"/cases/{case}/")
    page.locator(f"details:has(button[value=propose_{what}]) summary").click()
    page.check(f"input[name=propose_{what}-{choice[0]}][value={choice[1]}]")
    page.fill(f"textarea[name=propose_{what}-reasons]", REASONS)
    press(page, f"button[value=propose_{what}]")


def day(after):
    return (timezone.localdate() + timedelta(days=after)).isoformat()


def test_a_crossing_becomes_a_case_and_its_finding_is_reversed(page_in, language, look, sign_in, tmp_path):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, language=language))
    lina = sign_in(page_in(language), account("U-0001", "case_officer", "I-COMMISSION", "Lina Bružaitė"))
    records = tmp_path / "records.csv"
    records.write_bytes(world.file(*world.journey(first=day(-20), last=day(-18))).getvalue())
    lina.goto("/crossings/")
    lina.set_input_files("input[name=file]", str(records))
    lina.click("main form button.govuk-button")
    look(lina, "crossings")
    lina.goto("/matches/")
    look(lina, "matches")
    for candidate in Candidate.objects.order_by("id"):
        lina.goto(f"/matches/{candidate.reference}/")
        lina.fill("textarea[name=reasons]", "The same man with the same passport.")
        if candidate.direction == "exit":
            look(lina, "match")
        lina.click("button[value=same]")

    mindaugas = sign_in(page_in(language), account("U-0002", "case_officer", "I-COMMISSION", "Mindaugas Aukštuolis"))
    mindaugas.goto("/discrepancies/")
    look(mindaugas, "discrepancies")
    mindaugas.goto(f"/discrepancies/{Discrepancy.objects.get().reference}/")
    look(mindaugas, "discrepancy")
    mindaugas.fill("textarea[name=reasons]", REASONS)
    answer_points(mindaugas)
    mindaugas.click("button[value=open]")
    case = Case.objects.get().reference
    mindaugas.locator("details:has(button[value=serve]) summary").click()
    mindaugas.fill("input[name=serve-answer_until]", day(15))
    mindaugas.click("button[value=serve]")
    look(mindaugas, "case-noticed", pictures=False)

    person = Person.objects.get(reference="P-000001")
    own = Account.objects.create(username="saulius", reference="P-000001", person=person, shown_name="Saulius Žvinklys")
    saulius = sign_in(page_in(language), own)
    saulius.goto("/my-cases/")
    look(saulius, "my-cases", pictures=False)
    saulius.click(f"a[href='/my-cases/{case}/']")
    look(saulius, "my-case")
    saulius.click(f"a[href='/my-cases/{case}/answer/']")
    look(saulius, "my-case-answer", pictures=False)
    saulius.check("input[name=wants][value=answer]")
    saulius.fill("textarea[name=text]", "Tėvą ištiko insultas. Paskambinau budinčiam, jis pasakė: „Važiuokite.“")
    saulius.click("main form button.govuk-button")

    propose(mindaugas, case, "finding", ("kind", "breach"))
    rasa = sign_in(page_in(language), account("U-0003", "case_officer", "I-COMMISSION", "Rasa Sugalvota"))
    rasa.goto(f"/cases/{case}/")
    look(rasa, "case")
    rasa.goto(f"/cases/{case}/find/")
    look(rasa, "case-find")
    rasa.check("input[name=kind][value=breach]")
    rasa.fill("textarea[name=reasons]", REASONS)
    rasa.check("input[name=cited][value='1']")
    rasa.fill("textarea[name=legal_question]", REASONS)
    rasa.fill("input[name=appeal_until]", day(40))
    rasa.fill("input[name=appeal_because]", "Law on Administrative Proceedings, one month")
    answer_points(rasa)
    weigh(rasa)
    press(rasa, "main form button.govuk-button")
    propose(rasa, case, "measure", ("kinds", "clearance_withdrawn"))
    mindaugas.goto(f"/cases/{case}/measure/")
    look(mindaugas, "case-measure")
    mindaugas.check("input[name=kinds][value=clearance_withdrawn]")
    for name in ("reasons", "aim", "lesser", "family"):
        mindaugas.fill(f"textarea[name={name}]", REASONS)
    mindaugas.fill("input[name=lasts]", "two years")
    mindaugas.fill("input[name=appeal_because]", "Law on Administrative Proceedings, one month")
    for name, after in (("effect_from", 1), ("review_on", 365), ("appeal_until", 40)):
        mindaugas.fill(f"input[name={name}]", day(after))
    answer_points(mindaugas)
    weigh(mindaugas)
    press(mindaugas, "main form button.govuk-button")
    assert Clearance.objects.get().until is not None

    saulius.goto(f"/my-cases/{case}/appeal/")
    look(saulius, "my-case-appeal", pictures=False)
    saulius.fill("textarea[name=points]", "I rang before I left and was told to go.")
    saulius.click("main form button.govuk-button")
    body = sign_in(page_in(language), account("U-0009", "appeals_body", "I-APPEALS", "Ona Teisingoji"))
    body.goto("/appeals/")
    look(body, "appeals", pictures=False)
    body.click(f"a[href='/appeals/{case}/']")
    look(body, "appeal")
    body.check("input[name=verdict][value=reverse]")
    body.fill("textarea[name=reasons]", "The call list shows that he asked before he left and was told to go.")
    body.click("main form button.govuk-button")

    assert Clearance.objects.get().until is None
    saulius.goto(f"/my-cases/{case}/")
    look(saulius, "my-case-reversed", pictures=False)
    for page in ("/cases/", "/crossings/counts/"):
        mindaugas.goto(page)
        look(mindaugas, "cases" if page == "/cases/" else "crossing-counts")
    saulius.goto("/letters/")
    assert saulius.locator("main a[href^='/letters/']").count() >= 5
