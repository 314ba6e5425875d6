"""Finding the code of a permit in a picture, a PDF or a text file; needs the extra `read`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exeat_seal.errors import Unreadable
from exeat_seal.seal import PREFIX

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 20 * 1024 * 1024
LARGEST = {"PNG": 25_000_000, "JPEG": 120_000_000}  # pixels; a JPEG is opened at a fraction of its size
ENOUGH = 3000  # pixels of a side in which a code is still found
MOST_PAGES = 4
PAGE_SIDE = 2400  # pixels of the longer side that a page is drawn with


class NotInstalled(RuntimeError):
    """The libraries that read pictures are not there."""


def token_in(data: bytes) -> str:
    """The token in the bytes of a PNG, JPEG, PDF or text. Raises Unreadable when there is none, or more than one."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("The file is larger than any permit.")
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _only({text for picture in _opened(data) for text in _codes(picture)})
    if data.startswith(b"%PDF-"):
        return _only({text for page in _pages(data) for text in _codes(page)})
    try:
        return data.decode("ascii").strip("\r\n\t")
    except UnicodeDecodeError:
        raise Unreadable("The file is neither a picture, nor a PDF, nor the text of a permit.") from None


def _only(found: set[str]) -> str:
    """The one permit among the codes that were found."""
    permits = {text for text in found if text.startswith(PREFIX)}
    if len(permits) > 1:
        raise Unreadable("There is more than one permit in the file.")
    if permits:
        return permits.pop()
    if found:
        raise Unreadable("There is a code, but it is not that of a permit.")
    raise Unreadable("There is no code that could be read.")


def _opened(data: bytes) -> Iterator[Image]:
    import io
    import warnings

    try:
        from PIL import Image
    except ImportError as error:
        raise NotInstalled("Reading pictures needs: pip install 'exeat-seal[read]'") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if picture.width * picture.height > LARGEST[picture.format or "PNG"]:
                raise Unreadable("The picture is larger than any photograph.")
            picture.draft("L", (ENOUGH, ENOUGH))
            yield picture.convert("L")
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged picture does to the library, it is not a permit
        raise Unreadable("The picture is damaged.") from error


def _pages(data: bytes) -> Iterator[Image]:
    try:
        import pypdfium2
    except ImportError as error:
        raise NotInstalled("Reading PDFs needs: pip install 'exeat-seal[read]'") from error
    try:
        with pypdfium2.PdfDocument(data) as document:  # type: ignore[no-untyped-call]  # the library has no types
            for index in range(min(len(document), MOST_PAGES)):
                page = document[index]
                width, height = page.get_size()
                yield page.render(scale=PAGE_SIDE / max(width, height, 1)).to_pil().convert("L")
                page.close()
    except Exception as error:  # as above
        raise Unreadable("The PDF is damaged or locked.") from error


def _codes(picture: Image) -> Iterator[str]:
    try:
        import zxingcpp
    except ImportError as error:
        raise NotInstalled("Reading codes needs: pip install 'exeat-seal[read]'") from error
    for code in zxingcpp.read_barcodes(picture):
        yield code.text
