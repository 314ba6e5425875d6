"""Posts and clearances in SQL: the days on which each counts, on which nothing is held, and what they then meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from exeat.engines.plain import Condition, facts_of
from exeat.engines.sql import Codes, Text, column
from exeat.regimes import vocabulary
from exeat.regimes.conditions import ABSENT, holds

Days = tuple[int, int]  # the first, and the first that no longer counts
Reach = tuple[str | None, str | None]  # how long a category counts those who left, and what an agency may change
START = date(1970, 1, 1).toordinal()
FIRST = date.min.toordinal() - START
FOREVER = date.max.toordinal() - START
BITS = 62  # of a mask
Met = dict[Condition, list[tuple[Days, int]]]  # conditions, with the days of each epoch that asks them and its bit
POST_FACTS = tuple(f for f in vocabulary.FACTS if f.startswith("post.") and vocabulary.FACTS[f].kind != "day")
CLEARANCE_FACTS = tuple(f for f in vocabulary.FACTS if f.startswith("clearance.") and vocabulary.FACTS[f].kind != "day")


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


def counted_longer(held: Iterable[tuple[Reach, Condition, Days]]) -> list[Reach]:
    """The rules that count those who left for some time, in the order of their numbers."""
    return sorted({reach for reach, _, _ in held if reach[0] not in (None, "unlimited")}, key=str)


def holdings(held: Mapping[tuple[Reach, Condition, Days], int], codes: Codes, words: int, *, doubtful: bool) -> str:
    """The days on which each person holds what meets some condition on some days of its epoch, or may meet it.

    Where a stay meets the epoch, what is held meets the epoch, and the stay meets what is held, all three have a day
    in common; so whoever joins the stays to this table by their days need not look at the epochs again.
    """
    groups: dict[tuple[Reach, frozenset[str]], Met] = {}
    for (reach, condition, days), bit in held.items():
        about = frozenset(fact.partition(".")[0] for fact in facts_of(condition))
        groups.setdefault((reach, about), {}).setdefault(condition, []).append((days, bit))
    numbers = counted_longer(held)
    texts = [
        _group(reach, about, met, numbers, codes, words, doubtful=doubtful) for (reach, about), met in groups.items()
    ]
    if not texts:
        none = ", ".join(f"CAST(0 AS BIGINT) AS {kind}{w}" for w in range(words) for kind in kinds(doubtful=doubtful))
        return f"SELECT 0 AS person, 0 AS a, 0 AS b, {none} WHERE FALSE"
    return " UNION ALL ".join(texts)


def kinds(*, doubtful: bool) -> tuple[str, ...]:
    """The masks of each word: what is met, and what may be met where something is not known."""
    return ("yes", "maybe") if doubtful else ("yes",)


def _group(
    reach: Reach,
    about: frozenset[str],
    met: Met,
    numbers: Sequence[Reach],
    codes: Codes,
    words: int,
    *,
    doubtful: bool,
) -> str:
    """Conditions that look at the same holdings, counted as long as the same rule says."""
    sources, days = [], []
    columns: list[str] = []
    for kind, table, facts in (("post", "posts", POST_FACTS), ("clearance", "clearances", CLEARANCE_FACTS)):
        if kind in about:
            used = sorted({fact for each in met for fact in facts_of(each) if fact in facts})
            gaps = any(without(each, kind) for each in met)
            sources.append(f"({cover(table, kind, used, reach, numbers, gaps=gaps)}) {kind}")
            columns += map(column, used)
            days.append(kind)
    text = HoldingText(column, codes)
    conditions = {condition: text.condition(condition) for condition in met}
    masks = []
    for w in range(words):
        for kind in kinds(doubtful=doubtful):
            bits = [
                f"CASE WHEN {said}{' IS NULL' if kind == 'maybe' else ''} THEN {mask} ELSE 0 END"
                for condition, said in conditions.items()
                if (mask := _bits(met[condition], w))
            ]
            masks.append(f"{' + '.join(bits) or '0'} AS {kind}{w}")
    if len(days) == 1:
        inner = sources[0]
    else:
        named = "".join(f", {each}" for each in columns)
        inner = (
            f"(SELECT post.person, GREATEST(post.a, clearance.a) AS a, LEAST(post.b, clearance.b) AS b{named} "  # noqa: S608 -- names and numbers made here
            f"FROM {sources[0]} JOIN {sources[1]} "
            "ON clearance.person = post.person AND clearance.a < post.b AND post.a < clearance.b) met"
        )
    some = " OR ".join(f"({said}) IS NULL OR {said}" if doubtful else said for said in conditions.values())
    return f"SELECT person, a, b, {', '.join(masks)} FROM {inner} WHERE {some}"  # noqa: S608 -- names and numbers made here


def _bits(each: Sequence[tuple[Days, int]], word: int) -> str:
    """The bits of one condition in a mask, of those epochs on whose days something is held."""
    mine = [(days, 1 << bit % BITS) for days, bit in each if bit // BITS == word]
    return " + ".join(f"CASE WHEN {meets('a', 'b', days)} THEN {bit} ELSE 0 END" for days, bit in mine)


def meets(first: str, until: str, days: Days) -> str:
    """That some days, by the columns of the first and of the first that no longer counts, touch these."""
    sides = [f"{first} < {days[1]}"] if days[1] < FOREVER else []
    sides += [f"{until} > {days[0]}"] if days[0] > FIRST else []
    return " AND ".join(sides) or "TRUE"
