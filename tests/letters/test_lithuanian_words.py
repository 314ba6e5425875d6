"""Pages speak Lithuanian as the project agreed: none of the words to leave out, no form that shows a person's sex."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile

import exeat

CATALOGUES = sorted((Path(exeat.__file__).parent / "locale").glob("*/lt/LC_MESSAGES/django.po"))
AVOID = re.compile(
    r"apeliacij|pilnai|įtakoj|sekant(?:is|į)\b|dėka|pas mus|iššauk|savo tarpe|svarstymui|išvykimo deklarac|"
    r"prašome palaukti|trečiosios? šal|slapyvard|importuo|anuliu|prailgin|neteisingai užpild|Gruzij|"
    r"valdinink|policinink|\(-[a-ų]+\)|/-[a-ų]+\b|(?:[įĮ]raš\w+|numeris) registr[eoą]|\b(?:jūs|jums|jūsų|jus)\b|!",
)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-4])
def test_no_page_holds_a_word_to_leave_out(path):
    with path.open("rb") as file:
        said = [
            text
            for message in pofile.read_po(file)
            if message.id
            for text in ([message.string] if isinstance(message.string, str) else message.string)
        ]

    assert said
    assert not [text for text in said if AVOID.search(text)]
