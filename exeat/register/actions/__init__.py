"""Every write of the register, one function for each verb."""

from exeat.register.actions.absences import end_absence, record_absence
from exeat.register.actions.corrections import correct, decline, say_wrong
from exeat.register.actions.entries import end_headship, enter, set_remedy
from exeat.register.actions.imports import apply_import, import_rows, preview, receive_import, throw_away
from exeat.register.actions.looks import consult
from exeat.register.actions.measures import end_post, restore_clearances, restore_posts, withdraw_clearances
from exeat.register.actions.retention import erase, record_basis, run_retention

__all__ = [
    "apply_import",
    "consult",
    "correct",
    "decline",
    "end_absence",
    "end_headship",
    "end_post",
    "enter",
    "erase",
    "import_rows",
    "preview",
    "receive_import",
    "record_absence",
    "record_basis",
    "restore_clearances",
    "restore_posts",
    "run_retention",
    "say_wrong",
    "set_remedy",
    "throw_away",
    "withdraw_clearances",
]
