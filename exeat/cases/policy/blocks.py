"""Beginnings of reasons that officers may start from; each has gaps, and one left as it is refuses the step."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exeat.cases.policy.facts import CONCRETE

BLOCKS: dict[str, dict[str, str]] = {
    "facts": {
        "en": "The records of [which days and points] show [what]. They agree with [what else], because [why].",
        "lt": "[Kurių dienų ir vietų] įrašai rodo, kad [kas]. Jie sutampa su [kuo dar], nes [kodėl].",
    },
    "answer": {
        "en": "You said [what]. We looked at [what shows it]. It does not change the result, because [why].",
        "lt": "Paaiškinote, kad [ką]. Patikrinome [kas tai rodo]. Tai rezultato nekeičia, nes [kodėl].",
    },
    "excused": {
        "en": "You travelled because of [what]. [Which document] shows it. It excuses the journey, because [why].",
        "lt": "Keliavote dėl [ko]. Tai rodo [kuris dokumentas]. Tai kelionę pateisina, nes [kodėl].",
    },
    "doubt": {
        "en": "[Which fact] stays in doubt, because [why]. What is in doubt is not held against you.",
        "lt": "[Kuri aplinkybė] lieka abejotina, nes [kodėl]. Abejonės vertinamos Jūsų naudai.",
    },
    "lighter": {
        "en": "[Which lighter measure] was looked at. It is not enough, because [what would remain at risk].",
        "lt": "Svarstyta [kuri švelnesnė priemonė]. Jos nepakanka, nes [kokia rizika liktų].",
    },
    "appeal": {
        "en": "You say that [which point]. The file shows [what, at which document]. Therefore [what follows].",
        "lt": "Nurodote, kad [kurį argumentą]. Byla rodo [ką ir kuriame dokumente]. Todėl [kas iš to seka].",
    },
}
GAPS = frozenset(
    gap for block in BLOCKS.values() for words in block.values() for gap in re.findall(r"\[[^\]]+\]", words)
)


def gaps_in(words: str) -> tuple[str, ...]:
    """The gaps of a block that were left open in these words."""
    return tuple(sorted(gap for gap in GAPS if gap in words))


def concrete(words: str, blocks: Iterable[str] = ()) -> bool:
    """Whether reasons are reasons: long enough to say something, and not a text block left as it was."""
    bare = " ".join(words.split())
    return len(bare) >= CONCRETE and not gaps_in(words) and bare not in {" ".join(block.split()) for block in blocks}
