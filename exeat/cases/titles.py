"""The titles that Exeat itself gives to documents of a case, as a letter names them in the language of the person."""

from __future__ import annotations

RECORD = "Border record "
OF_A_RECORD = {"en": "Border record", "lt": "Sienos kirtimo įrašas", "lv": "Robežšķērsošanas ieraksts"}
TITLES: dict[str, dict[str, str]] = {
    "Judgment of a court": {"lt": "Teismo sprendimas", "lv": "Tiesas spriedums"},
    "What was told": {"lt": "Kas pranešta", "lv": "Kas paziņots"},
    "Permits and notices that were looked for": {
        "lt": "Ieškota leidimų vykti ir vykimo deklaracijų",
        "lv": "Meklētās atļaujas un paziņojumi",
    },
    "What the rules say": {"lt": "Ką sako taisyklės", "lv": "Ko saka noteikumi"},
    "Why the case was opened": {"lt": "Kodėl pradėta byla", "lv": "Kāpēc sākta lieta"},
    "Translation": {"lt": "Vertimas", "lv": "Tulkojums"},
    "Answer": {"en": "Your answer", "lt": "Jūsų paaiškinimas", "lv": "Jūsu atbilde"},
    "Argument": {"en": "An argument of yours", "lt": "Jūsų argumentas", "lv": "Jūsu arguments"},
    "Proposed finding": {"lt": "Siūloma išvada", "lv": "Ierosinātais atzinums"},
    "Proposed measure": {"lt": "Siūloma priemonė", "lv": "Ierosinātais pasākums"},
    "Other posts that were looked at": {"lt": "Kitos svarstytos pareigos", "lv": "Citi apsvērtie amati"},
    "Correction of the minutes": {"lt": "Protokolo pataisymas", "lv": "Protokola labojums"},
    "New facts": {"lt": "Naujos aplinkybės", "lv": "Jauni fakti"},
    "Record of the hearing": {"lt": "Išklausymo protokolas", "lv": "Uzklausīšanas protokols"},
}


def told(title: str, language: str) -> str:
    """A title of ours in a language, else as it stands: what an officer or the person wrote is not translated."""
    if title.startswith(RECORD):
        return f"{OF_A_RECORD.get(language, OF_A_RECORD['en'])} {title.removeprefix(RECORD)}"
    return TITLES.get(title, {}).get(language, title)
