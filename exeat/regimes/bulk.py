"""Many stays at once: what is held, where and in which epoch, then the ladders, as one question in SQL.

The same text is read by every engine. The stays are read and grouped once: in which epoch something that is held meets
a condition is a bit of a mask, and what is asked in each epoch is a column. Whatever the text asks of a table is said
in `TABLES`; days are counted from 1 January 1970 and every other value is a number from the dictionary of its fact. A
holding that is not in the tables is absent; what is null is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from exeat.engines.plain import Condition, Ladder, facts_of
from exeat.engines.sql import Codes, among, column
from exeat.regimes import covering, laddering, tallying
from exeat.regimes.calendars import later
from exeat.regimes.conditions import HELD
from exeat.regimes.covering import CLEARANCE_FACTS, POST_FACTS, START, Days, Reach
from exeat.regimes.facts import Stay
from exeat.regimes.ladders import Regime
from exeat.regimes.lists import reaches
from exeat.regimes.masks import Given, NotInBulk, Place, Writer, listed
from exeat.regimes.shapes import Category

Table = tuple[tuple[str, ...], list[tuple[int | None, ...]]]  # the names of its columns, and its rows
TABLES = {
    # and a column for each fact of the trip, days as numbers; which trip it is where a regime yields to another. The
    # stays of one person are all that are counted where a regime counts days or journeys.
    "stays": ("stay", "person", "place", "first", "until", "begins", "trip"),
    "posts": ("person", "first", "until", "bound_until", *map(column, POST_FACTS)),
    "clearances": ("person", "first", "until", "bound_until", *map(column, CLEARANCE_FACTS)),
}


def day_number(day: date | None) -> int | None:
    """A day as the tables have it."""
    return None if day is None else day.toordinal() - START


@dataclass(frozen=True)
class Plan:
    """The question to an engine: small tables that go beside the large ones, and the text that decides."""

    codes: Codes
    tables: Mapping[str, Table]
    text: str


@dataclass
class _Decided:
    """What the ladders of one epoch say of a stay, as text."""

    regime: Regime
    n: int
    days: Days
    ladders: Callable[[Callable[[Ladder], Ladder]], str]

    def column(self, name: str, told: Callable[[Ladder], Ladder]) -> str:
        """A column of it; null where the stay has no day in the epoch."""
        within = covering.meets("first", "until", self.days)
        return f"CASE WHEN {within} THEN {self.ladders(told)} END AS {name}{self.n}"


@dataclass
class _Writing:
    """The making of one plan."""

    groups: Sequence[Sequence[Regime]]  # each is asked by itself; all of them in one pass
    given: Given
    whole: bool
    epochs: list[_Decided] = field(default_factory=list)
    near: set[int] = field(default_factory=set)  # the places that some list names or may name
    loose: set[str] = field(default_factory=set)  # facts of the trip on which it depends who is bound
    counted: list[tuple[int | None, ...]] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)  # the lengths of windows over which is counted
    tallies: list[tuple[int, int]] = field(default_factory=list)  # the counts of each epoch
    binding: set[Condition] = field(default_factory=set)  # the conditions on who is bound

    def plan(self, years: tuple[int, int]) -> Plan:
        """The whole question."""
        offset = 0
        regimes = {id(regime): regime for group in self.groups for regime in group}.values()
        for regime in regimes:
            self.refuse(regime)
        for regime in regimes:
            for i, cut in enumerate(regime.cuts):
                until = regime.cuts[i + 1] if i + 1 < len(regime.cuts) else date.max
                self.add(regime, i, offset, cut, until)
            offset += len(regime.rulebook.provisions)
        text = self.text()
        reaches_of = covering.counted_longer(self.given.held)
        longer = [
            (n, day, later(date.fromordinal(day + START), str(reach[0])).toordinal() - START)
            for n, reach in enumerate(reaches_of)
            for day in range(date(years[0], 1, 1).toordinal() - START, date(years[1], 12, 31).toordinal() - START)
        ]
        tables: dict[str, Table] = {}
        if reaches_of:
            tables["longer"] = (("reach", "until", "longer"), [*longer])
        if self.tallies:
            tables["epochs"] = (("epoch", "first", "until"), [(each.n, *each.days) for each in self.epochs])
            tables["counted"] = (tallying.COUNTED, self.counted)
            tables["openings"] = (tallying.OPENINGS, [*tallying.openings(self.spans, years)])
        return Plan(self.given.codes, tables, text)

    @property
    def sure(self) -> bool:
        """Whether a stay at a place that no list names is certainly free, and need not be told of."""
        return not (self.whole or self.given.doubtful or self.loose)

    def yields_to(self, group: Sequence[Regime], regime: Regime) -> list[Regime]:
        """The regimes of a group that silence another where they reach the trip."""
        return [each for each in group if each.name in regime.rulebook.yields_to and each is not regime]

    def refuse(self, regime: Regime) -> None:
        """Notes that a regime goes by the day of filing, which must then be told of stays that are left out."""
        if regime.governed and not self.whole:
            if "application_filed_on" not in self.given.columns:
                raise NotInBulk(f"{regime.name} goes by the day of filing, which the stays do not tell")
            self.loose.add("application_filed_on")

    def add(self, regime: Regime, i: int, offset: int, cut: date, until: date) -> None:
        """An epoch of a regime, where it may ask something or every step is told."""
        epoch = regime.epoch(i)
        if not self.whole and not any(epoch.provisions.values()):
            return
        n = len(self.epochs)
        atoms: dict[str, str] = {}
        certain: set[str] = set()
        for atom, first in epoch.under_way:
            atoms[atom] = f"(begins < {first.toordinal() - START})"
            certain |= set() if self.given.doubtful else {atom}
        near: set[int] = set()
        for atom, each in epoch.listing:
            said = [
                reaches(each, Stay(cut, until, "stay", country, territory), cut, until, set())
                for country, territory in self.given.places
            ]
            yes, maybe = ({place for place, is_so in enumerate(said) if is_so is answer} for answer in (True, None))
            near |= yes | maybe
            atoms[atom] = listed(yes, maybe)
            certain |= set() if maybe else {atom}
        if self.sure and not near:
            return
        self.near |= near
        self.counted += tallying.counted(n, epoch, self.spans, self.given.places)
        self.tallies += [(n, tally) for tally in range(len(epoch.counts))]
        writer = Writer(self.given, n, epoch, regime.atom("ground", "claimed"), atoms, certain)
        self.binding |= {condition for _, _, condition in epoch.binding}
        judged = [(atom, condition, _reach(category)) for atom, category, condition in epoch.binding]
        judged += [(atom, condition, (None, None)) for atom, condition in epoch.conditions]
        for atom, condition, reach in judged:
            atoms[atom] = writer.held(condition, reach)
            if not self.given.doubtful and all(fact.startswith(HELD) for fact in facts_of(condition)):
                certain.add(atom)
        self.epochs.append(_Decided(regime, n, writer.days, partial(writer.decided, regime, i, offset)))

    def answers(self) -> tuple[list[str], list[str], list[str]]:
        """What every ladder says, the largest code of each group, and whether another regime reaches the trip."""
        told = {f"code{each.n}": each.column("code", laddering.as_it_is) for each in self.epochs}
        found: list[str] = []
        over: list[str] = []
        for group in self.groups:
            codes = []
            for regime in group:
                others = self.yields_to(group, regime)
                mine = [each for each in self.epochs if each.regime is regime]
                theirs = [each for each in self.epochs if each.regime in others]
                for each in mine:
                    code = f"d.code{each.n}"
                    if theirs:
                        told[f"silent{each.n}"] = each.column("silent", laddering.silent)
                        code = f"CASE WHEN y.over{len(over)} = 1 THEN d.silent{each.n} ELSE {code} END"
                    codes.append(code)
                if theirs and mine:
                    told |= {f"applied{each.n}": each.column("applied", laddering.applied) for each in theirs}
                    over.append(f"MAX({greatest([f'applied{each.n}' for each in theirs])}) AS over{len(over)}")
            found.append(greatest(codes))
        return [*told.values()], found, over

    def text(self) -> str:
        """The whole question as one text."""
        told, found, over = self.answers()
        words = self.given.words
        masks = [f"{kind}{w}" for w in range(words) for kind in covering.kinds(doubtful=self.given.doubtful)]
        holdings = covering.holdings(self.given.held, self.given.codes, words, doubtful=self.given.doubtful)
        stay = ["stay", *(["trip"] if over else []), "place", "first", "until", "begins", *sorted(self.given.used)]
        grouped = ", ".join(f"k.{name}" for name in dict.fromkeys(stay))
        holders = self.sure and all(held for condition in self.binding for held, _ in laddering.ways(condition))
        met = "BIT_OR(h.{0}) AS {0}" if holders else "COALESCE(BIT_OR(h.{0}), 0) AS {0}"
        kept = self.kept(words)
        return f"""
