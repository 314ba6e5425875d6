"""Many stays at once: what is held, where and in which epoch, then the ladders, as one question in SQL.

The same text is read by every engine. Whatever the text asks of a table is said in `TABLES`; days are counted from
1 January 1970 and every other value is a number from the dictionary of its fact. A holding that is not in the tables
is absent; what is null is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from exeat.engines.plain import Condition, facts_of
from exeat.engines.sql import Codes, column
from exeat.regimes import covering, laddering, tallying
from exeat.regimes.calendars import later
from exeat.regimes.conditions import HELD
from exeat.regimes.covering import CLEARANCE_FACTS, POST_FACTS, START, Reach
from exeat.regimes.facts import Stay
from exeat.regimes.ladders import Epoch, Regime
from exeat.regimes.lists import reaches
from exeat.regimes.masks import Given, NotInBulk, Place, Writer, flag, numbered
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
class _Writing:
    """The making of one plan."""

    groups: Sequence[Sequence[Regime]]  # each is asked by itself; all of them in one pass
    given: Given
    whole: bool
    narrow: bool = False  # whether those whom no category can bind are dropped before anything is joined
    listed: list[tuple[int, int, int, int]] = field(default_factory=list)
    epochs: list[tuple[int, int, int]] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)  # facts of the trip on which it depends who is bound
    counted: list[tuple[int | None, ...]] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)  # the lengths of windows over which is counted
    tallies: int = 0  # the most counts that one epoch has
    binding: set[Condition] = field(default_factory=set)  # the conditions on who is bound

    def plan(self, years: tuple[int, int]) -> Plan:
        """The whole question."""
        cases: list[str] = []
        yielding: list[tuple[int, str, str]] = []
        number = offset = 0
        numbers: dict[int, list[int]] = {}
        for group in self.groups:
            for regime in group:
                self.refuse(regime)
        for regime in {id(regime): regime for group in self.groups for regime in group}.values():
            for i, cut in enumerate(regime.cuts):
                until = regime.cuts[i + 1] if i + 1 < len(regime.cuts) else date.max
                epoch = regime.epoch(i)
                if self.whole or any(epoch.provisions.values()):
                    self.epochs.append((number, cut.toordinal() - START, until.toordinal() - START))
                    numbers.setdefault(id(regime), []).append(number)
                    writer = self.epoch(number, regime, epoch, cut, until)
                    cases.append(f"WHEN {number} THEN {writer.decided(regime, i, offset, laddering.as_it_is)}")
                    if self.yields:
                        reached = writer.decided(regime, i, offset, laddering.applied)
                        yielding.append((number, reached, writer.decided(regime, i, offset, laddering.silent)))
                    number += 1
            offset += len(regime.rulebook.provisions)
        text = self.text(" ".join(cases), yielding, numbers)
        reaches_of = covering.counted_longer(self.given.held)
        longer = [
            (n, day, later(date.fromordinal(day + START), str(reach[0])).toordinal() - START)
            for n, reach in enumerate(reaches_of)
            for day in range(date(years[0], 1, 1).toordinal() - START, date(years[1], 12, 31).toordinal() - START)
        ]
        tables: dict[str, Table] = {
            "epochs": (("epoch", "first", "until"), [*self.epochs]),
            "places": (("epoch", "place", "yes", "maybe"), [*self.listed]),
        }
        if reaches_of:
            tables["longer"] = (("reach", "until", "longer"), [*longer])
        if self.tallies:
            tables["counted"] = (tallying.COUNTED, self.counted)
            tables["openings"] = (tallying.OPENINGS, [*tallying.openings(self.spans, years)])
        return Plan(self.given.codes, tables, text)

    @property
    def yields(self) -> bool:
        """Whether some regime yields to another that is asked beside it."""
        return any(
            other.name in each.rulebook.yields_to and other is not each
            for group in self.groups
            for each in group
            for other in group
        )

    def refuse(self, regime: Regime) -> None:
        """Notes that a regime goes by the day of filing, which must then be told of stays that are left out."""
        if regime.governed and not self.whole:
            if "application_filed_on" not in self.given.columns:
                raise NotInBulk(f"{regime.name} goes by the day of filing, which the stays do not tell")
            self.loose.add("application_filed_on")

    def epoch(self, n: int, regime: Regime, epoch: Epoch, cut: date, until: date) -> Writer:
        """Who writes the ladders of an epoch; notes what its lists and categories need."""
        atoms: dict[str, str] = {}
        certain: set[str] = set()
        for atom, first in epoch.under_way:
            atoms[atom] = f"(begins < {first.toordinal() - START})"
            certain |= set() if self.given.doubtful else {atom}
        doubts = 0
        for place, (country, territory) in enumerate(self.given.places):
            stay = Stay(cut, until, "stay", country, territory)
            answers = [reaches(each, stay, cut, until, set()) for _, each in epoch.listing]
            yes = sum(1 << bit for bit, answer in enumerate(answers) if answer)
            maybe = sum(1 << bit for bit, answer in enumerate(answers) if answer is None)
            doubts |= maybe
            if yes or maybe:
                self.listed.append((n, place, yes, maybe))
        for bit, (atom, _) in enumerate(epoch.listing):
            sure = not doubts & 1 << bit
            atoms[atom] = flag("there", "" if sure else "perhaps", 1 << bit)
            certain |= {atom} if sure else set()
        self.counted += tallying.counted(n, epoch, self.spans, self.given.places)
        self.tallies = max(self.tallies, len(epoch.counts))
        claimed = regime.atom("ground", "claimed")
        writer = Writer(self.given, epoch, claimed, atoms, certain)
        self.binding |= {condition for _, _, condition in epoch.binding}
        judged = [(atom, condition, _reach(category)) for atom, category, condition in epoch.binding]
        judged += [(atom, condition, (None, None)) for atom, condition in epoch.conditions]
        for atom, condition, reach in judged:
            atoms[atom] = writer.held(condition, reach)
            if not self.given.doubtful and all(fact.startswith(HELD) for fact in facts_of(condition)):
                certain.add(atom)
        return writer

    def answers(self, numbers: Mapping[int, Sequence[int]]) -> tuple[str, list[str]]:
        """The largest code of each group, and for each regime that yields whether another reaches the trip."""
        found: list[str] = []
        over: list[str] = []
        for n, group in enumerate(self.groups):
            code = "code"
            for regime in group:
                others = [r for r in group if r.name in regime.rulebook.yields_to and r is not regime]
                if others:
                    reached = numbered("epoch", (e for r in others for e in numbers.get(id(r), ())))
                    mine = numbered("d.epoch", numbers.get(id(regime), ()))
                    code = f"CASE WHEN {mine} AND y.over{len(over)} = 1 THEN silent ELSE {code} END"
                    over.append(f"MAX(CASE WHEN {reached} THEN applied END) AS over{len(over)}")
            if len(self.groups) > 1:
                epochs = numbered("d.epoch", (e for r in group for e in numbers.get(id(r), ())))
                found.append(f"MAX(CASE WHEN {epochs} THEN {code} END) AS code{n}")
            else:
                found.append(f"MAX({code}) AS code")
        return ", ".join(found), over

    def text(self, cases: str, yielding: Sequence[tuple[int, str, str]], numbers: Mapping[int, Sequence[int]]) -> str:
        """The whole question as one text."""
        answers, over = self.answers(numbers)
        trip = ", ".join(
            f"CASE epoch {' '.join(f'WHEN {each[0]} THEN {each[at]}' for each in yielding)} END AS {name}"
            for at, name in ((1, "applied"), (2, "silent"))
        )
        last = (
            f"SELECT d.stay, {answers} FROM decided d LEFT JOIN yielded y ON y.trip = d.trip GROUP BY d.stay"  # noqa: S608 -- names and numbers made here
            if over
            else f"SELECT d.stay, {answers} FROM decided d GROUP BY d.stay"  # noqa: S608 -- numbers made here
        )
        yielded = f",\nyielded AS (SELECT trip, {', '.join(over)} FROM decided GROUP BY trip)" if over else ""  # noqa: S608 -- names and numbers made here
        words = self.given.words
        kinds = ("yes", "maybe") if self.given.doubtful else ("yes",)
        masks = [f"{kind}{w}" for w in range(words) for kind in kinds]
        holdings = covering.holdings(self.given.held, self.given.codes, words, doubtful=self.given.doubtful)
        ored = ", ".join(f"BIT_OR(h.{mask}) AS {mask}" for mask in masks)
        given = ", ".join(f"COALESCE(h.{mask}, 0) AS {mask}" for mask in masks)
        kept = "SELECT * FROM stays" if self.whole else self.reachable(words)
        tallied = "".join(f", n.tally{n}" for n in range(self.tallies))
        tallies = "LEFT JOIN tallies n ON n.stay = p.stay AND n.epoch = p.epoch" if self.tallies else ""
        return f"""
