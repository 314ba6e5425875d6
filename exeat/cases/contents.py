"""What a document of a case holds, sealed under the key of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exeat.audit import seals

if TYPE_CHECKING:
    from exeat.cases.models import Document

PURPOSE = "case-document"


def key_of(case: str) -> str:
    """The name of the key of one case."""
    return f"case:{case}"


def seal(case: str, number: int, content: bytes) -> bytes:
    """Seal one document; it opens only in its place."""
    return seals.encrypt(PURPOSE, key_of(case), content, aad=str(number))


def opened(case: str, number: int, sealed: bytes) -> bytes:
    """Open what was sealed in one place of a case."""
    return seals.decrypt(PURPOSE, key_of(case), sealed, aad=str(number))


def content_of(document: Document) -> bytes:
    """Open one document."""
    return opened(document.case.reference, document.number, bytes(document.sealed))
