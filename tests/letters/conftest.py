"""Letters to try things on: a receipt and a decision, in both languages."""

import pytest

from exeat.letters import texts

TEMPLATES = {
    "receipt.en": "We have your application\n\nNumber: {{ number }}. Received: {{ received_at }}.\n\n"
    "{% for leg in legs %}- {{ leg.place }}, {{ leg.period }}\n{% endfor %}{% if hint %}\n{{ hint }}\n{% endif %}",
    "receipt.lt": "Jūsų prašymą gavome\n\nNumeris: {{ number }}. Gauta: {{ received_at }}\n\n"
    "{% for leg in legs %}- {{ leg.place }}, {{ leg.period }}\n{% endfor %}",
    "decision.en": "The permit is refused\n\nWhy: {{ reasons }}\n\nHow to appeal: {{ remedy }}\n",
    "decision.lt": "Leidimą vykti išduoti atsisakyta\n\nKodėl: {{ reasons }}\n\nApskundimo tvarka: {{ remedy }}\n",
}


@pytest.fixture(autouse=True)
def templates(tmp_path, monkeypatch):
    folder = tmp_path / "templates" / "letters"
    folder.mkdir(parents=True)
    for name, text in TEMPLATES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(texts, "FOLDER", folder)
    caches = (texts._engine, texts._source, texts._template)
    for cache in caches:
        cache.cache_clear()
    yield folder
    for cache in caches:
        cache.cache_clear()
