"""Permits as their holders carry them, and as the institution that gave them takes them back."""
