"""POST /api/crossings/: single events of the border and batches of them, once for each idempotency key.

docs/interface.md describes it for those who send.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
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
        return _no(405, "method", "Send events with POST.", Allow="POST")
    said = request.headers.get("Authorization", "")
    try:
        sender = admission.sender_with(said.removeprefix(BEARER) if said.startswith(BEARER) else "")
    except admission.WrongToken:
        return _no(401, "token", "The token is missing, wrong or taken away.", **{"WWW-Authenticate": "Bearer"})
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > LONGEST:
        return _no(400, "key", "Send an Idempotency-Key of at most 80 signs with each batch.")
    events = _events(request)
    if isinstance(events, HttpResponse):
        return events
    try:
        told = actions.receive_events(sender, events, key=key, by=admission.actor_of(sender), at=timezone.now())
    except actions.TooOften as often:
        return _no(429, "too-often", str(often), **{"Retry-After": str(often.wait)})
    except actions.AnotherBatch:
        return _no(409, "another-batch", "This key was used for another batch. Nothing was done.")
    except FileRefused as refused:
        faults = [asdict(fault) for fault in refused.faults]
        return _no(422, "faulty", "Most of the events cannot be used. Nothing was done.", faults=faults)
    except MoveRefused as refused:
        return _no(503, refused.refusals[0].code, str(refused))
    return JsonResponse(asdict(told), status=200 if told.repeated else 201)


receive.exeat_guard = "token"  # type: ignore[attr-defined]  # read by the middleware and by the test of all routes
receive.exeat_right = None  # type: ignore[attr-defined]  # the token's sender has one right


def _events(request: HttpRequest) -> list[dict[str, Any]] | HttpResponse:
    """The events of the body, or why it cannot be read."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return _no(413, "too-large", "A batch has at most a million bytes.")
    try:
        said = json.loads(request.body.decode())
    except UnicodeDecodeError:
        return _no(400, "encoding", "The body is not UTF-8.")
    except ValueError:
        return _no(400, "json", "The body is not JSON.")
    events = said.get("events", [said]) if isinstance(said, dict) else None
    if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
        return _no(400, "shape", 'Send one event as an object, or {"events": [...]}.')
    if not 0 < len(events) <= AT_ONCE:
        return _no(413, "too-many", f"A batch has between 1 and {AT_ONCE} events.")
    return events


def _no(status: int, code: str, message: str, faults: Any = None, **headers: str) -> JsonResponse:
    answer = JsonResponse({"code": code, "message": message, **({"faults": faults} if faults else {})}, status=status)
    for name, value in headers.items():
        answer[name] = value
    return answer
