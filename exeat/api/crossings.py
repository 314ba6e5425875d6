"""POST /api/crossings/: single events of the border and batches of them, once for each idempotency key.

docs/interface.md describes it for those who send.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from exeat.crossings import actions, admission
from exeat.crossings.actions.sending import AT_ONCE
from exeat.crossings.policy import FileRefused
from exeat.values.moves import MoveRefused

LARGEST = 1_000_000  # bytes of a batch
LONGEST = 80  # signs of a key
BEARER = "Bearer "


@csrf_exempt  # no cookie counts here: only the token does
def receive(request: HttpRequest) -> HttpResponse:
    """Take one event or a batch from an admitted system."""
    if request.method != "POST":
        return _no(405, "method", gettext("Send events with POST."), Allow="POST")
    said = request.headers.get("Authorization", "")
    try:
        sender = admission.sender_with(said.removeprefix(BEARER) if said.startswith(BEARER) else "")
    except admission.WrongToken:
        said = gettext("The token is missing, wrong or taken away. Ask the administrator for another one.")
        return _no(401, "token", said, **{"WWW-Authenticate": "Bearer"})
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > LONGEST:
        return _no(400, "key", gettext("Send an Idempotency-Key of at most 80 signs with each batch."))
    events = _events(request)
    if isinstance(events, HttpResponse):
        return events
    try:
        told = actions.receive_events(sender, events, key=key, by=admission.actor_of(sender), at=timezone.now())
    except actions.TooOften as often:
        said = gettext("Too many batches. Wait %(n)d seconds.") % {"n": often.wait}
        return _no(429, "too-often", said, **{"Retry-After": str(often.wait)})
    except actions.AnotherBatch:
        said = gettext("This key was used for another batch. Nothing was done. Send this one under a key of its own.")
        return _no(409, "another-batch", said)
    except FileRefused as refused:
        said = gettext(
            "Most of the events cannot be used. Nothing was done. Mend them and send them under a key of their own."
        )
        return _no(422, "faulty", said, faults=_in_words([asdict(fault) for fault in refused.faults]))
    except MoveRefused as refused:
        return _no(503, refused.refusals[0].code, " ".join(gettext(refusal.message) for refusal in refused.refusals))
    answer = {**asdict(told), "faults": _in_words(told.faults)}
    return JsonResponse(answer, status=200 if told.repeated else 201)


receive.exeat_guard = "token"  # type: ignore[attr-defined]  # read by the middleware and by the test of all routes
receive.exeat_right = None  # type: ignore[attr-defined]  # the token's sender has one right


def _events(request: HttpRequest) -> list[dict[str, Any]] | HttpResponse:
    """The events of the body, or why it cannot be read."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST or (body := _body(request)) is None:
        return _no(413, "too-large", gettext("A batch has at most a million bytes. Send it in parts."))
    try:
        said = json.loads(body.decode())
    except UnicodeDecodeError:
        return _no(400, "encoding", gettext("The body is not UTF-8. Send it in UTF-8; the letters are not guessed."))
    except (ValueError, RecursionError):
        return _no(400, "json", gettext("The body is not JSON, or it was cut off."))
    events = said.get("events", [said]) if isinstance(said, dict) else None
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        return _no(400, "shape", gettext('Send one event as an object, or {"events": [...]}.'))
    if not 0 < len(events) <= AT_ONCE:
        many = gettext("A batch has between 1 and %(n)d events. Send more in parts.") % {"n": AT_ONCE}
        return _no(413, "too-many", many)
    return events


def _body(request: HttpRequest) -> bytes | None:
    """The body; None when it is too large, whatever its header said of it."""
    try:
        return request.body if len(request.body) <= LARGEST else None
    except RequestDataTooBig:
        return None


def _in_words(faults: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is wrong with events, in the language that the sender asks for."""
    said = ((fault, fault["message"]) for fault in faults)
    return [{**fault, "message": gettext(words)} for fault, words in said]


def _no(status: int, code: str, message: str, faults: Any = None, **headers: str) -> JsonResponse:
    answer = JsonResponse({"code": code, "message": message, **({"faults": faults} if faults else {})}, status=status)
    for name, value in headers.items():
        answer[name] = value
    return answer
