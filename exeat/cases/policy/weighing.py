"""Why a decision is not open yet: what was not weighed, who proposed it, which lighter measure was passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exeat.cases.policy.blocks import concrete
from exeat.cases.policy.facts import ENDS_POST, FINDINGS, NOTHING, SIDES, Case, Factor, Facts, Offered, Tie, Weighed
from exeat.values.moves import Refusal
from exeat.values.rights import Actor

UNWEIGHED = Refusal(
    "unweighed", "Say of each factor whether it speaks for the person, against them or does not matter, and why."
)


def _weighed(factors: Iterable[Factor], weighed: Mapping[str, Weighed]) -> Refusal | None:
    """Every factor has a side that it may have, and words that are about this case."""
    for factor in factors:
        said = weighed.get(factor.key)
        if said is None or said.side not in SIDES or len(said.words.split()) < 3:
            return UNWEIGHED
        if factor.weighs != "either" and said.side not in (factor.weighs, "not_relevant"):
            return Refusal("wrong-side", "A factor is weighed to a side that the rules do not give it.")
    return None


def finding_is_weighed(_actor: Actor, facts: Facts) -> Refusal | None:
    """A breach is found when each factor was weighed."""
    factors = [factor for factor in facts.case.factors if "finding" in factor.before]
    return _weighed(factors, facts.finding.weighed if facts.finding else {})


def measure_factors_are_weighed(_actor: Actor, facts: Facts) -> Refusal | None:
    """So is a measure taken."""
    factors = [factor for factor in facts.case.factors if "measure" in factor.before]
    return _weighed(factors, facts.measure.weighed if facts.measure else {})


def finding_is_proposed(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody finds a breach that nobody else has proposed, or that was not looked at by two."""
    if not facts.case.finding_proposed_by:
        return Refusal("not-proposed", "Somebody else proposes a finding first.")
    return None


def measure_is_proposed(_actor: Actor, facts: Facts) -> Refusal | None:
    """Nor is a measure taken that nobody has proposed."""
    if not facts.case.measure_proposed_by:
        return Refusal("not-proposed", "Somebody else proposes a measure first.")
    return None


def not_the_proposer_of_the_finding(actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody decides what they proposed."""
    if actor.reference in facts.case.finding_proposed_by:
        return Refusal("same-officer", "Who proposed the finding cannot make it.")
    return None


def not_the_proposer_of_the_measure(actor: Actor, facts: Facts) -> Refusal | None:
    """Nor takes a measure, or leaves it, that they proposed."""
    if actor.reference in facts.case.measure_proposed_by:
        return Refusal("same-officer", "Who proposed the measure cannot decide on it.")
    return None


def other_finding_is_reasoned(_actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever finds otherwise than was proposed says why."""
    case, finding = facts.case, facts.finding
    if not case.finding_proposed or finding is None or finding.kind == case.finding_proposed:
        return None
    return _reasoned(finding.unlike, facts)


def other_measure_is_reasoned(_actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever takes another measure than was proposed says why."""
    case, measure = facts.case, facts.measure
    if not case.measure_proposed_by or measure is None or set(measure.kinds) == set(case.measure_proposed):
        return None
    return _reasoned(measure.unlike, facts)


def _reasoned(words: str, facts: Facts) -> Refusal | None:
    if concrete(words, facts.blocks):
        return None
    return Refusal("departs-proposal", "You decide otherwise than was proposed. Write why.")


def finding_can_be_proposed(_actor: Actor, facts: Facts) -> Refusal | None:
    """A proposal is one of the findings that there are."""
    if facts.finding is None or facts.finding.kind not in FINDINGS:
        return Refusal("no-finding", "Choose one of the findings.")
    return None


def measure_can_be_proposed(_actor: Actor, facts: Facts) -> Refusal | None:
    """What is proposed is in the law; that nothing follows is proposed only where nothing is bound."""
    case, kinds = facts.case, facts.kinds
    if set(kinds) - {item.kind for item in case.offered}:
        return Refusal("not-in-law", "Choose among the measures that the law attaches to this breach.")
    if not kinds and case.measures_known and any(item.tie is Tie.BOUND for item in case.offered):
        return Refusal("bound", "The law binds you to a measure that you have left out.")
    return None


def lighter(case: Case, kinds: Iterable[str]) -> tuple[str, ...]:
    """What would have been lighter than these measures and is left to choice, lightest first.

    Where the law binds to nothing, taking no measure is the lightest.
    """
    chosen = set(kinds)
    free = [item for item in case.offered if item.tie is Tie.DISCRETIONARY]
    picked = [item for item in free if item.kind in chosen]
    if not picked:
        return ()
    heaviest = max(picked, key=lambda item: item.rank)
    rungs = [item for item in free if item.kind not in chosen and item.rank and item.rank < heaviest.rank]
    none = () if any(item.tie is Tie.BOUND for item in case.offered) else (NOTHING,)
    return (*none, *(item.kind for item in sorted(rungs, key=lambda item: item.rank)))


def lighter_do_not_do(_actor: Actor, facts: Facts) -> Refusal | None:
    """Whoever takes a heavier measure says of each lighter one why it does not do."""
    measure = facts.measure
    if measure is None:
        return None
    if any(not concrete(measure.lighter.get(kind, ""), facts.blocks) for kind in lighter(facts.case, measure.kinds)):
        return Refusal("lighter", "Say of each lighter measure, concretely, why it is not enough.")
    return None


def ends_a_post(case: Case, kinds: Iterable[str]) -> tuple[Offered, ...]:
    """The measures among these that end a post although the law leaves a choice."""
    chosen = set(kinds)
    return tuple(o for o in case.offered if o.kind in chosen and o.kind in ENDS_POST and o.tie is Tie.DISCRETIONARY)


def other_posts_were_looked_at(_actor: Actor, facts: Facts) -> Refusal | None:
    """Where the law leaves a choice, no post ends before posts without the clearance were looked at."""
    measure = facts.measure
    if measure is None or not ends_a_post(facts.case, measure.kinds):
        return None
    if not facts.case.posts_looked_at:
        return Refusal(
            "no-enquiry", "Before a post ends, record which posts without the clearance were looked at, and what the"
            " person said.",
        )  # fmt: skip
    if facts.case.post_found:
        return Refusal("post-found", "A post without the clearance was found and the person takes it. No post ends.")
    return None


def enquiry_is_whole(_actor: Actor, facts: Facts) -> Refusal | None:
    """An enquiry says which posts were looked at and what the person said of them."""
    if not concrete(facts.words):
        return Refusal("no-posts", "Write which posts were looked at and why each did or did not fit.")
    if len(facts.reasons.split()) < 2:
        return Refusal("no-word", "Write what the person said, or that they were asked and were silent.")
    return None
