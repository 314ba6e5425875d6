"""Who may hand in border records, what was handed in before, and which system a token belongs to."""

from __future__ import annotations

import hashlib

from exeat.crossings import policy
from exeat.crossings.models import Import, Sender
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


class WrongToken(LookupError):
    """No sender that is still admitted has this token."""


def allowed(by: Actor) -> None:
    """Raise MoveRefused without the right to receive or without a recorded legal basis."""
    if not by.may(Right.RECEIVE_CROSSINGS):
        raise MoveRefused([Refusal("no-right", "Your role does not include this step.")])
    if register.basis_for("matching") is None:
        raise MoveRefused(
            [Refusal("no-basis", "Matching has no recorded legal basis. An administrator records it first.")]
        )  # fmt: skip


def not_received_before(sha256: str) -> None:
    """Raise FileRefused for a file that was received already."""
    before = Import.objects.filter(sha256=sha256).first()
    if before is not None:
        said = "This file was received before, under this number. Nothing was done again."
        raise policy.FileRefused([policy.Fault(0, before.reference, said)])


def sender_with(token: str) -> Sender:
    """The sender of a token. Raises WrongToken."""
    found = Sender.objects.filter(token=digest(token), dismissed_at=None).first()
    if found is None:
        raise WrongToken
    return found


def actor_of(sender: Sender) -> Actor:
    """The system as the actor that the record of acts names; it may hand in events and nothing else."""
    rights = frozenset({Right.RECEIVE_CROSSINGS})
    return Actor(f"sender:{sender.reference}", "", rights, sender.source, "sender")


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
