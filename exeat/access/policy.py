"""What each role may do. Rights are code: a change here is reviewed, tested and dated."""

from __future__ import annotations

from exeat.values.rights import Right

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
    "auditor": frozenset({Right.READ_AUDIT}),
    "administrator": frozenset({Right.ADMINISTER}),
}

# Held by whom the register names as head or deputy that day; nobody can be given these.
FROM_REGISTER = frozenset({"head", "deputy", "traveller"})
