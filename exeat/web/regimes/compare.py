"""Compare: two regimes, two days of one, or a draft, in words with witnesses; and a situation changed fact by fact."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.regimes import NoSuchRegime, compare, rulebook, rulebooks
from exeat.regimes.changing import what_if
from exeat.regimes.comparing import compare_days
from exeat.regimes.reading import title
from exeat.regimes.shapes import said
from exeat.web.drafts.wording import REQUIREMENTS, SHAPES
from exeat.web.forms import Day, offer
from exeat.web.guard import public
from exeat.web.regimes.differences import readings, sections

MOST = 40  # groups on one page; two laws that have little in common differ in more


class Pair(forms.Form):
    """What is compared with what."""

    a = forms.ChoiceField(label=_("This"), required=True)
    b = forms.ChoiceField(label=_("with"), required=False)
    on = Day(label=_("or: how it reads on"), required=False, help_text="")
    then = Day(label=_("with how it reads on"), required=False, help_text="")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, handed on
        language = _language()
        names = [(name, f"{name}: {said(title(name), language)}") for name in sorted(rulebooks(status=None))]
        offer(self, "a", names)
        offer(self, "b", [("", _("Nothing")), *names])

    def clean(self) -> dict[str, Any]:
        """Either another regime, or two days."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("b") and not (cleaned.get("on") and cleaned.get("then")):
            self.add_error("b", _("Choose another regime, or two days."))
        return cleaned


@public
@require_GET
def compared(request: HttpRequest) -> HttpResponse:
    """How one text answers otherwise than another, each difference with one trip that shows it."""
    form = Pair(request.GET) if "a" in request.GET else Pair()
    context: dict[str, Any] = {"form": form, "shown": False}
    if form.is_bound and form.is_valid():
        data, language = form.cleaned_data, _language()
        one = rulebook(data["a"])
        if data["b"]:
            two = rulebook(data["b"])
            found = compare(one, two, language)
            context |= {"title_b": said(two.title, language), "readings": readings(one, two, language)}
        else:
            found = compare_days(one, data["on"], data["then"], language)
            context |= {"on": data["on"], "then": data["then"]}
        context |= {"shown": True, "title_a": said(one.title, language), "more": max(len(found) - MOST, 0)}
        context["sections"] = sections(found[:MOST])
    return render(request, "web/regimes/compare.html", context)


@public
@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest, name: str) -> HttpResponse:
    """A situation under one regime, and what would be asked if one fact at a time were another; nothing is kept."""
    try:
        book = rulebook(name)
    except NoSuchRegime as unknown:
        raise Http404 from unknown
    language = _language()
    given = {key: value for key, value in request.POST.items() if "." in key or key == "place"}
    fact, equals, value = request.POST.get("change", "").partition("=")
    if equals:
        given[fact] = str(value)
    day = _day(request.POST.get("day")) or timezone.localdate()
    found = what_if(book, day, {key: str(each) for key, each in given.items()}, language)
    rows = [
        {
            "name": fact.name,
            "words": fact.words,
            "moves": fact.moves,
            "choices": [
                {
                    "key": each.key,
                    "words": each.words,
                    "shape": SHAPES[each.requires],
                    "requires": REQUIREMENTS[each.requires],
                    "taken": each.taken,
                }
                for each in fact.choices
            ],
        }
        for fact in found.facts
    ]
    context = {
        "name": name,
        "title": said(book.title, language),
        "day": day,
        "shape": SHAPES[found.requires],
        "requires": REQUIREMENTS[found.requires],
        "provision": said(book.provisions[found.provision].label, language) or found.provision,
        "rows": rows,
        "given": found.given,
    }
    return render(request, "web/regimes/what_if.html", context)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _language() -> str:
    return (get_language() or "en")[:2]
