"""Every question about cases that pages and other packages ask."""

from exeat.cases.queries.facts import as_policy, contrary_of
from exeat.cases.queries.files import Item, document, file_of
from exeat.cases.queries.lists import (
    case,
    for_statistics,
    of_person,
    on_appeal,
    visible_to,
    work_list,
)

__all__ = [
    "Item",
    "as_policy",
    "case",
    "contrary_of",
    "document",
    "file_of",
    "for_statistics",
    "of_person",
    "on_appeal",
    "visible_to",
    "work_list",
]
