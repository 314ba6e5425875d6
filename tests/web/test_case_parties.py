"""The person and whom they let in take part in a case on pages; the appeals body sets a part aside."""

import re

import pypdfium2
import pytest
from django.test import Client

from exeat.cases import actions
from exeat.cases.models import Case, Representative, Told
from exeat.statistics import disclosure
from tests.cases import loop, world
from tests.cases.world import later, traveller
from tests.web.officers import signed_in, words

pytestmark = pytest.mark.usefixtures("in_november")


def code_from(page):
    return re.search(r"[A-Z2-9]{5}(-[A-Z2-9]{5}){3}", page)[0]


def test_a_representative_opens_the_file_with_a_code_and_answers():
    row = loop.noticed()
    person = signed_in("P-000001")
    page = words(person.post(f"/my-cases/{row.reference}/representatives/", {"name": "Rūta Sugalvota"}))
    lawyer = Client()

    wrong = words(lawyer.post("/represent/", {"reference": row.reference, "code": "AAAAA-AAAAA-AAAAA-AAAAA"}))
    assert "do not open a file" in wrong
    entered = lawyer.post("/represent/", {"reference": row.reference, "code": code_from(page)})
    assert entered["Location"] == f"/represent/{row.reference}/"
    seen = lawyer.get(f"/represent/{row.reference}/")
    assert seen["Cache-Control"] == "no-store"
    assert "Let them in" not in words(seen)
    assert lawyer.get(f"/represent/{row.reference}/documents/1/").status_code == 200
    sent = lawyer.post(f"/represent/{row.reference}/answer/", {"wants": "answer", "text": "He was at home."})

    assert sent["Location"] == f"/represent/{row.reference}/"
    assert loop.again(row).state == "answered"
    person.post(f"/my-cases/{row.reference}/representatives/{Representative.objects.get().pk}/")
    assert lawyer.get(f"/represent/{row.reference}/").status_code == 404


def test_a_stranger_finds_no_file():
    row = loop.noticed()

    assert Client().get(f"/represent/{row.reference}/").status_code == 404
    assert "Number of the case" in words(Client().get("/represent/"))


def test_the_person_corrects_the_minutes_of_the_hearing():
    row = loop.noticed()
    actions.ask(row.reference, text="Hear me.", hearing=True, by=traveller(), at=later(1))
    loop.heard(row, "He said two days.", on=1)
    person = signed_in("P-000001")

    assert "You can correct them until" in words(person.get(f"/my-cases/{row.reference}/"))
    assert "He said two days." in words(person.get(f"/my-cases/{row.reference}/minutes/"))
    person.post(f"/my-cases/{row.reference}/minutes/", {"correction": "Three days."})

    assert loop.again(row).minutes_settled_at is not None
    assert "Three days." in words(signed_in("U-0003", "case_officer").get(f"/cases/{row.reference}/"))


def test_new_facts_reach_the_appeals_body_after_the_case_was_closed():
    row = loop.measured()
    actions.appeal(row.reference, points="No.", by=traveller(), at=later(8))
    actions.uphold(row.reference, reasons=world.REASONS, by=world.BODY, at=later(9))
    person = signed_in("P-000001")
    assert "Tell of new facts" in words(person.get(f"/my-cases/{row.reference}/"))

    person.post(f"/my-cases/{row.reference}/new-facts/", {"facts": "The camera shows another man."})

    body = signed_in("U-0009", "appeals_body", "I-APPEALS")
    page = words(body.get(f"/appeals/{row.reference}/"))
    assert "The camera shows another man." in page
    assert "Set aside a part" not in page  # there is one measure only


def test_help_is_asked_for_and_arranged_on_pages():
    row = loop.noticed()
    asked = {"wants": "ask", "text": "Please.", "accommodation": "large print"}
    signed_in("P-000001").post(f"/my-cases/{row.reference}/answer/", asked)
    officer = signed_in("U-0002", "case_officer")

    assert "Help to take part is not arranged yet." in words(officer.get(f"/cases/{row.reference}/"))
    officer.post(f"/cases/{row.reference}/", {"do": "arrange", "arrange-how": "Printed at 18 points."})

    assert loop.again(row).help_arranged == "Printed at 18 points."


