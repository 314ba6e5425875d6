"""What other registers must do because of a measure: written with it, in its words, signed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings

from exeat.cases import contents
from exeat.cases.models import Case, Order
from exeat.cases.policy import CLEARANCES, PERSONNEL
from exeat.permits import installed

FORMAT = "exeat-measure-1"
# What an order holds, for those who receive one; docs/reference has it as a file.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An order to another register",
    "type": "object", "additionalProperties": False,
    "required": ["format", "id", "case", "person", "institution", "what", "measures", "from", "decided_at", "replaces"],
    "properties": {
        "format": {"const": FORMAT},
        "id": {"type": "string", "description": "the order's number; the same however often it is sent"},
        "case": {"type": "string"},
        "person": {"type": "string", "description": "the person's reference in the register of Exeat"},
        "institution": {"type": "string", "description": "where the person serves; empty where it is not known"},
        "what": {"enum": ["taken", "suspended", "restored"]},
        "measures": {"type": "array", "items": {"type": "string"}, "description": "those of this register alone"},
        "from": {"type": "string", "format": "date"},
        "decided_at": {"type": "string", "format": "date-time"},
        "replaces": {"type": ["string", "null"], "description": "the order before it, which a reversal takes back"},
    },
}  # fmt: skip
WIDTH = 32  # bytes of each half of a signature


def put(row: Case, what: str, kinds: Iterable[str], *, from_day: date, at: datetime) -> None:
    """Note for each register that it concerns what it has to do; inside the transaction of the decision."""
    wanted = list(kinds)
    for to, mine in (
        (CLEARANCES, [kind for kind in wanted if kind == "clearance_withdrawn"]),
        (PERSONNEL, [kind for kind in wanted if kind != "clearance_withdrawn"]),
    ):
        if not mine:
            continue
        before = row.orders.filter(to=to).order_by("-number").first()
        number = row.orders.count() + 1
        said = {
            "format": FORMAT, "id": f"{row.reference}-{number}", "case": row.reference, "person": row.person.reference,
            "institution": row.institution, "what": what, "measures": mine, "from": from_day.isoformat(),
            "decided_at": at.isoformat(), "replaces": f"{row.reference}-{before.number}" if before else None,
        }  # fmt: skip
        sealed = contents.seal(row.reference, _place(number), json.dumps(said, sort_keys=True).encode())
        Order.objects.create(case=row, number=number, to=to, what=what, sealed=sealed, due_at=at)


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


def name_of(order: Order) -> str:
    """The number by which a register knows an order, and which a reversal names."""
    return f"{order.case.reference}-{order.number}"


def _place(number: int) -> int:
    """Where an order is sealed: beside the documents, never in the place of one."""
    return -number


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
