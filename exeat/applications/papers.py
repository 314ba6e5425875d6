"""What a document may be: PDF, JPEG or PNG, by its content and not by its name; of a size that can be looked at."""

from __future__ import annotations

import io
import re
import shlex
import struct
import subprocess
import zlib

import puremagic
from django.utils.translation import gettext_noop as _
from PIL import Image, ImageOps

LARGEST = 10 * 1024 * 1024
MOST = 10
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}
MOST_DOTS = 40_000_000
SCAN_SECONDS = 30
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


def redrawn(content: bytes, kind: str) -> bytes:
    """A picture drawn anew from its dots: place, camera and whatever else was hidden in the file stay behind.

    A PDF is left as it is. Raises Unfit for a picture that cannot be drawn or has too many dots.
    """
    if kind not in FORMATS:
        return content
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise Unfit("too_many_dots", _("The picture is too large. Send it as a smaller photograph."))
            upright = ImageOps.exif_transpose(picture)
            plain = upright if upright.mode in {"L", "RGB"} else upright.convert("RGB")
            clean = Image.new(plain.mode, plain.size)
            clean.paste(plain)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Unfit("kind", _("We cannot read this kind of file. Use PDF, JPG or PNG.")) from broken
    out = io.BytesIO()
    clean.save(out, FORMATS[kind], **({"quality": 88} if kind == "image/jpeg" else {}))
    return out.getvalue()


def scanned(content: bytes, command: str) -> str:
    """What the virus scanner of the installation says of a document: clean, or that there is no scanner.

    The command reads the document and ends with 0 when it is clean; anything else, and silence, keeps it out.
    """
    if not command.strip():
        return "not_scanned"
    try:
        done = subprocess.run(  # noqa: S603  # the command is a setting of the installation; the document is its input
            shlex.split(command), input=content, capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as silent:
        raise Unfit("scanner", _("The file could not be checked for harm just now. Try again later.")) from silent
    if done.returncode != 0:
        raise Unfit("harmful", _("The check for harmful software did not let this file pass. Use another copy."))
    return "clean"


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
