"""The tables of cases: the case and its file, and what outlives it."""

from exeat.cases.models.after import Ended, Summary
from exeat.cases.models.cases import (
    Appeal,
    Case,
    Confirmer,
    Document,
    Finding,
    Judgment,
    Measure,
    Order,
    Representative,
    Step,
    Told,
    UseOfReport,
)

__all__ = [
    "Appeal",
    "Case",
    "Confirmer",
    "Document",
    "Ended",
    "Finding",
    "Judgment",
    "Measure",
    "Order",
    "Representative",
    "Step",
    "Summary",
    "Told",
    "UseOfReport",
]
