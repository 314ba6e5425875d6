"""One decision for several trips: ask for it, tell the next trip under it, see what is left of it, end it."""

from __future__ import annotations

from typing import Any

from django import forms as base
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from exeat.applications import actions, queries, standing
from exeat.applications.parts import Part
from exeat.applications.policy import Kind
from exeat.regimes import places
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from exeat.web.applications import forms, showing
from exeat.web.deciding.fresh import signs_afresh
from exeat.web.forms import Day, OneOf, Text, offer
from exeat.web.guard import ActorRequest, needs, signed_in
from exeat.web.templatetags.exeat import language

ASKED = "asked on the page"  # reasons are written on the page that ends a decision


class Ask(forms.Days):
    """Where, for how long and why; the rule sets how many trips and how long each."""

    country = base.ChoiceField(label=_("Which country are you going to?"), choices=forms.country_choices)
    first_on = Day(label=_("From which day?"))
    last_on = Day(label=_("Until which day?"))
    reason = OneOf(label=_("Why are you going?"), choices=forms.reason_choices)

    def __init__(self, *args: Any, reasons: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        if reasons:
            offer(self, "reason", forms.reason_choices(reasons))

    def part(self) -> Part:
        """The whole time as one part."""
        said = self.cleaned_data
        return Part(country=said["country"], first_on=said["first_on"], last_on=said["last_on"])


class Next(forms.Days):
    """One trip under a decision: where of what it covers, when, and through which crossing points."""

    where = OneOf(label=_("Where are you going?"))
    first_on = Day(label=_("First day there"))
    last_on = Day(label=_("Last day there"))
    point_out = base.CharField(label=_("Border crossing point on the way out"), max_length=80, required=False)
    point_in = base.CharField(label=_("Border crossing point on the way back"), max_length=80, required=False)

    def __init__(self, *args: Any, decision: standing.Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = dict(enumerate(decision.places))
        named = [(str(n), _place(one)) for n, one in self.places.items()]
        offer(self, "where", named)
        if len(named) == 1:
            self.fields["where"].initial = "0"

    def part(self) -> Part:
        """The trip as its only part."""
        said = self.cleaned_data
        country, territory, transit = self.places[int(said["where"])]
        return Part(
            country=country, territory=territory, transit=transit, first_on=said["first_on"], last_on=said["last_on"],
            point_out=said["point_out"], point_in=said["point_in"],
        )  # fmt: skip


class Why(base.Form):
    """Why an office ends a decision."""

    because = Text(label=_("Why is the decision ended?"), help_text=_("Its person reads this, and may appeal."))


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Begin to ask for one decision for several trips; there is no such page where no rule knows one."""
    bounds = queries.handling(request.actor.reference, kind=Kind.APPLICATION, on=timezone.localdate()).standing
    if not bounds:
        raise Http404
    form = Ask(request.POST or None, reasons=bounds.reasons)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        last = queries.last_valid_day(bounds.valid, said["first_on"])
        refused = standing.refusals_to_ask(bounds, [form.part()], reason=said["reason"], urgent=False, longest=last)
        if not refused:
            row = actions.begin(
                kind=Kind.APPLICATION, parts=[form.part()], reason=said["reason"], standing=True, by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("web:application-fill", row.reference)
        showing.add(form, MoveRefused(refused))
    shown = {"form": form, "bounds": queries.bounds_in_words(bounds, language())}
    return render(request, "web/applications/standing_ask.html", shown)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def tell(request: ActorRequest, reference: str) -> HttpResponse:
    """Tell the next trip: it is compared with the decision and with the rules of today, and has a permit at once."""
    decision = _own(request, reference)
    form = Next(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.tell_trip(reference, part=form.part(), by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Told. The permit for this trip has been issued."))
            return redirect("web:application", row.reference)
    return render(request, "web/applications/standing_next.html", {"form": form, **shown(decision)})


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, reference: str) -> HttpResponse:
    """End a decision for several trips: its person gives it back, the office that took it says why."""
    decision = queries.decision(reference)
    own = decision is not None and decision.person == request.actor.reference
    if decision is None or not (own or request.actor.may(Right.REVOKE_PERMIT)):
        raise Http404
    form = None if own else Why(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        because = form.cleaned_data["because"] if form else ""
        return _end(request, reference, because) if own else _end_signed(request, reference, because)
    return render(request, "web/applications/standing_end.html", {"form": form, "own": own, **shown(decision)})


def _end(request: ActorRequest, reference: str, because: str) -> HttpResponse:
    own = request.actor.may(Right.TRAVEL)
    try:
        actions.end_standing(reference, because=because, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        messages.success(request, gettext("The decision has ended."))
    return redirect("web:application" if own else "web:work-file", reference)


@signs_afresh
def _end_signed(request: ActorRequest, reference: str, because: str) -> HttpResponse:
    """Ending a decision is signed as taking it is: with a fresh touch."""
    return _end(request, reference, because)


def shown(decision: standing.Decision) -> dict[str, Any]:
    """A decision for several trips as a page shows it: its bounds, its trips, and how many are left."""
    on = timezone.localdate()
    return {
        "decision": decision,
        "bounds": queries.bounds_in_words(decision.bounds, language()),
        "where": ", ".join(_place(one) for one in decision.places),
        "may_tell": decision.open_on(on),
        "may_end": decision.ended_at is None and on <= decision.last_on,
    }


def of_file(row: Any, *, office: Actor | None = None) -> dict[str, Any]:
    """What the page of a file says of the decision that it is or under which its trip was told."""
    if row.standing:
        decision = queries.decision(row.reference)
        if decision is None:
            return {"several": {"bounds": queries.bounds_in_words(queries.standing_of(row), language())}}
        on = timezone.localdate()
        ends = office is not None and not standing.refusals_to_end(office, decision, because=ASKED, on=on)
        return {"several": {**shown(decision), "office": ends}}
    told = queries.told_as(row.reference) if row.under else None
    return {"under": {"decision": told[0], "nth": told[1]}} if told else {}


def _place(one: tuple[str, str, str]) -> str:
    return places.place(one[0], one[1] or None, language())


def _own(request: ActorRequest, reference: str) -> standing.Decision:
    decision = queries.decision(reference)
    if decision is None or decision.person != request.actor.reference:
        raise Http404
    return decision
