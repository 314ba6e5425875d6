"""What a document may be: PDF, JPEG or PNG, by its content and not by its name; of a size that can be looked at."""

from __future__ import annotations

import re
import struct
import zlib

import puremagic
from django.utils.translation import gettext_noop as _

LARGEST = 10 * 1024 * 1024
MOST = 10
KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class Unfit(Exception):
    """A file that is not taken, with the reason as a code and as a sentence."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def kind_of(content: bytes) -> str:
    """The media type of a document. Raises Unfit for anything but a whole PDF, JPEG or PNG of a fair size."""
    if not content:
        raise Unfit("empty", _("The file is empty. Choose another one."))
    if len(content) > LARGEST:
        raise Unfit(
            "too_large", _("The file is too large. The limit is 10 MB. Send it in parts or as a smaller photograph.")
        )
    kind = _guess(content)
    whole = {"application/pdf": _whole_pdf, "image/jpeg": _whole_jpeg, "image/png": _whole_png}.get(kind)
    if whole is None or not whole(content):
        raise Unfit("kind", _("We cannot read this kind of file. Use PDF, JPG or PNG."))
    return kind


def tidy(name: str, kind: str) -> str:
    """A file name that is safe to show and to save under, with the ending of its real kind."""
    stem = re.sub(r"[^\w .()-]+", "_", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]).strip(" .")
    return f"{(stem or 'document')[:80]}.{KINDS[kind]}"


def _guess(content: bytes) -> str:
    try:
        return str(puremagic.from_string(content, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _whole_pdf(content: bytes) -> bool:
    """Begins as a PDF, ends as one, and holds no script that a reader would run."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        return False
    return not any(mark in content for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile"))


def _whole_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]


def _whole_png(content: bytes) -> bool:
    """Every chunk up to the end is sound."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    place = 8
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + 12 + length
        if end > len(content):
            return False
        body = content[place + 4 : place + 8 + length]
        if struct.unpack(">I", content[end - 4 : end])[0] != zlib.crc32(body):
            return False
        if kind == b"IEND":
            return bool(end == len(content))
        place = end
    return False
