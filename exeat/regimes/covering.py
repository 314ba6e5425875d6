"""Posts and clearances in SQL: the days on which each counts, and the days on which nothing is held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from exeat.engines.plain import Condition
from exeat.engines.sql import Text, column
from exeat.regimes.conditions import ABSENT, holds

Reach = tuple[str | None, str | None]  # how long a category counts those who left, and what an agency may change
START = date(1970, 1, 1).toordinal()
FOREVER = date.max.toordinal() - START


class HoldingText(Text):
    """Conditions on holdings: a fact of a holding that does not exist is -1, absent and not unknown."""

    def condition(self, condition: Condition) -> str:
        """A condition as an expression that is true, false or null."""
        match condition:
            case ("at_most", fact, most):
                at = self.column(fact)
                return f"({at} <= {most} AND {at} <> -1)"
            case ("given", fact, wanted):
                at = self.column(fact)
                return f"({at} IS NOT NULL AND {at} <> -1)" if wanted else f"({at} IS NULL OR {at} = -1)"
        return super().condition(condition)


def without(condition: Condition, kind: str) -> bool:
    """Whether a condition may hold of someone who holds nothing of a kind."""
    if any(part[0] == "given" for part in _leaves(condition)):
        return True

    def look(fact: str) -> Any:
        if not fact.startswith(kind):
            return None
        return "none" if fact == "post.kind" else 0 if fact == "clearance.level" else ABSENT

    return holds(condition, look, set()) is not False


def _leaves(condition: Condition) -> Iterable[Condition]:
    if condition[0] in ("all", "any", "not"):
        for part in condition[1:]:
            yield from _leaves(part)
    else:
        yield condition


def cover(table: str, kind: str, facts: Sequence[str], reach: Reach, numbers: Sequence[Reach], *, gaps: bool) -> str:
    """The holdings of one table with the days on which they count, and the days on which nothing is held."""
    columns = "".join(f", h.{column(fact)}" for fact in facts)
    until, join = f"COALESCE(h.until, {FOREVER})", ""
    if reach[0] == "unlimited":
        until = str(FOREVER)
    elif reach[0] is not None:
        join = f" LEFT JOIN longer l ON l.reach = {numbers.index(reach)} AND l.until = h.until"
        until = f"COALESCE(l.longer, {FOREVER})"
    if reach[1] in ("lengthen", "both"):
        until = f"GREATEST({until}, CASE WHEN h.until IS NULL THEN {FOREVER} ELSE COALESCE(h.bound_until, 0) END)"
    if reach[1] in ("shorten", "both"):
        until = f"LEAST({until}, CASE WHEN h.until IS NULL THEN {FOREVER} ELSE COALESCE(h.bound_until, {FOREVER}) END)"
    first = f"COALESCE(h.first, {-START})"
    some = (
        f" WHERE {first} < {until}" if reach[1] in ("shorten", "both") else ""
    )  # an own end may lie before the first day
    held = f"SELECT h.person, {first} AS a, {until} AS b{columns} FROM {table} h{join}{some}"  # noqa: S608 -- names and numbers made here
    if not gaps:
        return held
    absent = {"post.kind": "post_none", "clearance.level": "0"}
    nothing = "".join(f", {absent.get(fact, '-1')} AS {column(fact)}" for fact in facts)
    return (
        f"SELECT * FROM ({held}) held_{kind} UNION ALL "  # noqa: S608 -- names and numbers made here
        f"SELECT person, a, b{nothing} FROM ("
        f"SELECT person, COALESCE(MAX(b) OVER (PARTITION BY person ORDER BY a, b "
        f"ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), {-START}) AS a, a AS b FROM ("
        f"SELECT person, a, b FROM ({held}) one_{kind} "
        f"UNION ALL SELECT DISTINCT person, {FOREVER} AS a, {FOREVER} AS b FROM stays) all_{kind}) gap_{kind} "
        f"WHERE a < b"
    )
