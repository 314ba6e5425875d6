"""The register kept ready beside the border's events: made anew while the one before still answers.

A process that serves watches whether the register has changed. While it is made ready anew, batches are answered by the
edition before, so that nobody waits at the border; whoever was erased is left out of what it finds. A batch is never
answered by what was the register longer than LATEST ago: rather it waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import close_old_connections
from django.db.utils import DatabaseError
from django.utils import timezone

from exeat.crossings.queries.candidates import has_senders
from exeat.crossings.ready import fresh, let_go, watched

PAUSE = 3.0  # seconds between two looks


def watch(*, every: float = PAUSE, stopped: Callable[[float], bool] | None = None) -> threading.Thread:
    """Begin to watch, for as long as the process lives; `stopped` waits and says whether to end."""
    waits = stopped or threading.Event().wait
    thread = threading.Thread(target=_go, args=(every, waits), name="register", daemon=True)
    watched(True)
    thread.start()
    return thread


def _go(every: float, stopped: Callable[[float], bool]) -> None:
    took = 0.0
    while not stopped(max(every, took)):  # as long a pause as the last work took: half a processor at most
        begun = time.monotonic()
        look()
        took = time.monotonic() - begun


def look() -> bool:
    """Make the register ready when it has changed; whether that was possible.

    Where no system sends events nothing is made ready, and what changed is forgotten.
    """
    close_old_connections()
    try:
        if has_senders():
            fresh(on=timezone.localdate(), for_batches=True)
        else:
            let_go()
    except DatabaseError:
        return False  # not there yet, or just busy: the next look will tell
    finally:
        close_old_connections()
    return True