WITH held AS ({holdings}),
kept AS ({kept}),
pieces AS (
    SELECT k.*, e.epoch, GREATEST(k.first, e.first) AS a, LEAST(k.until, e.until) AS b
    FROM kept k JOIN epochs e ON k.first < e.until AND e.first < k.until
),
standing AS (
    SELECT p.stay, p.epoch, {ored}
    FROM pieces p JOIN held h ON h.person = p.person AND h.a < p.b AND p.a < h.b
    GROUP BY p.stay, p.epoch
),{tallying.text(self.tallies) if self.tallies else ""}
facts AS (
    SELECT p.*, COALESCE(d.yes, 0) AS there, COALESCE(d.maybe, 0) AS perhaps, {given}{tallied}
    FROM pieces p
    LEFT JOIN places d ON d.place = p.place AND d.epoch = p.epoch
    LEFT JOIN standing h ON h.stay = p.stay AND h.epoch = p.epoch {tallies}
),
decided AS (SELECT stay, epoch, CASE epoch {cases} END AS code{f", trip, {trip}" if over else ""} FROM facts){yielded}
{last}
""".strip()  # noqa: S608 -- made of names and numbers of rulebooks that were read

    def reachable(self, words: int) -> str:
        """The stays that some regime may reach, or of which too little is known to say that none does."""
        listed = numbered("s.place", {place for _, place, _, _ in self.listed})
        open_to_doubt = [*(["begins"] if self.given.doubtful else []), *sorted(self.loose)]
        near = " OR ".join([listed, *(f"s.{name} IS NULL" for name in open_to_doubt)])
        if not self.given.doubtful:
            holders = all(held for condition in self.binding for held, _ in laddering.ways(condition))
            few = self.narrow and holders and not open_to_doubt
            bound = " AND s.person IN (SELECT person FROM held)" if few else ""
            return f"SELECT * FROM stays s WHERE {near}{bound}"  # noqa: S608 -- numbers made here
        doubtful = " OR ".join(f"maybe{w} <> 0" for w in range(words))
        return (
            f"SELECT * FROM stays s WHERE {near} UNION ALL SELECT * FROM stays s "  # noqa: S608 -- numbers made here
            f"WHERE NOT ({near}) AND s.person IN (SELECT person FROM held WHERE {doubtful})"
        )


def _reach(category: Category) -> Reach:
    return (category.after_leaving, category.agency_may if category.after_leaving else None)


def plan(
    regimes: Sequence[Regime],
    places: Sequence[Place],
    facts: Iterable[str],
    *,
    whole: bool = False,
    doubtful: bool = True,
    narrow: bool = False,
    years: tuple[int, int] = (1990, 2040),
) -> Plan:
    """The question that decides every stay under these regimes.

    `places` are the destinations that the stays have, by the number in their column; `facts` the facts of the trip for
    which the stays have a column. A stay that no regime can reach is left out of the answer, being free, unless
    `whole` asks for the step of each. Without `doubtful` every fact of the holdings and the first day of each journey
    is known, which is quicker; `narrow` then drops the people whom no category can bind before anything is joined,
    which pays where what a question names is worked out once (DuckDB) and costs where it is each time (Spark).
    `years` bound the days of stays and those on which holdings end. Raises NotInBulk.
    """
    return plan_of_many([regimes], places, facts, whole=whole, doubtful=doubtful, narrow=narrow, years=years)


def plan_of_many(
    groups: Sequence[Sequence[Regime]],
    places: Sequence[Place],
    facts: Iterable[str],
    *,
    whole: bool = False,
    doubtful: bool = True,
    narrow: bool = False,
    years: tuple[int, int] = (1990, 2040),
) -> Plan:
    """The question that decides every stay under several groups of regimes in one pass: `code0`, `code1` and so on.

    A group is the law, a draft beside it, or another reading. Null where no regime of a group can reach the stay.
    """
    writing = _Writing(groups, Given(places, frozenset(map(column, facts)), doubtful), whole, narrow)
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
