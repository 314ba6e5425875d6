"""`exeat crossings work`: work through what was handed in on the pages: border records, trials of drafts."""

from __future__ import annotations

import os
import time
from typing import Annotated

import typer

PAUSE = 3.0  # seconds between two looks


def work(
    watch: Annotated[bool, typer.Option("--watch", help="Go on looking for files until stopped.")] = False,
) -> None:
    """Work through files of border records and trials of drafts that wait. Safe to run twice.

    `exeat serve` and `exeat tick` do this too.
    """
    from exeat.cli.server import begin

    begin()
    from django.db import close_old_connections
    from django.utils import timezone

    from exeat.crossings import actions
    from exeat.drafts import actions as drafts
    from exeat.values.rights import machine

    parent = os.getppid()
    while True:
        done = actions.work(by=machine("crossings"), at=timezone.now(), clock=timezone.now)
        tried = drafts.work(by=machine("drafts"), at=timezone.now(), clock=timezone.now)
        if tried:
            typer.echo(f"exeat: trials of drafts made: {tried}", err=True)
        if done or not watch:
            typer.echo(f"exeat: files worked through: {done}", err=True)
        if not watch or os.getppid() != parent:  # whoever started this has gone
            return
        close_old_connections()
        time.sleep(PAUSE)
