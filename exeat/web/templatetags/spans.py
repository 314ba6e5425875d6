"""Time limits in words: `{% load spans %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from exeat.applications.terms import SPAN
from exeat.regimes import dates
from exeat.web.applications.wording import SPANS

register = template.Library()


@register.filter
def spell(span: str) -> str:
    """A time limit in words: 8 working days; 8 darbo dienos."""
    found = SPAN.fullmatch(str(span or ""))
    if found is None:
        return ""
    return dates.span(f"{found[1]} {found[2]}", (get_language() or "en")[:2])


@register.filter
def hours(span: str) -> bool:
    """Whether a clock counts hours."""
    return str(span or "").endswith("hours")


@register.filter
def counted_from(kind: str) -> str:
    """From when a clock is counted, in words."""
    return str(SPANS.get(kind, ""))
