"""Every paper that is drawn as a PDF begins with the same head: our letters, a sheet of A4, a language, a title."""

import re
from pathlib import Path

import exeat

TEMPLATES = sorted(Path(exeat.__file__).parent.rglob("templates/**/*.html"))
HEAD = "permits/paper.html"


def test_fonts_of_paper_are_named_in_one_place():
    naming = [path for path in TEMPLATES if "@font-face" in path.read_text(encoding="utf-8")]

    assert [path.as_posix().rsplit("templates/")[-1] for path in naming] == [HEAD]


def test_every_paper_on_the_shared_head_has_a_title():
    papers = [path for path in TEMPLATES if f'{{% extends "{HEAD}" %}}' in path.read_text(encoding="utf-8")]

    assert len(papers) >= 6
    for path in papers:
        assert re.search(r"{% block title %}.+{% endblock %}", path.read_text(encoding="utf-8")), path
