"""The first page, the language switch and the choice of role."""
