"""What whoever writes a rulebook is told of a slip: where it stands in the file as written, and how to mend it."""

from __future__ import annotations

import re

import pytest

from exeat.regimes import RulebookError
from exeat.regimes.reading import files, read_rulebook, read_text

WHOLE = files()["lt-service-travel"].read_text(encoding="utf-8")
SOLDIER = "when: {post.kind: professional_soldier}"


def wrong(old, new):
    """What the reader says of the rulebook after a change, fault by fault."""
    assert old in WHOLE
    with pytest.raises(RulebookError) as error:
        read_text(WHOLE.replace(old, new, 1), "law.yaml")
    return error.value.faults


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("countries: [RU, BY, CN]", "countries: [Russia]", "it is written RU"),
        ("countries: [RU, BY, CN]", "countries: [UK]", "it is written 'GB'"),
        ("countries: [RU, BY, CN]", "countries: RU", "a list such as [RU] is expected here"),
        ("apply_before: unknown", "apply_before: 1 month", "it is written 1 months"),
        ("apply_before: unknown", "apply_before: soon", "or 1 months (or day_before, unknown, silent)"),
        ("apply_before: unknown", "apply_before: 14", "a time has its unit: 14 days"),
        ("regime: lt-service-travel", "regime: LT Service", "is no name: small letters"),
        ("under_way: exempt", "under_way: perhaps", "known are exempt, bound"),
        (SOLDIER, "when: {post.kind: 7th_cavalry}", "known are professional_soldier, "),
        ("    requires: ban\n", "", "'requires' is missing. What is asked, from free to ban. One of: free, advice"),
        (SOLDIER, "when: {application.ground: holiday}", "each ground stands under grounds in this rulebook"),
        (SOLDIER, "when: all", "such as {clearance.level: secret}; found 'all'"),
        ("countries: [RU, BY, CN]", "countries: [EU]", "it is a list: as_in: eu, or all_except with except_in: [eu]"),
        ("apply_before: unknown", "give_before: unknown", "a permission has apply_before and no give_before"),
        ("apply_before: unknown", "deadline: unknown", "'exeat rulebook keys procedures' tells all of them"),
        (f"in_force: 2024-01-01\n    {SOLDIER}", f"in_force: unknown\n    {SOLDIER}", "say so with in_force_assumed"),
    ],
)  # fmt: skip
def test_a_slip_is_told_once_and_with_how_it_is_written(old, new, said):
    faults = wrong(old, new)

    assert len(faults) == 1
    assert said in faults[0].message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    " + SOLDIER, "\t" + SOLDIER, "a tab stands here"),
        (SOLDIER, SOLDIER + "\n     note: x", "indented by more or fewer spaces"),
        (SOLDIER, SOLDIER.replace("}", "}}"), "closes here that none opened"),
        (SOLDIER, SOLDIER.replace("{", "["), "a bracket is closed by one of another shape"),
        (SOLDIER, SOLDIER + "\n    note: Soldiers: all", "words with a colon must stand in quotation marks"),
    ],
)
def test_what_is_no_yaml_is_told_in_words(old, new, said):
    (fault,) = wrong(old, new)

    assert said in fault.message
    assert fault.line


@pytest.mark.parametrize(
    ("then", "path", "said"),
    [
        ("notice", "then", "a mapping is expected here, such as {requires: notice}"),
        ("{requires: notify}", "then.requires", "no such value: 'notify'"),
        ("{asks: notice}", "then", "no such answer: 'asks'; known are requires, because"),
        ("{requires: ban, duties: [return-form]}", "then.duties", "what is asked among them, and not their names"),
        ("{requires: ban, duties: notice}", "then.duties", "a list such as [notice] is expected"),
    ],
)
def test_an_answer_that_no_trip_can_have_is_told_before_any_example_runs(then, path, said):
    case = re.search(r"then: \{.*?\}\}$", WHOLE, re.MULTILINE).group()

    (fault,) = wrong(case, f"then: {then}}}")

    assert fault.path.endswith(path)
    assert said in fault.message


@pytest.mark.parametrize("marks", ["“”", "„“", "””"])
def test_curly_quotation_marks_of_a_word_processor_are_told(marks):
    (fault,) = wrong(SOLDIER, f"{SOLDIER}\n    note: {marks[0]}Only soldiers{marks[1]}")

    assert fault.line == WHOLE[: WHOLE.index(SOLDIER)].count("\n") + 2
    assert "write straight ones" in fault.message


def test_curly_quotation_marks_inside_straight_ones_are_words():
    said = 'note: "The act says: „only soldiers“"'

    book = read_text(WHOLE.replace(SOLDIER, f"{SOLDIER}\n    {said}", 1))

    assert book.categories["soldier"].wordings[0].note == "The act says: „only soldiers“"


def test_a_file_in_another_encoding_and_a_name_of_nothing_are_told(tmp_path):
    path = tmp_path / "law.yaml"
    path.write_bytes(WHOLE.encode("utf-16"))

    with pytest.raises(RulebookError, match="save it as plain text in UTF-8"):
        read_rulebook(path)
    with pytest.raises(
        RulebookError, match="no such file, and no such regime: 'lt-service-travell'; the nearest known"
    ):
        read_rulebook("lt-service-travell")


def test_a_place_without_its_comma_is_told_how_it_is_cited():
    cite = re.search(r"cite: \[(\w[\w-]*)", WHOLE)

    faults = wrong(cite.group(), f"{cite.group()} art. 5")

    assert f'"{cite.group(1)}, art. 5"' in faults[0].message


def test_a_part_that_is_named_without_its_section_is_told_the_section():
    on = re.search(r"on: (\w+)\.([\w-]+)", WHOLE)

    (fault,) = wrong(on.group(), f"on: {on.group(2)}")

    assert f"it is written {on.group(1)}.{on.group(2)}" in fault.message


def test_a_part_with_one_wording_is_named_as_it_is_written():
    (fault,) = wrong("    binds: [soldier, officer]", "    binds: [soldier, oficer]")

    assert fault.path == "provisions.no-private-travel.binds"


def test_a_part_with_several_wordings_is_named_with_the_wording():
    (fault,) = wrong("countries: [RU, BY, CN]", "countries: [RU, BY, XQ]")

    assert fault.path == "destinations.listed.wordings.0.countries"


def test_a_jurisdiction_without_words_is_told_how_it_gets_them():
    (fault,) = wrong("jurisdiction: LT", "jurisdiction: IS")

    assert "copy exeat/law/jurisdictions/" in fault.message
