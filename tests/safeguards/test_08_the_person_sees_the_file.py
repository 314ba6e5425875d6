"""Promise 8: every document that is used is shown; what is withheld is listed with its legal ground."""

import pytest

from exeat.cases import actions, queries
from exeat.cases.models import Document
from exeat.values.moves import MoveRefused
from tests.cases import loop
from tests.cases.world import BODY, MINDAUGAS, later, traveller

pytestmark = pytest.mark.usefixtures("a_world")


def test_the_notice_opens_the_whole_file_to_the_person():
    row = loop.noticed()

    items = queries.file_of(row, seen_by=traveller())

    assert items
    assert all(item.readable and item.disclosed_at for item in items)


def test_a_finding_that_cites_an_undisclosed_unlisted_document_is_refused():
    row = loop.answered()
    Document.objects.filter(case=row, number=1).update(disclosed_at=None)

    with pytest.raises(MoveRefused, match="has not seen"):
        loop.found(row)


def test_what_is_withheld_is_listed_with_its_ground_and_read_by_the_appeals_body():
    row = loop.answered()
    actions.add(
        row.reference, title="Source report", text="HIDDEN", nature="fact", ground="A source would be in danger",
        cite="Law on intelligence, art. 19", by=MINDAUGAS, at=later(4),
    )  # fmt: skip

    seen = queries.file_of(row, seen_by=traveller())[-1]

    assert (seen.title, seen.text, seen.withheld_cite) == ("", "", "Law on intelligence, art. 19")
    assert queries.file_of(row, seen_by=BODY)[-1].text == "HIDDEN"
    assert loop.found(row).state == "found"
