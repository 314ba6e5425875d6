"""Why a decision cannot be taken further or set aside yet: its last day, who may decide, what a court said."""

from __future__ import annotations

from collections.abc import Callable

from exeat.cases.policy.facts import JUDGMENTS, Facts, Tie
from exeat.values.moves import Refusal
from exeat.values.rights import Actor


def judgment_is_told(_actor: Actor, facts: Facts) -> Refusal | None:
    """A judgment is entered one at a time, with what the court did and its own words, however few."""
    if facts.case.judgment_by:
        return Refusal("judgment-waits", "A judgment waits for a second person already.")
    if facts.outcome not in JUDGMENTS:
        return Refusal("no-outcome", "Choose what the court did.")
    if not facts.words.strip():
        return Refusal("no-words", "Write what the court decided.")
    return part_is_set_aside(_actor, facts) if facts.outcome == "partly" else None


def judgment_of_another(actor: Actor, facts: Facts) -> Refusal | None:
    """A second person holds the entry against the document."""
    if not facts.case.judgment_by:
        return Refusal("no-judgment", "No judgment waits.")
    if facts.case.judgment_by == actor.reference:
        return Refusal("same-officer", "Who entered the judgment cannot confirm it.")
    return None


def judgment_says(*outcomes: str) -> Callable[[Actor, Facts], Refusal | None]:
    """A guard for one way to confirm: only where the judgment that waits says so."""

    def says(_actor: Actor, facts: Facts) -> Refusal | None:
        if facts.case.judgment in outcomes:
            return None
        return Refusal("wrong-way", "The judgment that waits says something else.")

    return says


def points_are_made(_actor: Actor, facts: Facts) -> Refusal | None:
    """An appeal says what is wrong."""
    return None if facts.words.strip() else Refusal("no-words", "Write what you think is wrong.")


def appeal_time_is_over(_actor: Actor, facts: Facts) -> Refusal | None:
    """A case stays open as long as the person may appeal."""
    if facts.case.appeal_until is None or facts.on <= facts.case.appeal_until:
        return Refusal("appeal-runs", "The time to appeal has not passed.")
    return None


def decision_reached_them(_actor: Actor, facts: Facts) -> Refusal | None:
    """The time to appeal begins when the person has the decision."""
    if facts.case.decision_reached is None:
        return Refusal("decision-unserved", "There is no proof yet that the decision reached the person.")
    return None


def not_involved(actor: Actor, facts: Facts) -> Refusal | None:
    """Who had a part in the decision does not decide on the appeal."""
    if actor.reference in facts.case.involved:
        return Refusal("involved", "Who had a part in the case cannot decide on the appeal.")
    return None


def not_suspended(_actor: Actor, facts: Facts) -> Refusal | None:
    """Once is enough."""
    return Refusal("suspended", "The effect is suspended already.") if facts.case.suspended else None


def a_measure_has_effect(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only an effect can be suspended."""
    return None if facts.case.measures else Refusal("no-effect", "No measure has an effect that could be suspended.")


def part_is_set_aside(_actor: Actor, facts: Facts) -> Refusal | None:
    """A part is some of the measures, not all; what follows from a measure falls with it."""
    taken, gone = set(facts.case.measures), set(facts.kinds)
    if not gone or gone - taken:
        return Refusal("no-part", "Choose which of the measures is set aside.")
    if gone == taken:
        return Refusal("whole", "This sets the whole measure aside. Reverse the decision instead.")
    if any(o.tie is Tie.CHAINED and o.after in gone and o.kind in taken - gone for o in facts.case.offered):
        return Refusal("chain", "A measure that follows from another cannot stand without it.")
    return None


def breach_stands_without_measure(_actor: Actor, facts: Facts) -> Refusal | None:
    """This way leads back to the officers, who still have to say what follows."""
    return None if not facts.case.measures else Refusal("wrong-way", "A measure has been taken already.")


def appeal_deadline_is_said(_actor: Actor, facts: Facts) -> Refusal | None:
    """Every decision that can be appealed says until when and how."""
    if facts.until is None or facts.until <= facts.on:
        return Refusal("no-appeal-day", "State the last day to appeal.")
    if not facts.remedy.strip():
        return Refusal("no-remedy", "The institution's lawyer has not said yet how its decisions are appealed.")
    return None


def appeal_day_is_the_laws(_actor: Actor, facts: Facts) -> Refusal | None:
    """The rules give the last day; an officer may give more with a reason, and never less."""
    if facts.until is None or facts.until == facts.counted:
        return None
    if facts.counted is not None and facts.until < facts.counted:
        return Refusal("appeal-short", "The last day to appeal cannot be earlier than the rules give it.")
    if len(facts.because.split()) > 1:
        return None
    if facts.counted is None:
        return Refusal("appeal-source", "The rules do not say how long an appeal may be made. Write where it stands.")
    return Refusal("appeal-because", "Write why the last day to appeal differs from the one that the rules give.")
