"""One's own number for text messages that say only that a letter waits: giving, confirming and removing it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from exeat.letters import actions, queries
from exeat.values.moves import MoveRefused
from exeat.web.accounts.forms import Code, Number
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def phone(request: ActorRequest) -> HttpResponse:
    """The number to which text messages go, and the form to give one."""
    _open(request)
    form = Number(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give_number(said["number"], agrees=said["agrees"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return _sent(request)
    return _page(request, number=form)


@signed_in
@require_POST
def code(request: ActorRequest) -> HttpResponse:
    """The code that came to the number is typed in."""
    _open(request)
    form = Code(request.POST)
    if form.is_valid():
        try:
            actions.confirm_number(form.cleaned_data["code"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Confirmed. A text message tells you of each new letter."))
            return redirect("web:phone")
    return _page(request, code=form)


@signed_in
@require_POST
def again(request: ActorRequest) -> HttpResponse:
    """Another code, for whom none came."""
    _open(request)
    try:
        actions.new_code(by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
        return redirect("web:phone")
    return _sent(request)


@signed_in
@require_POST
def remove(request: ActorRequest) -> HttpResponse:
    """Take the number away, and with it the consent."""
    _open(request)
    if actions.remove_number(by=request.actor, at=timezone.now()):
        messages.success(request, gettext("The number is erased. No more text messages are sent to it."))
    return redirect("web:phone")


def _open(request: ActorRequest) -> None:
    """There is no such page where nobody sends text messages, nor for an account without a role."""
    if not settings.EXEAT_SMS or not request.actor.reference:
        raise Http404


def _sent(request: ActorRequest) -> HttpResponse:
    if actions.send_code(language=(get_language() or "en")[:2], by=request.actor, at=timezone.now()):
        messages.success(request, gettext("A code was sent to the number. Type it in here within 15 minutes."))
    else:
        messages.error(request, gettext("The code could not be sent just now. Try again in some minutes."))
    return redirect("web:phone")


def _page(request: ActorRequest, *, number: Number | None = None, code: Code | None = None) -> HttpResponse:
    shown = {"own": queries.own_number(request.actor), "number": number or Number(), "code": code or Code()}
    return render(request, "web/accounts/phone.html", {**shown, "wrong": code or number})
