"""What every template keeps to."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "exeat" / "web" / "templates"
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def test_a_form_in_an_included_template_has_its_token():
    lost = []
    for page in TEMPLATES.rglob("*.html"):
        for name, given in INCLUDED.findall(page.read_text(encoding="utf-8")):
            part = TEMPLATES / name
            alone = re.search(r"\bonly\b", given) and "csrf_token=" not in given
            if alone and part.exists() and "{% csrf_token %}" in part.read_text(encoding="utf-8"):
                lost.append(f"{page.name} includes {name} without csrf_token")

    assert lost == []
