"""Orders to other registers: where they go, what came of each, and sending one again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from exeat.cases import actions, queries
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.cases import forms, shown, wording
from exeat.web.cases.views import found, refused, translated
from exeat.web.guard import ActorRequest, needs


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def index(request: ActorRequest) -> HttpResponse:
    """The systems that take orders, a form for another, and every order that nobody has acknowledged."""
    named = register.names_of_institutions()
    houses = [(house, names[shown.language()]) for house, names in sorted(named.items())]
    form = forms.Receiver(request.POST or None, houses=houses)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if refused(form, lambda: actions.set_receiver(**given, by=request.actor, at=timezone.now())):
            messages.success(request, gettext("Set. The next orders go there."))
            return redirect("web:orders")
    names = dict(houses)
    receivers = [
        {"row": one, "to": wording.REGISTERS[one.to], "whose": names.get(one.institution, one.institution)}
        for one in queries.receivers(request.actor)
    ]
    open_ones = [shown.order(one) for one in queries.orders_not_done(request.actor)]
    return render(request, "web/cases/orders.html", {"form": form, "receivers": receivers, "orders": open_ones})


@needs(Right.ADMINISTER)
@require_POST
def end(request: ActorRequest, receiver: int) -> HttpResponse:
    """A system takes no orders any longer."""
    if not actions.end_receiver(receiver, by=request.actor, at=timezone.now()):
        raise Http404
    messages.success(request, gettext("Ended. Orders are laid into the folder again."))
    return redirect("web:orders")


@needs(Right.ADMINISTER)
@require_POST
def again_by_administrator(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """Send an order again, from the list of those that did not arrive."""
    _again(request, reference, number)
    return redirect("web:orders")


@needs(Right.OPEN_CASE)
@require_POST
def again(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """Send an order again, from its case."""
    _again(request, found(request, reference).reference, number)
    return redirect("web:case", reference)


def _again(request: ActorRequest, reference: str, number: int) -> None:
    try:
        actions.send_again(reference, number, by=request.actor, at=timezone.now())
    except actions.NoOrder:
        raise Http404 from None
    except MoveRefused as no:
        messages.error(request, " ".join(translated(refusal) for refusal in no.refusals))
    else:
        messages.success(request, gettext("It goes again with the next run."))
