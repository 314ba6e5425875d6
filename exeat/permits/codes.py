"""The code of a permit as a picture: on the sheet, and on the holder's page."""

from __future__ import annotations

import io

import segno


def svg(token: str, *, label: str) -> str:
    """The QR code as an SVG with a name for those who hear the page; dense letters, a quarter may be damaged."""
    code = segno.make(token, error="q", mode="alphanumeric", micro=False, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, light="#fff", omitsize=True, title=label)
    return out.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)


def png(token: str) -> bytes:
    """The QR code as a picture that a telephone can keep."""
    out = io.BytesIO()
    segno.make(token, error="q", mode="alphanumeric", micro=False, boost_error=False).save(
        out, kind="png", scale=8, border=4
    )
    return out.getvalue()
