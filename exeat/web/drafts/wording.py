"""Words for what is required and for sectors, in the draft lab."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exeat.regimes import vocabulary

REQUIREMENTS = {
    "free": _("nothing is asked"),
    "advice": _("advised against"),
    "return_report": _("report on return"),
    "notice": _("notice"),
    "permission": _("permission"),
    "undetermined": _("cannot be said"),
    "ban": _("ban"),
}
SECTORS = {
    "ministry": _("ministries"),
    "army": _("army"),
    "border_guard": _("border guard"),
    "police": _("police"),
    "company": _("state companies"),
    "service": _("services"),
    "appeals_body": _("appeals bodies"),
    "municipality": _("municipalities"),
    "none": _("no public post"),
    "unknown": _("not known"),
}


def kind(code: str, language: str) -> str:
    """A kind of post in words."""
    return dict(vocabulary.post_kinds("LT"))[code].get(language, code)
