"""What other registers must do because of a measure: written with it, handed over later, signed, and taken back."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings
from django.db import transaction

from exeat.cases import contents
from exeat.cases.models import Case, Order
from exeat.permits import installed, keyring
from exeat.values.rights import Actor

FORMAT = "exeat-measure-1"
CLEARANCES, PERSONNEL = "clearances", "personnel"
TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
WIDTH = 32  # bytes of each half of a signature


def put(row: Case, what: str, kinds: Iterable[str], *, from_day: date, at: datetime) -> None:
    """Note for each register that it concerns what it has to do; inside the transaction of the decision."""
    wanted = list(kinds)
    for to, mine in (
        (CLEARANCES, [kind for kind in wanted if kind == "clearance_withdrawn"]),
        (PERSONNEL, [kind for kind in wanted if kind != "clearance_withdrawn"]),
    ):
        before = row.orders.filter(to=to).order_by("-number").first()
        if not mine and (what != "taken" or before is None):
            continue
        number = row.orders.count() + 1
        said = {
            "format": FORMAT, "id": f"{row.reference}-{number}", "case": row.reference, "person": row.person.reference,
            "institution": row.institution, "what": what, "measures": mine, "from": from_day.isoformat(),
            "decided_at": at.isoformat(), "replaces": f"{row.reference}-{before.number}" if before else None,
        }  # fmt: skip
        sealed = contents.seal(row.reference, _place(number), json.dumps(said, sort_keys=True).encode())
        Order.objects.create(case=row, number=number, to=to, what=what, sealed=sealed, due_at=at)


def deliver(*, at: datetime, by: Actor) -> int:
    """Hand over every order that is due, each in its own transaction; how many. Safe to run twice or late."""
    due = Order.objects.filter(due_at__lte=at).order_by("id").values_list("pk", flat=True)
    return sum(_hand_over(pk, at) for pk in list(due))


@transaction.atomic
def _hand_over(pk: int, at: datetime) -> bool:
    order = Order.objects.select_for_update().select_related("case").filter(pk=pk, due_at__lte=at).first()
    if order is None:
        return False
    if order.case.orders.filter(to=order.to, number__lt=order.number, due_at__isnull=False).exists():
        return False  # an earlier one goes first, so that nobody takes away what was given back
    try:
        _write(order, signed(said(order), at=at))
        order.sent_at, order.due_at = at, None
    except (OSError, keyring.NoKey):
        order.tries += 1
        order.due_at = at + FIRST_WAIT * 2 ** min(order.tries, TRIES)
    order.save(update_fields=["sent_at", "due_at", "tries"])
    return order.sent_at is not None


def said(order: Order) -> bytes:
    """What the order says, as JSON."""
    return contents.opened(order.case.reference, _place(order.number), bytes(order.sealed))


def signed(payload: bytes, *, at: datetime) -> dict[str, Any]:
    """The order as a JSON web signature (RFC 7515, flattened), under the key that is on the list of keys."""
    key = installed.signing_key(at=at)
    protected = _b64(json.dumps({"alg": "ES256", "kid": key.key_id, "typ": FORMAT}, sort_keys=True).encode())
    body = _b64(payload)
    r, s = decode_dss_signature(key.private.sign(f"{protected}.{body}".encode(), ec.ECDSA(hashes.SHA256())))
    signature = _b64(r.to_bytes(WIDTH, "big") + s.to_bytes(WIDTH, "big"))
    return {"protected": protected, "payload": body, "signature": signature}


def folder() -> Path:
    """Where the clearance register and personnel fetch their orders, one folder for each."""
    return Path(settings.EXEAT_FOLDER) / "orders"


def _write(order: Order, signed_order: dict[str, Any]) -> None:
    place = folder() / order.to
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place / f".{order.case.reference}-{order.number}"
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        json.dump(signed_order, file)
    beside.replace(place / f"{order.case.reference}-{order.number}.json")


def _place(number: int) -> int:
    """Where an order is sealed: beside the documents, never in the place of one."""
    return -number


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
