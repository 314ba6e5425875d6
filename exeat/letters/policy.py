"""What a letter must hold before it may go out, who may read it, and when a nudge is tried again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

REMEDY = "remedy"  # the fact that says how a decision is appealed
TRIES = 8  # after that a person has to look at the address
CODE_LIVES = timedelta(minutes=15)
CODE_TRIES = 5
CODES_A_DAY = 5  # sent for one person: nobody floods a stranger's telephone
WAYS = ("handed_over", "registered_post", "read_out")  # how a letter may be served outside the inbox


def no_remedy(decides: bool, facts: Mapping[str, object]) -> Refusal | None:
    """Refuses a decision that does not say how it is appealed."""
    if decides and not str(facts.get(REMEDY) or "").strip():
        return Refusal(
            "no-remedy",
            "The letter cannot be sent: nobody has filled in how a decision of this institution is appealed. "
            "Ask the institution's lawyer to do so.",
        )
    return None


def not_the_addressee(actor: Actor, to: str) -> Refusal | None:
    """Refuses whoever is neither the person nor acts for the institution that the letter is written to."""
    if actor.reference == to or (actor.institution != "" and actor.institution == to):
        return None
    return Refusal("not-addressee", "Only the one to whom a letter is written can open it.")


def unknown_way(way: str) -> Refusal | None:
    """Refuses a way of serving a letter that leaves no proof."""
    if way in WAYS:
        return None
    return Refusal("unknown-way", "Choose how the letter was served: handed over, by registered post, or read out.")


def not_to_post(posted: bool, served: bool) -> Refusal | None:
    """Refuses to post a letter twice, or one that has reached its person."""
    if served:
        return Refusal("already-served", "This letter has reached its person already.")
    if posted:
        return Refusal("already-posted", "This letter was posted already.")
    return None


def not_to_take_back(posted: bool, served: bool) -> Refusal | None:
    """Refuses to take back a posting that never was, or of a letter that has arrived."""
    if served:
        return Refusal("already-served", "This letter has reached its person already.")
    return None if posted else Refusal("not-posted", "This letter was not posted.")


def too_early(served_at: datetime, written_at: datetime) -> Refusal | None:
    """Refuses a day of service before the letter was written."""
    if served_at < written_at:
        return Refusal("served-before-written", "A letter cannot be served before it was written.")
    return None


def next_try(tries: int, at: datetime) -> datetime | None:
    """When a nudge that failed is tried again, waiting twice as long each time; None when it is given up."""
    return None if tries >= TRIES else at + timedelta(minutes=5 * 2**tries)


def is_person(reference: str) -> bool:
    """Whether a reference is a person's and not an institution's."""
    return reference.startswith(("P-", "U-"))


def people(to: str) -> tuple[str, ...]:
    """Whom an act about a letter to someone concerns: the person, or nobody for an institution's letter."""
    return (to,) if is_person(to) else ()


def key_of(to: str) -> str:
    """The name of the key under which letters to someone are sealed: forgetting a person erases their letters."""
    return f"person:{to}" if is_person(to) else f"institution:{to}"


def number_of(text: str) -> str:
    """A telephone number as the gateway takes it, +37060000000; empty for what is none. A Lithuanian 8 or 0 is +370."""
    bare = re.sub(r"[\s().-]", "", text)
    bare = re.sub(r"^00", "+", bare)
    bare = re.sub(r"^[80](?=6\d{7}$)", "+370", bare)
    return bare if re.fullmatch(r"\+[1-9]\d{7,14}", bare) else ""


def refusals_to_give(number: str, *, agrees: bool, sent_today: int) -> list[Refusal]:
    """Why a code cannot be sent to this number now."""
    return [
        *([] if number else [NO_NUMBER]),
        *([] if agrees else [Refusal("no-consent", "Say that you agree. Without that no text message is sent.")]),
        *enough_codes(sent_today),
    ]


NO_NUMBER = Refusal("no-number", "Enter a telephone number with the country code, for instance +370 600 00000.")
NOTHING_WAITS = Refusal("nothing-waits", "No number waits for a code. Give the number first.")


def enough_codes(sent_today: int) -> list[Refusal]:
    """Refuses another code when as many were sent today as may be."""
    if sent_today < CODES_A_DAY:
        return []
    return [Refusal("enough-codes", "Enough codes were sent today. Try again tomorrow.")]


def codes_of(day: date | None, today: date, codes: int) -> int:
    """How many codes were sent on a day."""
    return codes if day == today else 0


def refusals_of_code(fits: bool, *, until: datetime, tries: int, at: datetime) -> list[Refusal]:
    """Why a code does not confirm its number."""
    if at >= until or tries >= CODE_TRIES:
        return [Refusal("code-too-old", "This code is no longer taken. Ask for a new one.")]
    return [] if fits else [Refusal("wrong-code", "The code is not the one that was sent. Look at the message again.")]


UNITS = ("days", "working_days", "months")


def states_roads(actor: Actor, house: str) -> Refusal | None:
    """Refuses whoever does not state how an institution's people complain: its lawyer, keeper or administrator does."""
    if actor.institution == house and any(
        actor.may(right) for right in (Right.KEEP_LAW, Right.KEEP_REGISTER, Right.ADMINISTER)
    ):
        return None
    if actor.national and actor.may(Right.ADMINISTER):
        return None
    return Refusal("not-their-road", "Only the institution's own lawyer, keeper or administrator can do this.")


def refusals_to_state(
    actor: Actor, house: str, *, checked: bool, words: tuple[str, ...], within: str, since: date, on: date
) -> list[Refusal]:
    """Why this actor cannot state a road for an institution; `checked` says that the law has one already."""
    number, _space, unit = within.partition(" ")
    whole = all(word.strip() for word in words) and number.isdigit() and int(number) > 0 and unit in UNITS
    law = Refusal("law-states-it", "The law states this way itself. No institution can put another in its place.")
    part = Refusal("road-in-part", "Say in both languages to whom, how and by when, and where it stands.")
    past = Refusal("road-backwards", "It can hold from today on, never backwards.")
    return _said(
        states_roads(actor, house), law if checked else None, None if whole else part, past if since < on else None
    )


def refusals_to_confirm(actor: Actor, house: str, *, stated_by: str, confirmed: bool, ended: bool) -> list[Refusal]:
    """Why this actor cannot confirm a road that somebody stated."""
    own = Refusal("own-road", "Whoever wrote it cannot confirm it. A second person reads it against the source.")
    done = Refusal("road-confirmed", "It was confirmed already, or has ended.")
    return _said(
        states_roads(actor, house), own if actor.reference == stated_by else None, done if confirmed or ended else None
    )


def refusals_to_end(actor: Actor, house: str, *, ended: bool) -> list[Refusal]:
    """Why this actor cannot end a road that an institution states."""
    return _said(states_roads(actor, house), Refusal("road-ended", "It has ended already.") if ended else None)


def _said(*found: Refusal | None) -> list[Refusal]:
    return [refusal for refusal in found if refusal is not None]
