"""Files that people hand in: what they are is read from their content, not from their name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from exeat.cases.actions.hearing import Attachment

LARGEST = 10 * 1024 * 1024
KINDS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


class NotTaken(ValueError):
    """A file that is too large or of a kind that is not taken."""


def attachments(files: Iterable[Any]) -> list[Attachment]:
    """The files as attachments. Raises NotTaken for the first that cannot be taken."""
    return [_one(file) for file in files]


def _one(file: Any) -> Attachment:
    if file.size > LARGEST:
        raise NotTaken(gettext("A file is larger than 10 MB. Make it smaller, or hand it in on paper."))
    content = file.read()
    kind = next((kind for mark, kind in KINDS if content.startswith(mark)), None)
    if kind is None:
        raise NotTaken(gettext("A file is not a PDF, JPEG or PNG. Save it as one of these."))
    name = re.sub(r"[^\w .()-]", "_", str(file.name))[-100:]
    return Attachment(name, kind, content)
