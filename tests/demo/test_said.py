"""The demonstration speaks to each person in their language, in letters, applications and cases alike."""

import re
from pathlib import Path

from exeat import demo
from exeat.demo.said import GROUNDS, SAID, said

SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in Path(demo.__file__).parent.glob("*.py"))


def test_everything_is_said_in_both_languages_and_lithuanian_holds_no_english():
    for what, (english, lithuanian) in SAID.items():
        assert english, what
        assert lithuanian, what
        assert not re.search(r"\b(the|and|is|was|of)\b", lithuanian, re.IGNORECASE), what
        assert said(what, "lt") == lithuanian
        assert said(what, "en") == said(what, "lv") == english


def test_whatever_the_demonstration_wants_to_say_is_there():
    wanted = set(re.findall(r"\bsaid\(\s*\"([^\"]+)\"", SOURCES))

    assert wanted <= {*SAID, "same"}
    assert {f"{verb} {ground}" for verb in ("asks", "shown") for ground in GROUNDS} <= set(SAID)
