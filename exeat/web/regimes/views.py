"""The law in words: each regime as it reads on a day, how answers are made, and who sees what."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from exeat.regimes import NoSuchRegime, rulebook, rulebooks
from exeat.web.forms import Day
from exeat.web.guard import public
from exeat.web.regimes.articles import Page, page

WHO_SEES = (
    (
        _("You"),
        _("Your entry in the register, your applications, permits, letters and cases, and who looked at them."),
        _("What the law lets others hold back for a time; that something is held back is named in a case."),
    ),
    (
        _("The security officer of your institution"),
        _("Applications of people of that institution and their entries in the register."),
        _("Opinions of counter-intelligence, return reports, cases."),
    ),
    (
        _("The head of your institution, or who stands in"),
        _("The application that waits for a decision, with the opinion on it."),
        _("Their own application: it goes to the body above."),
    ),
    (
        _("Counter-intelligence"),
        _("Applications on which it is asked, and return reports."),
        _("Anything that it is not asked about."),
    ),
    (
        _("A border officer"),
        _("What stands on the sheet: name, year of birth, last characters of the document, countries and days."),
        _("Why you travel, where you work, what clearance you hold."),
    ),
    (
        _("A case officer"),
        _("Possible matches of border crossings with people in the register, and cases."),
        _("Their own, and those of colleagues."),
    ),
    (_("An analyst"), _("Counts."), _("Names.")),
    (
        _("An auditor"),
        _("What was done, when and by whom."),
        _("The content of applications, letters and reports."),
    ),
    (_("An administrator"), _("Accounts and roles."), _("Applications, cases, letters.")),
)


class Choice(forms.Form):
    """The day on which the law is to be read."""

    on = Day(label=_("As it reads on"), required=True, help_text="")


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every regime that Exeat describes: law, then advice and orders."""
    today = timezone.localdate()
    return render(request, "web/regimes/index.html", {"pages": [_page(name, today) for name in rulebooks()]})


@public
@require_GET
def regime(request: HttpRequest, name: str) -> HttpResponse:
    """One regime as it reads on a day, with its doubts in the margin and its sources below."""
    form = Choice(request.GET if "on" in request.GET else {"on": timezone.localdate().isoformat()})
    day = form.cleaned_data["on"] if form.is_valid() else timezone.localdate()
    try:
        shown = _page(name, day)
    except NoSuchRegime as unknown:
        raise Http404 from unknown
    return render(request, "web/regimes/regime.html", {"page": shown, "form": form, "day": day})


@public
@require_GET
def how_answers(request: HttpRequest) -> HttpResponse:
    """What the program does when it answers, and what it leaves to people."""
    return render(request, "web/regimes/how_answers.html")


@public
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far these pages can be used by everybody, and what has not been checked."""
    return render(request, "web/regimes/accessibility.html")


@public
@require_GET
def who_sees(request: HttpRequest) -> HttpResponse:
    """Who sees the data of someone who is in the register, and what nobody sees."""
    return render(request, "web/regimes/who_sees.html", {"rows": WHO_SEES})


def _page(name: str, day: date) -> Page:
    return page(rulebook(name), on=day, language=(get_language() or "en")[:2])
