"""What a trial found, as plain text for a terminal or a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exeat.regimes.vocabulary import role

MOVES = {"newly": "newly bound", "freed": "freed", "neither": "neither"}


def told(report: Mapping[str, Any]) -> str:
    """A report as text, in English."""
    lines = [
        f"Law: {', '.join(report['law'])}",
        f"{report['trips']} trips, {report['stays']} stays of {report['people']} people, "
        f"{report['first']} to {report['last']}. Numbers from 1 to {report['threshold'] - 1} are withheld, "
        "with those that would give them away.",
    ]
    if report["moved_days"]:
        lines.append(f"Judged as if {report['moved_days']} days later.")
    if report["counted"]:
        lines.append("Days and journeys that a rule counts are those of the trips above; earlier ones are not seen.")
    for scenario in report["scenarios"]:
        name = scenario["draft"] or "the law as it stands"
        reading = f", read as {scenario['reading']}" if scenario["reading"] else ""
        lines += ["", f"{name}{reading}"]
        if scenario["draft"]:
            moves = (f"{MOVES[key]}: {_number(many)}" for key, many in scenario["people"].items())
            lines += [
                f"  people    {', '.join(moves)}",
                f"  stays     answered otherwise: {_number(scenario['stays_otherwise'])}",
            ]
        asked = ", ".join(f"{role(key, 'en')}: {_number(many)}" for key, many in scenario["asked"].items())
        lines.append(f"  trips     {asked}")
        if report["hours"]:
            lines.append(f"  officers  hours: {_number(scenario['officer_hours'])}")
        lines += [line for table in scenario["tables"] for line in _table(table)]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "withheld" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _table(table: Mapping[str, Any]) -> list[str]:
    rows = [["", *table["columns"], "total"]]
    rows += [
        [name or "(none)", *map(_cell, cells)]
        for name, cells in zip([*table["rows"], "total"], table["cells"], strict=True)
    ]
    wide = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["", f"  {table['name'].replace('-', ' ')}"]
    return lines + [
        "    "
        + "  ".join(
            cell.ljust(width) if not n else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, wide, strict=True))
        )
        for row in rows
    ]


def _cell(value: int | None) -> str:
    return "·" if value is None else str(value)
