"""What every reader of permits must answer; the browser is held to the same file."""

import json
from datetime import datetime

import pytest

from exeat_seal import NotValid, Refer, read_keys, read_status, verify
from tests.seal import make

VECTORS = json.loads((make.HERE / "vectors.json").read_text(encoding="utf-8"))
CASES = VECTORS["cases"]


def answer(case):
    keys = read_keys(json.dumps(VECTORS["key_lists"][case["keys"]]))
    revoked = read_status(json.dumps(VECTORS["lists"][case["revoked"]]), keys) if case["revoked"] else None
    try:
        verify(case["token"], keys=keys, revoked=revoked, at=datetime.fromisoformat(case["at"]))
    except NotValid as reason:
        return reason.word, ""
    except Refer as reason:
        return reason.word, reason.why
    return "valid", ""


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_permit_gets_its_answer(case):
    assert answer(case) == (case["word"], case.get("why", ""))


def test_the_files_are_what_the_script_makes():
    kept = {path: path.read_bytes() for path in [*(make.HERE / "spoiled").iterdir(), make.HERE / "vectors.json"]}

    assert kept == {path: text.encode() for path, text in make.files().items()}


def test_every_answer_is_in_the_vectors():
    words = {case["word"] for case in CASES} | {case.get("why") for case in CASES if "why" in case}

    assert words == {"valid", "unreadable", "unknown key", "forged", "not yet valid", "expired", "revoked", "refer",
                     "no list", "strange list", "old list", "clock"}  # fmt: skip