WITH held AS ({holdings}),{tallying.text(kept, self.tallies) if self.tallies else ""}
facts AS (
    SELECT {grouped}, {", ".join(met.format(mask) for mask in masks)}
    FROM ({kept}) k {"" if holders else "LEFT "}JOIN held h ON h.person = k.person AND h.a < k.until AND k.first < h.b
    GROUP BY {grouped}
),
decided AS (
    SELECT f.stay{", f.trip" if over else ""}{"".join(f", {each}" for each in told)}
    FROM facts f{" LEFT JOIN tallies n ON n.stay = f.stay" if self.tallies else ""}
){f", yielded AS (SELECT trip, {', '.join(over)} FROM decided GROUP BY trip)" if over else ""}
SELECT d.stay, {", ".join(f"{each} AS code{n if len(found) > 1 else ''}" for n, each in enumerate(found))}
FROM decided d{" LEFT JOIN yielded y ON y.trip = d.trip" if over else ""}
""".strip()  # noqa: S608 -- made of names and numbers of rulebooks that were read

    def kept(self, words: int) -> str:
        """The stays that some regime may reach, or of which too little is known to say that none does."""
        during = " OR ".join(covering.meets("s.first", "s.until", days) for days in self.together())
        within = f"SELECT s.* FROM stays s WHERE ({during or 'FALSE'})"  # noqa: S608 -- numbers made here
        if self.whole:
            return within
        open_to_doubt = [*(["begins"] if self.given.doubtful else []), *sorted(self.loose)]
        near = " OR ".join([among("s.place", self.near), *(f"s.{name} IS NULL" for name in open_to_doubt)])
        if not self.given.doubtful:
            return f"{within} AND ({near})"
        doubtful = " OR ".join(f"maybe{w} <> 0" for w in range(words))
        return (
            f"{within} AND ({near}) UNION ALL {within} "  # noqa: S608 -- numbers made here
            f"AND NOT ({near}) AND s.person IN (SELECT person FROM held WHERE {doubtful})"
        )

    def together(self) -> list[Days]:
        """The days of all epochs, those that touch each other as one."""
        found: list[Days] = []
        for first, until in sorted(each.days for each in self.epochs):
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], until))
            else:
                found.append((first, until))
        return found


def greatest(values: Sequence[str]) -> str:
    """The largest of some values; null where there is none."""
    if not values:
        return "CAST(NULL AS INT)"
    return values[0] if len(values) == 1 else f"GREATEST({', '.join(values)})"


def _reach(category: Category) -> Reach:
    return (category.after_leaving, category.agency_may if category.after_leaving else None)


def plan(
    regimes: Sequence[Regime],
    places: Sequence[Place],
    facts: Iterable[str],
    *,
    whole: bool = False,
    doubtful: bool = True,
    years: tuple[int, int] = (1990, 2040),
) -> Plan:
    """The question that decides every stay under these regimes.

    `places` are the destinations that the stays have, by the number in their column; `facts` the facts of the trip for
    which the stays have a column. A stay that no regime can reach is left out of the answer, being free, unless
    `whole` asks for the step of each; without it one that is free may be told with another step that frees it.
    Without `doubtful` every fact of the holdings and the first day of each journey is known, which is quicker.
    `years` bound the days of stays and those on which holdings end. Raises NotInBulk.
    """
    return plan_of_many([regimes], places, facts, whole=whole, doubtful=doubtful, years=years)


def plan_of_many(
    groups: Sequence[Sequence[Regime]],
    places: Sequence[Place],
    facts: Iterable[str],
    *,
    whole: bool = False,
    doubtful: bool = True,
    years: tuple[int, int] = (1990, 2040),
) -> Plan:
    """The question that decides every stay under several groups of regimes in one pass: `code0`, `code1` and so on.

    A group is the law, a draft beside it, or another reading. Null where no regime of a group can reach the stay.
    """
    writing = _Writing(groups, Given(places, frozenset(map(column, facts)), doubtful), whole)
    made = writing.plan(years)
    none = made.codes("post.kind", "none")
    return Plan(made.codes, made.tables, made.text.replace("post_none", str(none)))


__all__ = [
    "CLEARANCE_FACTS",
    "POST_FACTS",
    "TABLES",
    "NotInBulk",
    "Place",
    "Plan",
    "day_number",
    "plan",
    "plan_of_many",
]
