"""How days, places, roles and states are written: `{% load exeat %}`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from exeat.regimes import dates, vocabulary
from exeat.values.period import Period
from exeat.values.rights import Actor
from exeat.web import shapes, wording

register = template.Library()


def language() -> str:
    """The language in which the page is being written."""
    return (get_language() or "en")[:2]


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in a sentence, with its weekday: Thursday 26 November 2026; 2026 m. lapkričio 26 d., ketvirtadienis."""
    return "" if value is None else wording.day(_day(value), language())


@register.filter
def short_day(value: date | datetime | None) -> str:
    """A day in a table: Thu 26 Nov 2026; 2026-11-26."""
    return "" if value is None else wording.short_day(_day(value), language())


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in a sentence, in local time: Thursday 26 November 2026, 14:05."""
    return "" if value is None else wording.moment(timezone.localtime(value), language())


@register.filter
def short_moment(value: datetime | None) -> str:
    """A moment in a table, in local time: 26 Nov 2026, 14:05; 2026-11-26 14:05."""
    return "" if value is None else wording.short_moment(timezone.localtime(value), language())


@register.filter
def span(value: Period | None) -> str:
    """A period with its last day included: 26 to 28 November 2026; 2026 m. lapkričio 26–28 d."""
    return "" if value is None else wording.span(value.first, value.last, language())


@register.simple_tag
def days_from_to(first: date, last: date | None) -> str:
    """The same for two days, both included."""
    return wording.span(first, last, language())


@register.filter
def working_days(count: int) -> str:
    """How many working days: 1 working day, 2 working days; 1 darbo diena, 2 darbo dienos, 10 darbo dienų."""
    return dates.span(f"{count} working_days", language())


@register.filter
def country(code: str) -> str:
    """The name of a country by its code, in the nominative."""
    return wording.country(code, language())


@register.filter
def place(value: Any) -> str:
    """The name of a destination: its territory where it has one, else its country; a bare code is taken too."""
    return wording.place(value, language())


@register.filter
def places(values: Iterable[Any]) -> str:
    """Several places with commas: Belarus, Russia."""
    return ", ".join(wording.place(value, language()) for value in values)


@register.filter
def acts_as(actor: Actor) -> str:
    """As what someone acts, for whom and under which order, in words for the header."""
    return wording.acts_as(actor, language())


@register.filter
def role_name(kind: str) -> str:
    """The name of a role."""
    return str(wording.ROLES.get(kind, kind))


@register.filter
def body(name: str) -> str:
    """A body that a rule names, in words."""
    return vocabulary.role(name, language())


@register.filter
def institution(reference: str) -> str:
    """The name of an institution by its reference."""
    return wording.institution(reference, language())


@register.simple_tag
def icon(kind: str, css: str = "x-ico") -> SafeString:
    """The shape of a state: go, ask, stop, unknown, wait, you, urgent; nothing for a fact that is no state."""
    return mark_safe(shapes.svg(kind, css))  # noqa: S308  # drawn by us from a fixed table


@register.simple_tag
def tag(kind: str, words: Any) -> SafeString:
    """A state as a word with its shape and edge: {% tag "go" _("Granted") %}; kind "" for a fact that is no state."""
    css = f"x-tag x-tag--{kind}" if kind else "x-tag"
    return format_html('<span class="{}">{}{}</span>', css, icon(kind), words)


@register.simple_tag
def cite(text: Any, address: str = "") -> SafeString:
    """Words that say where the law stands, in the serif, with the way to read it where there is one."""
    shown = format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)
    return format_html('<cite class="x-cite">{}</cite>', shown)


@register.simple_tag
def bar(weight: float | None, scale: float = 12.0) -> SafeString:
    """One piece of evidence as a bar left (against) or right (for) of a middle line; None says nothing."""
    return mark_safe(shapes.bar(weight, scale))  # noqa: S308  # drawn by us from a number


@register.simple_block_tag
def panel(content: SafeString, title: Any = "", act: bool = False) -> SafeString:
    """A panel of an office page; `act=True` for the one where one acts."""
    head = format_html('<h2 class="x-h2">{}</h2>', title) if title else ""
    css = "x-panel x-panel--act" if act else "x-panel"
    return format_html('<section class="{}">{}{}</section>', css, head, content)


@register.simple_block_tag
def doubt(content: SafeString, kind: Any, warn: bool = False) -> SafeString:
    """An open point, an assumption or a missing source, with the broken edge that only doubt has."""
    css = "x-doubt x-doubt--warn" if warn else "x-doubt"
    head = format_html('<p class="x-doubt__kind">{}{}</p>', icon("ask" if warn else "unknown"), kind)
    return format_html('<div class="{}">{}{}</div>', css, head, content)


@register.simple_block_tag
def figure(content: SafeString, headline: Any, measured: Any = "", note: Any = "") -> SafeString:
    """A chart with what is seen as its headline and what is measured below it."""
    foot = format_html('<p class="x-fig__note">{}</p>', note) if note else ""
    caption = format_html("<figcaption><b>{}</b><span>{}</span></figcaption>", headline, measured)
    return format_html('<figure class="x-fig">{}{}{}</figure>', caption, content, foot)


@dataclass(frozen=True)
class Fault:
    """One line in the list of what to mend, with the field to go to."""

    message: str
    target: str


@register.simple_tag
def mend(form: Any = None, forms: Any = None) -> list[Fault]:
    """Every fault of one form or several, in the order of the fields."""
    chosen: list[BaseForm] = [one for one in ([form] if form else list(forms or [])) if hasattr(one, "errors")]
    return [fault for one in chosen for fault in _faults(one)]


def _faults(form: BaseForm) -> Iterable[Fault]:
    for message in form.non_field_errors():
        yield Fault(str(message), "")
    for field in form:
        for message in field.errors:
            yield Fault(_named(field, str(message)), field.id_for_label or _first_of(field))


def _named(field: Any, message: str) -> str:
    """A fault with the name of its field; what many fields say alike would not tell which one is meant."""
    label = str(field.label or "").strip()
    if not label or label in message:
        return message
    return f"{label} {message}" if label.endswith(("?", ".", "!")) else f"{label}: {message}"


def _first_of(field: Any) -> str:
    """The first choice of a group, which has no single element to go to."""
    return f"{field.auto_id}_0" if field.auto_id else ""


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def beside_label(field: BoundField) -> str:
    """What stands beside a label: what the form `needed` the field for, or that it may be left empty."""
    needed: str = getattr(field.form, "needed", {}).get(field.name, "")
    return needed or ("" if field.field.required or field.use_fieldset else gettext("(optional)"))
