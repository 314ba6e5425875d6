"""One whole case as a walk through the roles: who does what next, and on which page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stage:
    """One step of the walk: in which role, on which page, what to do there."""

    role: str
    route: str
    what: str | Promise


WALK: tuple[Stage, ...] = (
    Stage("traveller", "web:check", _("Ask what a trip to Belarus needs, and apply from the answer.")),
    Stage("security_officer", "web:work", _("Open the new application, begin the check, and ask for the opinion.")),
    Stage("counter_intelligence", "web:work", _("Give the opinion. Nobody else reads its words.")),
    Stage("head", "web:work", _("Decide it, with reasons. What you sign is shown before.")),
    Stage("traveller", "web:permits", _("Open the permit: its code, its sheet, what to do before and after.")),
    Stage("border_officer", "web:verify", _("Type in the code of the permit. The page needs no network for it.")),
    Stage("traveller", "web:home", _("Acknowledge the briefing; after a trip hand in the return report.")),
    Stage("counter_intelligence", "web:reports", _("Read a return report. Its person sees that you did.")),
    Stage("case_officer", "web:matches", _("Say whether a crossing was this person's.")),
    Stage("case_officer", "web:discrepancies", _("Open a case where no permit covers a trip, and send the facts.")),
    Stage("traveller", "web:own-cases", _("Read the facts held against you, and answer.")),
    Stage("case_officer", "web:cases", _("Make a finding on a case that has been answered.")),
    Stage("appeals_body", "web:appeals", _("Decide an appeal with the whole file before you.")),
    Stage("traveller", "web:who-looked", _("See who looked at your data, and why.")),
    Stage("auditor", "web:audit", _("Prove that the record of all this is whole.")),
)
