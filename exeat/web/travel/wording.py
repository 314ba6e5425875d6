"""Words for what may have happened on a trip, and for what is asked about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "deviated": _("Days, places or the route were different"),
    "questioned": _("I was questioned"),
    "searched": _("I or my things were searched"),
    "device": _("A telephone, another device or a document was taken, looked through or copied"),
    "pressed": _("I was pressed or threatened"),
    "approached": _("Somebody offered help, money or another meeting, or asked me to pass something on"),
    "colleagues": _("Somebody asked about colleagues or my work"),
    "officials": _("I met officials, military people or journalists of that country"),
    "gifts": _("I took a gift, or somebody else paid for part of the trip"),
    "detained": _("I was detained or fined"),
    "lost": _("I lost a document or a device"),
    "health": _("I was ill or had an accident"),
    "relatives": _("Relatives were approached"),
    "since": _("Somebody got in touch after I was back"),
}
# What is asked of each event beside "Where and when?"; an event that is not here is told with the days and the route.
WHAT: dict[str, str | Promise] = {
    "questioned": _("How long did it last, and what was asked?"),
    "searched": _("What was searched, and what was done with it?"),
    "device": _("Which device or document, what was done with it, and did you get it back?"),
    "pressed": _("What was said or done, and what was wanted of you?"),
    "approached": _("What was offered or asked, and what did you answer?"),
    "colleagues": _("About whom or what, and what did you answer?"),
    "officials": _("What was it about, and will you meet again?"),
    "gifts": _("What was it, and what is it worth?"),
    "detained": _("Why, for how long, and which papers did you sign or receive?"),
    "lost": _("What was lost, and whom have you told?"),
    "health": _("What happened, and who treated you?"),
    "relatives": _("Which relative, and what was wanted of them?"),
    "since": _("How, and what was wanted?"),
}
ALONE = frozenset({"health", "lost"})  # nobody else need have been there
ASKED: dict[str, str | Promise] = {
    "where": _("Where and when?"),
    "who": _("Who was it, as far as you know?"),
    "topics": _("What was asked, said or done?"),
    "deviation": _("What was different from the plan, and why?"),
    "more": _("Anything else that you want to say"),
    "channel": _("How and when may we reach you safely?"),
}
TALK = [("no", _("No")), ("yes", _("Yes")), ("urgent", _("Yes, and it is urgent"))]
TROUBLES: dict[str, str | Promise] = {
    "overdue": _("Not back"),
    "lost_contact": _("Cannot be reached"),
    "detained": _("Detained"),
}
ENDINGS: dict[str, str | Promise] = {
    "back": _("Is back"),
    "safe": _("Is still there, and well"),
    "false": _("There was no reason for it"),
}
STEPS: dict[str, str | Promise] = {
    "person": _("The person"),
    "emergency": _("Whom the person named"),
    "duty": _("The duty officers"),
    "superior": _("The body above"),
    "consul": _("The consular service"),
    "security": _("The State Security Department"),
}
# What people were told of a border.
TOLD: dict[str, str | Promise] = {
    "closed": _("The border is closed"),
    "open": _("The border is open again"),
    "withdrawn": _("It was said by mistake"),
}
