"""Why a step in a case is not open: each guard gives a reason or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from exeat.cases.policy.blocks import concrete
from exeat.cases.policy.facts import (
    CLEARING,
    FINDINGS,
    LIKE,
    Case,
    Contrary,
    Facts,
    Tie,
)
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

HARBOURED = Refusal(
    "safe-harbour",
    "What someone reported after a trip is used against them only after a second authority has decided so.",
)


def near(actor: Actor, case: Case) -> Refusal | None:
    """Nobody acts in their own case or in a colleague's."""
    if actor.reference == case.person:
        return Refusal("own-case", "Nobody decides their own case.")
    if case.colleague:
        return Refusal("colleague", "Nobody acts in the case of a colleague of their own institution.")
    return None


def not_near(actor: Actor, facts: Facts) -> Refusal | None:
    """The same, for every step of an officer."""
    return near(actor, facts.case)


def by_the_person(actor: Actor, facts: Facts) -> Refusal | None:
    """Only the person concerned takes this step, or whom they let into the file."""
    if actor.reference != facts.case.person and actor.reference not in facts.case.representatives:
        return Refusal("not-yours", "Only the person whom the case concerns can take this step.")
    return None


def by_nobody_else(actor: Actor, facts: Facts) -> Refusal | None:
    """The person alone lets others in; a representative does not."""
    if actor.reference != facts.case.person:
        return Refusal("not-yours", "Only the person whom the case concerns can take this step.")
    return None


def may_open(actor: Actor, case: Case, *, reasons: str, overrides: Mapping[str, str]) -> None:
    """Raise MoveRefused unless this actor may open a case from a discrepancy that others confirmed."""
    said = []
    if not actor.may(Right.OPEN_CASE):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if refusal := near(actor, case):
        said.append(refusal)
    if not case.confirmed_by:
        said.append(Refusal("unconfirmed", "No case rests on a match that nobody has confirmed."))
    if actor.reference in case.confirmed_by:
        said.append(Refusal("same-officer", "Who confirmed the match cannot alone open the case."))
    if case.harboured:
        said.append(HARBOURED)
    if not concrete(reasons):
        said.append(Refusal("no-reasons", "Write concrete reasons, in your own words."))
    if refusal := answers_every_contrary(case.contrary, overrides):
        said.append(refusal)
    if said:
        raise MoveRefused(said)


def may_receive(actor: Actor, case: Case, *, words: str, last_on: date, on: date) -> None:
    """Raise MoveRefused unless this actor may take down what was told of a journey."""
    said = []
    own = actor.may(Right.TRAVEL) and actor.reference == case.person
    if not own and not actor.may(Right.OPEN_CASE):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if not own and (refusal := near(actor, case)):
        said.append(refusal)
    if len(words.split()) < 3:
        said.append(Refusal("no-words", "Write what was told."))
    if last_on > on:
        said.append(Refusal("not-yet", "The journey has not ended yet."))
    if said:
        raise MoveRefused(said)


def may_allow_use(actor: Actor, case: Case, *, reasons: str, cite: str) -> None:
    """Raise MoveRefused unless this actor may let a return report be used against the one who gave it."""
    said = []
    if not actor.may(Right.DECIDE_APPEAL):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if refusal := near(actor, case):
        said.append(refusal)
    if not concrete(reasons):
        said.append(Refusal("no-reasons", "Write concrete reasons, in your own words."))
    if not cite.strip():
        said.append(Refusal("no-provision", "Name the provision that allows it."))
    if said:
        raise MoveRefused(said)


def answers_every_contrary(contrary: Iterable[Contrary], overrides: Mapping[str, str]) -> Refusal | None:
    """Whoever goes on says of each thing that speaks for the person why it does not hold."""
    if any(len(overrides.get(item.key, "").split()) < 3 for item in contrary):
        return Refusal("contrary", "Answer each point that speaks for the person before you go on.")
    return None


def facts_are_there(_actor: Actor, facts: Facts) -> Refusal | None:
    """A notice without a fact says nothing."""
    if facts.case.facts_number == 0:
        return Refusal("no-facts", "Put the facts into the file first. The notice of facts carries them.")
    return None


def enough_time(_actor: Actor, facts: Facts) -> Refusal | None:
    """The person has at least the time that the house gives, and an extension never shortens it."""
    if facts.until is None or facts.least is None or facts.until < facts.least:
        return Refusal("too-short", "Give at least as much time to answer as the rules or the institution set.")
    if facts.case.answer_until is not None and facts.until <= facts.case.answer_until:
        return Refusal("not-later", "The new day must be later than the one that was given.")
    return None


def reason_for_more(_actor: Actor, facts: Facts) -> Refusal | None:
    """More time is given for a good reason, which stands in the file."""
    return None if len(facts.words.split()) > 1 else Refusal("no-ground", "Write for which reason more time is given.")


