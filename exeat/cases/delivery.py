"""Orders are handed over: sent to the register's own system where one is set, else laid into its folder, signed."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any

from exeat.cases import outbox, receipts
from exeat.cases.actions.ordering import note_answer
from exeat.cases.models import Order, Receiver
from exeat.cases.policy import REFUSED, SENT, Answer, Came, came_of
from exeat.permits import keyring
from exeat.values.rights import Actor
from exeat.wire import https

PATIENCE = 10.0  # seconds for one order, from the connection to the last byte of the answer
SHARE = 30.0  # seconds of one run that a receiver may take, however many orders wait for it


class _Run:
    """One run: which receivers are left alone for the rest of it, and what each has taken of its time."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.silent: set[int] = set()
        self.taken: defaultdict[int, float] = defaultdict(float)

    def leaves_alone(self, receiver: Receiver) -> bool:
        """Whether this one did not answer, or has had its share."""
        return receiver.pk in self.silent or self.taken[receiver.pk] >= SHARE


def deliver(*, at: datetime, by: Actor, clock: Callable[[], float] = monotonic) -> int:
    """Hand over every order that is due; how many reached their register. Safe to run twice or late.

    No lock is held while another system is asked. One that does not answer, or that has taken its share of the run by
    answering slowly, is left alone for the rest of it, so that it cannot hold up what goes elsewhere.
    """
    run = _Run(clock)
    due = Order.objects.filter(due_at__lte=at).order_by("id").values_list("pk", flat=True)
    return sum(_hand_over(pk, run, by, at) for pk in list(due))


def _hand_over(pk: int, run: _Run, by: Actor, at: datetime) -> bool:
    order = Order.objects.select_related("case").filter(pk=pk, due_at__lte=at).first()
    if order is None:
        return False
    if order.case.orders.filter(to=order.to, number__lt=order.number, due_at__isnull=False).exists():
        return False  # an earlier one goes first, so that nobody takes away what was given back
    receiver = receiver_of(order)
    if receiver is not None and run.leaves_alone(receiver):
        return False
    name = outbox.name_of(order)
    try:
        signed = outbox.signed(outbox.said(order), at=at)
    except keyring.NoKey:
        came = came_of(Answer(fault="no-key"), name, tries=order.tries + 1, at=at)
    else:
        begun = run.clock()
        came = _sent(signed, order, receiver, at) if receiver else _laid_down(signed, order, at)
        if receiver:
            run.taken[receiver.pk] += run.clock() - begun
    if receiver is not None and came.fault and came.state != REFUSED:
        run.silent.add(receiver.pk)
    return note_answer(pk, came, by=by, at=at)


def receiver_of(order: Order) -> Receiver | None:
    """Where an order goes: to its institution's own system, else to the one that takes everybody's."""
    found = Receiver.objects.filter(to=order.to, ended_at=None, institution__in={order.case.institution, ""})
    return found.order_by("-institution").first()


def _sent(signed: dict[str, Any], order: Order, receiver: Receiver, at: datetime) -> Came:
    name = outbox.name_of(order)
    body = json.dumps(signed).encode("ascii")
    answer = _answer(receiver, body, name)
    if receiver.key:
        answer = receipts.held_against(answer, receiver.key)
    return came_of(answer, name, tries=order.tries + 1, at=at)


def _answer(receiver: Receiver, body: bytes, name: str) -> Answer:
    """What its system says to an order under its name; words that nobody can read are no words."""
    headers = {"Content-Type": "application/jose+json", "Accept": "application/json", "Idempotency-Key": name}
    try:
        reply = https.post(receiver.address, body, headers, certificate=receiver.certificate, patience=PATIENCE)
    except https.Unanswered as none:
        return Answer(fault=none.why.value)
    try:
        said = json.loads(reply.body)
    except ValueError:
        said = {}
    return Answer(reply.status, said if isinstance(said, dict) else {})


def _laid_down(signed: dict[str, Any], order: Order, at: datetime) -> Came:
    """A file is sent when it lies there: nobody answers for a folder."""
    name = outbox.name_of(order)
    place = outbox.folder() / order.to
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = place / f".{name}"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            json.dump(signed, file)
        beside.replace(place / f"{name}.json")
    except OSError:
        return came_of(Answer(fault="no-folder"), name, tries=order.tries + 1, at=at)
    return Came(SENT, None)
