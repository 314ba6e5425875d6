"""What the register lets whom do, and what must be recorded first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

SUBJECTS = ("register", "matching")  # what needs a legal basis of its own before the first import
DOCUMENT_KINDS = ("passport", "identity_card", "service_passport")
NAME_KINDS = ("native", "document", "former")
SEXES = ("M", "F")
PERSON = re.compile(r"P-\d{6,}")
INSTITUTION = re.compile(r"I-[A-Z0-9]{1,30}(-[A-Z0-9]+)*")
PURPOSES = ("application", "keeping", "correction", "case", "other")  # why an officer opens someone's entry
CORRECTABLE = ("surname", "given_names", "born_on", "sex", "email", "phone", "post_address")


def refuse(*said: Refusal | None) -> None:
    """Raise every refusal at once; do nothing when there is none."""
    found = [refusal for refusal in said if refusal is not None]
    if found:
        raise MoveRefused(found)


def lacks(actor: Actor, right: Right) -> Refusal | None:
    """Refuses whoever does not hold this right in the role in use."""
    return None if actor.may(right) else Refusal("no-right", "Your role does not include this step.")


def no_basis(found: object | None, subject: str) -> Refusal | None:
    """Refuses to keep or match data before the ground in law is recorded, and says what is missing."""
    if found is not None:
        return None
    if subject == "matching":
        return Refusal(
            "no-basis-for-matching",
            "Nothing can be matched yet: the legal basis, controller, purpose and retention of matching "
            "are not recorded. An administrator records them on the page of legal bases.",
        )
    return Refusal(
        "no-basis-for-register",
        "Nothing can be imported yet: the legal basis, controller, purpose and retention of the register "
        "are not recorded. An administrator records them on the page of legal bases.",
    )


def basis_gaps(basis: str, controller: str, purpose: str, retention_days: int) -> tuple[Refusal, ...]:
    """What a record of a legal basis still lacks."""
    said: list[Refusal] = []
    if not basis.strip():
        said.append(Refusal("basis-missing", "Write the act and article that allow this."))
    if not controller.strip():
        said.append(Refusal("controller-missing", "Write which body is the controller of the data."))
    if not purpose.strip():
        said.append(Refusal("purpose-missing", "Write for what the data are kept, and for nothing else."))
    if retention_days < 1:
        said.append(Refusal("retention-missing", "Write for how many days the data are kept."))
    return tuple(said)


def not_own_house(actor: Actor, house: str) -> Refusal | None:
    """Refuses a role of one institution at another's data."""
    if actor.national or actor.institution == house:
        return None
    return Refusal("other-institution", "This belongs to another institution.")


def own_entry(actor: Actor, person: str) -> Refusal | None:
    """Refuses an officer at their own entry."""
    if actor.reference != person:
        return None
    return Refusal("own-entry", "This is your own entry: another officer has to do this.")


def no_words(text: str, refusal: Refusal) -> Refusal | None:
    """Refuses an empty text."""
    return None if text.strip() else refusal


NO_PURPOSE = Refusal("no-purpose", "Say why you open this entry. The person will be able to read it.")
NO_REASONS = Refusal("no-reasons", "Write the reasons. The person will read them.")
NOTHING_SAID = Refusal("nothing-said", "Write what is wrong and how it should read.")
ALREADY_ANSWERED = Refusal("already-answered", "This has been answered already.")


@dataclass(frozen=True)
class Hold:
    """What ends a post or a clearance: what the register itself says, and what cases have ordered."""

    since: date
    recorded: date | None  # the end without any case
    endings: Mapping[str, date]  # by case


def until_of(hold: Hold) -> tuple[date | None, str]:
    """The day on which it ends, and the case because of which; no case when the register's own end comes first."""
    if not hold.endings:
        return hold.recorded, ""
    because, day = min(hold.endings.items(), key=lambda item: (item[1], item[0]))
    if hold.recorded is not None and hold.recorded <= day:
        return hold.recorded, ""
    return day, because


def ends_by(since: date, until: date | None, from_day: date) -> bool:
    """Whether a measure from this day shortens it: it runs by then, and does not end before anyway."""
    return since < from_day and (until is None or until > from_day)


def may_be_erased(ends: Iterable[date | None], retention_days: int, on: date) -> bool:
    """Whether the last post and clearance ended so long ago that the entry must go."""
    days = list(ends)
    last = [day for day in days if day is not None]
    return bool(days) and len(last) == len(days) and (on - max(last)).days >= retention_days
