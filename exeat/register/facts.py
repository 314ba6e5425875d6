"""What the register says, as plain values for whoever asks: no rows leave the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exeat.values.period import Period


@dataclass(frozen=True)
class DocumentFacts:
    """A travel document as the register has it."""

    number: str
    kind: str
    country: str
    issued_on: date | None = None
    expires_on: date | None = None
    cancelled_on: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """A registered person as other packages need them; the caller has asked for the right already."""

    reference: str
    name: str
    surname: str
    given_names: str
    born_on: date | None
    sex: str
    language: str
    email: str
    phone: str
    citizenships: tuple[str, ...]
    documents: tuple[DocumentFacts, ...]
    institution: str  # the reference of the institution of their latest post, or empty
    post_address: str = ""

    def document(self, on: date) -> DocumentFacts | None:
        """The passport to carry on a day: valid then, the one that expires last; else any that is valid."""
        valid = [
            d for d in self.documents
            if (d.cancelled_on is None or d.cancelled_on > on) and (d.expires_on is None or d.expires_on >= on)
        ]  # fmt: skip
        return max(valid, key=lambda d: (d.kind == "passport", d.expires_on or date.max, d.number), default=None)


@dataclass(frozen=True)
class InstitutionFacts:
    """An institution as other packages need it."""

    reference: str
    name: dict[str, str]
    kind: str
    country: str
    superior: str  # the reference of the superior body, or empty
    handles_secrets: bool
    orders: tuple[str, ...]
    remedy: dict[str, str]
    urgent_phone: str = ""
    office_phone: str = ""
    prints_letters: bool = False
    headships: tuple[tuple[date, str | None], ...] = field(default=(), repr=False)  # in order of days

    def head(self, on: date) -> str | None:
        """The reference of whoever heads it on a day; None when the post is vacant or not recorded."""
        head: str | None = None
        for since, person in self.headships:
            if since <= on:
                head = person
        return head


@dataclass(frozen=True)
class DeputyFacts:
    """Who may stand in for the head on a day, under which written order and in which turn."""

    person: str
    name: str
    order: str
    turn: int

    @property
    def rank(self) -> int:
        """The turn, first one first."""
        return self.turn


@dataclass(frozen=True)
class AbsenceFacts:
    """Days on which someone is away; `until` is the day they are back, None while nobody has said."""

    number: int
    person: str
    since: date
    until: date | None


@dataclass(frozen=True)
class BasisFacts:
    """The recorded ground in law on which personal data are kept or matched."""

    subject: str
    basis: str
    controller: str
    purpose: str
    retention_days: int
    recorded_on: date
    recorded_by: str


@dataclass(frozen=True)
class Row:
    """One dated line of a person's history, for a page: what it is, in which words, when."""

    kind: str
    words: dict[str, Any]
    period: Period | None
    ended_because: str = ""