def test_a_notice_is_taken_down_by_one_officer_and_a_case_opened_by_another():
    lina, mindaugas = signed_in("U-0001", "case_officer"), signed_in("U-0002", "case_officer")
    taken = {
        "person": "P-000001", "source": "security_notice", "informant": "Letter 5", "reliability": "uncertain",
        "place": "BY", "first_on": "2026-10-12", "last_on": "2026-10-14", "text": "He was seen in Minsk twice.",
    }  # fmt: skip
    assert "Take it down" in words(lina.get("/told/new/"))
    assert lina.post("/told/new/", taken).status_code == 302
    reference = Told.objects.get().reference
    assert reference in words(mindaugas.get("/told/"))
    page = words(mindaugas.get(f"/told/{reference}/"))
    assert "Whoever told it is not certain of it." in page
    answers = {f"point_{n}": "It was looked at closely." for n in range(20)}

    assert "Who confirmed the match" in words(
        lina.post(f"/told/{reference}/", {"do": "open", "reasons": world.REASONS, **answers})
    )
    assert mindaugas.post(f"/told/{reference}/", {"do": "open", "reasons": world.REASONS, **answers}).status_code == 302

    assert "A notice of State Security" in words(mindaugas.get(f"/cases/{Case.objects.get().reference}/"))


def test_the_whole_file_is_one_sealed_document_for_each_reader():
    row = loop.appealed()
    addresses = {
        f"/cases/{row.reference}/file.pdf": signed_in("U-0003", "case_officer"),
        f"/my-cases/{row.reference}/file.pdf": signed_in("P-000001"),
        f"/appeals/{row.reference}/file.pdf": signed_in("U-0009", "appeals_body", "I-APPEALS"),
    }

    for address, client in addresses.items():
        response = client.get(address)
        assert response["Content-Type"] == "application/pdf"
        assert b"ETSI.CAdES.detached" in response.content
        with pypdfium2.PdfDocument(response.content) as document:
            assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
            assert row.reference in document.get_metadata_value("Title")


def test_a_summary_is_written_published_and_read_by_everybody(monkeypatch):
    row = loop.reversed_()
    told = "A soldier travelled without a permit for a reason that nobody had to approve."
    given = {"do": "summarise", "summarise-english": told, "summarise-lithuanian": told}
    assert signed_in("U-0001", "case_officer").post(f"/cases/{row.reference}/", given).status_code == 302
    other = signed_in("U-0003", "case_officer")
    assert told in words(other.get(f"/cases/{row.reference}/"))
    assert other.post(f"/cases/{row.reference}/", {"do": "publish_summary"}).status_code == 302

    assert told not in words(Client().get("/findings/"))  # one case of a year stands out
    monkeypatch.setattr(disclosure, "THRESHOLD", 1)
    assert told in words(Client().get("/findings/"))


def test_someone_tells_of_a_trip_by_themselves_and_nothing_may_follow():
    person = signed_in("P-000001")
    told = {"place": "LV", "first_on": "2026-10-12", "last_on": "2026-10-14", "text": "I was in Riga."}
    assert "Tell it before anybody asks" in words(person.get("/my-cases/tell/"))
    assert person.post("/my-cases/tell/", told).status_code == 302
    officer = signed_in("U-0002", "case_officer")
    reference = Told.objects.get().reference

    assert "The rules asked for nothing" in words(officer.get(f"/told/{reference}/"))
    officer.post(f"/told/{reference}/", {"do": "leave", "leave-reasons": "Latvia asks for nothing."})

    assert Told.objects.get().state == "set_aside"


def test_the_appeals_body_is_asked_before_a_return_report_is_used():
    body = signed_in("U-0009", "appeals_body", "I-APPEALS")
    given = {"person": "P-000001", "report": "R-9", "cite": "Law, art. 3", "reasons": world.REASONS}

    assert "Whoever reports honestly" in words(body.get("/appeals/reports/"))
    assert "no return report of this number" in words(body.post("/appeals/reports/", given))
