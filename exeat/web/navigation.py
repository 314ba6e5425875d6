"""The ways that stand in the header and the footer, each with the right that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class Way:
    """One item of the header's or footer's navigation; without a right it is open to everybody."""

    label: str | Promise
    route: str
    needs: Right | None = None
    reach: str = ""  # "nation" or "house", where the page is only for roles that reach so far


# In the order in which they are shown. Whoever travels sees the first group, whoever acts sees what their rights open.
WAYS: tuple[Way, ...] = (
    Way(_("My travel"), "web:home", Right.TRAVEL),
    Way(_("My applications"), "web:applications", Right.TRAVEL),
    Way(_("Permits"), "web:permits", Right.TRAVEL),
    Way(_("Letters"), "web:letters", Right.TRAVEL),
    Way(_("Who looked"), "web:who-looked", Right.TRAVEL),
    Way(_("Work list"), "web:work", Right.CHECK_APPLICATION),
    Way(_("Work list"), "web:work", Right.GIVE_OPINION),
    Way(_("Work list"), "web:work", Right.DECIDE_URGENT),
    Way(_("Urgent call"), "web:work-call", Right.TAKE_URGENT_CALL),
    Way(_("Duty"), "web:duty", Right.TAKE_URGENT_CALL),
    Way(_("Duty"), "web:duty", Right.DECIDE_URGENT),
    Way(_("Letters sent"), "web:letters-sent", Right.CHECK_APPLICATION),
    Way(_("Letters sent"), "web:letters-sent", Right.OPEN_CASE),
    Way(_("Letter templates"), "web:letter-templates", Right.KEEP_REGISTER),
    Way(_("Letter templates"), "web:letter-templates", Right.ADMINISTER),
    Way(_("Ways to complain"), "web:roads-houses", Right.KEEP_LAW, "house"),
    Way(_("Ways to complain"), "web:roads-houses", Right.KEEP_REGISTER, "house"),
    Way(_("Ways to complain"), "web:roads-houses", Right.ADMINISTER),
    Way(_("People looked for"), "web:alarms", Right.TAKE_URGENT_CALL),
    Way(_("Closed borders"), "web:closures", Right.TAKE_URGENT_CALL),
    Way(_("Closed borders"), "web:closures", Right.DECIDE_URGENT),
    Way(_("Closed borders"), "web:closures", Right.KEEP_LAW, "nation"),
    Way(_("Return reports"), "web:reports", Right.READ_RETURN_REPORTS),
    Way(_("Protection of reports"), "web:protection", Right.DECIDE_APPLICATION),
    Way(_("My cases"), "web:own-cases", Right.TRAVEL),
    Way(_("Possible matches"), "web:matches", Right.ANSWER_CANDIDATE),
    Way(_("Discrepancies"), "web:discrepancies", Right.OPEN_CASE),
    Way(_("Cases"), "web:cases", Right.OPEN_CASE),
    Way(_("Files of border records"), "web:crossings", Right.RECEIVE_CROSSINGS),
    Way(_("Appeals"), "web:appeals", Right.DECIDE_APPEAL),
    Way(_("Letters"), "web:letters", Right.DECIDE_APPEAL),
    Way(_("Exact numbers"), "web:analyst", Right.SEE_STATISTICS),
    Way(_("Drafts"), "web:drafts", Right.TRY_DRAFTS),
    Way(_("Record of acts"), "web:audit", Right.READ_AUDIT),
    Way(_("Permits"), "web:permits", Right.REVOKE_PERMIT),
    Way(_("Days away"), "web:away", Right.DECIDE_APPLICATION),
    Way(_("Check a permit"), "web:verify", Right.VERIFY_PERMIT),
    Way(_("My data"), "web:own-entry", Right.TRAVEL),
    Way(_("Register"), "web:register", Right.SEE_REGISTER),
    Way(_("Institutions"), "web:register-institutions", Right.SEE_REGISTER),
    Way(_("Corrections"), "web:register-corrections", Right.KEEP_REGISTER),
    Way(_("Hand in a file"), "web:register-imports", Right.IMPORT_REGISTER),
    Way(_("Accounts and roles"), "web:accounts", Right.ADMINISTER),
    Way(_("Who gives opinions"), "web:advisers", Right.ADMINISTER),
    Way(_("Legal bases"), "web:legal-bases", Right.ADMINISTER),
    Way(_("Orders to other registers"), "web:orders", Right.ADMINISTER),
)
# What one does there: the sentence beside each way on the first page of a role.
PURPOSES: dict[str, Promise] = {
    "web:work": _("Applications to check, to give an opinion on or to decide, by deadline and departure."),
    "web:work-call": _("Write down the call of somebody who cannot fill in the form now."),
    "web:duty": _("Who is on duty at which hour, gaps in the rota, handing over."),
    "web:letters-sent": _("What became of each letter: read, come back, to be printed and posted."),
    "web:letter-templates": _("Every kind of letter: its version, since when it is used, how it reads."),
    "web:roads-houses": _("Where and by when one complains about a decision: the law's way, or your institution's."),
    "web:alarms": _("People who are overdue, out of contact or detained, and whom to call next."),
    "web:closures": _("Say that a border is closed; those who hold a permit for it are told."),
    "web:reports": _("What people reported after their return, and who asks for a talk."),
    "web:protection": _("Promise in a signed order that reports are not used against the person."),
    "web:matches": _("Border records that may be a registered person's: the same, somebody else, or cannot tell."),
    "web:discrepancies": _("Confirmed trips for which no permit was found."),
    "web:cases": _("Hearing, finding, measures; whose turn it is and by when."),
    "web:crossings": _("Hand in what the border sent, see what was read, what was not, and which days are covered."),
    "web:appeals": _("Appeals with the whole file, and judgments of courts."),
    "web:letters": _("Letters written to your institution."),
    "web:analyst": _("Numbers that are not published, and a year to publish."),
    "web:drafts": _("Compare a draft of a rule with the law and try it on past trips."),
    "web:audit": _("Every act, in order and sealed; check that none is missing."),
    "web:permits": _("Permits in force, and taking one back."),
    "web:away": _("Days on which you are away and somebody else stands in, by order of turns."),
    "web:verify": _("Whether a permit is real, with or without a connection."),
    "web:register": _("People, their posts, clearances and documents."),
    "web:register-institutions": _("Who decides, who gives opinions, who stands in, whom to call."),
    "web:register-corrections": _("What people say is wrong in their entry."),
    "web:register-imports": _("People and posts from a file; every row that does not fit is named."),
    "web:accounts": _("Who holds which role, since when, and access that ends."),
    "web:advisers": _("Bodies whose opinion a rule asks, and the institution that speaks for each."),
    "web:orders": _("Where measures and reversals are sent, and which have not arrived."),
    "web:legal-bases": _("The provision on which each use of personal data rests, and how long it is kept."),
}
CHECK = Way(_("May I go?"), "web:front")
FOOT: tuple[Way, ...] = (
    CHECK,
    Way(_("The rules in words"), "web:regimes"),
    Way(_("Check a permit"), "web:verify"),
    Way(_("Statistics"), "web:statistics"),
    Way(_("How answers are made"), "web:how-answers"),
    Way(_("Who sees my data"), "web:who-sees"),
    Way(_("Accessibility statement"), "web:accessibility"),
    Way(_("Findings, without names"), "web:findings"),
    Way(_("For representatives"), "web:represented"),
)


@dataclass(frozen=True)
class Shown:
    """An item as the template prints it."""

    label: str | Promise
    address: str
    here: bool
    purpose: str | Promise


def ways(actor: Actor | None, path: str) -> list[Shown]:
    """The items that this actor may open, with the one marked where they are."""
    if actor is None or not actor.reference:
        return []
    reach = "nation" if actor.national else "house"
    mine = [way for way in WAYS if (way.needs is None or actor.may(way.needs)) and way.reach in {"", reach}]
    opened = list({way.route: way for way in reversed(mine)}.values())[::-1]  # a place is named once
    if actor.may(Right.TRAVEL):
        opened.append(CHECK)
    return _shown(opened, path)


def foot(path: str) -> list[Shown]:
    """The items at the bottom of every page."""
    return _shown(FOOT, path)


def _shown(opened: list[Way] | tuple[Way, ...], path: str) -> list[Shown]:
    """Each with its address; the longest address that begins the path is where one is."""
    found = [(way, reverse(way.route)) for way in opened]
    inside = [address for _way, address in found if path == address or (address != "/" and path.startswith(address))]
    here = max(inside, key=len, default=None)
    return [Shown(way.label, address, address == here, PURPOSES.get(way.route, "")) for way, address in found]
