from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from exeat.cli.rulebook import app
from exeat.regimes import releases, rulebooks
from exeat.regimes.reading import files

RUN = CliRunner()
FACTS = {
    "post.kind": "professional_soldier",
    "post.from": "2015-03-02",
    "destination.country": "BY",
    "stay.from": "2024-02-10",
    "stay.until": "2024-02-13",
    "trip.purpose": "private",
    "application.reason": "tourism",
}


@pytest.fixture
def asked(tmp_path):
    def ask(facts, *regimes, options=("--json",)):
        path = tmp_path / "facts.json"
        path.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
        return RUN.invoke(app, ["ask", *(regimes or ["lt-service-travel"]), "--facts", str(path), *options])

    return ask


def test_one_object_gives_one_outcome(asked):
    result = asked(FACTS)

    outcome = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (outcome["requires"], outcome["decided_by"]) == ("ban", "lt-service-travel/no-private-travel")
    assert outcome.keys() >= {
        "requires", "decided_by", "steps", "missing", "other_readings", "assumed", "law", "standing", "duties",
    }  # fmt: skip
    assert outcome["steps"][0].keys() >= {"regime", "provision", "reason", "decided", "words", "cite", "facts"}


def test_a_list_gives_a_list_of_outcomes(asked):
    result = asked([FACTS, FACTS | {"application.reason": None}])

    assert [each["requires"] for each in json.loads(result.stdout)] == ["ban", "undetermined"]


def test_what_is_absent_is_the_same_as_null(asked):
    for name in FACTS:
        absent = json.loads(asked({key: value for key, value in FACTS.items() if key != name}).stdout)
        null = json.loads(asked(FACTS | {name: None}).stdout)

        assert absent | {"known_at": ""} == null | {"known_at": ""}


def test_the_short_form_is_the_same_as_lists_of_one(asked):
    short = json.loads(asked(FACTS).stdout)
    rest = {"trip.purpose": "private", "application.reason": "tourism"}

    lists = {
        "posts": [{"kind": "professional_soldier", "from": "2015-03-02"}],
        "stays": [{"country": "BY", "from": "2024-02-10", "until": "2024-02-13"}],
    }
    long = json.loads(asked(rest | lists).stdout)

    assert short | {"known_at": ""} == long | {"known_at": ""}


