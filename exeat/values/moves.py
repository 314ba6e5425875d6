"""States, moves between them and guards that say why not: one small machine for every kind of file.

A guard returns a Refusal or None, never a bare boolean, so that the page that hides a button and the action
that says no use the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exeat.values.rights import Actor, Right

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Refusal:
    """Why something is not open to someone now; pages translate the message, programs read the code."""

    code: str
    message: str


@dataclass(frozen=True)
class Move(Generic[Facts]):
    """One way from a state to another: who may take it and what must hold."""

    verb: str
    source: str
    target: str
    needs: Right
    guards: tuple[Callable[[Actor, Facts], Refusal | None], ...] = ()


class MoveRefused(Exception):
    """A move is not open to this actor now; carries every reason at once."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(refusal.message for refusal in self.refusals))


def refusals(moves: Iterable[Move[Any]], verb: str, actor: Actor, state: str, facts: Any) -> tuple[Refusal, ...]:
    """Every reason why this actor cannot take this move from this state; empty when it is open."""
    known = [move for move in moves if move.verb == verb]
    if not known:
        raise KeyError(f"no move is called {verb!r}")
    here = [move for move in known if move.source == state]
    if not here:
        return (Refusal("wrong-state", "This step is not open in the present state."),)
    move = here[0]
    said: list[Refusal] = []
    if not actor.may(move.needs):
        said.append(Refusal("no-right", "Your role does not include this step."))
    for guard in move.guards:
        refusal = guard(actor, facts)
        if refusal is not None:
            said.append(refusal)
    return tuple(said)


def check(moves: Iterable[Move[Any]], verb: str, actor: Actor, state: str, facts: Any) -> Move[Any]:
    """The move, if it is open to the actor. Raises MoveRefused with every reason when it is not."""
    moves = tuple(moves)
    said = refusals(moves, verb, actor, state, facts)
    if said:
        raise MoveRefused(said)
    return next(move for move in moves if move.verb == verb and move.source == state)


def open_verbs(moves: Iterable[Move[Any]], actor: Actor, state: str, facts: Any) -> dict[str, tuple[Refusal, ...]]:
    """Each verb known from this state with the reasons against it, in the order of the table."""
    moves = tuple(moves)
    verbs = dict.fromkeys(move.verb for move in moves if move.source == state)
    return {verb: refusals(moves, verb, actor, state, facts) for verb in verbs}
