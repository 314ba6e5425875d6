"""`exeat letters` lists every kind and prints one with made-up facts."""

import pytest
from typer.testing import CliRunner

from exeat.cli.letters import app
from exeat.letters import texts

pytestmark = pytest.mark.django_db


def test_the_list_has_every_kind_in_every_language():
    lines = CliRunner().invoke(app, ["list"]).output.splitlines()

    assert len(lines) == sum(len(texts.languages(kind)) for kind in texts.kinds())
    assert any(line.startswith("application-refused  lt  ") and line.endswith("decides") for line in lines)


def test_a_preview_reads_as_a_letter_and_a_wrong_name_is_refused():
    letter = CliRunner().invoke(app, ["preview", "application-refused", "--language", "lt", "--group", "soldiers"])
    wrong = CliRunner().invoke(app, ["preview", "nothing"])

    assert letter.output.startswith("Leidimą vykti išduoti atsisakyta. Vykti draudžiama")
    assert wrong.exit_code == 2
    assert CliRunner().invoke(app, ["preview", "application-refused", "--group", "nobody"]).exit_code == 2
