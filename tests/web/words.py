"""The words of a page as a reader meets them: without tags, with single spaces."""

import html
import re


def words_of(page):
    """What a response says."""
    assert page.status_code == 200, page.status_code
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
