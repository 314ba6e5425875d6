"""The tables of cases: the case and its file, and what outlives it."""

from exeat.cases.models.after import Ended, Summary
from exeat.cases.models.cases import (
    Case,
    Confirmer,
    Document,
    Representative,
    Step,
    Told,
    UseOfReport,
)
from exeat.cases.models.decisions import Appeal, Finding, Judgment, Measure
from exeat.cases.models.hearing import Hearing
from exeat.cases.models.orders import Order, Receiver
from exeat.cases.models.preparing import Enquiry, Proposal

__all__ = [
    "Appeal",
    "Case",
    "Confirmer",
    "Document",
    "Ended",
    "Enquiry",
    "Finding",
    "Hearing",
    "Judgment",
    "Measure",
    "Order",
    "Proposal",
    "Receiver",
    "Representative",
    "Step",
    "Summary",
    "Told",
    "UseOfReport",
]
