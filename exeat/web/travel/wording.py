"""Words for what may have happened on a trip."""

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
    "detained": _("I was detained or fined"),
    "lost": _("I lost a document or a device"),
    "relatives": _("Relatives were approached"),
    "since": _("Somebody got in touch after I was back"),
}
