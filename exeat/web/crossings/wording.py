"""The words for features, verdicts, kinds of discrepancy and what speaks for a person."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from exeat.regimes import vocabulary

FEATURES: dict[str, str | Promise] = {
    "surname": _("Family name"),
    "given": _("Given name"),
    "born": _("Date of birth"),
    "sex": _("Sex"),
    "nation": _("Citizenship"),
    "document": _("Document"),
    "company": _("Family crossing along"),
    "journey": _("There and back"),
    "checks": _("Check digit"),
    "citizenships": _("Other citizenships"),
    "namesake": _("Relatives and namesakes"),
    "others": _("Other registered people"),
}
SEXES: dict[str, str | Promise] = {"M": _("man"), "F": _("woman")}
COMPARED: dict[str, str | Promise] = {
    "same": _("Agrees"),
    "heard": _("The same name in another spelling or alphabet"),
    "different": _("Different"),
    "missing": _("Not to be compared: one of the two is missing"),
}
STRENGTHS: dict[str, str | Promise] = {
    "very-for": _("Speaks very strongly for."),
    "strong-for": _("Speaks strongly for."),
    "plain-for": _("Speaks for."),
    "little-for": _("Speaks a little for."),
    "none": _("Says almost nothing."),
    "little-against": _("Speaks a little against."),
    "plain-against": _("Speaks against."),
    "strong-against": _("Speaks strongly against."),
    "very-against": _("Speaks very strongly against."),
}
WHY: dict[str, str | Promise] = {
    "nation-also": _("the person holds this citizenship too"),
    "checks-fit": _("the check digit of the document number fits: it was hardly misread"),
    "checks-fail": _("the check digit of the document number fails: it was misread somewhere"),
    "namesake": _("a relative or a namesake could agree in the same way"),
    "others": _("another registered person fits the same crossing"),
    "document-known": _("the document of a crossing that was confirmed before; the register does not have it"),
    "surname-same": _("same surname"),
    "surname-heard": _("same surname in another spelling or alphabet"),
    "surname-part": _("one surname is part of the other"),
    "surname-near": _("surname with a slip of the hand"),
    "surname-close": _("similar surname"),
    "surname-other": _("different surname"),
    "surname-missing": _("a surname is missing: says nothing"),
    "given-same": _("same given name"),
    "given-heard": _("same given name in another spelling or alphabet"),
    "given-part": _("one of several given names is missing"),
    "given-near": _("given name with a slip of the hand"),
    "given-close": _("similar given name"),
    "given-other": _("different given name"),
    "given-missing": _("a given name is missing: says nothing"),
    "born-same": _("same birth date"),
    "born-swapped": _("day and month swapped"),
    "born-digit": _("birth date with one digit wrong"),
    "born-year": _("same birth year, the day is not known"),
    "born-day_and_month": _("same day and month of another year"),
    "born-other": _("different birth dates"),
    "born-missing": _("a birth date is missing: says nothing"),
    "sex-same": _("same sex"),
    "sex-other": _("different sex"),
    "sex-missing": _("sex is not recorded: says nothing"),
    "nation-same": _("same citizenship"),
    "nation-other": _("different citizenship"),
    "nation-missing": _("citizenship is not recorded: says nothing"),
    "document-same": _("same document number"),
    "document-near": _("document number with one character misread"),
    "document-other": _("a document that the register does not know"),
    "document-missing": _("no document number to compare: says nothing"),
    "company-same": _("someone of the person's family name crossed in the same minutes at the same point"),
    "company-other": _("nobody of the person's family name crossed in the same minutes at the same point"),
    "journey-same": _("a recognised journey of the person lacks just this half, at the same point"),
    "journey-elsewhere": _("a recognised journey of the person lacks just this half, at another point"),
    "journey-apart": _("no recognised journey of the person lacks this half"),
    "journey-alone": _("nothing else of the person was recognised"),
}
KINDS: dict[str, str | Promise] = {
    "outside_dates": _("Outside the dates of the permit or notice"),
    "outside_country": _("In a country that the permit or notice does not name"),
    "no_permit": _("No permit and no notice"),
    "not_returned": _("No return recorded"),
}
HOW: dict[str, str | Promise] = {
    "recorded": _("recorded by the source"),
    "inferred": _("inferred from the crossing point, not recorded"),
    "unknown": _("not known"),
}
DIRECTIONS: dict[str, str | Promise] = {"exit": _("out"), "entry": _("in")}
TRAVELLERS: dict[str, str | Promise] = {
    "citizen": _("citizens of Lithuania"),
    "resident": _("others who live in Lithuania"),
    "other": _("everybody else"),
}
QUARTERS: dict[int, str | Promise] = {
    1: _("January to March"),
    2: _("April to June"),
    3: _("July to September"),
    4: _("October to December"),
}
VERDICTS: dict[str, str | Promise] = {
    "same": _("The same person"),
    "somebody_else": _("Somebody else"),
    "cannot_tell": _("I cannot tell"),
}
STATES: dict[str, str | Promise] = {
    "waiting": _("waits"),
    "undecided": _("one officer could not tell"),
    "confirmed": _("the same person"),
}
CONTRARY: dict[str, str | Promise] = {
    "The records differ in a point that speaks against their being the same person.": _(
        "The records differ in a point that speaks against their being the same person."
    ),
    "No document number ties the record to the person: it rests on name and birth date.": _(
        "No document number ties the record to the person: it rests on name and birth date."
    ),
    "That the journey was private is assumed; as a duty journey nothing would have been asked.": _(
        "That the journey was private is assumed; as a duty journey nothing would have been asked."
    ),
    "On a ground that nobody has asked about nothing would be missing.": _(
        "On a ground that nobody has asked about nothing would be missing."
    ),
    "Under another reading of the law nothing would be missing.": _(
        "Under another reading of the law nothing would be missing."
    ),
    "The country is inferred from the crossing point, not recorded.": _(
        "The country is inferred from the crossing point, not recorded."
    ),
    "A permit for these days was given after the person had left.": _(
        "A permit for these days was given after the person had left."
    ),
    "An application lay with the institution without an answer when its time had passed.": _(
        "An application lay with the institution without an answer when its time had passed."
    ),
    "The person has said that their entry in the register is wrong.": _(
        "The person has said that their entry in the register is wrong."
    ),
    "A return by another border would not be in these records.": _(
        "A return by another border would not be in these records."
    ),
    "The return was by another border: on which days the person was in this country is not known.": _(
        "The return was by another border: on which days the person was in this country is not known."
    ),
    "Of some days after this exit no records of any point came in: a return may be missing.": _(
        "Of some days after this exit no records of any point came in: a return may be missing."
    ),
    "The person had asked for permission before leaving; no answer had been given.": _(
        "The person had asked for permission before leaving; no answer had been given."
    ),
    "The person has answered. Say why the answer does not change the result.": _(
        "The person has answered. Say why the answer does not change the result."
    ),
    "The person has not answered. Silence is not an admission.": _(
        "The person has not answered. Silence is not an admission."
    ),
}


def _about(source: str) -> str:
    """A feature, paper, reading or ground as a reader knows it; nothing where the sentence says it already."""
    if source.startswith(("trip.", "destination.")):
        return ""
    if source.startswith("application.reason: "):
        words = vocabulary.REASONS[source.removeprefix("application.reason: ")]
        return str(words.get((get_language() or "en")[:2]) or words["en"])
    return str(FEATURES.get(source, source))


def contrary(words: str, source: str) -> str:
    """What speaks for the person, with the feature, paper or reading that it is about."""
    said = str(CONTRARY.get(words, words))
    about = _about(source)
    return f"{said} ({about})" if about else said


BY: dict[str, str | Promise] = {"source": _("By source"), "trouble": _("By kind of trouble between the two records")}
TROUBLES: dict[str, str | Promise] = {
    "none": _("none: everything agrees"),
    "several": _("several at once"),
    "no_document": _("no document number"),
    "other_document": _("another document"),
    "misread_document": _("a misread document number"),
    "spelling": _("another spelling or alphabet"),
    "parts": _("a part of the name is missing"),
    "slip": _("a slip of the hand"),
    "other_name": _("another name"),
    "date": _("the birth date"),
    "codes": _("sex or citizenship"),
}
WORK: dict[str, str | Promise] = {
    "waiting": _("waits for its turn"),
    "working": _("is being worked through"),
    "refused": _("was not taken"),
    "done": _("done"),
}
STAGES: dict[str, str | Promise] = {
    "read": _("reading the rows"),
    "ready": _("making the register ready"),
    "match": _("matching with the register"),
    "weigh": _("weighing what speaks for and against"),
}
FILE_KINDS: dict[str, str | Promise] = {
    "csv": "CSV",
    "parquet": "Parquet",
    "jsonl": "JSON",
    "mrz": _("lines of documents"),
    "paxlst": _("passenger list"),
    "events": _("events from a system"),
    "counts": _("counts"),
}
FAULTS = (
    gettext_noop("This is not UTF-8. Write the file anew in UTF-8; the letters are not guessed."),
    gettext_noop("The line is not one JSON object. Write each record as one object on a line of its own."),
    gettext_noop(
        "The row has more or fewer fields than the header. A text with a comma in it stands in quotation marks."
    ),
    gettext_noop("The file cannot be read as what its name says, or it was cut off. Ask for it once more."),
    gettext_noop("A list or an object stands where one text or number is meant. Write one value."),
    gettext_noop("The first row names this column twice. Leave one of them."),
    gettext_noop("This column is missing. Name it in the first row, in these letters."),
    gettext_noop("The file is empty. Ask for it once more."),
    gettext_noop("The file is packed or a workbook. Unpack it, or save it as CSV in UTF-8."),
    gettext_noop("The passenger list is not UN/EDIFACT, or it was cut off. Ask for it once more."),
    gettext_noop("The file holds no list of passengers (745) or crew (250). Ask the carrier for one."),
    gettext_noop("Neither airport of the flight is one of ours. Look at LOC+125 and LOC+87."),
    gettext_noop("The list says that it has another number of travellers. Ask the carrier for it once more."),
    gettext_noop("The passenger list does not name a character set that we know. Ask for it in UNOA, UNOC or UNOY."),
    gettext_noop("The letters are not in the character set that the list names. Ask for it once more."),
    gettext_noop(
        "A machine-readable zone has three lines of 30, two of 36 or two of 44 characters. "
        "Read the document again, fillers and all."
    ),
    gettext_noop("A machine-readable zone holds the letters A to Z, digits and <. Read the document again."),
    gettext_noop("A machine-readable zone needs a name. Read the document again."),
    gettext_noop("The direction is written exit or entry. Write one of them."),
    gettext_noop("A record needs a name. Add the surname or the given names."),
    gettext_noop("The date of birth is written 1984-06-03, or 1984-00-00 where the day is not known."),
    gettext_noop(
        "There is no such day of birth, or it lies after the passage. Write what is not known as noughts: 1984-00-00."
    ),
    gettext_noop("A record needs a crossing point. Add its name."),
    gettext_noop("The time is written 2026-10-12 07:41, in local time of the point. Write the day and the minute."),
    gettext_noop("The passage lies before 1990 or more than a week ahead. Look at its year."),
    gettext_noop("The country is written as a code of two letters, such as BY."),
    gettext_noop("The nationality is written as a code of three letters, such as LTU."),
    gettext_noop("The sex is written M, F or X, or is left empty."),
    gettext_noop("The text holds signs that are no letters, or is too long. Write the record anew from its source."),
    gettext_noop("The row says what an earlier one says. It was not counted again."),
    gettext_noop("Say which source these records come from."),
    gettext_noop("The file has no rows. Ask its sender for the whole file."),
    gettext_noop("This file was received before, under this number. Nothing was done again."),
    gettext_noop("This file waits already, under this number."),
    gettext_noop("The work was stopped three times. Hand the file in anew."),
    gettext_noop("The file is not there any more. Hand it in anew."),
    gettext_noop("This sender does not report this point."),
    gettext_noop("This event was told before. It was not counted again."),
    gettext_noop(
        "The number of an event is a text of at most 200 signs or a whole number. Send it so, or leave it out."
    ),
)  # what may be wrong with rows and files, as their readers say it


def fault(message: str) -> str:
    """What is wrong with a row, in the reader's language where it is one of our sentences."""
    return gettext(message) if message else ""
