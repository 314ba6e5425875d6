"""The writes of the draft lab: a draft is handed in, and drafts are tried on past trips; what was counted is kept."""

from exeat.drafts.actions.trying import count, hand_in, run
from exeat.drafts.actions.working import ask, work

__all__ = ["ask", "count", "hand_in", "run", "work"]
