"""Accounts and their roles: given and ended by an administrator, who sees no file and gives nothing to themselves."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exeat.access import actions, queries
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording
from exeat.web.wording import ROLES

PAGE = 50


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def index(request: ActorRequest) -> HttpResponse:
    """The accounts that the administrator looks after; a search comes by POST."""
    text = request.POST.get("text", "") if request.method == "POST" else ""
    found = queries.accounts(seen_by=request.actor, on=timezone.localdate(), text=text)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = register.names_of_institutions()
    rows = [(one, _roles(one, names)) for one in page.object_list]
    return render(request, "web/register/accounts.html", {"rows": rows, "page": page, "text": text})


@needs(Right.ADMINISTER)
@require_http_methods(["GET"])
def account(request: ActorRequest, reference: str) -> HttpResponse:
    """One account with every role that it holds or held."""
    one = _found(request, reference)
    context = {
        "one": one,
        "roles": _roles(one, register.names_of_institutions(), ended=True),
        "form": forms.Give(initial={"since": timezone.localdate()}),
        "own": one.reference == request.actor.reference,
    }
    return render(request, "web/register/account.html", context)


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Make an account; its first password is shown once and kept nowhere."""
    form = forms.NewAccount(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password, given = secrets.token_urlsafe(15), form.cleaned_data
        try:
            made = actions.make_account(
                given["username"], password=password, name=given["name"], language=given["language"],
                person=given["person"].strip(), by=request.actor, at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        except ObjectDoesNotExist:
            form.add_error("person", _("The register does not know this reference."))
        else:
            return render(request, "web/register/account_made.html", {"one": made, "password": password})
    return render(request, "web/register/account_new.html", {"form": form})


@needs(Right.ADMINISTER)
@require_POST
def give(request: ActorRequest, reference: str) -> HttpResponse:
    """Give a role from a day on."""
    one = _found(request, reference)
    form = forms.Give(request.POST)
    if form.is_valid():
        try:
            actions.give_role(reference, form.cleaned_data["kind"], institution=form.cleaned_data["institution"],
                              since=form.cleaned_data["since"], by=request.actor, at=timezone.now())  # fmt: skip
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("The role is given."))
            return redirect("web:account-roles", reference)
    roles = _roles(one, register.names_of_institutions(), ended=True)
    context = {"one": one, "roles": roles, "form": form, "own": False}
    return render(request, "web/register/account.html", context)


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """End a role from a day on."""
    one = _found(request, reference)
    role = next((r for r in one.roles.all() if r.pk == number), None)
    if role is None:
        raise Http404
    form = forms.End(request.POST if request.method == "POST" else None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(number, until=form.cleaned_data["until"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("The role is ended."))
            return redirect("web:account-roles", reference)
    return render(request, "web/register/role_end.html", {"form": form, "one": one, "role": ROLES[role.kind]})


@needs(Right.ADMINISTER)
@require_POST
def close(request: ActorRequest, reference: str) -> HttpResponse:
    """Let an account sign in no longer."""
    _found(request, reference)
    try:
        actions.close_account(reference, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, " ".join(wording.said(refused)))
    else:
        messages.success(request, _("The account is closed."))
    return redirect("web:account-roles", reference)


@needs(Right.ADMINISTER)
@require_POST
def password(request: ActorRequest, reference: str) -> HttpResponse:
    """Give someone who has lost what they sign in with a new first password; it is shown once and kept nowhere."""
    one, made = _found(request, reference), secrets.token_urlsafe(15)
    try:
        actions.set_password(reference, made, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, " ".join(wording.said(refused)))
        return redirect("web:account-roles", reference)
    return render(request, "web/register/account_made.html", {"one": one, "password": made, "anew": True})


def _found(request: ActorRequest, reference: str) -> Any:
    try:
        return queries.account(reference, seen_by=request.actor, on=timezone.localdate())
    except ObjectDoesNotExist:
        raise Http404 from None


def _roles(one: Any, names: dict[str, dict[str, str]], *, ended: bool = False) -> list[dict[str, Any]]:
    """The roles of an account in words, the running ones first."""
    today = timezone.localdate()
    found = [
        {
            "number": role.pk,
            "name": ROLES.get(role.kind, role.kind),
            "where": names[role.institution.reference][wording.language()] if role.institution else "",
            "since": role.since,
            "until": role.until,
            "runs": role.until is None or role.until > today,
        }
        for role in one.roles.all()
    ]
    return sorted((r for r in found if ended or r["runs"]), key=lambda r: (not r["runs"], str(r["name"]), r["number"]))
