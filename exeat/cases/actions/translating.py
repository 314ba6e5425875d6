"""A document of the file is given in another language: by whom, sworn or not, beside the document itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from exeat.audit import actions as audit
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Document
from exeat.cases.policy import Nature
from exeat.cases.steps import allowed, file, leave, locked, tell
from exeat.values.rights import Actor, Right

TITLE = "Translation"


@transaction.atomic
def translate(
    reference: str, number: int, *, language: str, translated_by: str, sworn: bool, by: Actor, at: datetime,
    text: str = "", attachments: Sequence[Attachment] = (),
) -> Document:  # fmt: skip
    """Put a translation beside a document. What is withheld stays withheld in every language.

    An officer attaches it, or the person for what they handed in; who translated it and whether under oath is said.
    """
    row = locked(reference)
    own = not by.may(Right.OPEN_CASE)
    content = text.encode() if text.strip() else attachments[0].content if attachments else b""
    allowed(
        "translate_own" if own else "translate", row, by, at, number=number, words=language if content else "",
        reasons=translated_by,
    )  # fmt: skip
    original = row.documents.get(number=number)
    given = attachments[0] if attachments and not text.strip() else Attachment("", "text/plain", content)
    made = file(
        row, Nature(original.nature), TITLE, given.content, by=by, at=at, name=given.name,
        content_type=given.content_type, disclosed=original.disclosed_at is not None or own,
        ground=original.withheld_ground, cite=original.withheld_cite,
    )  # fmt: skip
    made.translates, made.language, made.translated_by, made.sworn = number, language, translated_by, sworn
    made.withheld_body, made.of_a_record = original.withheld_body, original.of_a_record
    made.from_report = original.from_report
    made.save()
    letter = ""
    if made.disclosed_at is not None and not own:
        letter = tell(row, "case-translation", by=by, at=at, number_of_document=number, into=language,
                      translated_by=translated_by, sworn="yes" if sworn else "")  # fmt: skip
    leave(row, "translate", by=by, at=at, words=f"{number}. {language}", letter=letter)
    audit.record("case.document_translated", subject=reference, by=by, at=at, about=[row.person.reference])
    return made
