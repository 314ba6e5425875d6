"""Officers, the person and the appeals body each see a case from where they stand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from exeat.audit import queries as trail
from exeat.cases.models import Case, Document
from exeat.crossings.models import Candidate, Discrepancy
from tests.cases import loop, world
from tests.cases.world import REASONS, later
from tests.web.officers import signed_in, words

pytestmark = pytest.mark.usefixtures("in_november")


def test_an_officer_receives_a_file_answers_and_opens_a_case():
    lina, mindaugas = signed_in("U-0001", "case_officer"), signed_in("U-0002", "case_officer")
    file = SimpleUploadedFile("october.csv", world.file(*world.journey()).getvalue())
    assert "Rows counted: 2" in words(lina.post("/crossings/", {"file": file}, follow=True))
    assert "2 possible matches wait" in words(lina.get("/matches/"))

    for candidate in Candidate.objects.all():
        page = words(lina.get(f"/matches/{candidate.reference}/"))
        assert "same birth date" in page
        assert "I-ARMY" not in page
        answer = {"reasons": "same man, same passport", "verdict": "same"}
        assert lina.post(f"/matches/{candidate.reference}/", answer).status_code == 302
    found = Discrepancy.objects.get()
    assert "No permit and no notice" in words(mindaugas.get(f"/discrepancies/{found.reference}/"))
    answers = {f"point_{n}": "It was looked at closely." for n in range(20)}
    opened = mindaugas.post(f"/discrepancies/{found.reference}/", {"do": "open", "reasons": REASONS, **answers})

    assert opened["Location"] == f"/cases/{Case.objects.get().reference}/"


def test_an_officer_who_confirmed_the_match_is_told_why_they_cannot_open_the_case():
    world.receive(*world.journey())
    world.confirm_all()
    found = Discrepancy.objects.get()
    lina = signed_in("U-0001", "case_officer")

    shown = words(lina.get(f"/discrepancies/{found.reference}/"))
    answers = {f"point_{n}": "It was looked at closely." for n in range(20)}
    page = words(lina.post(f"/discrepancies/{found.reference}/", {"do": "open", "reasons": REASONS, **answers}))

    assert "You confirmed the match, so another officer opens the case." in shown
    assert "Why a case is opened" not in shown
    assert "Who confirmed the match cannot alone open the case." in page


def test_a_wrong_file_is_refused_with_the_row():
    lina = signed_in("U-0001", "case_officer")
    file = SimpleUploadedFile("x.csv", world.file(world.row(world.SOLDIER, "up", "2026-10-12 07:41")).getvalue())

    page = words(lina.post("/crossings/", {"file": file}))

    assert "The direction is written exit or entry." in page
    assert "Nothing of it was applied." in page


def test_the_person_reads_the_file_and_answers_with_a_picture():
    row = loop.noticed()
    person = signed_in("P-000001")
    page = words(person.get(f"/my-cases/{row.reference}/"))
    assert "Nothing has been held against you." in page

    picture = SimpleUploadedFile("letter.png", b"\x89PNG\r\n\x1a\n....")
    sent = {"wants": "answer", "text": "It was not me.", "attachments": picture, "hearing": "on"}
    assert person.post(f"/my-cases/{row.reference}/answer/", sent).status_code == 302

    assert loop.again(row).state == "answered"
    assert loop.again(row).hearing_asked
    number = Document.objects.get(file_name="letter.png").number
    assert person.get(f"/my-cases/{row.reference}/documents/{number}/")["Content-Type"] == "image/png"


def test_a_case_leads_to_the_article_as_it_read_on_the_days_of_the_trip():
    row = loop.noticed()
    person, officer = signed_in("P-000001"), signed_in("U-0001", "case_officer")

    for page in (person.get(f"/my-cases/{row.reference}/"), officer.get(f"/cases/{row.reference}/")):
        assert 'href="/rules/lt-secrets-travel/2025-01-01/provisions.no-travel/"' in words(page)


def test_a_file_that_is_not_what_it_says_is_not_taken():
    row = loop.noticed()
    person = signed_in("P-000001")

    program = SimpleUploadedFile("letter.pdf", b"MZ\x90")
    page = words(
        person.post(f"/my-cases/{row.reference}/answer/", {"wants": "answer", "text": "x", "attachments": program})
    )

    assert "A file is not a PDF, JPEG or PNG." in page


def test_a_finding_and_a_measure_are_made_on_pages_and_reversed_by_the_appeals_body():
    row = loop.answered()
    answers = {f"point_{n}": "It was looked at closely." for n in range(20)}
    finding = {
        "kind": "breach", "reasons": REASONS, "cited": ["1"], "legal_question": REASONS,
        "appeal_until": later(40).date().isoformat(), "appeal_because": "Law, art. 29", **answers,
    }  # fmt: skip
    weighed = {f"factor_{n}": "not_relevant" for n in range(9)} | {
        f"factor_{n}_words": "It was not shown here." for n in range(9)
    }
    answers |= weighed
    finding |= weighed
    mindaugas = signed_in("U-0002", "case_officer")
    proposal = {"do": "propose_finding", "propose_finding-kind": "breach", "propose_finding-reasons": REASONS}
    assert mindaugas.post(f"/cases/{row.reference}/", proposal).status_code == 302
    rasa = signed_in("U-0003", "case_officer")
    assert "set by the institution" in words(rasa.get(f"/cases/{row.reference}/find/"))
    assert rasa.post(f"/cases/{row.reference}/find/", finding).status_code == 302
    proposal = {
        "do": "propose_measure", "propose_measure-kinds": ["clearance_withdrawn"], "propose_measure-reasons": REASONS,
    }  # fmt: skip
    assert rasa.post(f"/cases/{row.reference}/", proposal).status_code == 302
    assert "the law leaves no choice" in words(mindaugas.get(f"/cases/{row.reference}/measure/"))
    measure = {
        "kinds": ["clearance_withdrawn"], "reasons": REASONS, "aim": "protect secrets",
        "lesser": "a warning will not do",
        "family": "none was found", "lasts": "two years", "effect_from": "2026-11-10", "review_on": "2027-11-10",
        "appeal_until": later(40).date().isoformat(), "appeal_because": "Law, art. 29", **answers,
    }  # fmt: skip
    assert mindaugas.post(f"/cases/{row.reference}/measure/", measure).status_code == 302

    person = signed_in("P-000001")
    page = words(person.get(f"/my-cases/{row.reference}/"))
    assert "What was weighed" in page
    assert "What was proposed" in page
    assert person.post(f"/my-cases/{row.reference}/appeal/", {"points": "It was not so."}).status_code == 302
    body = signed_in("U-0009", "appeals_body", "I-APPEALS")
    assert "1 appeal waits" in words(body.get("/appeals/"))
    words(body.get(f"/appeals/{row.reference}/"))
    assert body.post(f"/appeals/{row.reference}/", {"verdict": "reverse", "reasons": REASONS}).status_code == 302

    assert loop.again(row).finding.reversed_at is not None
    assert "reversed" in words(person.get(f"/my-cases/{row.reference}/"))
    for page in (
        f"/cases/{row.reference}/",
        "/cases/",
        "/discrepancies/",
        "/crossings/",
        "/crossings/counts/?year=2026",
    ):
        words(mindaugas.get(page))


def test_a_step_that_is_not_open_is_named_with_its_reason():
    row = loop.answered()
    opener = signed_in("U-0002", "case_officer")

    assert "Who opened the case cannot make the finding." in words(opener.get(f"/cases/{row.reference}/"))


def test_what_is_not_ones_own_does_not_exist():
    row = loop.noticed()
    world.enter(world.Who("P-000002", "Kita", "Ona", sex="F", document="55556666"))
    other = signed_in("P-000002")

    assert other.get(f"/my-cases/{row.reference}/").status_code == 404
    assert other.get(f"/my-cases/{row.reference}/documents/1/").status_code == 404
    assert signed_in("U-0005", "case_officer", "I-ARMY").get(f"/cases/{row.reference}/").status_code == 404


def test_an_officer_fills_a_letter_with_a_case_and_an_officer_near_to_its_person_cannot():
    row = loop.measured()
    address = "/letters/templates/case-measure/lt/"

    page = words(signed_in("U-0002", "case_officer").get(address, {"file": row.reference}))

    assert f"Bylos numeris: {row.reference}." in page
    assert row.measure.aim in page
    assert row.person.reference not in page
    assert any(look.verb == "case.looked_at" for look in trail.looks_at(row.person.reference, on=timezone.localdate()))
    near = signed_in("U-0005", "case_officer", "I-ARMY")
    assert near.get(address, {"file": row.reference}).status_code == 404
    assert row.reference not in words(near.get(address))
