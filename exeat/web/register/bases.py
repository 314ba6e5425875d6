"""On which ground in law the register is kept and matched; nothing is imported before it is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from exeat.register import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording


@needs(Right.ADMINISTER)
@require_GET
def index(request: ActorRequest) -> HttpResponse:
    """The two subjects with their basis, and what was recorded before."""
    found = queries.bases()
    rows = [(subject, wording.SUBJECTS[subject], queries.basis_for(subject)) for subject in policy.SUBJECTS]
    earlier = [(wording.SUBJECTS[b.subject], b) for b in found]
    return render(request, "web/register/bases.html", {"rows": rows, "earlier": earlier})


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def record(request: ActorRequest, subject: str) -> HttpResponse:
    """Record a basis; the one before it stays in the list."""
    if subject not in policy.SUBJECTS:
        raise Http404
    form = forms.Basis(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_basis(subject, **form.cleaned_data, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            messages.success(request, _("Recorded."))
            return redirect("web:legal-bases")
    context = {"form": form, "subject": wording.SUBJECTS[subject], "before": queries.basis_for(subject)}
    return render(request, "web/register/basis.html", context)
