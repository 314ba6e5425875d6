"""The pages on which a hearing is arranged, a document is translated, and the withheld is listed."""

from datetime import UTC, datetime

import pytest

from exeat.cases import actions, papers
from exeat.cases.models import Document, Hearing
from exeat.letters import queries as letters
from tests.cases import loop
from tests.cases.world import MINDAUGAS, later
from tests.web.officers import signed_in, words

pytestmark = pytest.mark.usefixtures("in_november")


def test_an_officer_invites_and_the_person_accepts_or_asks_for_another_time():
    row = loop.noticed()
    officer, person = signed_in("U-0002", "case_officer"), signed_in("P-000001")
    given = {"day": "2026-11-12", "hour": "14:30", "way": "room", "place": "Vilnius, room 3"}
    answer = officer.post(f"/cases/{row.reference}/", {"do": "invite", **{f"invite-{k}": v for k, v in given.items()}})
    assert answer.status_code == 302
    assert Hearing.objects.get().begins_at == datetime(2026, 11, 12, 12, 30, tzinfo=UTC)

    assert "Vilnius, room 3" in words(person.get(f"/my-cases/{row.reference}/"))
    words(person.get(f"/my-cases/{row.reference}/hearing/"))
    file = person.get(f"/my-cases/{row.reference}/hearing.ics")
    assert (file["Content-Type"], b"20261112T123000Z" in file.content) == ("text/calendar; charset=utf-8", True)
    assert person.post(f"/my-cases/{row.reference}/hearing/", {"do": "accept"}).status_code == 302
    assert "The person will come." in words(officer.get(f"/cases/{row.reference}/"))
    other = {"do": "other", "words": "On Friday, I am on duty before."}
    assert person.post(f"/my-cases/{row.reference}/hearing/", other).status_code == 302

    assert "On Friday" in words(officer.get(f"/cases/{row.reference}/"))
    assert person.get(f"/my-cases/{row.reference}/hearing.ics").status_code == 404


def test_an_officer_and_the_person_add_translations():
    row = loop.answered()
    officer, person = signed_in("U-0002", "case_officer"), signed_in("P-000001")
    given = {"number": "1", "language": "Polish", "translated_by": "Ona Vertėja", "sworn": "on", "text": "Przejazd"}
    words(officer.get(f"/cases/{row.reference}/translate/"))
    assert officer.post(f"/cases/{row.reference}/translate/", given).status_code == 302
    assert "Type the translation" in words(person.post(f"/my-cases/{row.reference}/translate/", {**given, "text": ""}))
    own = str(row.documents.get(title="Answer").number)
    assert person.post(f"/my-cases/{row.reference}/translate/", {**given, "number": own}).status_code == 302

    page = words(person.get(f"/my-cases/{row.reference}/"))

    assert "Translation of document 1: Polish, Ona Vertėja, sworn" in page
    assert Document.objects.filter(translates__isnull=False).count() == 2


def test_the_appeals_body_has_a_list_of_what_was_withheld_and_a_sealed_annex(monkeypatch):
    row = loop.answered()
    actions.add(
        row.reference, title="Report", text="HIDDEN", nature="fact", ground="source in danger", cite="Law, art. 9",
        body="State Security", by=MINDAUGAS, at=later(3),
    )  # fmt: skip
    loop.appealed(loop.measured(loop.found(loop.again(row))))
    body = signed_in("U-0009", "appeals_body", "I-APPEALS")
    drawn = []
    draw = papers.drawn
    monkeypatch.setattr(papers, "drawn", lambda *given: drawn.append(given) or draw(*given))

    page = words(body.get(f"/appeals/{row.reference}/"))
    annex = body.get(f"/appeals/{row.reference}/withheld.pdf").content
    body.get(f"/appeals/{row.reference}/file.pdf")

    assert "State Security" in page
    assert b"/ByteRange" in annex
    html, _pictures, _enclosed = drawn[0]
    assert "source in danger" in html
    assert "HIDDEN" not in html
    [enclosed] = [one for one in drawn[-1][2] if one.name == f"{row.reference}-annex.pdf"]
    assert b"/ByteRange" in enclosed.content
    assert signed_in("P-000001").get(f"/appeals/{row.reference}/withheld.pdf").status_code in {403, 404}


def test_the_edition_for_the_person_holds_nothing_that_is_withheld_and_the_one_for_the_court_all(monkeypatch):
    row = loop.answered()
    secret = {"title": "AGENT-TITLE", "nature": "fact", "ground": "source in danger", "cite": "Law, art. 9",
              "body": "State Security", "by": MINDAUGAS, "at": later(3)}  # fmt: skip
    scan = actions.hearing.Attachment("AGENT-FILE.pdf", "application/pdf", b"%PDF AGENT-BYTES")
    actions.add(row.reference, text="AGENT-TEXT", attachments=[scan], **secret)
    number = row.documents.order_by("-number").first().number - 1
    actions.translate(
        row.reference, number, language="Polish", translated_by="Ona", sworn=True, text="AGENT-PL", by=MINDAUGAS,
        at=later(3),
    )  # fmt: skip
    loop.appealed(loop.measured(loop.found(loop.again(row))))
    body, person = signed_in("U-0009", "appeals_body", "I-APPEALS"), signed_in("P-000001")
    drawn, draw = [], papers.drawn
    monkeypatch.setattr(papers, "drawn", lambda *given: drawn.append(given) or draw(*given))

    def everything(client, address):
        drawn.clear()
        assert client.get(address).status_code == 200
        html, pictures, enclosed = drawn[-1]
        return html + repr(pictures) + repr(enclosed)

    court = everything(body, f"/appeals/{row.reference}/file.pdf")
    editions = [
        everything(body, f"/appeals/{row.reference}/file-to-give.pdf"),
        everything(signed_in("U-0003", "case_officer"), f"/cases/{row.reference}/file-to-give.pdf"),
        everything(person, f"/my-cases/{row.reference}/file.pdf"),
    ]
    own = person.get(f"/my-cases/{row.reference}/").content.decode()

    assert all(word in court for word in ("AGENT-TITLE", "AGENT-TEXT", "AGENT-BYTES", "AGENT-PL", "annex.pdf"))
    assert all("AGENT" not in edition and "source in danger" in edition for edition in [*editions, own])
    assert all("AGENT" not in one.title + one.text for one in letters.inbox("P-000001"))
