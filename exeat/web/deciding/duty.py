"""The duty: who has it now, what is open, the hand-over, and the rota with its gaps."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from exeat.access import queries as access
from exeat.applications import actions, duty, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.forms import Day, OneOf, Text
from exeat.web.guard import ActorRequest, signed_in

VILNIUS = ZoneInfo("Europe/Vilnius")
DUTIES = {"calls": _("Takes urgent calls"), "answers": _("Answers urgent applications")}
ON_DUTY = (Right.TAKE_URGENT_CALL, Right.DECIDE_URGENT)


class Hour(forms.TimeField):
    """An hour of the day as someone types it: 18:00."""

    widget = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5 x-num", "autocomplete": "off"})


class Shift(forms.Form):
    """Somebody on duty, from an hour until another."""

    duty_of = OneOf(label=_("Duty"), choices=list(DUTIES.items()))
    who = forms.ChoiceField(label=_("Who"))
    phone = forms.CharField(
        label=_("Telephone during the duty"), max_length=32,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    since_on = Day(label=_("From which day?"))
    since_hour = Hour(label=_("From which hour?"), help_text=_("For example, 18:00"))
    until_on = Day(label=_("Until which day?"))
    until_hour = Hour(label=_("Until which hour?"), help_text=_("For example, 18:00"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        who = self.fields["who"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [("", "—"), *people]

    def moment(self, which: str) -> datetime:
        """The beginning (since) or the end (until), in Lithuania's time."""
        hour: time = self.cleaned_data[f"{which}_hour"]
        return datetime.combine(self.cleaned_data[f"{which}_on"], hour, tzinfo=VILNIUS)


class HandOver(forms.Form):
    """What is left for the next one."""

    note = Text(
        label=_("For the next one"), required=False, rows=3,
        help_text=_("How each open urgent application stands, and who was rung. No names of relatives."),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def page(request: ActorRequest) -> HttpResponse:
    """See who has the duty; plan, take over or hand over."""
    actor, now = request.actor, timezone.now()
    if not actor.institution or not any(actor.may(right) for right in ON_DUTY):
        raise PermissionDenied("Your role does not include this page.")
    plans = duty.may_plan(actor, actor.institution) is None
    people = _people(actor.institution) if plans else []
    form = Shift(request.POST if "plan" in request.POST else None, people=people)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            words = _act(request, form, now)
        except MoveRefused as refused:
            if form.is_bound:
                showing.add(form, refused)
            else:
                messages.error(request, showing.sentence(refused))
        else:
            messages.success(request, words)
            return redirect("web:duty")
    shown = {
        "rotas": [(DUTIES[name], queries.rota(actor.institution, name, at=now)) for name in DUTIES],
        "open_files": queries.urgent_open(actor.institution), "me": actor.reference, "form": form,
        "handing": HandOver(), "plans": plans,
    }  # fmt: skip
    return render(request, "web/deciding/duty.html", shown)


def _act(request: ActorRequest, form: Shift, now: datetime) -> str:
    by, said = request.actor, request.POST
    shift = int(said["shift"]) if said.get("shift", "").isdigit() else 0
    if "plan" in said:
        actions.plan_shift(
            institution=by.institution, duty_of=form.cleaned_data["duty_of"], who=form.cleaned_data["who"],
            phone=form.cleaned_data["phone"], since_at=form.moment("since"), until_at=form.moment("until"), by=by,
            at=now,
        )  # fmt: skip
        return gettext("The duty stands in the rota.")
    if "confirm" in said:
        actions.confirm_shift(shift, by=by, at=now)
        return gettext("Confirmed. Your institution sees that you will be there.")
    if "take" in said:
        actions.take_over(shift, by=by, at=now)
        return gettext("You are on duty.")
    if "drop" in said:
        actions.drop_shift(shift, by=by, at=now)
        return gettext("Taken out of the rota.")
    actions.hand_over(shift, note=said.get("note", ""), by=by, at=now)
    return gettext("Handed over. The next one has been told.")


def _people(institution: str) -> list[tuple[str, str]]:
    on = timezone.localdate()
    found = {who: name for right in ON_DUTY for who, name in access.holders(institution, right, on=on)}
    return sorted(found.items(), key=lambda one: (one[1], one[0]))
