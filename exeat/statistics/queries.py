"""What the numbers of a year are: exact for the analyst, withheld where small for everybody."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from exeat.applications import queries as applications
from exeat.cases import queries as cases
from exeat.crossings import queries as crossings
from exeat.permits import queries as permits
from exeat.register import queries as register
from exeat.statistics import policy
from exeat.statistics.disclosure import Published, Table
from exeat.statistics.models import Publication
from exeat.travel import queries as travel


def year(number: int, *, on: date) -> policy.Year:
    """Everything of one year up to a day, as plain counts and facts without a person in them."""
    since = datetime(number, 1, 1, tzinfo=timezone.get_default_timezone())
    until = datetime(number + 1, 1, 1, tzinfo=timezone.get_default_timezone())
    sector = _sectors()
    seen = crossings.seen_days(date(number, 1, 1), date(number + 1, 1, 1))
    over = min(on, date(number, 12, 31))
    covered = register.count_covered(on=over, by="institution")
    documented = register.count_documented(on=over)
    return policy.Year(
        year=number,
        asked=tuple(
            policy.Asked(
                sector=sector.get(row["institution"], "other"),
                month=timezone.localtime(row["submitted_at"]).month,
                outcome=row["outcome"],
                working_days=row["working_days"],
                urgent=row["urgent"],
            )
            for row in applications.for_statistics(since, until)
        ),
        judged=tuple(
            policy.Judged(
                sector=sector.get(row["institution"], "other"),
                month=timezone.localtime(row["opened_at"]).month,
                result=row["result"],
                reversed=row["reversed"],
            )
            for row in cases.for_statistics(since, until)
        ),
        events=Counter(
            {
                (kind, row["month"]): row[kind]
                for row in travel.for_statistics(since, until)
                for kind in policy.EVENTS
                if row[kind]
            }
        ),
        permits=permits.count_issued(since, until),
        crossings=crossings.count_confirmed(since, until),
        discrepancies=crossings.count_discrepancies(since, until),
        covered=_by_sector(covered, sector),
        documented=_by_sector(documented, sector),
        border_days=(over - date(number, 1, 1)).days + 1,
        seen_days=len(seen),
        trips=tuple(crossings.trips_by_month()),
    )


def _sectors() -> dict[str, str]:
    """The coarse sector of each institution."""
    return {i.reference: policy.SECTOR_OF.get(i.kind, "other") for i in register.institutions()}


def _by_sector(counts: dict[str, int], sector: dict[str, str]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for institution, count in counts.items():
        total[sector.get(institution, "other")] += count
    return dict(total)


def exact(number: int, *, on: date) -> dict[str, Any]:
    """The report of a year with its exact numbers."""
    facts = year(number, on=on)
    return _report(facts, [_cells(table) for table in policy.tables(facts)])


def publishable(number: int, *, on: date) -> dict[str, Any]:
    """The report of a year as it may be shown to everybody."""
    facts = year(number, on=on)
    shown = policy.published(policy.tables(facts))
    report = _report(facts, [_shown(table) for table in shown])
    policy.withhold_beside(report)
    return report


def _report(facts: policy.Year, tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "year": facts.year,
        "tables": {table["name"]: table for table in tables},
        "permits": facts.permits,
        "crossings": facts.crossings,
        "discrepancies": facts.discrepancies,
        "covered": dict(facts.covered),
        "reach": policy.reach(facts),
        "seen_days": facts.seen_days,
        "border_days": facts.border_days,
        "times": policy.times(facts),
        "trips": policy.like_for_like(facts.trips),
    }


def _cells(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [list(row) for row in table.with_totals],
    }


def _shown(table: Published) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [list(row) for row in table.cells],
    }


def publications() -> list[Publication]:
    """Everything that was published, the newest year first."""
    return list(Publication.objects.order_by("-year"))


def publication(number: int) -> Publication | None:
    """What was published of a year."""
    return Publication.objects.filter(year=number).first()


def years(*, on: date) -> list[int]:
    """The years of which something can be counted, the newest first."""
    first = crossings.first_day() or on
    return list(range(on.year, min(first.year, on.year) - 1, -1))
