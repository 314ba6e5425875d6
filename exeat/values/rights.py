"""What a role may do, and who acts: rights are code, so that they can be reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One thing that a role may do within its institution, or nationally."""

    TRAVEL = "travel"  # own entry, own applications, own permits, own cases
    SEE_REGISTER = "see_register"
    KEEP_REGISTER = "keep_register"
    IMPORT_REGISTER = "import_register"
    CHECK_APPLICATION = "check_application"  # security officer: complete, or return with questions
    TAKE_URGENT_CALL = "take_urgent_call"  # duty officer: type in what is said on the telephone
    DECIDE_URGENT = "decide_urgent"  # duty decider
    GIVE_OPINION = "give_opinion"  # counter-intelligence
    DECIDE_APPLICATION = "decide_application"  # head or deputy
    REVOKE_PERMIT = "revoke_permit"
    VERIFY_PERMIT = "verify_permit"
    RECEIVE_CROSSINGS = "receive_crossings"
    ANSWER_CANDIDATE = "answer_candidate"  # same, somebody_else, cannot_tell
    OPEN_CASE = "open_case"
    DECIDE_CASE = "decide_case"  # finding and measure
    DECIDE_APPEAL = "decide_appeal"
    READ_RETURN_REPORTS = "read_return_reports"
    SEE_STATISTICS = "see_statistics"
    PUBLISH_STATISTICS = "publish_statistics"
    TRY_DRAFTS = "try_drafts"
    KEEP_LAW = "keep_law"  # closed borders for the nation; an institution's own way to complain
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"  # accounts, roles, legal basis, retention; sees no case


@dataclass(frozen=True)
class StandIn:
    """That someone acts for another: "for X by Y under order Z"."""

    for_reference: str
    for_name: str
    order: str


@dataclass(frozen=True)
class Actor:
    """Who acts, for which institution, with which rights; handed down from the edge, never looked up inside.

    `reference` is the register's reference where the account belongs to a registered person, so that
    "nobody decides their own case" can be asked by comparing two texts. `institution` is empty for roles
    that reach the whole country.
    """

    reference: str
    institution: str = ""
    rights: frozenset[Right] = frozenset()
    name: str = ""
    role: str = ""
    stands_in: StandIn | None = None

    def may(self, right: Right) -> bool:
        """Whether the role that is being used holds this right."""
        return right in self.rights

    @property
    def national(self) -> bool:
        """Whether the role reaches every institution."""
        return self.institution == ""


def machine(name: str) -> Actor:
    """The scheduled work that acts where no person does: it may remind, count and erase, never judge."""
    return Actor(reference=f"machine:{name}", name=name, role="machine")
