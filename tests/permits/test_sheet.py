"""The sheet: what it draws, and what it refuses to fetch."""

from dataclasses import replace

import pypdfium2
import pytest

from exeat.permits import codes, sheet
from exeat_seal import sign
from tests.seal.make import KEY, PERMIT


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://example.lt/", "font:../../../settings.py", "font:none.woff2"]
)
def test_the_sheet_takes_nothing_from_outside(url):
    with pytest.raises(ValueError, match="nothing from outside"):
        sheet.Closed().fetch(url)


def test_a_name_with_signs_of_markup_is_printed_as_it_is():
    permit = replace(PERMIT, name="<b>Eglė</b> & Co")

    assert sheet.pdf(permit, sign(permit, KEY)).startswith(b"%PDF-")


def test_the_sheet_is_tagged_for_those_who_hear_it():
    with pypdfium2.PdfDocument(sheet.pdf(PERMIT, sign(PERMIT, KEY))) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title") == "Kelionės lapas · Journey sheet"


def test_the_code_can_be_described():
    svg = codes.svg(sign(PERMIT, KEY), label="Signed code")

    assert '<svg role="img"' in svg
    assert "<title>Signed code</title>" in svg
    assert " style=" not in svg


def test_the_code_is_a_picture_that_a_telephone_can_keep():
    assert codes.png(sign(PERMIT, KEY)).startswith(b"\x89PNG")
