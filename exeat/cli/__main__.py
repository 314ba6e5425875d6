"""`python -m exeat.cli` is the `exeat` command."""

from exeat.cli import main

main()
