"""The library of regimes, and each of them as it reads on a day, beside another day or a draft."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from exeat.regimes import NoSuchRegime, Rulebook, keeping, rulebook, rulebooks
from exeat.regimes.prose import consolidated
from exeat.regimes.shapes import said
from exeat.web import wording
from exeat.web.forms import Day
from exeat.web.guard import public
from exeat.web.regimes import checking, library, times
from exeat.web.regimes.articles import page
from exeat.web.regimes.marking import marked


class Choice(forms.Form):
    """The day on which the law is to be read, and what it is read beside."""

    on = Day(label=_("As it reads on"), required=True, help_text="")
    beside = forms.ChoiceField(label=_("Compared with"), required=False)

    def __init__(self, *args: object, book: Rulebook, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, handed on
        language = _language()
        days = [(day.isoformat(), wording.short_day(day, language)) for day in reversed(times.change_days(book))]
        drafts = [(name, said(rulebook(name).title, language)) for name in drafts_of(book.regime)]
        self.fields["beside"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Nothing")),
            *([(_("Draft"), drafts)] if drafts else []),
            (_("The text of the day"), days),
        ]


def drafts_of(regime: str) -> list[str]:
    """The drafts that would change a regime."""
    return [name for name in rulebooks(status="draft") if rulebook(name).draft_of == regime]


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every regime that Exeat describes, by country; one country when it is chosen."""
    found = library.entries(language=_language())
    countries = library.countries(found)
    chosen = request.GET.get("country", "")
    shown = [each for each in found if not chosen or each.jurisdiction == chosen]
    return render(
        request,
        "web/regimes/index.html",
        {"shelves": library.shelves(shown), "countries": countries, "chosen": chosen, "count": len(shown)},
    )


@public
@require_GET
def regime(request: HttpRequest, name: str) -> HttpResponse:
    """A regime as it reads today, or the way to the address of the day that is asked for."""
    book = _book(name)
    if "on" not in request.GET:
        return _shown(request, book, timezone.localdate(), "", None)
    form = Choice(request.GET, book=book)
    if not form.is_valid():
        return _shown(request, book, timezone.localdate(), "", form)
    address = reverse("web:regime-on", args=[name, form.cleaned_data["on"].isoformat()])
    beside = form.cleaned_data["beside"]
    return redirect(f"{address}?{urlencode({'beside': beside})}" if beside else address)


@public
@require_GET
def regime_on(request: HttpRequest, name: str, on: date) -> HttpResponse:
    """A regime as it reads on a day: an address that stays, with a place for each article."""
    return _shown(request, _book(name), on, request.GET.get("beside", ""), None)


@public
@require_GET
def as_yaml(request: HttpRequest, name: str, on: date) -> HttpResponse:
    """The wordings of a day as data."""
    answer = HttpResponse(consolidated(_book(name), on), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}-{on}.yaml"'
    return answer


def _shown(request: HttpRequest, book: Rulebook, day: date, beside: str, faulty: Choice | None) -> HttpResponse:
    language = _language()
    form = faulty or Choice({"on": day.isoformat(), "beside": beside}, book=book)
    chosen = form.cleaned_data["beside"] if faulty is None and form.is_valid() else ""
    checked = keeping.checked(book.regime, library.kept())
    shown = page(book, on=day, language=language, decided=checked.examples)
    draft, old, new = None, None, shown
    if chosen in rulebooks(status="draft"):
        draft = rulebook(chosen)
        old, new = shown, page(draft, on=day, language=language)
    elif chosen:
        other = page(book, on=date.fromisoformat(chosen), language=language)
        old, new = (shown, other) if date.fromisoformat(chosen) > day else (other, shown)
    groups = marked(old, new)
    earlier, later = times.neighbours(book, day)
    rows = times.rows(book, language, draft)
    return render(
        request,
        "web/regimes/regime.html",
        {
            "page": shown,
            "checked": checked,
            "findings": checking.findings(book, checked, shown.groups, today=timezone.localdate(), language=language),
            "form": form,
            "day": day,
            "groups": groups,
            "compared": chosen,
            "changed": [each for group in groups for each in group.articles if each.changed] if chosen else [],
            "earlier": earlier,
            "later": later,
            "rows": rows,
            "picture": times.picture(rows, day=day, today=timezone.localdate()),
            "land": wording.country(book.jurisdiction, language) if book.jurisdiction != "XX" else "",
        },
    )


def _book(name: str) -> Rulebook:
    try:
        return rulebook(name)
    except NoSuchRegime as unknown:
        raise Http404 from unknown


def _language() -> str:
    return (get_language() or "en")[:2]
