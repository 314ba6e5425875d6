"""Beginnings of reasons, in both languages, which their writer makes concrete."""

from __future__ import annotations

# Beginnings of reasons; what stands in square brackets must be made concrete before anything is sent.
BLOCKS: dict[str, dict[str, str]] = {
    "ground-shown": {
        "en": "You showed [what] by [which document]. This is one of the grounds on which a permit may be given.",
        "lt": "Pateikėte [kokį dokumentą], iš kurio matyti: [kas]. Tai vienas iš pagrindų, kuriais leidimas vykti "
        "gali būti išduotas.",
    },
    "ground-not-shown": {
        "en": "We asked for [which document]. What we have does not show [what], because [why].",
        "lt": "Prašėme pateikti: [kokį dokumentą]. Iš turimų duomenų nematyti: [kas]. Priežastis: [kodėl].",
    },
    "milder-means": {
        "en": "We weighed whether [which condition] would be enough. The result: [enough or not, and why].",
        "lt": "Vertinome, ar pakaktų šios sąlygos: [kokios]. Rezultatas: [ar pakanka ir kodėl].",
    },
    "like-cases": {
        "en": "In like cases we decided [how]. Here it is [the same or different], because [why].",
        "lt": "Panašiais atvejais sprendėme taip: [kaip]. Šiuo atveju sprendimas [toks pat ar kitoks], nes [kodėl].",
    },
}
