"""One decision for several trips: when it may be asked, what may be told under it, and who ends it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from exeat.applications.policy import Refusal
from exeat.applications.terms import Standing
from exeat.regimes.shapes import WEIGHTS
from exeat.values.rights import Actor, Right

if TYPE_CHECKING:
    from exeat.applications.parts import Part, Stretch


@dataclass(frozen=True)
class Told:
    """A trip that was told under a decision: its days, and whether it still counts."""

    reference: str
    first_on: date
    last_on: date
    counts: bool


@dataclass(frozen=True)
class Decision:
    """What a decision for several trips covers, and what was told under it."""

    reference: str
    person: str
    institution: str  # whose decision it was
    places: tuple[tuple[str, str, str], ...]  # country, part of it, kind of stay
    first_on: date
    last_on: date
    bounds: Standing
    requires: str  # what the rules asked when it was taken
    ended_at: datetime | None = None
    told: tuple[Told, ...] = ()

    @property
    def used(self) -> int:
        """How many trips count."""
        return sum(one.counts for one in self.told)

    @property
    def left(self) -> int | None:
        """How many more may be told; None where no rule gives a number."""
        return None if self.bounds.trips is None else max(0, self.bounds.trips - self.used)

    def open_on(self, on: date) -> bool:
        """Whether trips may still be told under it."""
        return self.ended_at is None and on <= self.last_on and self.left != 0


def refusals_to_ask(
    bounds: Standing, parts: Sequence[Stretch], *, reason: str, urgent: bool, longest: date | None
) -> tuple[Refusal, ...]:
    """Why one decision for several trips cannot be asked for; `longest` is the last day that the rule allows."""
    said: list[Refusal] = []
    if not bounds:
        said.append(Refusal("no-standing", "No rule knows one decision for several trips here. Ask for each trip."))
        return tuple(said)
    if bounds.reasons and reason not in bounds.reasons:
        said.append(Refusal("standing-reason", "For this reason each trip is decided by itself."))
    if longest is not None and any(part.last_on > longest for part in parts):
        said.append(Refusal("standing-too-long", "The rule does not let one decision last so long."))
    if urgent:
        said.append(
            Refusal("standing-urgent", "One decision for several trips is never urgent. Ask for the next trip.")
        )
    return tuple(said)


def refusals_to_tell(
    actor: Actor, decision: Decision, part: Part, *, requires: str, last_day: date | None, on: date
) -> tuple[Refusal, ...]:
    """Why this trip cannot be told under the decision; empty when it can.

    `requires` is what the rules ask of this very trip today, `last_day` the last day on which it can be told.
    """
    said: list[Refusal] = []
    if actor.reference != decision.person:
        said.append(Refusal("not-yours", "Only the person whose trip it is can do this."))
    if decision.ended_at is not None:
        said.append(Refusal("standing-ended", "This decision has ended. Apply for the trip by itself."))
    if (part.country, part.territory, part.transit) not in decision.places:
        said.append(Refusal("standing-elsewhere", "The decision does not cover this place. Apply for it by itself."))
    if part.first_on < decision.first_on or part.last_on > decision.last_on:
        said.append(
            Refusal("standing-outside", "The decision does not cover these days. Apply for them by themselves.")
        )
    days = (part.last_on - part.first_on).days + 1
    if decision.bounds.days_each is not None and days > decision.bounds.days_each:
        said.append(Refusal("standing-days", "Each trip under this decision is shorter. Apply for this one by itself."))
    if decision.left == 0:
        said.append(Refusal("standing-used-up", "All trips of this decision have been told. Apply for this one."))
    if any(one.counts and part.first_on <= one.last_on and one.first_on <= part.last_on for one in decision.told):
        said.append(Refusal("standing-twice", "You have told a trip on these days already."))
    if last_day is not None and on > last_day:
        said.append(Refusal("standing-late", "It is too late to tell this trip under the decision. Apply for it."))
    if WEIGHTS[requires] > WEIGHTS[decision.requires]:
        said.append(
            Refusal("standing-law", "The rules ask more of this trip than when the decision was taken. Apply for it.")
        )
    return tuple(said)


def refusals_to_end(actor: Actor, decision: Decision, *, because: str, on: date) -> tuple[Refusal, ...]:
    """Why this actor cannot end the decision: its person may at any time, the office that took it with reasons."""
    said: list[Refusal] = []
    if actor.reference != decision.person:
        if not actor.may(Right.REVOKE_PERMIT):
            said.append(Refusal("no-right", "Your role does not include this step."))
        elif not actor.national and actor.institution != decision.institution:
            said.append(Refusal("other-institution", "Only the institution that took this decision can end it."))
        if not because.strip():
            said.append(Refusal("no-reason", "Say why the decision is ended; its person will read it."))
    if decision.ended_at is not None or decision.last_on < on:
        said.append(Refusal("ended", "This decision has ended already."))
    return tuple(said)
