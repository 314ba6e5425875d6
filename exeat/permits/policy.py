"""What a permit needs before it can be issued, how it stands on a day, and who may take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from exeat.values.moves import MoveRefused as MoveRefused
from exeat.values.moves import Refusal as Refusal
from exeat.values.period import Period
from exeat.values.rights import Actor, Right

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is heard or read as something else
NUMBER_LENGTH = 12  # letters of five bits each
LONGEST_DAYS = 366


class State(StrEnum):
    """How a permit stands on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class PermitFacts:
    """A permit as the rest of the loop needs it, without what its holder's document says."""

    number: str
    application: str
    person: str
    institution: str
    countries: tuple[str, ...]
    period: Period
    issued_at: datetime
    provisional: bool = False
    revoked_at: datetime | None = None
    revoked_reason: str = ""
    legs: tuple[dict[str, Any], ...] = field(default=(), compare=False)

    def state(self, on: date) -> State:
        """How the permit stands on a day, by what is known today."""
        if self.revoked_at is not None:
            return State.REVOKED
        if on in self.period:
            return State.VALID
        return State.NOT_YET if on < self.period.first else State.EXPIRED

    def covers(self, places: tuple[str, ...], period: Period) -> bool:
        """Whether the permit, as granted, allows being in any of these places on every day of the period."""
        return bool(set(places) & set(self.countries)) and self.period.covers(period)


def number_of(letters: str) -> str:
    """Twelve letters as a number that can be read aloud: K-7QF2-9M4X-C5T2."""
    return "K-" + "-".join(letters[start : start + 4] for start in range(0, NUMBER_LENGTH, 4))


def not_to_issue(
    *, name: str, birth_year: int | None, document_state: str, document_last4: str, first_day: date, last_day: date
) -> list[Refusal]:
    """What a permit still lacks; it is bound to a person and to a travel document."""
    said: list[Refusal] = []
    if not name.strip():
        said.append(Refusal("no-name", "A permit needs the holder's name as the travel document writes it."))
    if not birth_year:
        said.append(Refusal("no-birth-year", "A permit needs the holder's year of birth. Add it to the register."))
    if not document_state or not document_last4:
        said.append(
            Refusal("no-document", "A permit is tied to a travel document. Add one that is valid to the register.")
        )
    if last_day < first_day:
        said.append(Refusal("days-reversed", "The last day of a permit cannot be before its first."))
    elif (last_day - first_day).days >= LONGEST_DAYS:
        said.append(Refusal("too-long", "A permit is given for one journey of at most a year."))
    return said


def not_to_revoke(actor: Actor, facts: PermitFacts, *, reason: str, on: date) -> list[Refusal]:
    """Why this actor cannot take this permit back now; empty when it is open. Holders may give their own back."""
    said: list[Refusal] = []
    if actor.reference != facts.person:
        if not actor.may(Right.REVOKE_PERMIT) and not actor.may(Right.DECIDE_URGENT):
            said.append(Refusal("no-right", "Your role does not include this step."))
        elif not actor.national and actor.institution != facts.institution:
            said.append(Refusal("other-institution", "Only the institution that gave a permit can take it back."))
    if facts.revoked_at is not None:
        said.append(Refusal("already-revoked", "This permit has been revoked already."))
    elif facts.state(on) == State.EXPIRED:
        said.append(Refusal("over", "The last day of this permit is over; there is nothing to take back."))
    if not reason.strip():
        said.append(Refusal("no-reason", "Say why the permit is taken back; the holder will read it."))
    return said
