"""Why a step cannot be taken: each guard looks at facts and gives a reason, or none."""

from __future__ import annotations

import re

from exeat.applications.policy.facts import Conclusion, Facts, Kind
from exeat.values.moves import Refusal
from exeat.values.rights import Actor

CONCRETE = 40  # fewer letters than this do not say why in one's own case
OPEN_PLACE = re.compile(r"\[[^\]\n]{1,60}\]")


def own(actor: Actor, facts: Facts) -> Refusal | None:
    """Only the person whose trip it is."""
    if actor.reference != facts.applicant:
        return Refusal("not-yours", "Only the person whose trip it is can do this.")
    return None


def not_own_application(actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody acts for an institution in their own case."""
    if actor.reference == facts.applicant:
        return Refusal("own-application", "Nobody acts for the institution in their own case.")
    return None


def same_institution(actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever checks a file belongs to the institution of its person."""
    if actor.institution != facts.institution:
        return Refusal("other-institution", "This application belongs to another institution.")
    return None


def before_this_body(actor: Actor, facts: Facts) -> Refusal | None:
    """A head's own application goes to the superior body; another waits for its own institution's head."""
    if not facts.deciders:
        return Refusal(
            "no-superior",
            "This application is for a superior body to decide, and the register names none. "
            "Ask the keeper of the register to enter it.",
        )
    if actor.institution not in facts.deciders:
        return Refusal("other-decider", "Another body decides this application.")
    return None


def second_pair_of_eyes(actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever checked a file does not decide it."""
    if actor.reference in facts.reviewers:
        return Refusal("same-officer", "You checked this application, so you cannot decide it.")
    return None


def asks_for_permission(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody checks or decides a notice."""
    if facts.kind != Kind.APPLICATION:
        return Refusal("notice", "This is a notice. It needs no answer.")
    return None


def is_urgent(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only urgent applications may be answered before they are checked."""
    if not facts.urgent:
        return Refusal("not-urgent", "This application was not filed as urgent, so it is checked first.")
    return None


def has_a_trip(_actor: Actor, facts: Facts) -> Refusal | None:
    """There is nothing to decide on without a place and days."""
    if facts.legs < 1:
        return Refusal("no-trip", "Say first where you are going and on which days.")
    return None


def changes_something(_actor: Actor, facts: Facts) -> Refusal | None:
    """What the permit covers already needs no new decision."""
    if facts.changed < 1:
        return Refusal("covered", "Your permit or notice covers this already. You need not ask anew.")
    return None


def not_departed(_actor: Actor, facts: Facts) -> Refusal | None:
    """A trip that has begun is not cancelled; its return is reported."""
    if facts.departed:
        return Refusal("departed", "The trip has begun. Change it, or report on the return.")
    return None


def not_replaced(_actor: Actor, facts: Facts) -> Refusal | None:
    """What was replaced by a later decision is changed there."""
    if facts.replaced:
        return Refusal("replaced", "A later decision on this trip has taken the place of this one. Change that one.")
    return None


def not_several(_actor: Actor, facts: Facts) -> Refusal | None:
    """A decision for several trips ends; it is not the permit of one."""
    if facts.standing:
        return Refusal("standing", "This decision serves several trips. It is ended, not changed or cancelled.")
    return None


def not_under_way(_actor: Actor, facts: Facts) -> Refusal | None:
    """A trip that was told under a decision and has begun is reported on, not taken back."""
    if facts.under and facts.departed:
        return Refusal("departed", "The trip has begun. Change it, or report on the return.")
    return None


def no_change_is_open(_actor: Actor, facts: Facts) -> Refusal | None:
    """One change at a time, so that nobody has to guess which one holds."""
    if facts.change_open:
        return Refusal("change-open", "A change of this trip waits for its answer. Withdraw it first, or wait.")
    return None


def is_declared(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person says that what they wrote is true."""
    if not facts.declared:
        return Refusal("not-declared", "Confirm first that what you wrote is true.")
    return None


def questions_are_asked(_actor: Actor, facts: Facts) -> Refusal | None:
    """A return without a question would leave the person guessing."""
    if not any(question.strip() for question in facts.questions):
        return Refusal("no-questions", "Write at least one question. A return without one cannot be sent.")
    return None


def answer_day_has_passed(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person has the whole time that the letter gave them."""
    if not facts.answer_late:
        return Refusal("time-to-answer", "The person still has time to answer.")
    return None


def conclusion_is_given(_actor: Actor, facts: Facts) -> Refusal | None:
    """An opinion comes to something."""
    if facts.conclusion not in set(Conclusion):
        return Refusal("no-conclusion", "Say what the opinion comes to.")
    return None


def provisional_permits_exist(_actor: Actor, facts: Facts) -> Refusal | None:
    """A provisional permit is given only where a rule or an order creates it."""
    if not facts.provisional_allowed:
        return Refusal(
            "no-provisional",
            "No rule or order creates a provisional permit here. The head or whoever stands in decides at once.",
        )
    return None


def not_answered_yet(_actor: Actor, facts: Facts) -> Refusal | None:
    """One provisional answer is enough."""
    if facts.provisional_answered:
        return Refusal("answered", "A provisional answer has been given already.")
    return None


def reasons_are_concrete(_actor: Actor, facts: Facts) -> Refusal | None:
    """Reasons speak of this person's trip; a text block left unchanged gives none."""
    said = facts.reasons.strip()
    if not said:
        return Refusal("no-reasons", "State the reasons. A decision without reasons cannot be sent.")
    if OPEN_PLACE.search(said):
        return Refusal("unfinished-reasons", "Fill in the places in square brackets: the reasons must be concrete.")
    left = said
    for block in facts.blocks:
        left = left.replace(block, "")
    if len(left.strip()) < CONCRETE:
        return Refusal("bare-reasons", "The reasons must speak of this trip. Write what is so here, in two sentences.")
    return None


def short_reasons_are_given(_actor: Actor, facts: Facts) -> Refusal | None:
    """Under the clock of hours a sentence is enough, but there must be one."""
    if not facts.reasons.strip():
        return Refusal("no-reasons", "State the reasons. A decision without reasons cannot be sent.")
    return None


def weighing_is_recorded(_actor: Actor, facts: Facts) -> Refusal | None:
    """The decision says what it means for the person and why nothing milder would do."""
    if not facts.weighed.strip():
        return Refusal(
            "not-weighed", "Write what you weighed: family and private life, and whether conditions would be enough."
        )
    return None


def grant_is_weighed_where_asked(actor: Actor, facts: Facts) -> Refusal | None:
    """Where a rule asks for it, a grant says what was weighed as a refusal does."""
    return weighing_is_recorded(actor, facts) if facts.weigh_grants else None


def remedy_is_known(_actor: Actor, facts: Facts) -> Refusal | None:
    """No decision goes out that does not say how it is appealed."""
    if not facts.remedy:
        return Refusal(
            "no-remedy",
            "The institution has not yet entered how its decisions are appealed. "
            "Its lawyer fills this in before the first decision can be sent.",
        )
    return None


def grant_against_a_ban_names_its_ground(_actor: Actor, facts: Facts) -> Refusal | None:
    """Where the rules as described forbid the trip, a grant says on which reading it rests."""
    if facts.requires in {"ban", "undetermined"} and not facts.legal_ground.strip():
        return Refusal(
            "no-legal-ground",
            "The rules as described do not open this trip. Write on which provision or reading the permit rests.",
        )
    return None


def grant_departs_with_reasons(_actor: Actor, facts: Facts) -> Refusal | None:
    """Like cases are treated alike; a departure is reasoned."""
    return _departure("grant", facts)


def refusal_departs_with_reasons(_actor: Actor, facts: Facts) -> Refusal | None:
    """Like cases are treated alike; a departure is reasoned."""
    return _departure("refuse", facts)


def _departure(verb: str, facts: Facts) -> Refusal | None:
    departs = decides_against_like_cases(verb, facts.like_granted, facts.like_refused)
    if departs and not facts.departs_because.strip():
        return Refusal("departs", "Most like cases ended the other way. Write what is different here.")
    return None


def decides_against_like_cases(verb: str, granted: int, refused: int) -> bool:
    """Whether a decision departs from how most like cases ended; fewer than three show nothing."""
    if granted + refused < 3:
        return False
    return refused > granted if verb == "grant" else granted > refused
