"""Every write of letters: write one, open it, record how it was served, send the nudges, send one again."""

from exeat.letters.actions.outbox import came_back, deliver, resend
from exeat.letters.actions.remedies import confirm_road, end_road, state_road
from exeat.letters.actions.ways import confirm_number, forget_number, give_number, new_code, remove_number, send_code
from exeat.letters.actions.writing import (
    mark_posted,
    open_letter,
    print_out,
    record_service,
    take_back_posting,
    write,
)

__all__ = [
    "came_back",
    "confirm_number",
    "confirm_road",
    "deliver",
    "end_road",
    "forget_number",
    "give_number",
    "mark_posted",
    "new_code",
    "open_letter",
    "print_out",
    "record_service",
    "remove_number",
    "resend",
    "send_code",
    "state_road",
    "take_back_posting",
    "write",
]
