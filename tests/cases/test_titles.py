"""A letter names the documents of a case in its own language."""

import pytest

from exeat.cases import titles
from exeat.web.cases import wording


@pytest.mark.parametrize("language", ["lt", "lv"])
def test_every_title_that_exeat_gives_is_told_in_the_language_of_the_letter(language):
    for title in wording.TITLES:
        assert titles.told(title, language) != title
    assert titles.told("Border record M-2026-00002", language).endswith(" M-2026-00002")
    assert "Border" not in titles.told("Border record M-2026-00002", language)


def test_what_somebody_wrote_stays_as_it_was_written():
    assert titles.told("Letter of the consul", "lt") == "Letter of the consul"
