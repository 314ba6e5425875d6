"""The file of a case: every document listed, what is withheld with its ground, opened only for who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exeat.cases.contents import content_of
from exeat.cases.models import Case, Document
from exeat.values.rights import Actor, Right


class NoDocument(LookupError):
    """There is no such document, or it is not this reader's to open: both look alike."""


@dataclass(frozen=True)
class Item:
    """One line of the file as someone sees it; without title and text where the reader may not open it."""

    number: int
    nature: str
    title: str
    text: str
    file_name: str
    kind: str
    added_name: str
    added_at: datetime
    disclosed_at: datetime | None
    withheld_ground: str
    withheld_cite: str
    withheld_body: str
    translates: int | None
    language: str
    translated_by: str
    sworn: bool
    readable: bool


def file_of(row: Case, *, seen_by: Actor) -> list[Item]:
    """Every document of a case in order; the person reads what was disclosed and sees what is withheld, and why."""
    return [_item(d, seen_by) for d in row.documents.select_related("case").order_by("number")]


def document(row: Case, number: int, *, seen_by: Actor) -> tuple[Item, bytes]:
    """One document with its content. Raises NoDocument where this reader may not open it."""
    found = row.documents.select_related("case").filter(number=number).first()
    if found is None or not _readable(found, seen_by):
        raise NoDocument(number)
    return _item(found, seen_by), content_of(found)


def _readable(d: Document, seen_by: Actor) -> bool:
    """Officers and the appeals body read everything; the person what was disclosed to them or comes from them."""
    officer = any(seen_by.may(r) for r in (Right.OPEN_CASE, Right.DECIDE_CASE, Right.DECIDE_APPEAL))
    own = d.added_by == seen_by.reference
    return officer or own or d.disclosed_at is not None


def _item(d: Document, seen_by: Actor) -> Item:
    readable = _readable(d, seen_by)
    return Item(
        number=d.number, nature=d.nature, title=d.title if readable else "",  # a title may say what is withheld
        text=content_of(d).decode() if readable and not d.file_name else "", file_name=d.file_name,
        kind=d.content_type,
        added_name=d.added_name, added_at=d.added_at, disclosed_at=d.disclosed_at, withheld_ground=d.withheld_ground,
        withheld_cite=d.withheld_cite, readable=readable, withheld_body=d.withheld_body, translates=d.translates,
        language=d.language, translated_by=d.translated_by, sworn=d.sworn,
    )  # fmt: skip