def something_was_asked(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only a request can be declined."""
    return None if facts.case.asked else Refusal("not-asked", "The person has asked for nothing that is open.")


def said_anew(words: str, before: str | None, *, with_files: bool) -> Refusal | None:
    """The same answer twice is a second click: it would stand in the file twice, with two letters."""
    if with_files or before is None or words.strip() != before.strip():
        return None
    return Refusal("said-already", "You have said this already, and it stands in the file.")


def something_is_said(_actor: Actor, facts: Facts) -> Refusal | None:
    """An answer has words."""
    return None if facts.words.strip() else Refusal("no-words", "Write your answer.")


def time_is_over(_actor: Actor, facts: Facts) -> Refusal | None:
    """The time ends only after proof that the letter arrived, and after its last day."""
    if facts.case.served_on is None:
        return Refusal("not-served", "There is no proof yet that the notice of facts reached the person.")
    if facts.case.answer_until is None or facts.on <= facts.case.answer_until:
        return Refusal("time-runs", "The time to answer has not passed.")
    return None


def not_served_yet(_actor: Actor, facts: Facts) -> Refusal | None:
    """One proof is enough."""
    return Refusal("served", "Service has been proven already.") if facts.case.served_on else None


def proof_says_how(_actor: Actor, facts: Facts) -> Refusal | None:
    """A proof of service says how the letter arrived."""
    return None if len(facts.words.split()) > 1 else Refusal("no-proof", "Write how and when the letter arrived.")


def help_is_arranged(_actor: Actor, facts: Facts) -> Refusal | None:
    """Who needs an interpreter or other help to be heard has it first."""
    if facts.case.help_asked and not facts.case.help_arranged:
        return Refusal("no-help", "The person asked for an interpreter or other help. Record first how it is arranged.")
    return None


def minutes_are_open(_actor: Actor, facts: Facts) -> Refusal | None:
    """Minutes are corrected once there are some, within their time."""
    if facts.case.minutes_until is None:
        return Refusal("no-minutes", "No minutes of a hearing wait for you.")
    return None


def minutes_are_settled(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nothing is found while the person may still correct the minutes of their hearing."""
    if facts.case.minutes_until is not None and facts.on <= facts.case.minutes_until:
        return Refusal("minutes-open", "The person may still correct the minutes of the hearing.")
    return None


def recorded(_actor: Actor, facts: Facts) -> Refusal | None:
    """A hearing leaves a record."""
    return None if facts.words.strip() else Refusal("no-record", "Write the record of the hearing.")


def not_the_opener(actor: Actor, facts: Facts) -> Refusal | None:
    """Who opened a case does not find in it."""
    if actor.reference == facts.case.opened_by:
        return Refusal("same-officer", "Who opened the case cannot make the finding.")
    return None


def not_the_finder(actor: Actor, facts: Facts) -> Refusal | None:
    """Who found does not impose."""
    if actor.reference == facts.case.found_by:
        return Refusal("same-officer", "Who made the finding cannot impose the measure.")
    return None


def heard_as_asked(_actor: Actor, facts: Facts) -> Refusal | None:
    """Who asked to be heard in person is heard first."""
    if facts.case.hearing_asked and not facts.case.heard:
        return Refusal("not-heard", "The person asked to be heard in person. Hear them first.")
    return None


def summary_names_nobody(_actor: Actor, facts: Facts) -> Refusal | None:
    """A summary is told once, in full sentences, with nothing by which the person could be recognised."""
    if facts.case.summarised:
        return Refusal("summarised", "A summary has been written already.")
    if not concrete(facts.words):
        return Refusal("no-reasons", "Write concrete reasons, in your own words.")
    said = facts.words.casefold()
    if any(word.casefold() in said for word in facts.case.private):
        return Refusal("recognised", "The summary holds a name, a number, a place or a day of the case. Leave it out.")
    return None


def summary_of_another(actor: Actor, facts: Facts) -> Refusal | None:
    """A second person looks whether anybody could be recognised."""
    if not facts.case.summary_by:
        return Refusal("no-summary", "No summary waits.")
    if facts.case.summary_by == actor.reference:
        return Refusal("same-officer", "Who wrote the summary cannot publish it.")
    return None


def _forgotten(facts: Facts) -> bool:
    return facts.case.decide_by is not None and facts.on > facts.case.decide_by


def decided_in_time(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody is found in breach after the time in which a case is decided."""
    if _forgotten(facts):
        return Refusal("forgotten", "The time to decide has passed. The case ends without a finding.")
    return None


def time_to_decide_is_over(_actor: Actor, facts: Facts) -> Refusal | None:
    """A case ends by this rule only when its time has passed."""
    return None if _forgotten(facts) else Refusal("in-time", "The time to decide has not passed.")


def departure_is_reasoned(_actor: Actor, facts: Facts) -> Refusal | None:
    """Where several like cases all ended otherwise, the finding says why this one differs."""
    others = facts.case.alike
    if len(others) < LIKE or "breach" in others or concrete(facts.because_unlike, facts.blocks):
        return None
    return Refusal("departs", "Like cases ended without a breach. Write why this one differs.")


def a_finding_that_breaches(_actor: Actor, facts: Facts) -> Refusal | None:
    """This verb is for a breach, the other for everything else."""
    if facts.finding is None or facts.finding.kind not in FINDINGS:
        return Refusal("no-finding", "Choose one of the findings.")
    return None


def a_finding_that_clears(_actor: Actor, facts: Facts) -> Refusal | None:
    """Clearing needs one of the findings that end the case."""
    if facts.finding is None or facts.finding.kind not in CLEARING:
        return Refusal("no-finding", "Choose one of the findings.")
    return None


def reasons_are_concrete(_actor: Actor, facts: Facts) -> Refusal | None:
    """Reasons in one's own words, about this case."""
    if not concrete(facts.reasons, facts.blocks):
        return Refusal("no-reasons", "Write concrete reasons, in your own words.")
    return None


def rests_on_the_file(_actor: Actor, facts: Facts) -> Refusal | None:
    """A breach rests on documents that the person has seen, or knows to be withheld and why."""
    cited = facts.finding.cited if facts.finding else frozenset()
    citable = {document.number for document in facts.case.documents if document.citable}
    if facts.finding and facts.finding.kind == "breach" and not cited:
        return Refusal("no-evidence", "Name the documents on which the finding rests.")
    if any(document.harboured and document.number in cited for document in facts.case.documents):
        return HARBOURED
    if cited - citable:
        return Refusal(
            "undisclosed", "The finding cites a document that the person has not seen and that is not listed."
        )
    return None


def legal_question_is_decided(_actor: Actor, facts: Facts) -> Refusal | None:
    """A breach that exists only under one reading or assumption needs that question decided, with reasons."""
    if facts.case.depends_on and not concrete(facts.finding.legal_question if facts.finding else "", facts.blocks):
        return Refusal(
            "legal-question",
            "This breach exists only under one reading or assumption. Decide that question, with reasons.",
        )
    return None


def finding_overrides(_actor: Actor, facts: Facts) -> Refusal | None:
    """A breach answers what speaks for the person."""
    return answers_every_contrary(facts.case.contrary, facts.finding.overrides if facts.finding else {})


def breach_was_found(_actor: Actor, facts: Facts) -> Refusal | None:
    """Without a breach there is nothing to take a measure for, or to appeal against."""
    return None if facts.case.finding == "breach" else Refusal("no-breach", "No breach has been found.")


def measures_are_the_laws(_actor: Actor, facts: Facts) -> Refusal | None:
    """Only what the law attaches to the breach; a bound one is not left out; a chained one follows its cause."""
    offered = {item.kind: item for item in facts.case.offered}
    chosen = facts.measure.kinds if facts.measure else ()
    if not facts.case.measures_known or not offered:
        return Refusal("unknown-measures", "What the law attaches to this breach is not known, so none is proposed.")
    if not chosen or set(chosen) - set(offered):
        return Refusal("not-in-law", "Choose among the measures that the law attaches to this breach.")
    if any(item.tie is Tie.BOUND and item.kind not in chosen for item in offered.values()):
        return Refusal("bound", "The law binds you to a measure that you have left out.")
    if any(offered[kind].tie is Tie.CHAINED and offered[kind].after not in chosen for kind in chosen):
        return Refusal("chain", "A measure that follows from another cannot stand without it.")
    if any(item.tie is Tie.CHAINED and item.after in chosen and item.kind not in chosen for item in offered.values()):
        return Refusal("bound", "The law binds you to a measure that you have left out.")
    return None


def measure_is_weighed(_actor: Actor, facts: Facts) -> Refusal | None:
    """Aim, lesser means, the effect on family life, how long it lasts and when it is looked at again."""
    measure = facts.measure
    said = () if measure is None else (measure.aim, measure.lesser, measure.family, measure.lasts)
    if measure is None or any(len(words.split()) < 2 for words in said) or measure.review_on is None:
        return Refusal(
            "not-weighed", "State the aim, lesser means, the effect on family life, how long it lasts and a review day."
        )
    if measure.review_on <= facts.on:
        return Refusal("review-past", "The day of review must lie ahead.")
    return None


def measure_overrides(_actor: Actor, facts: Facts) -> Refusal | None:
    """A second person answers what speaks for the person, before anything follows."""
    return answers_every_contrary(facts.case.contrary, facts.measure.overrides if facts.measure else {})


def nothing_is_bound(_actor: Actor, facts: Facts) -> Refusal | None:
    """A case ends without a measure only where the law leaves that open or is not known."""
    if facts.case.measures_known and any(item.tie is Tie.BOUND for item in facts.case.offered):
        return Refusal("bound", "The law binds you to a measure that you have left out.")
    return None
