"""Exact numbers leave a trace; what is published is withheld where small, frozen, and never counted anew."""

from datetime import UTC, date, datetime, timedelta

import pytest

from exeat.applications import actions as applications
from exeat.audit import queries as audit
from exeat.statistics import actions, queries
from exeat.statistics.models import Publication
from exeat.values.moves import MoveRefused
from tests.applications.scene import DAY, filed, open_scene
from tests.factories import NOON, InstitutionFactory, PersonFactory, actor, traveller

ANALYST = actor("analyst", "U-0020")
AUDITOR = actor("auditor", "U-0021")
NEXT_YEAR = datetime(2027, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings, tmp_path):
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()


def ask(count, at=NOON):
    """So many people of the army apply, and one of them withdraws."""
    army = InstitutionFactory(reference="I-ARMY")
    rows = [filed(traveller(PersonFactory(institution=army)), at) for _ in range(count)]
    applications.withdraw(rows[0].reference, by=traveller(rows[0].person), at=at + timedelta(hours=5))


def test_the_numbers_of_a_year_are_those_of_the_files(scene):
    ask(3)

    report = queries.exact(2026, on=date(2026, 11, 30))

    by_half = report["tables"]["applications_by_half"]
    assert dict(zip(by_half["rows"], by_half["cells"], strict=False))["withdrawn"] == [0, 1, 1]
    assert by_half["cells"][-1] == [0, 3, 3]
    assert report["border_days"] == 334
    assert report["seen_days"] == 0
    assert set(report["reach"].values()) == {"none"}
    assert sum(report["covered"].values()) >= 3


def test_an_analysts_look_leaves_a_trace_and_nobody_else_may(scene):
    actions.look(2026, by=ANALYST, at=NOON)

    lines = audit.trail("statistics:2026", seen_by=AUDITOR)
    assert [(line.actor, line.verb) for line in lines] == [("U-0020", "statistics.looked")]
    with pytest.raises(MoveRefused):
        actions.look(2026, by=AUDITOR, at=NOON)


def test_a_publication_withholds_small_numbers_and_is_frozen(scene):
    ask(3)
    publication = actions.publish(2026, by=ANALYST, at=NEXT_YEAR)
    before = publication.report

    ask(12, at=NOON + DAY)

    kept = queries.publication(2026)
    assert kept.report == before
    cells = [cell for table in before["tables"].values() for row in table["cells"] for cell in row]
    assert None in cells
    assert not [cell for cell in cells if cell is not None and 0 < cell < 10]
    with pytest.raises(MoveRefused, match="published already"):
        actions.publish(2026, by=ANALYST, at=NEXT_YEAR)
    assert [p.year for p in queries.publications()] == [2026]


def test_a_year_that_is_not_over_cannot_be_published_nor_by_anyone():
    with pytest.raises(MoveRefused, match="not over"):
        actions.publish(2026, by=ANALYST, at=NOON)
    with pytest.raises(MoveRefused):
        actions.publish(2025, by=AUDITOR, at=NOON)

    assert not Publication.objects.exists()


def test_without_border_records_only_this_year_can_be_counted():
    assert queries.years(on=date(2026, 11, 25)) == [2026]
