"""`exeat crossings work`: work through the files that were handed in on the page."""

from __future__ import annotations

import os
import time
from typing import Annotated

import typer

PAUSE = 3.0  # seconds between two looks


def work(
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking for files until stopped.")] = False,
) -> None:
    """Work through files of border records that wait. `exeat serve` and `exeat tick` do this too; safe to run twice."""
    from exeat.cli.server import begin

    begin()
    from django.db import close_old_connections
    from django.utils import timezone

    from exeat.crossings import actions
    from exeat.values.rights import machine

    parent = os.getppid()
    while True:
        done = actions.work(by=machine("crossings"), at=timezone.now(), clock=timezone.now)
        if done or not watch:
            typer.echo(f"exeat: files worked through: {done}", err=True)
        if not watch or os.getppid() != parent:  # whoever started this has gone
            return
        close_old_connections()
        time.sleep(PAUSE)
