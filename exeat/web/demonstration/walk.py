"""One whole case as a walk through the roles: who does what next, and on which page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGE = "stage"  # the session key of the step that is being done


@dataclass(frozen=True)
class Stage:
    """One step of the walk: who does it, on which page, what to do there. Without a name anybody may do it."""

    username: str
    route: str
    what: str | Promise


@dataclass(frozen=True)
class Part:
    """Steps that belong together."""

    title: str | Promise
    stages: tuple[Stage, ...]


PARTS: tuple[Part, ...] = (
    Part(
        _("A trip for which somebody asks"),
        (
            Stage(
                "traveller", "web:check",
                _("Ask what a trip to Belarus needs. Start an application from the answer, fill it in and send it."),
            ),
            Stage(
                "security", "web:work",
                _("Open the application that has just come in, begin the check and ask for the opinion."),
            ),
            Stage(
                "counter", "web:work",
                _("Give the opinion. Only your service and whoever decides can open its words."),
            ),
            Stage("head", "web:work", _("Decide with reasons, read the letter, and sign.")),
            Stage(
                "traveller", "web:permits",
                _("Open the permit. Save the picture of its code, or copy the code's text."),
            ),
            Stage(
                "border", "web:verify",
                _("Give the code, as a picture or as text. A permit whose first day has not come is not valid yet."),
            ),
            Stage(
                "traveller", "web:home",
                _("Read the briefing before departure. On the page of the trip you can also ask for help, "
                  "or report a change."),
            ),
            Stage("back", "web:home", _("You are home again: hand in the return report.")),
            Stage("counter", "web:reports", _("Read the report that has just come in. Its person sees that you did.")),
            Stage("traveller", "web:who-looked", _("See who looked at your data, and why.")),
        ),
    ),
    Part(
        _("A call at night"),
        (
            Stage(
                "duty", "web:work-call",
                _("Somebody rings whose father is dying. Find the caller by name and write the call down."),
            ),
            Stage("night", "web:work", _("Answer for the time being, with reasons.")),
            Stage("deputy", "web:work", _("Decide in place of the head. The page names the order that allows it.")),
        ),
    ),
    Part(
        _("A journey without a permit"),
        (
            Stage(
                "officer1", "web:matches",
                _("Say whether a border record is this person's: the same, somebody else, or cannot tell."),
            ),
            Stage(
                "officer2", "web:discrepancies",
                _("Open a case on a journey that no permit covers, and send the notice of facts. Whoever "
                  "confirmed the match cannot."),
            ),
            Stage(
                "heard", "web:own-cases",
                _("In another case the facts have been sent to you. Read them, and answer."),
            ),
            Stage("officer2", "web:cases", _("Open the case that has just been answered, and propose a finding.")),
            Stage(
                "officer3", "web:cases",
                _("Make the finding of that case, and say what was weighed. After a breach, propose a measure."),
            ),
            Stage("officer2", "web:cases", _("Take the measure, or end the case without one.")),
            Stage("heard", "web:own-cases", _("Read what was decided, and appeal.")),
            Stage("appeals", "web:appeals", _("Decide the appeal, with the whole file before you.")),
            Stage(
                "officer2", "web:cases",
                _("If a court has decided: enter its judgment. Another officer confirms it."),
            ),
        ),
    ),
    Part(
        _("The house, the law and the numbers"),
        (
            Stage("keeper", "web:register", _("Open a person and record a post or a clearance that begins or ends.")),
            Stage("law", "web:closures", _("A border has closed: say so, and everybody with a trip there is told.")),
            Stage("drafter", "web:drafts", _("Compare a draft with the law in force and try it on past trips.")),
            Stage("analyst", "web:analyst", _("See the exact numbers, and publish a year.")),
            Stage("", "web:statistics", _("Read the published year, as everybody can without signing in.")),
            Stage("auditor", "web:audit", _("Prove that the record of all this is whole.")),
            Stage("admin", "web:accounts", _("See who holds which role. The files of people are closed to you.")),
        ),
    ),
)  # fmt: skip
WALK: tuple[Stage, ...] = tuple(stage for part in PARTS for stage in part.stages)


def numbered(text: str) -> int | None:
    """The number of a step, if the walk has it."""
    return int(text) if text.isdecimal() and 1 <= int(text) <= len(WALK) else None


def standing_at(request: HttpRequest) -> dict[str, Any] | None:
    """The step that somebody is doing, for the strip at the top of each page; none outside the walk."""
    number = request.session.get(STAGE) if hasattr(request, "session") else None
    if not number or number > len(WALK):
        return None
    following = number + 1 if number < len(WALK) else None
    return {"number": number, "of": len(WALK), "what": WALK[number - 1].what, "next": following}
