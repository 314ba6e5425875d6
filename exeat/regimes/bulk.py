"""Many stays at once: what is held, where and in which epoch, then the ladders, as one question in SQL.

The same text is read by every engine. Whatever the text asks of a table is said in `TABLES`; days are counted from
1 January 1970 and every other value is a number from the dictionary of its fact. A holding that is not in the tables
is absent; what is null is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from exeat.engines.plain import Condition, Ladder, facts_of
from exeat.engines.sql import Codes, Text, column
from exeat.regimes import covering, laddering, tallying, vocabulary
from exeat.regimes.calendars import later
from exeat.regimes.conditions import HELD
from exeat.regimes.facts import Stay
from exeat.regimes.judging import controller
from exeat.regimes.ladders import Epoch, Regime
from exeat.regimes.lists import reaches
from exeat.regimes.shapes import Category

Table = tuple[tuple[str, ...], list[tuple[int | None, ...]]]  # the names of its columns, and its rows
Place = tuple[str | None, str | None]  # country, part of it; a country that is None is not known
Reach = tuple[str | None, str | None]  # how long a category counts those who left, and what an agency may change
BITS = 62
WAYS = 64  # ways in which one condition may be met that looks at holdings and at the trip
START = date(1970, 1, 1).toordinal()
FOREVER = date.max.toordinal() - START
POST_FACTS = tuple(f for f in vocabulary.FACTS if f.startswith("post.") and vocabulary.FACTS[f].kind != "day")
CLEARANCE_FACTS = tuple(f for f in vocabulary.FACTS if f.startswith("clearance.") and vocabulary.FACTS[f].kind != "day")
TABLES = {
    # and a column for each fact of the trip, days as numbers; which trip it is where a regime yields to another. The
    # stays of one person are all that are counted where a regime counts days or journeys.
    "stays": ("stay", "person", "place", "first", "until", "begins", "trip"),
    "posts": ("person", "first", "until", "bound_until", *map(column, POST_FACTS)),
    "clearances": ("person", "first", "until", "bound_until", *map(column, CLEARANCE_FACTS)),
}


class NotInBulk(ValueError):
    """A regime that says something which is only asked one by one; says what."""


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
    places: Sequence[Place]
    columns: frozenset[str]
    whole: bool
    doubtful: bool  # whether some fact of a holding, or the first day of a journey, may be unknown
    narrow: bool = False  # whether those whom no category can bind are dropped before anything is joined
    codes: Codes = field(default_factory=Codes)
    held: dict[tuple[Reach, Condition], int] = field(default_factory=dict)
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
        reaches_of = {reach for reach, _ in self.held if reach[0] not in (None, "unlimited")}
        longer = [
            (n, day, later(date.fromordinal(day + START), str(reach[0])).toordinal() - START)
            for n, reach in enumerate(sorted(reaches_of, key=str))
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
        return Plan(self.codes, tables, text)

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
            if "application_filed_on" not in self.columns:
                raise NotInBulk(f"{regime.name} goes by the day of filing, which the stays do not tell")
            self.loose.add("application_filed_on")

    def epoch(self, n: int, regime: Regime, epoch: Epoch, cut: date, until: date) -> _Writer:
        """Who writes the ladders of an epoch; notes what its lists and categories need."""
        atoms: dict[str, str] = {}
        certain: set[str] = set()
        for atom, first in epoch.under_way:
            atoms[atom] = f"(begins < {first.toordinal() - START})"
            certain |= set() if self.doubtful else {atom}
        doubts = 0
        for place, (country, territory) in enumerate(self.places):
            stay = Stay(cut, until, "stay", country, territory)
            answers = [reaches(each, stay, cut, until, set()) for _, each in epoch.listing]
            yes = sum(1 << bit for bit, answer in enumerate(answers) if answer)
            maybe = sum(1 << bit for bit, answer in enumerate(answers) if answer is None)
            doubts |= maybe
            if yes or maybe:
                self.listed.append((n, place, yes, maybe))
        for bit, (atom, _) in enumerate(epoch.listing):
            sure = not doubts & 1 << bit
            atoms[atom] = _flag("there", "" if sure else "perhaps", 1 << bit)
            certain |= {atom} if sure else set()
        self.counted += tallying.counted(n, epoch, self.spans, self.places)
        self.tallies = max(self.tallies, len(epoch.counts))
        claimed = regime.atom("ground", "claimed")
        writer = _Writer(self, epoch, claimed, atoms, certain)
        self.binding |= {condition for _, _, condition in epoch.binding}
        judged = [(atom, condition, _reach(category)) for atom, category, condition in epoch.binding]
        judged += [(atom, condition, (None, None)) for atom, condition in epoch.conditions]
        for atom, condition, reach in judged:
            atoms[atom] = writer.held(condition, reach)
            if not self.doubtful and all(fact.startswith(HELD) for fact in facts_of(condition)):
                certain.add(atom)
        return writer

    def bit(self, condition: Condition, reach: Reach) -> tuple[int, int]:
        """The mask, and the bit in it, that says whether a condition on holdings is met."""
        return divmod(self.held.setdefault((reach, condition), len(self.held)), BITS)

    def answers(self, numbers: Mapping[int, Sequence[int]]) -> tuple[str, list[str]]:
        """The largest code of each group, and for each regime that yields whether another reaches the trip."""
        found: list[str] = []
        over: list[str] = []
        for n, group in enumerate(self.groups):
            code = "code"
            for regime in group:
                others = [r for r in group if r.name in regime.rulebook.yields_to and r is not regime]
                if others:
                    reached = _numbers("epoch", (e for r in others for e in numbers.get(id(r), ())))
                    mine = _numbers("d.epoch", numbers.get(id(regime), ()))
                    code = f"CASE WHEN {mine} AND y.over{len(over)} = 1 THEN silent ELSE {code} END"
                    over.append(f"MAX(CASE WHEN {reached} THEN applied END) AS over{len(over)}")
            if len(self.groups) > 1:
                epochs = _numbers("d.epoch", (e for r in group for e in numbers.get(id(r), ())))
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
        words = max(1, -(-len(self.held) // BITS))
        kinds = ("yes", "maybe") if self.doubtful else ("yes",)
        masks = [f"{kind}{w}" for w in range(words) for kind in kinds]
        holdings = self.holdings(words)
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
        listed = _numbers("s.place", {place for _, place, _, _ in self.listed})
        open_to_doubt = [*(["begins"] if self.doubtful else []), *sorted(self.loose)]
        near = " OR ".join([listed, *(f"s.{name} IS NULL" for name in open_to_doubt)])
        if not self.doubtful:
            holders = all(held for condition in self.binding for held, _ in laddering.ways(condition))
            few = self.narrow and holders and not open_to_doubt
            bound = " AND s.person IN (SELECT person FROM held)" if few else ""
            return f"SELECT * FROM stays s WHERE {near}{bound}"  # noqa: S608 -- numbers made here
        doubtful = " OR ".join(f"maybe{w} <> 0" for w in range(words))
        return (
            f"SELECT * FROM stays s WHERE {near} UNION ALL SELECT * FROM stays s "  # noqa: S608 -- numbers made here
            f"WHERE NOT ({near}) AND s.person IN (SELECT person FROM held WHERE {doubtful})"
        )

    def holdings(self, words: int) -> str:
        """The days on which each person meets each condition on posts and clearances, or may meet it."""
        groups: dict[tuple[Reach, frozenset[str]], list[tuple[Condition, int]]] = {}
        for (reach, condition), bit in self.held.items():
            about = frozenset(fact.partition(".")[0] for fact in facts_of(condition))
            groups.setdefault((reach, about), []).append((condition, bit))
        numbers = sorted({reach for reach, _ in self.held if reach[0] not in (None, "unlimited")}, key=str)
        texts = [self.group(reach, about, met, numbers, words) for (reach, about), met in groups.items()]
        if not texts:
            none = ", ".join(f"0 AS yes{w}, 0 AS maybe{w}" for w in range(words))
            return f"SELECT 0 AS person, 0 AS a, 0 AS b, {none} WHERE FALSE"
        return " UNION ALL ".join(texts)

    def group(
        self,
        reach: Reach,
        about: frozenset[str],
        met: Sequence[tuple[Condition, int]],
        numbers: Sequence[Reach],
        words: int,
    ) -> str:
        """Conditions that look at the same holdings, counted as long as the same rule says."""
        conditions = [condition for condition, _ in met]
        sources, days = [], []
        for kind, table, facts in (("post", "posts", POST_FACTS), ("clearance", "clearances", CLEARANCE_FACTS)):
            if kind in about:
                used = sorted({fact for each in conditions for fact in facts_of(each) if fact in facts})
                gaps = any(covering.without(each, kind) for each in conditions)
                sources.append(f"({covering.cover(table, kind, used, reach, numbers, gaps=gaps)}) {kind}")
                days.append(kind)
        text = covering.HoldingText(column, self.codes)
        masks = []
        for w in range(words):
            mine = [(text.condition(c), 1 << bit % BITS) for c, bit in met if bit // BITS == w]
            masks.append(" + ".join(f"CASE WHEN {c} THEN {b} ELSE 0 END" for c, b in mine) or "0")
            unsure = mine if self.doubtful else []
            masks.append(" + ".join(f"CASE WHEN {c} IS NULL THEN {b} ELSE 0 END" for c, b in unsure) or "0")
        named = ", ".join(
            f"{mask} AS {kind}{w}"
            for w in range(words)
            for kind, mask in zip(("yes", "maybe"), masks[2 * w : 2 * w + 2], strict=True)
        )
        if len(days) == 1:
            (one,) = days
            inner = f"SELECT {one}.person, {one}.a, {one}.b, {named} FROM {sources[0]}"  # noqa: S608 -- names and numbers made here
        else:
            inner = (
                "SELECT post.person, GREATEST(post.a, clearance.a) AS a, LEAST(post.b, clearance.b) AS b, "  # noqa: S608 -- names and numbers made here
                f"{named} FROM {sources[0]} JOIN {sources[1]} "
                "ON clearance.person = post.person AND clearance.a < post.b AND post.a < clearance.b"
            )
        some = " OR ".join(f"yes{w} <> 0 OR maybe{w} <> 0" for w in range(words))
        return f"SELECT * FROM ({inner}) met WHERE {some}"  # noqa: S608 -- names and numbers made here


class _Writer(Text):
    """Writes the ladders of one epoch: facts judged before stand in masks, grounds are said in reasons."""

    def __init__(
        self, writing: _Writing, epoch: Epoch, claimed: str, atoms: Mapping[str, str], certain: set[str]
    ) -> None:
        super().__init__(self.where, writing.codes)
        self.writing = writing
        self.epoch = epoch
        self.claimed = claimed
        self.atoms = atoms
        self.sure = certain

    def truth(self, fact: str) -> str | None:
        return self.atoms.get(fact)

    def certain(self, fact: str) -> bool:
        return fact in self.sure

    def where(self, fact: str) -> str:
        """The column or the expression of a fact; one that the stays do not have is not known."""
        if fact == "stay.days":
            return "(until - first)"
        known = [column(fact)] if column(fact) in self.writing.columns else []
        known += [
            f"CASE WHEN tally{n} = -1 THEN NULL ELSE COALESCE(tally{n}, 0) END"
            for n, (name, _) in enumerate(self.epoch.counts)
            if name == fact
        ]
        if not known:
            return "CAST(NULL AS INT)"
        return known[0] if len(known) == 1 else f"COALESCE({', '.join(known)})"

    def condition(self, condition: Condition) -> str:
        match condition:
            case ("in" | "not_in" as test, fact, values) if fact == self.claimed or fact == "application.ground":
                opening = [r for r in vocabulary.REASONS if self.epoch.ground_of(r) in values]
                return super().condition((test, "application.reason", tuple(opening)))
            case ("given", fact, wanted) if fact == self.claimed or fact == "application.ground":
                return super().condition(("given", "application.reason", wanted))
            case ("in" | "not_in" | "given" as test, fact, wanted) if fact.startswith("destination."):
                answers = [self.destination(fact, *place) for place in self.writing.places]
                known = _numbers("place", (n for n, answer in enumerate(answers) if answer is not None))
                if test == "given":
                    return known if wanted else f"(NOT {known})"
                among = _numbers("place", (n for n, answer in enumerate(answers) if answer in wanted))
                return f"(CASE WHEN {known} THEN {among if test == 'in' else f'NOT {among}'} ELSE NULL END)"
            case ("given", "stay.from" | "stay.until", wanted):
                return "TRUE" if wanted else "FALSE"  # the days of a stay that is judged are known
        return super().condition(condition)

    def destination(self, fact: str, country: str | None, territory: str | None) -> str | None:
        """What a fact of the destination says of a place on the days of the epoch, in which nothing changes."""
        if fact == "destination.occupied_by":
            return controller(territory, self.epoch.first, self.epoch.until)
        return country if fact == "destination.country" else territory

    def decided(self, regime: Regime, i: int, offset: int, told: Callable[[Ladder], Ladder]) -> str:
        """The heaviest of what the ladders of an epoch say; by the day of filing where a provision goes by it."""

        def heaviest(filed_on: date | None) -> str:
            return self.heaviest([told(climb.ladder) for climb in regime.climbs(i, filed_on, offset)])

        if not regime.governed:
            return heaviest(None)
        parts = regime.rulebook.provisions.values()
        days = {day for part in parts for w in part.wordings for day in (w.in_force, w.until) if day}
        filed = self.where("application.filed_on")
        whens, before = [f"WHEN {filed} IS NULL THEN {heaviest(None)}"], date.min
        for day in sorted(days):
            whens.append(f"WHEN {filed} < {day_number(day)} THEN {heaviest(before)}")
            before = day
        return f"CASE {' '.join(whens)} ELSE {heaviest(before)} END"

    def held(self, condition: Condition, reach: Reach) -> str:
        """Whether a condition is met on one of the days: bits where it is about holdings, else as it stands."""
        facts = facts_of(condition)
        about = [fact for fact in facts if fact.startswith(HELD)]
        if len(about) == len(facts) and about:
            w, bit = self.writing.bit(condition, reach)
            return _flag(f"yes{w}", f"maybe{w}" if self.writing.doubtful else "", 1 << bit)
        if not about:
            return (
                f"CASE WHEN {self.condition(condition)} THEN TRUE WHEN NOT {self.condition(condition)} THEN FALSE END"
            )
        met = laddering.ways(condition)
        if len(met) > WAYS:
            raise NotInBulk(
                f"a condition on holdings and the trip has more than {WAYS} ways to be met: asked one by one"
            )
        return f"({' OR '.join(self.way(held, said, reach) for held, said in met)})"

    def way(self, held: Sequence[Condition], said: Sequence[Condition], reach: Reach) -> str:
        """One way in which a condition is met: what is held on one of the days, and what is so of the trip."""
        together = [self.held(held[0] if len(held) == 1 else ("all", *held), reach)] if held else []
        return f"({' AND '.join([*together, *map(self.condition, said)])})"


def _flag(yes: str, maybe: str, bit: int) -> str:
    """Whether a bit of a mask is set; where a second mask has it, it is not known."""
    if not maybe:
        return f"(({yes} & {bit}) <> 0)"
    return f"(CASE WHEN ({yes} & {bit}) <> 0 THEN TRUE WHEN ({maybe} & {bit}) <> 0 THEN NULL ELSE FALSE END)"


def _numbers(at: str, numbers: Iterable[int]) -> str:
    found = ", ".join(map(str, sorted(numbers)))
    return f"({at} IN ({found}))" if found else "FALSE"


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
    writing = _Writing(groups, places, frozenset(map(column, facts)), whole, doubtful, narrow)
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
