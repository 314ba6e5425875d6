"""Time limits in words: `{% load spans %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import ngettext

from exeat.applications.terms import SPAN
from exeat.web.applications.wording import SPANS

register = template.Library()


@register.filter
def spell(span: str) -> str:
    """A time limit in words: 8 working days; 8 darbo dienos."""
    found = SPAN.fullmatch(str(span or ""))
    if found is None:
        return ""
    n = int(found[1])
    words = {
        "hours": ngettext("%(n)d hour", "%(n)d hours", n),
        "days": ngettext("%(n)d day", "%(n)d days", n),
        "working_days": ngettext("%(n)d working day", "%(n)d working days", n),
        "weeks": ngettext("%(n)d week", "%(n)d weeks", n),
        "months": ngettext("%(n)d month", "%(n)d months", n),
        "years": ngettext("%(n)d year", "%(n)d years", n),
    }
    return words[found[2]] % {"n": n}


@register.filter
def hours(span: str) -> bool:
    """Whether a clock counts hours."""
    return str(span or "").endswith("hours")


@register.filter
def counted_from(kind: str) -> str:
    """From when a clock is counted, in words."""
    return str(SPANS.get(kind, ""))
