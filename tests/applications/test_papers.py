"""Documents: pictures drawn anew, the scanner's word, erasure by schedule with its proof."""

import io
import sys
from datetime import date, timedelta

import pytest
from PIL import Image

from exeat.applications import actions, papers, queries
from exeat.audit import queries as audit
from exeat.register import actions as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications.scene import REASONS, drafted, to_decide
from tests.applications.test_actions import PNG
from tests.factories import NOON, actor

CLEAN = f"{sys.executable} -c 'import sys; sys.exit(0)'"
HARM = f"{sys.executable} -c 'import sys; sys.exit(1)'"


def photograph():
    """A photograph that says where it was taken."""
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 20), (200, 10, 10))
    exif = picture.getexif()
    exif[0x010F] = "Secret Camera Works"
    exif[0x0112] = 6  # to be turned by a quarter
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photograph_loses_what_was_hidden_in_it_and_stands_upright():
    drawn = papers.redrawn(photograph(), "image/jpeg")

    with Image.open(io.BytesIO(drawn)) as picture:
        assert not dict(picture.getexif())
        assert picture.size == (20, 40)
    assert b"Secret Camera" not in drawn


def test_a_picture_that_cannot_be_drawn_is_not_taken():
    with pytest.raises(papers.Unfit):
        papers.redrawn(b"\xff\xd8\xff\xe0 not a picture \xff\xd9", "image/jpeg")


def test_what_the_scanner_says_is_kept_with_the_document(scene, settings):
    row = drafted(scene.traveller)

    settings.EXEAT_SCANNER = ""
    without = actions.add_evidence(row.reference, name="a.png", content=PNG, by=scene.traveller, at=NOON)
    settings.EXEAT_SCANNER = CLEAN
    clean = actions.add_evidence(row.reference, name="b.png", content=PNG, by=scene.traveller, at=NOON)

    assert (without.scan, clean.scan) == ("not_scanned", "clean")


@pytest.mark.parametrize(("command", "code"), [(HARM, "harmful"), ("no-such-scanner-here", "scanner")])
def test_a_harmful_file_and_a_silent_scanner_keep_it_out(scene, settings, command, code):
    row = drafted(scene.traveller)
    settings.EXEAT_SCANNER = command

    with pytest.raises(papers.Unfit) as unfit:
        actions.add_evidence(row.reference, name="a.png", content=PNG, by=scene.traveller, at=NOON)

    assert unfit.value.code == code
    assert not row.evidence.exists()


def test_documents_are_erased_when_their_time_has_passed_and_the_record_proves_it(scene):
    register.record_basis(
        "register", basis="Act, art. 5", controller="Ministry", purpose="To decide.", retention_days=365,
        by=actor("administrator", "U-0099"), at=NOON,
    )  # fmt: skip
    row = to_decide(scene)
    paper = actions.add_evidence(row.reference, name="a.png", content=PNG, by=scene.traveller, at=NOON)
    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)
    kept, gone, clock = NOON + timedelta(days=370), NOON + timedelta(days=400), machine("clock")

    early = actions.erase_documents(at=kept, by=clock)
    needed = actions.erase_documents(at=gone, by=clock, keep=frozenset({row.person}))
    late = actions.erase_documents(at=gone, by=clock)

    paper.refresh_from_db()
    assert (early, needed, late) == (0, 0, 1)
    assert (paper.erased_at, paper.name) == (gone, "")
    assert not queries.path_of(paper.token).exists()
    assert "application.documents-erased" in {look.verb for look in audit.looks_at(row.person, on=gone.date())}


def test_an_old_draft_goes_with_its_documents_and_the_people_it_named(scene):
    from exeat.applications.asking import Person
    from exeat.applications.models import Application, ThirdParty

    register.record_basis(
        "register", basis="Act, art. 5", controller="Ministry", purpose="To decide.", retention_days=365,
        by=actor("administrator", "U-0099"), at=NOON,
    )  # fmt: skip
    row = drafted(scene.traveller)
    paper = actions.add_evidence(row.reference, name="a.png", content=PNG, by=scene.traveller, at=NOON)
    actions.name_people(row.reference, role="met", people=[Person("Ona")], by=scene.traveller, at=NOON)

    actions.erase_documents(at=NOON + timedelta(days=60), by=machine("clock"))

    assert not Application.objects.exists()
    assert not ThirdParty.objects.exists()
    assert not queries.path_of(paper.token).exists()


def test_a_document_that_follows_is_taken_before_the_decision_and_after_a_grant_and_no_other(scene):
    follows, whole = (
        to_decide(scene, evidence_follows_on=day) for day in (date(2026, 12, 10), None)
    )  # fmt: skip
    given = {"name": "a.png", "content": PNG, "by": scene.traveller, "at": NOON}
    for row in (follows, whole):
        actions.add_evidence(row.reference, **given)
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    actions.add_evidence(follows.reference, **given)
    with pytest.raises(MoveRefused):
        actions.add_evidence(whole.reference, **given)

    assert (follows.evidence.count(), whole.evidence.count()) == (2, 1)
