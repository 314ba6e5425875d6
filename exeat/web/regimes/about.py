"""How answers are made, who sees what, and how far everybody can use these pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from exeat.web.guard import public

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
