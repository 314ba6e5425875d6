"""Where orders to other registers go is set by an administrator; what came of each is kept; a failed one goes again."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases import policy, receipts
from exeat.cases.models import Order, Receiver
from exeat.cases.queries.facts import as_policy
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor

NO_KEY = Refusal("no-key", "This is no public key for ES256. Paste it as it begins with BEGIN PUBLIC KEY.")
NO_CERTIFICATE = Refusal("no-certificate", "This is no certificate. Paste it as it begins with BEGIN CERTIFICATE.")


class NoOrder(LookupError):
    """There is no such order, or it is not this reader's to see: both look alike."""


@transaction.atomic
def set_receiver(
    *, to: str, institution: str, name: str, address: str, by: Actor, at: datetime, certificate: str = "",
    key: str = "",
) -> Receiver:  # fmt: skip
    """From now on orders to this register, for people of this institution or of all, go to this address.

    Where `key` is given, an answer counts only when it is signed under it.
    """
    known = not institution or institution in register.names_of_institutions()
    policy.may_set_receiver(by, name=name, address=address, to=to, known=known)
    if certificate.strip():
        try:
            x509.load_pem_x509_certificate(certificate.strip().encode())
        except ValueError:
            raise MoveRefused([NO_CERTIFICATE]) from None
    if key.strip():
        try:
            receipts.key_of(key)
        except receipts.NoSigningKey:
            raise MoveRefused([NO_KEY]) from None
    Receiver.objects.filter(to=to, institution=institution, ended_at=None).update(ended_at=at)
    made = Receiver.objects.create(
        to=to, institution=institution, name=name.strip(), address=address, certificate=certificate.strip(),
        key=key.strip(), set_by=by.reference, set_at=at,
    )  # fmt: skip
    audit.record(
        "orders.receiver_set", subject=institution or to, by=by, at=at, to=to, address=address, signed=bool(made.key)
    )
    return made


@transaction.atomic
def end_receiver(receiver: int, *, by: Actor, at: datetime) -> bool:
    """Orders are laid into the folder of their register again; whether there was such a receiver."""
    row = Receiver.objects.select_for_update().filter(pk=receiver, ended_at=None).first()
    if row is None:
        return False
    policy.may_set_receiver(by, name=row.name, address=row.address, to=row.to, known=True)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    audit.record("orders.receiver_ended", subject=row.institution or row.to, by=by, at=at, to=row.to)
    return True


@transaction.atomic
def note_answer(order: int, came: policy.Came, *, by: Actor, at: datetime) -> bool:
    """Keep what came of one try; whether the order reached the register."""
    row = Order.objects.select_for_update().select_related("case__person").filter(pk=order).first()
    if row is None or row.due_at is None:  # erased, or noted by another worker in the meantime
        return False
    row.tries += 1
    row.state, row.due_at, row.fault = came.state, came.due_at, came.fault
    row.receipt = came.receipt or row.receipt
    row.proof = came.proof
    if came.state in {policy.SENT, policy.ACKNOWLEDGED}:
        row.sent_at = row.sent_at or at
    if came.state in {policy.ACKNOWLEDGED, policy.REFUSED}:
        row.answered_at = at
    row.save()
    if came.due_at is None:
        audit.record(
            f"case.order_{came.state}", subject=row.case.reference, by=by, at=at, about=[row.case.person.reference],
            order=row.number, to=row.to, fault=came.fault, signed=bool(came.proof),
        )  # fmt: skip
    return came.state in {policy.SENT, policy.ACKNOWLEDGED}


@transaction.atomic
def send_again(reference: str, number: int, *, by: Actor, at: datetime) -> Order:
    """An order that was refused, given up or lost is tried again from the beginning. Raises NoOrder."""
    found = Order.objects.select_for_update().select_related("case__person")
    row = found.filter(case__reference=reference, number=number).first()
    if row is None:
        raise NoOrder(reference)
    later = row.case.orders.filter(to=row.to, number__gt=row.number).values_list("what", flat=True)
    policy.may_send_again(by, as_policy(row.case, by), state=row.state, due=row.due_at is not None, later=later)
    row.state, row.due_at, row.tries, row.fault = policy.WAITING, at, 0, ""
    row.answered_at, row.proof = None, ""
    row.save()
    audit.record(
        "case.order_sent_again", subject=reference, by=by, at=at, about=[row.case.person.reference], order=number,
        to=row.to,
    )  # fmt: skip
    return row
