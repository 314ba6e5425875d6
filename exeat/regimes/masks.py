"""Ladders written for many stays at once: whatever was judged before stands in a bit of a mask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from exeat.engines.plain import Condition, Ladder, facts_of
from exeat.engines.sql import Codes, Text, among, column
from exeat.regimes import laddering, vocabulary
from exeat.regimes.conditions import HELD
from exeat.regimes.covering import BITS, START, Days, Reach
from exeat.regimes.judging import controller
from exeat.regimes.ladders import Epoch, Regime

Place = tuple[str | None, str | None]  # country, part of it; a country that is None is not known
WAYS = 64  # ways in which one condition may be met that looks at holdings and at the trip


class NotInBulk(ValueError):
    """A regime that says something which is only asked one by one; says what."""


@dataclass(frozen=True)
class Given:
    """What the stays tell that are asked about, and how it is numbered."""

    places: Sequence[Place]
    columns: frozenset[str]
    doubtful: bool  # whether some fact of a holding, or the first day of a journey, may be unknown
    codes: Codes = field(default_factory=Codes)
    held: dict[tuple[Reach, Condition, Days], int] = field(default_factory=dict)  # which bit tells of which condition
    used: set[str] = field(default_factory=set)  # the columns of the stays that some ladder looks at

    def bit(self, condition: Condition, reach: Reach, days: Days) -> tuple[int, int]:
        """The mask, and the bit in it, that says whether a condition on holdings is met on some of these days."""
        return divmod(self.held.setdefault((reach, condition, days), len(self.held)), BITS)

    @property
    def words(self) -> int:
        """How many masks there are."""
        return max(1, -(-len(self.held) // BITS))


class Writer(Text):
    """Writes the ladders of one epoch: facts judged before stand in masks, grounds are said in reasons."""

    def __init__(
        self, given: Given, n: int, epoch: Epoch, claimed: str, atoms: Mapping[str, str], certain: set[str]
    ) -> None:
        super().__init__(self.where, given.codes)
        self.given = given
        self.n = n
        self.epoch = epoch
        self.days = (epoch.first.toordinal() - START, epoch.until.toordinal() - START)
        self.claimed = claimed
        self.atoms = atoms
        self.sure = certain

    def truth(self, fact: str) -> str | None:
        """A fact that was judged before, as the bit that tells of it."""
        return self.atoms.get(fact)

    def certain(self, fact: str) -> bool:
        """Whether it is known of every stay."""
        return fact in self.sure

    def where(self, fact: str) -> str:
        """The column or the expression of a fact; one that the stays do not have is not known."""
        if fact == "stay.days":
            return "(until - first)"
        known = [column(fact)] if column(fact) in self.given.columns else []
        self.given.used.update(known)
        tallies = (f"tally{self.n}_{n}" for n, (name, _) in enumerate(self.epoch.counts) if name == fact)
        known += [f"CASE WHEN {tally} = -1 THEN NULL ELSE COALESCE({tally}, 0) END" for tally in tallies]
        if not known:
            return "CAST(NULL AS INT)"
        return known[0] if len(known) == 1 else f"COALESCE({', '.join(known)})"

    def condition(self, condition: Condition) -> str:
        """A condition in the columns of the stays: grounds as the reasons they accept, destinations as places."""
        match condition:
            case ("in" | "not_in" as test, fact, values) if fact == self.claimed or fact == "application.ground":
                opening = [r for r in vocabulary.REASONS if self.epoch.ground_of(r) in values]
                return super().condition((test, "application.reason", tuple(opening)))
            case ("given", fact, wanted) if fact == self.claimed or fact == "application.ground":
                return super().condition(("given", "application.reason", wanted))
            case ("in" | "not_in" | "given" as test, fact, wanted) if fact.startswith("destination."):
                answers = [self.destination(fact, *place) for place in self.given.places]
                known = among("place", (n for n, answer in enumerate(answers) if answer is not None))
                if test == "given":
                    return known if wanted else f"(NOT {known})"
                inside = among("place", (n for n, answer in enumerate(answers) if answer in wanted))
                return f"(CASE WHEN {known} THEN {inside if test == 'in' else f'NOT {inside}'} ELSE NULL END)"
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
            whens.append(f"WHEN {filed} < {day.toordinal() - START} THEN {heaviest(before)}")
            before = day
        return f"CASE {' '.join(whens)} ELSE {heaviest(before)} END"

    def held(self, condition: Condition, reach: Reach) -> str:
        """Whether a condition is met on one of the days: bits where it is about holdings, else as it stands."""
        facts = facts_of(condition)
        about = [fact for fact in facts if fact.startswith(HELD)]
        if len(about) == len(facts) and about:
            w, bit = self.given.bit(condition, reach, self.days)
            return flag(f"yes{w}", f"maybe{w}" if self.given.doubtful else "", 1 << bit)
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


def listed(yes: Iterable[int], maybe: Iterable[int]) -> str:
    """That a place is among those that a list names; not known of those that it may name."""
    named, doubtful = among("place", yes), among("place", maybe)
    if doubtful == "FALSE":
        return named
    return f"(CASE WHEN {named} THEN TRUE WHEN {doubtful} THEN NULL ELSE FALSE END)"


def flag(yes: str, maybe: str, bit: int) -> str:
    """Whether a bit of a mask is set; where a second mask has it, it is not known."""
    if not maybe:
        return f"(({yes} & {bit}) <> 0)"
    return f"(CASE WHEN ({yes} & {bit}) <> 0 THEN TRUE WHEN ({maybe} & {bit}) <> 0 THEN NULL ELSE FALSE END)"
