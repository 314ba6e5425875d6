"""Every question about cases that pages and other packages ask."""

from exeat.cases.queries.facts import as_policy, contrary_of, last_proposal, like_cases, offered_of, weighable
from exeat.cases.queries.files import Item, NoDocument, document, file_of
from exeat.cases.queries.heard import Heard, NothingMissing, NoTold, told, waiting_told
from exeat.cases.queries.letters import letter_facts
from exeat.cases.queries.lists import (
    case,
    closed,
    digest,
    for_statistics,
    forgotten,
    of_person,
    on_appeal,
    people_in_open_cases,
    represented,
    resting_on,
    visible_to,
    waiting_summary,
    work_list,
)
from exeat.cases.queries.orders import orders_failed, orders_not_done, receivers
from exeat.cases.queries.running import running

__all__ = [
    "Heard",
    "Item",
    "NoDocument",
    "NoTold",
    "NothingMissing",
    "as_policy",
    "case",
    "closed",
    "contrary_of",
    "digest",
    "document",
    "file_of",
    "for_statistics",
    "forgotten",
    "last_proposal",
    "letter_facts",
    "like_cases",
    "of_person",
    "offered_of",
    "on_appeal",
    "orders_failed",
    "orders_not_done",
    "people_in_open_cases",
    "receivers",
    "represented",
    "resting_on",
    "running",
    "told",
    "visible_to",
    "waiting_summary",
    "waiting_told",
    "weighable",
    "work_list",
]
