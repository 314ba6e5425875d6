"""What an answer of another register means, when a failed order is tried again, and who may set where orders go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from exeat.cases.policy.facts import Case
from exeat.cases.policy.guards import near
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right

CLEARANCES, PERSONNEL = "clearances", "personnel"
REGISTERS = (CLEARANCES, PERSONNEL)
TRIES = 8
FIRST_WAIT = timedelta(minutes=5)
WAITING, SENT, ACKNOWLEDGED, REFUSED, GIVEN_UP = "waiting", "sent", "acknowledged", "refused", "given_up"
ORDER_STATES = (WAITING, SENT, ACKNOWLEDGED, REFUSED, GIVEN_UP)
DONE, TAKEN, NO = frozenset({200, 201}), 202, frozenset({400, 409, 410, 422})


@dataclass(frozen=True)
class Answer:
    """What a register answered: its status and what it said, or why there was no answer."""

    status: int = 0
    said: Mapping[str, Any] | None = None
    fault: str = ""
    proof: str = ""  # the answer as the register signed it, where its key is known and held


@dataclass(frozen=True)
class Came:
    """What came of one try: the state of the order, when it is tried again, and why it failed."""

    state: str
    due_at: datetime | None
    receipt: str = ""
    fault: str = ""
    proof: str = ""


def came_of(answer: Answer, order: str, *, tries: int, at: datetime) -> Came:
    """What an answer to a try means; `tries` counts this one.

    Only a register that names the order has done it. One that took it in is asked again; one that says no is not;
    everything else is a fault, tried again after twice as long and given up after the last time.
    """
    said = answer.said or {}
    named = said.get("id") == order
    receipt = str(said.get("receipt", ""))[:80] if named else ""
    if answer.status in DONE and named:
        return Came(ACKNOWLEDGED, None, receipt, proof=answer.proof)
    if answer.status in NO:
        if answer.proof and not named:
            return Came(WAITING, at + FIRST_WAIT * 2**tries, "", "answer-names-another")
        return Came(REFUSED, None, receipt, _code(said.get("code")) or f"answer-{answer.status}", answer.proof)
    state, fault = WAITING, answer.fault or f"answer-{answer.status}"
    if answer.status == TAKEN and named:
        state, fault = SENT, ""
    elif answer.status in DONE:
        fault = "answer-names-another"
    if tries >= TRIES:
        return Came(GIVEN_UP, None, receipt, fault or "never-done")
    return Came(state, at + FIRST_WAIT * 2**tries, receipt, fault)


def _code(said: Any) -> str:
    """A code as the register gave it, when it is one: words might say something of a person."""
    return said if isinstance(said, str) and re.fullmatch(r"[a-z0-9-]{1,40}", said) else ""


def may_set_receiver(actor: Actor, *, name: str, address: str, to: str, known: bool) -> None:
    """Raise MoveRefused unless this actor may send orders to this address; `known`: the institution exists."""
    said = []
    if not actor.may(Right.ADMINISTER):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if to not in REGISTERS:
        said.append(Refusal("no-register", "Choose which register it is."))
    if not known:
        said.append(Refusal("no-institution", "There is no such institution."))
    if not name.strip():
        said.append(Refusal("no-name", "Write whose system it is."))
    if not _safe(address):
        said.append(Refusal("unsafe", "Give an https address with nothing secret in it, up to 300 characters."))
    if said:
        raise MoveRefused(said)


def _safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    whole = parts.scheme == "https" and bool(parts.hostname) and len(address) <= 300 and address.isprintable()
    return whole and not (parts.username or parts.password or parts.query or parts.fragment or " " in address)


def may_send_again(actor: Actor, case: Case, *, state: str, due: bool, later: Iterable[str]) -> None:
    """Raise MoveRefused unless this actor may send an order again; `later`: what was ordered there after it."""
    said = []
    if not actor.may(Right.ADMINISTER) and not actor.may(Right.OPEN_CASE):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if not actor.may(Right.ADMINISTER) and (refusal := near(actor, case)):
        said.append(refusal)
    if state == ACKNOWLEDGED:
        said.append(Refusal("acknowledged", "The register has done it already."))
    if due:
        said.append(Refusal("tried", "It is still being tried by itself."))
    if any(later):
        said.append(Refusal("superseded", "A later order to this register says how it stands now. Send that one."))
    if said:
        raise MoveRefused(said)
