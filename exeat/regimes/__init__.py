"""What the law asks of a person for a trip on a day: reads rulebooks, judges, explains with citations.

Public functions: `ask`, `requirement`, `load`, `rulebook`, `rulebooks`, `read_rulebook`, `calendar`, `compare`,
`run_examples`, `undecided_steps`, `settling`, `situations`, `findings`.
"""

from exeat.regimes import vocabulary, words
from exeat.regimes.asking import ask, requirement
from exeat.regimes.calendars import Calendar, OutsideCalendar, calendar
from exeat.regimes.comparing import Difference, compare
from exeat.regimes.examples import run_examples, undecided_steps
from exeat.regimes.facts import WrongFacts
from exeat.regimes.findings import Finding, findings
from exeat.regimes.outcome import Due, Outcome, Step
from exeat.regimes.reading import NoSuchRegime, RulebookError, load, read_rulebook, rulebook, rulebooks
from exeat.regimes.readings import WrongReading
from exeat.regimes.releases import NothingKnown
from exeat.regimes.settling import settling
from exeat.regimes.shapes import Rulebook
from exeat.regimes.walking import Situation, situations

__all__ = [
    "Calendar",
    "Difference",
    "Due",
    "Finding",
    "NoSuchRegime",
    "NothingKnown",
    "Outcome",
    "OutsideCalendar",
    "Rulebook",
    "RulebookError",
    "Situation",
    "Step",
    "WrongFacts",
    "WrongReading",
    "ask",
    "calendar",
    "compare",
    "findings",
    "load",
    "read_rulebook",
    "requirement",
    "rulebook",
    "rulebooks",
    "run_examples",
    "settling",
    "situations",
    "undecided_steps",
    "vocabulary",
    "words",
]
