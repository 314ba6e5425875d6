"""The command: what it prints and how it ends, for text, pictures, PDFs and files."""

import json
import subprocess
import sys

import pypdfium2
import pytest
import segno
from PIL import Image

from exeat_seal import command, sign
from tests.seal import make
from tests.seal.make import AT, HERE, KEY, PERMIT

TOKEN = sign(PERMIT, KEY)


@pytest.fixture
def lists(tmp_path):
    keys, revoked = tmp_path / "keys.json", tmp_path / "status.json"
    keys.write_text(json.dumps(make.key_lists()["plain"]), encoding="utf-8")
    revoked.write_text(json.dumps(make.lists()["fresh"]), encoding="utf-8")
    return ["--keys", str(keys), "--revoked", str(revoked), "--at", AT.isoformat()]


def run(*arguments):
    return command.main(["verify", *map(str, arguments)])


def png(path, token=TOKEN, **how):
    segno.make(token, error="q", mode="alphanumeric", micro=False).save(str(path), scale=6, **how)
    return path


def test_a_valid_permit_is_printed_and_ends_with_0(lists, capsys):
    ended = run(TOKEN, *lists)

    said = capsys.readouterr()
    assert ended == 0
    assert said.out.splitlines() == [
        "valid",
        "number: K-7QF2-9M4X-C5T2",
        "name: Eglė Žiūraitė",
        "born: 1987",
        "document: LT ...1957",
        "countries: BY",
        "first day: 2026-12-15",
        "last day: 2026-12-18",
        "crossing points: Šalčininkai, Medininkai",
        "key: LT-2026-a",
        "issued: 2026-11-25T20:00:00Z",
    ]
    assert said.err == ""


@pytest.mark.parametrize("file", sorted((HERE / "spoiled").iterdir()), ids=lambda file: file.stem)
def test_each_spoiled_file_ends_with_1_and_the_word_that_its_name_begins_with(file, lists, capsys):
    ended = run(TOKEN if file.stem == "unreadable--a-line-end" else file, *lists)

    if file.stem != "unreadable--a-line-end":  # a file of text may end its line
        assert ended == 1
        assert capsys.readouterr().out == file.stem.split("--")[0].replace("-", " ") + "\n"


def test_a_picture_is_read(lists, tmp_path, capsys):
    assert run(png(tmp_path / "code.png"), *lists) == 0


def test_a_turned_photograph_is_read(lists, tmp_path):
    picture = Image.open(png(tmp_path / "code.png", border=8)).convert("RGB").rotate(13, expand=True, fillcolor="white")
    picture.resize((picture.width * 2 // 3, picture.height * 2 // 3)).save(tmp_path / "photo.jpg", quality=70)

    assert run(tmp_path / "photo.jpg", *lists) == 0


def test_a_pdf_is_read(lists, tmp_path):
    Image.open(png(tmp_path / "code.png", border=8)).convert("RGB").save(tmp_path / "sheet.pdf", resolution=150)

    assert run(tmp_path / "sheet.pdf", *lists) == 0


def test_a_file_of_text_is_read(lists, tmp_path):
    (tmp_path / "token.txt").write_text(TOKEN + "\n", encoding="ascii")

    assert run(tmp_path / "token.txt", *lists) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\nbroken",
        b"\xff\xd8\xffbroken",
        b"%PDF-1.7 broken",
        b"\x00\x01",
        "žodis".encode(),
        b"A" * 99,
    ],
)
def test_a_file_without_a_permit_is_unreadable(content, lists, tmp_path, capsys):
    (tmp_path / "file").write_bytes(content)

    assert run(tmp_path / "file", *lists) == 1
    assert capsys.readouterr().out == "unreadable\n"


def test_a_picture_with_two_permits_is_unreadable(lists, tmp_path, capsys):
    one = Image.open(png(tmp_path / "one.png")).convert("L")
    two = Image.open(png(tmp_path / "two.png", sign(make.TAKEN_BACK, KEY))).convert("L")
    both = Image.new("L", (one.width + two.width + 40, max(one.height, two.height)), 255)
    both.paste(one, (0, 0))
    both.paste(two, (one.width + 40, 0))
    both.save(tmp_path / "both.png")

    assert run(tmp_path / "both.png", *lists) == 1
    assert "more than one permit" in capsys.readouterr().err


def test_a_large_photograph_is_read(lists, tmp_path):
    small = Image.open(png(tmp_path / "code.png", border=8)).convert("L")
    small.resize((7000, 7000)).save(tmp_path / "large.jpg", quality=60)

    assert run(tmp_path / "large.jpg", *lists) == 0


def test_a_picture_that_would_fill_the_memory_is_not_opened(lists, tmp_path, capsys):
    Image.new("1", (9000, 9000)).save(tmp_path / "bomb.png")

    assert run(tmp_path / "bomb.png", *lists) == 1
    assert "larger than any photograph" in capsys.readouterr().err


def test_a_picture_of_another_code_is_unreadable(lists, tmp_path, capsys):
    assert run(png(tmp_path / "code.png", "HTTPS://EXAMPLE.LT"), *lists) == 1
    assert "not that of a permit" in capsys.readouterr().err


def test_an_empty_pdf_is_unreadable(lists, tmp_path, capsys):
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(tmp_path / "empty.pdf")

    assert run(tmp_path / "empty.pdf", *lists) == 1


def test_the_question_must_be_readable(lists, tmp_path, capsys):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    keys = lists[:2]

    assert run(tmp_path / "missing.png", *lists) == 2
    assert run(TOKEN, "--keys", tmp_path / "missing.json") == 2
    assert run(TOKEN, "--keys", broken) == 2
    assert run(TOKEN, *keys, "--revoked", broken) == 2
    assert run(TOKEN, *keys, "--revoked", tmp_path / "missing.json") == 2
    assert run(TOKEN, *keys, "--at", "tomorrow") == 2
    assert run(TOKEN, *keys, "--at", "2026-12-15T08:00:00") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 7


def test_what_must_be_asked_ends_with_3(lists, capsys):
    ended = run(TOKEN, *lists[:2], "--at", AT.isoformat())

    said = capsys.readouterr()
    assert ended == 3
    assert said.out == "refer\n"
    assert "list of revoked permits" in said.err


def test_a_fault_of_the_program_is_no_answer_about_a_permit(lists, monkeypatch, capsys):
    def broken(*_given, **_named):
        raise ZeroDivisionError

    monkeypatch.setattr(command, "verify", broken)

    assert run(TOKEN, *lists) == 2
    assert capsys.readouterr().out == ""


def test_the_command_stands_alone(lists):
    code = "import sys; from exeat_seal.command import main; r = main(sys.argv[1:]); " \
        "assert not {'django', 'exeat', 'PIL', 'cwt'} & set(sys.modules); sys.exit(r)"  # fmt: skip

    ran = subprocess.run([sys.executable, "-c", code, "verify", TOKEN, *lists], capture_output=True, text=True)

    assert (ran.returncode, ran.stderr) == (0, "")
