"""The browser gives the same answers as Python, held to the same file of vectors."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.seal.test_vectors import CASES, VECTORS

SCRIPT = Path(__file__).resolve().parents[2] / "exeat" / "web" / "static" / "verify" / "seal.js"
ASK = """async ({vectors, asked}) => {
  const answers = [];
  for (const {token, keys, revoked, at} of asked) {
    const believed = await exeatSeal.readKeys(vectors.key_lists[keys]);
    const status = revoked ? await exeatSeal.readStatus(vectors.lists[revoked], believed) : null;
    try {
      answers.push(["valid", "", await exeatSeal.verify(token, {keys: believed, status, at})]);
    } catch (answer) {
      answers.push([answer.word || String(answer), answer.why || "", null]);
    }
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def answers(browser):
    asked = [case | {"at": datetime.fromisoformat(case["at"]).timestamp() * 1000} for case in CASES]
    page = browser.new_page()
    page.route("http://localhost/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://localhost/")
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    said = page.evaluate(ASK, {"vectors": VECTORS, "asked": asked})
    page.close()
    return said


def test_the_browser_gives_every_permit_the_answer_that_python_gives(answers):
    wanted = [(case["name"], case["word"], case.get("why", "")) for case in CASES]

    assert [(case["name"], *answer[:2]) for case, answer in zip(CASES, answers, strict=True)] == wanted


def test_the_browser_reads_the_same_permit(answers):
    assert answers[0][2] == VECTORS["permit"]
