"""Why nobody can be invited, heard or answered for yet: a hearing has a time, a place and a letter that arrived."""

from __future__ import annotations

from exeat.cases.policy.facts import Facts
from exeat.values.moves import Refusal
from exeat.values.rights import Actor


def hearing_lies_ahead(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person has time to prepare."""
    if facts.until is None or facts.least is None or facts.until < facts.least:
        return Refusal("too-soon", "Choose a day that leaves the person the time to prepare that the rules give.")
    return None


def hearing_says_where(_actor: Actor, facts: Facts) -> Refusal | None:
    """An invitation says where to come, or how to call."""
    return None if facts.words.strip() else Refusal("no-place", "Write the place, or how to join the call.")


def hearing_waits(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only an invitation to a hearing that has not been held is answered."""
    if facts.case.hearing_on is None or facts.on > facts.case.hearing_on:
        return Refusal("no-hearing", "No hearing lies ahead.")
    return None


def another_time_in_time(_actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever asks for another time says when they can."""
    return None if facts.words.strip() else Refusal("no-time", "Write when you can.")


def was_invited(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody is heard unprepared: the letter arrived before, or the person accepted, and the time has come."""
    case = facts.case
    if case.hearing_on is None:
        return Refusal("not-invited", "Invite the person to the hearing first.")
    if case.other_time_asked:
        return Refusal("other-time", "The person asked for another time. Invite them again.")
    if facts.on < case.hearing_on:
        return Refusal("hearing-ahead", "The hearing lies ahead.")
    if not case.hearing_sure:
        return Refusal(
            "invitation-unserved", "Nothing shows yet that the invitation reached the person before the hearing."
        )
    return None


def file_is_understood(_actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever cannot read the language of the file has what is held against them in one that they can."""
    case = facts.case
    if not case.translation_asked or case.help_arranged:
        return None
    cited = facts.finding.cited if facts.finding else frozenset()
    if any(not d.translated for d in case.documents if d.number in cited and not d.withheld_ground):
        return Refusal(
            "untranslated",
            "The person asked for the file in a language that they know. Attach a translation of each document that"
            " the finding cites, or record how the file is read to them.",
        )
    return None


def translation_is_whole(_actor: Actor, facts: Facts) -> Refusal | None:
    """A translation says of which document it is, into which language and by whom."""
    known = {d.number for d in facts.case.documents if not d.translation}
    if facts.number not in known:
        return Refusal("no-document", "The file has no document of this number.")
    if not facts.words.strip() or not facts.reasons.strip():
        return Refusal("no-translator", "Write the language and who translated it.")
    return None
