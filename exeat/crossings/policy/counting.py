"""When one file may be said to hold all that another one held, so that it is counted once."""

from __future__ import annotations

from dataclasses import dataclass

from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class TwoFiles:
    """How the wider file stands to the one that it is said to hold."""

    different: bool  # two files, and neither of them a batch of events
    same_source: bool
    counted: bool  # whether the narrower one counts anything still
    holds_all: bool  # of every day, point, direction and kind of traveller the wider one counted as many or more


def may_count_once(actor: Actor, files: TwoFiles) -> None:
    """Raise MoveRefused with every reason why the narrower file is not taken out of the counts."""
    said = []
    if not actor.may(Right.RECEIVE_CROSSINGS):
        said.append(Refusal("no-right", "Your role does not include this step."))
    if not files.different:
        said.append(Refusal("not-files", "Two different files are needed; batches of events are counted as they come."))
    if not files.same_source:
        said.append(Refusal("other-source", "The files are from different sources, which count different passages."))
    if not files.counted:
        said.append(Refusal("counted-once", "The other file is counted once already."))
    if not files.holds_all:
        said.append(
            Refusal("holds-less", "The other file counted more on some day at some point: it is not held as a whole.")
        )
    if said:
        raise MoveRefused(said)
