"""What each role may do. Rights are code: a change here is reviewed, tested and dated."""

from __future__ import annotations

from collections.abc import Iterable

from exeat.values.moves import Refusal
from exeat.values.rights import Actor, Right

ROLES: dict[str, frozenset[Right]] = {
    "traveller": frozenset({Right.TRAVEL}),
    "security_officer": frozenset({Right.SEE_REGISTER, Right.CHECK_APPLICATION, Right.TAKE_URGENT_CALL}),
    "register_keeper": frozenset({Right.SEE_REGISTER, Right.KEEP_REGISTER, Right.IMPORT_REGISTER}),
    "duty_officer": frozenset({Right.TAKE_URGENT_CALL}),
    "duty_decider": frozenset({Right.DECIDE_URGENT}),
    "head": frozenset({Right.DECIDE_APPLICATION, Right.DECIDE_URGENT, Right.REVOKE_PERMIT}),
    "deputy": frozenset({Right.DECIDE_APPLICATION, Right.DECIDE_URGENT, Right.REVOKE_PERMIT}),
    "counter_intelligence": frozenset({Right.GIVE_OPINION, Right.READ_RETURN_REPORTS}),
    "border_officer": frozenset({Right.VERIFY_PERMIT}),
    "case_officer": frozenset({Right.RECEIVE_CROSSINGS, Right.ANSWER_CANDIDATE, Right.OPEN_CASE, Right.DECIDE_CASE}),
    "appeals_body": frozenset({Right.DECIDE_APPEAL}),
    "analyst": frozenset({Right.SEE_STATISTICS, Right.PUBLISH_STATISTICS}),
    "drafter": frozenset({Right.TRY_DRAFTS}),
    "law_keeper": frozenset({Right.KEEP_LAW}),
    "auditor": frozenset({Right.READ_AUDIT}),
    "administrator": frozenset({Right.ADMINISTER}),
}

# Held by whom the register names as head or deputy that day; nobody can be given these.
FROM_REGISTER = frozenset({"head", "deputy", "traveller"})
GIVABLE = tuple(kind for kind in ROLES if kind not in FROM_REGISTER)

# What makes sense only within an institution, and what one account may not hold beside something else.
IN_AN_INSTITUTION = frozenset({"security_officer", "duty_officer", "duty_decider"})
ALONE = frozenset({"administrator", "auditor"})
APART = frozenset({frozenset({"case_officer", "appeals_body"}), frozenset({"counter_intelligence", "appeals_body"})})

NAME_TAKEN = Refusal("name-taken", "This sign-in name is taken. Choose another.")
PERSON_HAS_ONE = Refusal("person-has-account", "This person has an account already.")
HELD_ALREADY = Refusal("role-held", "This role is held already.")
NEEDS_INSTITUTION = Refusal("needs-institution", "This role is held in an institution. Choose one.")
OTHER_INSTITUTION = Refusal(
    "other-institution", "You administer one institution and look after its accounts and roles alone."
)
KEPT_APART = Refusal(
    "kept-apart",
    "One account cannot hold these roles at the same time. End the other role first, or use another account.",
)
ENDS_BEFORE_IT_BEGINS = Refusal("role-ends-early", "A role ends after its first day. Choose a later day.")


def lacks_administration(actor: Actor) -> Refusal | None:
    """Only an administrator makes accounts and gives roles."""
    return None if actor.may(Right.ADMINISTER) else Refusal("no-right", "Your role does not include this step.")


def not_oneself(actor: Actor, reference: str) -> Refusal | None:
    """Nobody gives or takes roles of their own."""
    if actor.reference == reference:
        return Refusal("own-account", "Nobody changes their own account or roles. Ask another administrator.")
    return None


def given_by_an_administrator(kind: str) -> Refusal | None:
    """Heads, deputies and travellers come from the register and cannot be given."""
    if kind in FROM_REGISTER or kind not in ROLES:
        return Refusal("role-from-register", "This role comes from the register and cannot be given.")
    return None


def held_somewhere(kind: str, institution: str) -> Refusal | None:
    """Refuses a role without an institution where it makes sense only within one."""
    return NEEDS_INSTITUTION if kind in IN_AN_INSTITUTION and not institution else None


def within_reach(actor: Actor, institution: str) -> Refusal | None:
    """Refuses the administrator of one institution at roles of another, and at national ones."""
    return None if actor.national or actor.institution == institution else OTHER_INSTITUTION


def looked_after(actor: Actor, *, houses: Iterable[str], roles: Iterable[str]) -> Refusal | None:
    """Refuses the administrator of one institution at an account that reaches further, or is of people elsewhere.

    `houses` are where its person serves; `roles` the institutions of its running roles, empty for a national one.
    """
    if actor.national:
        return None
    reached, served = set(roles), set(houses)
    own = reached <= {actor.institution} and (actor.institution in served if served else bool(reached))
    return None if own else OTHER_INSTITUTION


def apart_from(kind: str, others: Iterable[str]) -> Refusal | None:
    """Refuses a role beside one that must be in other hands: who keeps the accounts reads no file, and so on."""
    return KEPT_APART if any(kept_apart(kind, other) for other in others) else None


def kept_apart(one: str, other: str) -> bool:
    """Whether two kinds of role may not be held by one account at the same time."""
    return one != other and (one in ALONE or other in ALONE or frozenset({one, other}) in APART)
