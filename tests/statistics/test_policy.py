"""The fixed set of tables is counted from plain facts."""

from exeat.statistics import policy
from exeat.statistics.policy import Asked, Judged, Year

YEAR = Year(
    2025,
    asked=(Asked("defence", 2, "granted", 3), Asked("interior", 11, "refused", 5), Asked("other", 7, "open")),
    judged=(Judged("defence", 4, "breach"), Judged("defence", 9, "no_breach", reversed=True)),
    events={("questioned", 1): 2, ("questioned", 8): 3, ("approached", 8): 1},
    permits=1, crossings=4, discrepancies=2,
    covered={"defence": 100, "interior": 50}, documented={"defence": 96, "interior": 10},
    border_days=365, seen_days=360, trips=((2025, 1, 310),),
)  # fmt: skip


def counts(name):
    table = next(table for table in policy.tables(YEAR) if table.name == name)
    return dict(zip((*table.rows, "all"), table.with_totals, strict=True))


def test_applications_are_counted_by_half_and_by_sector():
    assert counts("applications_by_half")["granted"] == (1, 0, 1)
    assert counts("applications_by_half")["all"] == (1, 2, 3)
    assert counts("applications_by_sector")["refused"] == (0, 1, 0, 1)


def test_cases_and_what_travellers_told_are_counted():
    assert counts("cases_by_half")["breach"] == (1, 0, 1)
    assert counts("events")["questioned"] == (2, 3, 5)
    assert counts("events")["pressed"] == (0, 0, 0)


def test_reach_takes_days_and_documents_together():
    assert policy.reach(YEAR) == {"defence": "nearly_all", "interior": "less_than_half", "other": "none"}


def test_times_of_a_few_are_not_told():
    many = Year(**{**vars(YEAR), "asked": tuple(Asked("other", 1, "granted", n) for n in range(1, 12))})

    assert policy.times(YEAR) == {}
    assert policy.times(many) == {"other": {"median": 6, "nine_of_ten": 10}}
