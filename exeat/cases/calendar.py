"""What the clock may do to the days of open cases: count them anew by a corrected calendar, and nothing else."""

from exeat.cases.actions.counting import count_anew

__all__ = ["count_anew"]
