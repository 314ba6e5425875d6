"""Every question about crossings that pages and other packages ask."""

from exeat.crossings.queries.candidates import (
    NoCandidate,
    Pair,
    confirmed_of,
    files_received,
    pair,
    passages_of,
    waiting_for,
)
from exeat.crossings.queries.discrepancies import (
    DiscrepancyFacts,
    MatchFacts,
    NoDiscrepancy,
    discrepancy,
    discrepancy_of_case,
    open_discrepancies,
)
from exeat.crossings.queries.numbers import (
    ForStatistics,
    StayFacts,
    confirmed_stays,
    count_confirmed,
    count_discrepancies,
    counts,
    first_day,
    for_statistics,
    seen_days,
    trips_by_month,
    trips_of_residents,
)

__all__ = [
    "DiscrepancyFacts",
    "ForStatistics",
    "MatchFacts",
    "NoCandidate",
    "NoDiscrepancy",
    "Pair",
    "StayFacts",
    "confirmed_of",
    "confirmed_stays",
    "count_confirmed",
    "count_discrepancies",
    "counts",
    "discrepancy",
    "discrepancy_of_case",
    "files_received",
    "first_day",
    "for_statistics",
    "open_discrepancies",
    "pair",
    "passages_of",
    "seen_days",
    "trips_by_month",
    "trips_of_residents",
    "waiting_for",
]
