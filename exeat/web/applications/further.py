"""The journey in detail: visa, money, vehicle, contact and earlier trips; each asked only where it is called for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from exeat.applications import actions, asking, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web import wording as house
from exeat.web.applications import showing, wording
from exeat.web.forms import Day, OneOf, Text
from exeat.web.guard import ActorRequest, needs
from exeat.web.templatetags.exeat import language

WEIGHERS = _("Seen by: whoever checks, gives an opinion and decides.")
SEEKERS = _("Seen by: whoever works on the file, and the duty officer when you cannot be reached.")
CHOICES = {
    "visa": wording.VISA, "citizen_there": wording.COVERED, "pays": wording.PAYS, "insured": wording.COVERED,
}  # fmt: skip
LABELS: dict[str, wording.Words] = {
    "visa": _("Do you need a visa or an electronic permit of that state?"),
    "citizen_there": _("Are you also a citizen of that state, or could it hold you to be one?"),
    "pays": _("Who pays for the journey?"),
    "insured": _("Are you insured for illness and the way home?"),
    "vehicle": _("Number plate, or carrier and number of the ticket"),
    "other_way": _("If that crossing point is closed: how do you come back?"),
    "in_touch": _("When and how will you be in touch?"),
    "back_at_work": _("On which day are you back at work?"),
    "earlier_trips": _("Other trips to listed states in the last four years"),
}
WHY: dict[str, tuple[wording.Words, wording.Words]] = {
    "visa": (_("Why we ask: whoever asks for a visa tells that state about themselves."), WEIGHERS),
    "citizen_there": (_("Why we ask: it may not let its own citizens see a consul, or leave."), WEIGHERS),
    "pays": (_("Why we ask: whoever pays may want something for it."), WEIGHERS),
    "insured": (_("Why we ask: without it help abroad is slow and dear. It changes no decision."), WEIGHERS),
    "vehicle": (_("Why we ask: so that you can be found if you do not come back."), SEEKERS),
    "other_way": (_("Why we ask: border crossings close at short notice."), SEEKERS),
    "in_touch": (_("Why we ask: so that silence is noticed, and not taken for trouble too soon."), SEEKERS),
    "back_at_work": (_("Why we ask: so that somebody notices if you are not there."), SEEKERS),
    "earlier_trips": (_("Why we ask: trips that we do not know of. Countries and months are enough."), WEIGHERS),
}


class Further(forms.Form):
    """Only the questions that the file calls for; none of them has to be answered."""

    def __init__(self, *args: Any, wanted: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in asking.DETAILS:
            if name in wanted:
                self.fields[name] = _field(name)

    def answers(self) -> dict[str, str]:
        """What was said, as it is kept; an empty answer is kept as such, so that it can be taken back."""
        said = {name: self.cleaned_data.get(name) for name in self.fields}
        return {
            name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in said.items()
        }


def _field(name: str) -> forms.Field:
    why = " ".join(str(words) for words in WHY[name])
    said: dict[str, Any] = {"label": LABELS[name], "help_text": why, "required": False}
    if name in CHOICES:
        return OneOf(choices=list(CHOICES[name].items()), **said)
    if name == "back_at_work":
        return Day(**{**said, "help_text": f"{why} {gettext('For example, 2026-03-01')}"})
    if name in {"in_touch", "earlier_trips", "other_way"}:
        return Text(rows=2, max_length=600, **said)
    return forms.CharField(max_length=120, **said)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def further(request: ActorRequest, reference: str) -> HttpResponse:
    """Answer the further questions of a draft, or of a file that came back with questions."""
    try:
        row = queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden
    if row.state not in {"draft", "returned"}:
        return redirect("web:application", reference)
    wanted = queries.called_for(row, requires=queries.asked(row, on=timezone.localdate()).requires)
    form = Further(request.POST if request.method == "POST" else None, wanted=wanted, initial=row.answers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(reference, answers={**row.answers, **form.answers()}, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("web:application-send" if row.state == "draft" else "web:application", reference)
    earlier = [_earlier(one) for one in queries.earlier(row)] if "earlier_trips" in wanted else []
    return render(request, "web/applications/further.html", {"row": row, "form": form, "earlier": earlier})


def told(row: Any) -> list[tuple[wording.Words, wording.Words]]:
    """What was answered: the question and the answer in words."""
    return in_words([(name, str(row.answers.get(name) or "")) for name in asking.DETAILS])


def in_words(said: Iterable[tuple[str, str]]) -> list[tuple[wording.Words, wording.Words]]:
    """Answers by the names of their questions, in words; those that were left open are left out."""
    return [(LABELS[name], _in_words(name, answer)) for name, answer in said if answer]


def _in_words(name: str, said: str) -> wording.Words:
    if name in CHOICES:
        return CHOICES[name].get(said, said)
    return house.day(date.fromisoformat(said), language()) if name == "back_at_work" else said


def _earlier(one: queries.HistoryFacts) -> dict[str, Any]:
    """An earlier file of the same person, as a line."""
    kind, words = wording.state_of(one.kind, one.state)
    where = ", ".join(house.place(code, language()) for code in one.countries)
    return {"where": where, "period": one.period, "kind": kind, "words": words}
