from __future__ import annotations

import pytest

from exeat.regimes import RulebookError, rulebook, rulebooks
from exeat.regimes.reading import files, read_text, title

WHOLE = files()["lt-service-travel"].read_text(encoding="utf-8")


def wrong(old: str, new: str) -> str:
    """What the reader says of the rulebook after a change."""
    assert old in WHOLE
    with pytest.raises(RulebookError) as error:
        read_text(WHOLE.replace(old, new, 1), "law.yaml")
    return str(error.value)


def line_of(text: str) -> int:
    return WHOLE[: WHOLE.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("under_way: exempt", "under_wey: exempt", "'under_way'"),
        ("requires: ban\n", "requires: bann\n", "'ban'"),
        ("binds: [soldier, officer]", "binds: [soldier, oficer]", "'officer'"),
        ("to: [listed]", "to: [lsted]", "'listed'"),
        ("by: permission\n", "by: permision\n", "'permission'"),
        ("cite: [statute]", "cite: [statut]", "'statute'"),
        ("reasons: [property]", "reasons: [proprety]", "'property'"),
        ("when: {post.kind: professional_soldier}", "when: {post.kind: profesional_soldier}", "'professional_soldier'"),
        ("when: {post.kind: professional_soldier}", "when: {post.knd: professional_soldier}", "'post.kind'"),
        (
            "when: {post.kind: professional_soldier}",
            "when: {any: [{post.kind: official}, {post.kind: profesional_soldier}]}",
            "'professional_soldier'",
        ),
        (
            "when: {post.kind: professional_soldier}",
            "when: {any: [{post.kind: official}, {clearence.level: secret}]}",
            "'clearance.level'",
        ),
        (
            "when: {post.kind: professional_soldier}",
            "when: {clearance.level: {at_least: secert}}",
            "'secret'",
        ),
        ("when: {post.kind: professional_soldier}", "when: {clearance.level: {atleast: secret}}", "'at_least'"),
        (
            "when: {application.ground: [illness_or_death, parental_duty, property]}",
            "when: {application.ground: [illness_or_deth, parental_duty, property]}",
            "'illness_or_death'",
        ),
        ("destinations.listed.occupied_by:", "destinations.listed.ocupied_by:", "'occupied_by'"),
        ("destinations.listed.occupied_by:", "destinations.lsted.occupied_by:", "'listed'"),
        ("exceptions.on-a-ground.requires: notice", "exceptions.on-a-gruond.requires: notice", "'on-a-ground'"),
        ("default: recognised_borders", "default: recognized_borders", "'recognised_borders'"),
        ("countries: [RU, BY, CN]", "countries: [RU, BY, CM, XQ]", "no such country: 'XQ'"),
        ("jurisdiction: LT", "jurisdiction: DX", "US, XX"),
        ("calendar: LT", "calendar: LTX", "'LT'"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_told_with_the_nearest_known(old, new, said):
    message = wrong(old, new)

    assert said in message
    assert message.startswith("law.yaml:")


def test_an_error_names_the_line_and_the_path():
    message = wrong("    binds: [soldier, officer]", "    binds: [soldier, oficer]")

    assert message.startswith(f"law.yaml:{line_of('    binds: [soldier, officer]')}: provisions.no-private-travel")


def test_all_errors_are_told_at_once():
    changed = WHOLE.replace("under_way: exempt", "under_wey: exempt").replace("requires: ban\n", "requires: bann\n")

    with pytest.raises(RulebookError) as error:
        read_text(changed)

    assert len(error.value.faults) == 2


@pytest.mark.parametrize(
    "text",
    [
        "    cite: [defence-law, statute]\n    checked_on",
        "        by: permission\n        cite: [resolution]\n",
        "    reasons: [property]\n    evidence: unknown\n    cite: [resolution]\n",
    ],
)
def test_nothing_is_law_without_a_source(text):
    message = wrong(text, text.replace("cite: [defence-law, statute]", "").replace("cite: [resolution]", ""))

    assert "'cite' is missing" in message


def test_a_rulebook_without_examples_does_not_load():
    before = WHOLE[: WHOLE.index("examples:\n")]

    with pytest.raises(RulebookError, match="without examples does not load"):
        read_text(before)
    with pytest.raises(RulebookError, match="at least one is needed"):
        read_text(before + "examples: {given: {}, cases: []}\n")


def test_an_article_number_must_stand_in_quotes():
    message = wrong('number: "VIII-723"', "number: 1.10")

    assert "must stand in quotes" in message


def test_norway_is_a_country_and_not_false():
    book = read_text(WHOLE.replace("countries: [RU, BY, CN]", "countries: [RU, BY, CN, NO]", 1))

    assert book.destinations["listed"].wordings[0].countries == ["RU", "BY", "CN", "NO"]


def test_a_key_that_is_given_twice_is_refused():
    message = wrong("    under_way: exempt\n", "    under_way: exempt\n    under_way: bound\n")

    assert "duplicate key" in message.lower() or "under_way" in message


def test_what_is_no_yaml_says_where():
    assert wrong("categories:", "categories: [").startswith("law.yaml:")


def test_wordings_never_overlap():
    message = wrong(
        "    wordings:                          # the statute applied for three weeks before there was a list\n",
        "    wordings:\n      - {in_force: 2024-01-10, countries: [RU], cite: [resolution]}\n",
    )

    assert "overlap" in message


def test_a_wording_ends_after_it_begins():
    message = wrong(
        "    in_force: 2024-01-01\n    when: {post.kind: professional_soldier}",
        "    in_force: 2024-01-01\n    until: 2024-01-01\n    when: {post.kind: professional_soldier}",
    )

    assert "is not after in_force" in message


def test_two_exceptions_that_collide_need_an_order():
    message = wrong(
        "    exceptions:\n      on-a-ground:",
        "    exceptions:\n      grave:\n        label: {en: Grave}\n        when: {application.ground: property}\n"
        "        requires: free\n        cite: [resolution]\n      on-a-ground:",
    )

    assert "say which prevails_over" in message


def test_a_reason_belongs_to_one_ground():
    message = wrong("reasons: [property]", "reasons: [property, guardianship]")

    assert "already belongs to the ground 'parental_duty'" in message


def test_a_ground_whose_reasons_are_unknown_needs_an_open_point():
    message = wrong("reasons: [property]", "reasons: unknown")

    assert "an open point must say how they are read" in message


def test_what_asks_for_a_permit_names_the_procedure():
    message = wrong("        requires: permission\n        by: permission\n", "        requires: permission\n")

    assert "names no procedure" in message


def test_a_wrong_fact_in_an_example_is_an_error():
    message = wrong("{post.kind: volunteer_soldier}, then", "{post.kind: voluntear_soldier}, then")

    assert "'volunteer_soldier'" in message


def test_the_same_file_gives_the_same_rulebook():
    assert read_text(WHOLE) == rulebook("lt-service-travel")


@pytest.mark.parametrize("status", ["law", "partial", "draft"])
def test_the_names_by_status_and_jurisdiction_are_those_of_the_understood_rulebooks(status):
    named = {(name, "LT") for name in rulebooks(status=status, jurisdiction="LT")}

    books = [rulebook(name) for name in rulebooks(status=None)]
    assert named == {(each.regime, "LT") for each in books if (each.status, each.jurisdiction) == (status, "LT")}


def test_a_title_is_read_without_the_rest():
    for name in rulebooks(status=None):
        assert title(name) == rulebook(name).title


@pytest.mark.parametrize(
    ("accepted", "wrong"),
    [
        ("lt-service-travel.permision", "lt-service-travel: no such procedure: 'permision'; the nearest known is"),
        (
            "lt-service-travle.permission",
            "no such regime: 'lt-service-travle'; the nearest known is 'lt-service-travel'",
        ),
    ],
)
def test_a_procedure_elsewhere_that_is_accepted_must_exist(accepted, wrong):
    text = files()["lt-secrets-travel"].read_text(encoding="utf-8")
    assert "accepts: [lt-service-travel.permission]" in text

    with pytest.raises(RulebookError) as fault:
        read_text(text.replace("lt-service-travel.permission", accepted))

    assert wrong in str(fault.value)
    assert ".accepts: " in str(fault.value)
