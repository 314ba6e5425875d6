"""Who may acknowledge a briefing, hand in a report or read one, and when someone is reminded. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from exeat.values.moves import MoveRefused as MoveRefused
from exeat.values.moves import Refusal as Refusal
from exeat.values.rights import Actor, Right

REMIND_BEFORE = timedelta(days=3)


class Event(StrEnum):
    """What may have happened on the way, in the order in which it is asked."""

    DEVIATED = "deviated"  # days, places or route differed
    QUESTIONED = "questioned"
    SEARCHED = "searched"
    DEVICE = "device"  # a telephone or document was taken, looked through or copied
    PRESSED = "pressed"  # pressure, threats, blackmail
    APPROACHED = "approached"  # an offer to help, to meet again, to pass something on
    COLLEAGUES = "colleagues"  # asked about colleagues or the unit
    OFFICIALS = "officials"  # met officials, military people or journalists of that state
    GIFTS = "gifts"  # took a gift, a stay or travel that somebody else paid for
    DETAINED = "detained"
    LOST = "lost"  # a document or a device was lost
    HEALTH = "health"  # illness or an accident
    RELATIVES = "relatives"  # relatives were approached
    SINCE = "since"  # someone got in touch after the return


class Trouble(StrEnum):
    """Why somebody is looked for."""

    OVERDUE = "overdue"  # the last day has passed and nobody has heard that they are back
    LOST_CONTACT = "lost_contact"
    DETAINED = "detained"


class Ending(StrEnum):
    """How an alarm ended."""

    BACK = "back"
    SAFE = "safe"  # still abroad, and well
    FALSE = "false"  # there was no reason for it


OVERDUE_AFTER = timedelta(days=2)  # days after the last one on which an alarm is raised by the clock
UNANSWERED = timedelta(hours=4)  # an alarm nobody has worked on for so long is told to the body above
STEPS = ("person", "emergency", "duty", "superior", "consul", "security")  # in which order people are called

BASES = ("order", "provision")  # what may protect an honest report: the institution's signed order, or a rule
COUNTED = (Event.QUESTIONED, Event.SEARCHED, Event.DEVICE, Event.PRESSED, Event.APPROACHED)


@dataclass(frozen=True)
class Facts:
    """What the guards need to know of one trip."""

    traveller: str
    returned: bool  # the last day of the trip has begun
    may_travel: bool  # permission was granted or a notice stands
    reported: bool = False
    acknowledged: bool = False


@dataclass(frozen=True)
class Closed:
    """What the guards need to know of a closed border."""

    institution: str  # whose people were told; empty for everybody
    since: date
    ended: bool
    withdrawn: bool


class Told(StrEnum):
    """What people are told of a closed border."""

    CLOSED = "closed"
    OPEN = "open"
    WITHDRAWN = "withdrawn"  # it was said by mistake


def refusals_to_acknowledge(actor: Actor, facts: Facts) -> tuple[Refusal, ...]:
    """Why this actor cannot acknowledge the briefing for this trip; empty when they can."""
    return _said(_not_theirs(actor, facts), _no_trip(facts))


def refusals_to_report(
    actor: Actor, facts: Facts, *, as_planned: bool | None, events: frozenset[str]
) -> tuple[Refusal, ...]:
    """Why this actor cannot hand in the report now; empty when they can."""
    said = [_not_theirs(actor, facts), _no_trip(facts)]
    if facts.reported:
        said.append(Refusal("reported", "The report has been handed in. Something to add is told in person."))
    if not facts.returned:
        said.append(Refusal("not-back", "The report is handed in after the trip."))
    if as_planned is None:
        said.append(Refusal("no-answer", "Say whether all went as planned."))
    if as_planned is False and not events:
        said.append(Refusal("no-event", "Say what was different: choose what happened, or write it down."))
    return _said(*said)


def may_read(actor: Actor, traveller: str) -> Refusal | None:
    """Only the person and counter-intelligence read a report; nobody of that service reads their own as an officer."""
    if actor.may(Right.TRAVEL) and actor.reference == traveller:
        return None
    if actor.may(Right.READ_RETURN_REPORTS) and actor.reference != traveller:
        return None
    return Refusal("closed-part", "Only the person who wrote it and counter-intelligence may read a return report.")


def refusals_to_note_talk(actor: Actor, traveller: str, *, wanted: bool, talked: bool) -> tuple[Refusal, ...]:
    """Why this actor cannot note that someone was spoken with; empty when they can."""
    said = [may_read(actor, traveller)]
    if actor.reference == traveller:
        said.append(Refusal("own-talk", "Only whoever spoke with the person can note it."))
    if not wanted or talked:
        said.append(Refusal("no-talk", "Nobody asked for a talk here, or it has taken place."))
    return _said(*said)


def refusals_to_raise(actor: Actor, facts: Facts, *, house: str, words: str, standing: bool) -> tuple[Refusal, ...]:
    """Why this actor cannot raise an alarm about a traveller; empty when they can. The clock may, without words."""
    said = [_no_trip(facts)]
    if actor.role != "machine":
        said.append(
            None if actor.may(Right.TRAVEL) and actor.reference == facts.traveller else keeps_watch(actor, house)
        )
        if not words.strip():
            said.append(Refusal("no-words", "Say what is known: who said it, when, and how."))
    if standing:
        said.append(Refusal("alarm-stands", "An alarm stands already. Add what is new to it."))
    return _said(*said)


def refusals_to_work(actor: Actor, *, house: str, traveller: str, closed: bool, words: str) -> tuple[Refusal, ...]:
    """Why this actor cannot write into the log of an alarm, or end it; empty when they can."""
    said = [keeps_watch(actor, house)]
    if actor.reference == traveller:
        said.append(Refusal("own-alarm", "Nobody works on an alarm about themselves."))
    if closed:
        said.append(Refusal("alarm-closed", "This alarm has ended."))
    if not words.strip():
        said.append(Refusal("no-words", "Say what is known: who said it, when, and how."))
    return _said(*said)


def keeps_watch(actor: Actor, house: str) -> Refusal | None:
    """Refuses whoever is not on duty for the institution of the person who is looked for."""
    if actor.institution == house and (actor.may(Right.TAKE_URGENT_CALL) or actor.may(Right.DECIDE_URGENT)):
        return None
    return Refusal("not-on-duty", "Only the duty officers of the person's institution work on an alarm.")


def refusals_to_tell(actor: Actor, *, country: str, source: str, words_en: str, words_lt: str) -> tuple[Refusal, ...]:
    """Why this actor cannot say that a border closed; empty when they can."""
    said = [speaks_for(actor, actor.institution), _in_words(source, words_en, words_lt)]
    if not country:
        said.append(Refusal("no-country", "Name the country."))
    return _said(*said)


def refusals_to_open(
    actor: Actor, closed: Closed, *, since: date, source: str, words_en: str, words_lt: str
) -> tuple[Refusal, ...]:
    """Why this actor cannot say that a border is open again; empty when they can."""
    said = [speaks_for(actor, closed.institution), _stands(closed), _in_words(source, words_en, words_lt)]
    if since <= closed.since:
        said.append(Refusal("open-too-early", "It cannot have opened before it closed: then take the notice back."))
    return _said(*said)


def refusals_to_withdraw(actor: Actor, closed: Closed, *, words_en: str, words_lt: str) -> tuple[Refusal, ...]:
    """Why this actor cannot take back that a border closed; empty when they can."""
    said = [speaks_for(actor, closed.institution), _in_words("said", words_en, words_lt)]
    if closed.withdrawn:
        said.append(Refusal("taken-back", "This notice was taken back."))
    return _said(*said)


def speaks_for(actor: Actor, institution: str) -> Refusal | None:
    """Refuses whoever may not tell these people of borders: duty officers tell their own, keepers of the law all."""
    if institution:
        on_duty = actor.may(Right.TAKE_URGENT_CALL) or actor.may(Right.DECIDE_URGENT)
        if actor.institution == institution and on_duty:
            return None
    elif actor.national and actor.may(Right.KEEP_LAW):
        return None
    return Refusal(
        "not-theirs-to-tell",
        "Duty officers tell the people of their institution, and a national keeper of the law tells everybody.",
    )


def _in_words(source: str, words_en: str, words_lt: str) -> Refusal | None:
    if source.strip() and words_en.strip() and words_lt.strip():
        return None
    return Refusal("no-notice", "Say where it stands, and in both languages what people should know.")


def _stands(closed: Closed) -> Refusal | None:
    if closed.withdrawn:
        return Refusal("taken-back", "This notice was taken back.")
    return Refusal("open-already", "It was said that this border is open again.") if closed.ended else None


def is_overdue(last_on: date, on: date) -> bool:
    """Whether someone of whom nothing was heard since their last day is looked for."""
    return on >= last_on + OVERDUE_AFTER


def refusals_to_protect(actor: Actor, *, basis: str, cite: str, standing: bool) -> tuple[Refusal, ...]:
    """Why this actor cannot sign what protects honest reports; empty when they can."""
    said = [_not_the_head(actor)]
    if basis not in BASES or not cite.strip():
        said.append(Refusal("no-basis", "Say by which order or provision honest reports are protected."))
    if standing:
        said.append(Refusal("protected", "A protection stands already. End it first, or leave it as it is."))
    return _said(*said)


def refusals_to_end_protection(actor: Actor, *, until: date, ended: bool, on: date) -> tuple[Refusal, ...]:
    """Why this actor cannot end a protection on that day; empty when they can."""
    said = [_not_the_head(actor)]
    if ended:
        said.append(Refusal("ended", "This protection has been ended."))
    if until <= on:
        said.append(Refusal("backwards", "A protection ends from tomorrow on at the earliest, never backwards."))
    return _said(*said)


def remind_on(due_on: date | None, last_on: date) -> date:
    """The day from which someone is reminded of a report: shortly before it is due, else the day after the trip."""
    day_after = last_on + timedelta(days=1)
    return day_after if due_on is None else max(day_after, due_on - REMIND_BEFORE)


def is_late(due_on: date | None, given_on: date) -> bool:
    """Whether a report came after its last day; never where no rule gives one."""
    return due_on is not None and given_on > due_on


def _not_theirs(actor: Actor, facts: Facts) -> Refusal | None:
    if not actor.may(Right.TRAVEL) or actor.reference != facts.traveller:
        return Refusal("not-yours", "Only the person whose trip it is can do this.")
    return None


def _not_the_head(actor: Actor) -> Refusal | None:
    if not actor.may(Right.DECIDE_APPLICATION) or not actor.institution:
        return Refusal("not-head", "Only the head of the institution or a deputy can do this.")
    return None


def _no_trip(facts: Facts) -> Refusal | None:
    if not facts.may_travel:
        return Refusal("no-trip", "There is no permit and no notice for this trip.")
    return None


def _said(*refusals: Refusal | None) -> tuple[Refusal, ...]:
    return tuple(refusal for refusal in refusals if refusal is not None)