@pytest.mark.parametrize(
    ("change", "named", "nearest"),
    [
        ({"post.knd": "x"}, "post.knd", "post.kind"),
        ({"post.kind": "profesional_soldier"}, "post.kind", "professional_soldier"),
        ({"clearance.level": "top secret"}, "clearance.level", "top_secret"),
        ({"application.reason": "tourizm"}, "application.reason", "tourism"),
        ({"destination.country": "Belarus"}, "destination.country", "BY"),
        ({"destination.country": "by"}, "destination.country", "BY"),
        ({"trip.purpose": "privat"}, "trip.purpose", "private"),
        ({"stay.mode": "transitt"}, "stay.mode", "transit"),
        ({"post.kind": 7}, "post.kind", "a word is expected"),
        ({"stay.from": "10.02.2024"}, "stay.from", "2024-02-10"),
        ({"stay.from": "2024-02-30"}, "stay.from", "a day such as"),
        ({"post.body_handles_secrets": "true"}, "post.body_handles_secrets", "true or false"),
        ({"stay.until": "2024-02-10"}, "stay.until", "is not after"),
        ({"application.ground": "property"}, "application.ground", "give the reason alone"),
        ({"posts": [{"kind": "official"}]}, "posts", "post.kind"),
        ({"destination.territory": "UA-40"}, "destination.territory", "is not a part of BY"),
    ],
)
def test_a_wrong_fact_is_told_with_the_nearest_known_name(asked, change, named, nearest):
    result = asked(FACTS | change)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert named in result.stderr
    assert nearest in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("3", "one object of facts"),
        ('{"a": NaN}', "NaN"),
        ('[{"post.kind": "none"}, 3]', "question 2 of 2"),
        ('{"post.kind": "none", "post.kind": "official"}', "is given twice"),
    ],
)
def test_a_file_that_is_no_question_is_refused(asked, text, said):
    result = asked(text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_file_that_is_not_there_is_told(tmp_path):
    result = RUN.invoke(app, ["ask", "lt-advice", "--facts", str(tmp_path / "none.json"), "--json"])

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_a_regime_that_is_not_there_is_told_with_the_nearest(asked):
    result = asked(FACTS, "lt-service-travl")

    assert result.exit_code == 2
    assert "'lt-service-travel'" in result.stderr


def test_a_regimes_own_word_is_taken_where_one_is_asked(asked):
    facts = {key: value for key, value in FACTS.items() if key != "application.reason"} | {
        "application.ground": "property"
    }

    assert json.loads(asked(facts).stdout)["requires"] == "permission"
    assert asked(facts, "lt-service-travel", "lt-advice").exit_code == 2


def test_another_reading_can_be_chosen(asked):
    facts = FACTS | {"application.reason": "property"}

    result = asked(facts, options=("--json", "--reading", "lt-service-travel/ground-needs=nothing"))
    wrong = asked(facts, options=("--json", "--reading", "lt-service-travel/ground-need=nothing"))

    assert json.loads(result.stdout)["requires"] == "free"
    assert wrong.exit_code == 2
    assert "'ground-needs'" in wrong.stderr


def test_the_answer_for_people_says_why_with_sources_in_both_languages(asked):
    english = asked(FACTS, options=()).stdout
    lithuanian = asked(FACTS, options=("--language", "lt")).stdout

    assert english.startswith("You may not make this trip. (ban)")
    assert "Government resolution" in english
    assert lithuanian.startswith("Vykti draudžiama. (ban)")
    assert "Baltarusija" in lithuanian


def test_what_would_settle_it_is_told(asked):
    result = asked(FACTS | {"application.reason": None}, options=("--unknown",))

    assert "application.reason = tourism: ban" in result.stdout
    assert "application.reason = property: permission" in result.stdout


def test_every_rulebook_reads_well_and_its_examples_agree():
    assert RUN.invoke(app, ["check"]).exit_code == 0
    assert RUN.invoke(app, ["test"]).exit_code == 0


def test_a_rulebook_with_a_mistake_is_told_with_file_and_line(tmp_path):
    path = tmp_path / "mine.yaml"
    text = files()["lt-advice"].read_text(encoding="utf-8").replace("binds: [everyone]", "binds: [everybody]")
    path.write_text(text, encoding="utf-8")

    result = RUN.invoke(app, ["check", str(path)])

    line = text[: text.index("binds:")].count("\n") + 1
    assert result.exit_code == 2
    assert f"mine.yaml:{line}:" in result.stderr
    assert "'everyone'" in result.stderr


def test_an_example_that_does_not_agree_fails_the_check(tmp_path):
    path = tmp_path / "mine.yaml"
    text = (
        files()["lt-advice"]
        .read_text(encoding="utf-8")
        .replace(
            "name: Moscow, given: {destination.country: RU}, then: {requires: advice}",
            "name: Moscow, given: {destination.country: RU}, then: {requires: ban}",
        )
    )
    path.write_text(text, encoding="utf-8")

    result = RUN.invoke(app, ["check", str(path)])

    assert result.exit_code == 2
    assert "requires is 'advice', expected 'ban'" in result.stderr


def test_the_text_of_a_day_is_shown():
    before = RUN.invoke(app, ["show", "lt-service-travel", "--on", "2024-01-10"]).stdout
    after = RUN.invoke(app, ["show", "lt-service-travel", "--on", "2024-02-10", "--language", "lt"]).stdout

    assert "no destination is listed" in before
    assert "Rusija, Baltarusija, Kinija" in after


def test_the_text_of_a_day_is_shown_as_data():
    result = RUN.invoke(app, ["show", "lt-service-travel", "--on", "2024-01-10", "--yaml"])

    shown = YAML(typ="safe", pure=True).load(result.stdout)
    assert "destinations" not in shown
    assert shown["provisions"]["no-private-travel"]["requires"] == "ban"


def test_a_bare_installation_answers_without_django_or_duckdb(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS), encoding="utf-8")
    program = (
        "import sys\n"
        f"sys.argv = ['exeat', 'rulebook', 'ask', 'lt-service-travel', '--facts', {str(path)!r}, '--json']\n"
        "from exeat.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "heavy = {'django', 'duckdb', 'pyarrow', 'numpy', 'cryptography', 'rapidfuzz'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path.cwd())

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["requires"] == "ban"


def test_law_is_named_apart_from_drafts():
    law, drafts = set(rulebooks()), set(rulebooks(status="draft"))

    assert {"demo-order", "lt-advice", "lt-secrets-travel", "lt-service-travel"} <= law
    assert "lt-2023-draft" in drafts
    assert not law & drafts


def test_what_is_missing_is_suggested_as_lines_of_the_file():
    result = RUN.invoke(app, ["suggest", "tests/regimes/rulebooks/us-sead3.yaml"])

    assert result.exit_code == 0
    assert "    - {name: " in result.stdout
    assert "examples to confirm against the source" in result.stderr


def test_several_regimes_are_summed_up_on_the_last_line():
    tested = RUN.invoke(app, ["test", "lt-advice", "ua-officials-2023"]).stdout.splitlines()
    checked = RUN.invoke(app, ["check", "--no-falsify"]).stdout.splitlines()

    one, two = (int(re.search(r": (\d+) of", line)[1]) for line in tested[:2])
    assert tested[2].startswith(f"2 regimes: {one + two} of {one + two} examples agree; of ")
    sums = r"(\d+) of \1 rulebooks read well; findings: error at release: \d+, warning: \d+, information: \d+, "
    assert re.fullmatch(sums + r"explained: \d+", checked[-1])


def test_a_check_tells_its_findings_with_file_and_line():
    path = "tests/regimes/rulebooks/us-sead3.yaml"

    result = RUN.invoke(app, ["check", path, "--no-falsify"])

    assert f"{path}:26: provisions.approval-before-travel: error at release: No example stops" in result.stderr


def test_a_comparison_tells_each_change_with_a_trip_and_which_readings_matter():
    result = RUN.invoke(app, ["diff", "lt-service-travel", "lt-2023-draft"])

    assert result.exit_code == 0
    assert "1. Nothing is asked. → A permit is needed first." in result.stdout
    assert (
        "Read as: holders of the “Restricted” right as well. That matters: Nothing is asked. → A permit"
        in result.stdout
    )
    assert "(lt-2023-draft/restricted=restricted_too)" in result.stdout


def test_a_rulebook_beside_itself_changes_nothing():
    result = RUN.invoke(app, ["diff", "lt-advice", "lt-advice"])

    assert "No situation is treated differently." in result.stdout


def test_an_example_that_does_not_agree_says_its_line_and_the_step_that_decided(tmp_path):
    text = files()["jp-sdf"].read_text(encoding="utf-8")
    path = tmp_path / "jp-sdf.yaml"
    path.write_text(text.replace("Russia is at level 3, then: {requires: ban", "Russia, then: {requires: notice"))
    line = text[: text.index("Russia is at level 3")].count("\n") + 1

    result = RUN.invoke(app, ["check", str(path), "--no-falsify"])

    assert result.exit_code == 2
    assert (
        f"{path}:{line}: example Russia: requires is 'ban', expected 'notice'; decided by jp-sdf/level-2"
        in result.output
    )


def test_the_keys_of_a_section_are_told():
    assert "briefing · return_report" in RUN.invoke(app, ["keys", "duties"]).stdout
    assert RUN.invoke(app, ["keys", "dutys"]).exit_code == 2


@pytest.fixture
def undecided(tmp_path, monkeypatch):
    """A rulebook with a step that no example decides, and a folder of its own for releases."""
    folder = tmp_path / "released"
    monkeypatch.setattr(releases, "released_folder", lambda: folder)
    return Path("tests/regimes/rulebooks/us-sead3.yaml"), folder


def test_nothing_is_released_while_the_check_finds_errors(undecided):
    path, folder = undecided

    result = RUN.invoke(app, ["release", str(path)])

    assert result.exit_code == 2
    assert "No example stops" in result.stderr
    assert not folder.exists()


def test_a_reason_outweighs_errors_and_is_kept(undecided):
    path, folder = undecided

    result = RUN.invoke(app, ["release", str(path), "--despite", "The act is not published yet."])

    assert result.exit_code == 0, result.stderr
    entries = [json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()]
    assert {entry["despite"] for entry in entries} == {"The act is not published yet."}


def test_nothing_outweighs_an_example_that_does_not_agree(undecided, tmp_path):
    path, folder = undecided
    wrong = tmp_path / "wrong.yaml"
    text = path.read_text(encoding="utf-8")
    assert "requires: permission" in text.split("examples:")[1]
    before, examples = text.split("examples:")
    wrong.write_text(
        f"{before}examples:{examples.replace('requires: permission', 'requires: ban', 1)}", encoding="utf-8"
    )

    result = RUN.invoke(app, ["release", str(wrong), "--despite", "It does not matter."])

    assert result.exit_code == 2
    assert not folder.exists()


def test_a_file_outside_the_law_is_not_stored_among_what_was_released(tmp_path):
    path = tmp_path / "elsewhere.yaml"
    path.write_text(files()["au-clearance"].read_text(encoding="utf-8"), encoding="utf-8")
    before = len([*releases.released_folder().iterdir()])

    result = RUN.invoke(app, ["release", str(path)])

    assert result.exit_code == 2
    assert "put it there first, named as its regime" in result.stderr
    assert len([*releases.released_folder().iterdir()]) == before


def test_facts_with_a_comma_too_many_are_told_so(tmp_path):
    path = tmp_path / "facts.json"
    path.write_text('{"post.kind": "official",}', encoding="utf-8")

    result = RUN.invoke(app, ["ask", "lt-service-travel", "--facts", str(path)])

    assert (result.exit_code, "a comma after the last fact" in result.stderr) == (2, True)
