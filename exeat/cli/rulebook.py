"""`exeat rulebook`: the law as data on the command line, from a bare installation."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from exeat.cli.drafts import in_people, simulate
from exeat.regimes import (
    NoSuchRegime,
    NothingKnown,
    Outcome,
    Rulebook,
    RulebookError,
    WrongFacts,
    WrongReading,
    ask,
    keys,
    read_rulebook,
    rulebook,
    rulebooks,
    run_examples,
    undecided_steps,
    vocabulary,
)
from exeat.regimes.beginning import RULES, begun
from exeat.regimes.falsifying import Trial
from exeat.regimes.findings import findings, survived
from exeat.regimes.reading import files as known_files
from exeat.regimes.reading import read_text, written
from exeat.regimes.schema import json_schema
from exeat.regimes.settling import settling
from exeat.regimes.suggesting import suggest
from exeat.regimes.suggesting import written as suggestions

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

WRONG = (NoSuchRegime, NothingKnown, RulebookError, WrongFacts, WrongReading)
WEIGHTS = {"error": "error at release", "warning": "warning", "information": "information"}
Language = Annotated[str, typer.Option("--language", "-l", help="en or lt")]


@app.callback()
def root() -> None:
    """Read the law as data: check, show, test, ask, compare, release."""


def _stop(message: object) -> typer.Exit:
    """Says what is wrong on standard error, and ends with 2."""
    typer.echo(str(message), err=True)
    return typer.Exit(2)


def _book(name: str) -> Rulebook:
    """A rulebook by its name, or from a file where the name is a path."""
    return read_rulebook(Path(name)) if name.endswith((".yaml", ".yml")) else rulebook(name)


def _books(names: list[str] | None) -> list[Rulebook]:
    try:
        return [_book(name) for name in names or rulebooks(status=None)]
    except WRONG as wrong:
        raise _stop(wrong) from None


def _language(language: str) -> str:
    if language not in ("en", "lt"):
        raise _stop(f"no such language: {language!r}; known are en, lt")
    return language


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _stop(f"{option}: a day such as 2024-02-10 is expected; found {text!r}") from None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _stop(f"--known-at: a moment such as 2026-11-21T12:00 is expected; found {text!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@app.command("ask")
def ask_command(
    regimes: Annotated[list[str], typer.Argument(metavar="REGIME...", help="names of regimes, or rulebook files")],
    facts: Annotated[
        Path,
        typer.Option("--facts", help="a JSON file: one object of facts, or a list of them; - reads standard input"),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="nothing but JSON on standard output")] = False,
    language: Language = "en",
    reading: Annotated[list[str] | None, typer.Option("--reading", help="regime/point=reading")] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="ask the law of this day instead of the days of the stay")
    ] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", help="what was known at this moment")] = None,
    today: Annotated[
        str | None, typer.Option("--today", help="the day for which the standing is told; now if left out")
    ] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help="what each missing fact would change")] = False,
) -> None:
    """Ask one or more regimes about a trip. Exits with 0 when answered, with 2 when the input is wrong."""
    given = _facts(facts)
    questions = given if isinstance(given, list) else [given]
    options: dict[str, Any] = {
        "language": _language(language),
        "readings": _readings(reading),
        "on": _day(on, "--on"),
        "known_at": _moment(known_at),
        "today": _day(today, "--today") or datetime.now(UTC).date(),
    }
    outcomes: list[Outcome] = []
    books: list[str | Rulebook] = []
    try:
        books = [_book(name) if name.endswith((".yaml", ".yml")) else name for name in regimes]
        for i, each in enumerate(questions):
            try:
                outcomes.append(ask(books, each, **options))
            except WrongFacts as wrong:
                where = f"question {i + 1} of {len(questions)}: " if isinstance(given, list) else ""
                raise _stop(f"{facts}: {where}{wrong}") from None
    except WRONG as wrong:
        raise _stop(wrong) from None
    if as_json:
        told = [outcome.model_dump(mode="json") for outcome in outcomes]
        typer.echo(json.dumps(told if isinstance(given, list) else told[0], ensure_ascii=False, indent=2))
        return
    for i, (outcome, each) in enumerate(zip(outcomes, questions, strict=True)):
        typer.echo(("\n" if i else "") + _told(outcome))
        if unknown:
            typer.echo(_what_would_settle(books, each, outcome, options))


def _facts(path: Path) -> Any:
    """The questions in a file, with nothing taken twice and nothing that JSON does not have."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise _stop(f"{path}: cannot be read: {wrong.strerror}") from None
    except UnicodeDecodeError:
        raise _stop(f"{path}: is not text in UTF-8") from None
    try:
        given = json.loads(text, object_pairs_hook=_once, parse_constant=_no_such_number)
    except json.JSONDecodeError as wrong:
        hint = (
            " (a comma after the last fact, or a name without quotation marks?)" if "property name" in wrong.msg else ""
        )
        raise _stop(f"{path}:{wrong.lineno}: is not JSON: {wrong.msg}{hint}") from None
    except WrongFacts as wrong:
        raise _stop(f"{path}: {wrong}") from None
    if not isinstance(given, dict | list):
        raise _stop(f"{path}: one object of facts, or a list of objects, is expected; found {given!r}")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise WrongFacts(f"{key}: is given twice")
        found[key] = value
    return found


def _no_such_number(text: str) -> Any:
    raise WrongFacts(f"{text} is not a value in JSON")


def _readings(texts: list[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts or []:
        key, equals, value = text.partition("=")
        if not equals:
            key, _, value = text.partition(":")
        if not value.strip():
            raise _stop(f"--reading: regime/point=reading is expected; found {text!r}")
        found[key.strip()] = value.strip()
    return found


def _told(outcome: Outcome) -> str:
    """An outcome as text for a terminal."""
    head = {name: entry[outcome.language] for name, entry in vocabulary.load("words/readable.yaml")["terminal"].items()}
    lines = [f"{outcome.headline} ({outcome.requires})", "", f"{head['why']}:"]
    lines += [_step(n, step, head["decided"]) for n, step in enumerate(outcome.steps, start=1)]
    if outcome.missing:
        lines += ["", f"{head['missing']}: {'; '.join(outcome.missing_words)} ({', '.join(outcome.missing)})"]
    if outcome.duties:
        lines += ["", f"{head['do']}:"]
        for due in outcome.duties:
            by = f", {head['by']} {due.by}" if due.by else ""
            whom = f" ({head['whom']}: {due.whom})" if due.whom else ""
            lines.append(f"  - {due.what}{by}{whom}. {due.counted}. [{'; '.join(due.cite)}]")
    if outcome.grounds and outcome.requires == "ban":
        lines += [
            "",
            f"{head['grounds']}:",
            *(f"  - {ground.label} [{'; '.join(ground.cite)}]" for ground in outcome.grounds),
        ]
    if outcome.consequences:
        words = "; ".join(dict.fromkeys(each.words for each in outcome.consequences))
        lines += ["", f"{head['measures']}: {words}"]
    if outcome.at_border_words:
        lines.append(f"{outcome.at_border_words}.")
    lines += [f"{head['advice']}: {each.words}. {each.why}" for each in outcome.advice]
    doubts = [
        f"  - {point.question} {head['other']}: {_others(point)}" for point in outcome.open_points if point.changes
    ]
    doubts += [f"  - {head['assumed']}: {text}" for text in outcome.assumed]
    if doubts:
        lines += ["", f"{head['open']}:", *doubts]
    known = {source.words: source.known_words for step in outcome.steps for source in step.sources}
    lines += ["", f"{head['sources']}:", *(f"  - {source}: {how}" for source, how in known.items())]
    return "\n".join([*lines, "", head["limits"]])


def _step(n: int, step: Any, decided: str) -> str:
    end = f" {decided}" if step.decided else ""
    return f"  {n}. {step.words}{end} [{step.regime}: {'; '.join(step.cite)}]"


def _others(point: Any) -> str:
    return "; ".join(f"{reading.words} ({reading.requires})" for reading in point.others if reading.changes)


def _what_would_settle(
    books: list[str | Rulebook], given: Mapping[str, Any], outcome: Outcome, options: Mapping[str, Any]
) -> str:
    """What each value of each missing fact would lead to."""

    lines = []
    for fact in outcome.missing:
        answers = settling(books, given, fact, **options)
        lines += [f"  {fact} = {value}: {requires}" for value, requires in answers.items()]
    return "\n".join(lines)


@app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="rulebook files; all that come with Exeat if left out"),
    ] = None,
    falsify: Annotated[bool, typer.Option("--falsify/--no-falsify", help="also change each value a little")] = True,
    language: Language = "en",
) -> None:
    """Read rulebooks strictly, run their examples, walk them. Exits with 2 when one is unreadable or does not agree."""
    wrong, names, weights = 0, files or rulebooks(status=None), Counter[str]()
    for name in names:
        path = known_files()[name] if name in known_files() else Path(name)
        try:
            book = read_rulebook(path)
        except RulebookError as error:
            typer.echo(str(error), err=True)
            wrong += 1
            continue
        source = written(path.read_text(encoding="utf-8"), str(path) if files else name)
        results = run_examples(book)
        failed = [result for result in results if not result.agrees]
        for i, result in enumerate(results):
            if not result.agrees:
                place = source.line(("examples", "cases", i))
                typer.echo(f"{source.file}:{place}: example {result}; {result.stopped}", err=True)
        found = findings(book, on=datetime.now(UTC).date(), falsified=falsify and not failed)
        weights.update("explained" if each.why else WEIGHTS[each.weight] for each in found)
        for each in found:
            told = f"{WEIGHTS[each.weight]}: {each.words(_language(language))} ({each.code})"
            typer.echo(str(source.fault(each.path, told)), err=True)
        wrong += bool(failed)
        if not failed:
            typer.echo(f"{name}: {book.regime} reads well; {len(book.examples.cases)} examples agree")
    if len(names) > 1:
        kinds = (*WEIGHTS.values(), "explained")
        rest = ", ".join(f"{kind}: {weights[kind]}" for kind in kinds)
        typer.echo(f"{len(names) - wrong} of {len(names)} rulebooks read well; findings: {rest}")
    raise typer.Exit(2 if wrong else 0)


@app.command("test")
def examples_command(
    regimes: Annotated[list[str] | None, typer.Argument(metavar="[REGIME...]")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="also when a step or a falsification is left over")] = False,
) -> None:
    """Run the worked examples of regimes, and see what they leave over. Exits with 1 when one does not agree."""
    wrong, books, sums = 0, _books(regimes), Counter[str]()
    for book in books:
        results = run_examples(book)
        failed = [result for result in results if not result.agrees]
        for result in failed:
            typer.echo(f"{book.regime}: {result}", err=True)
        left = undecided_steps(book)
        for step in left:
            typer.echo(f"{book.regime}: warning: no example decides {step} (an error at release)", err=True)
        told = f"{book.regime}: {len(results) - len(failed)} of {len(results)} examples agree"
        if not failed:
            trial = Trial(book)
            survivors = [*trial.survivors()]
            seen = [each for each in survivors if each.distinguishable]
            for each in seen:
                finding = survived(book, each)
                typer.echo(f"{book.regime}: {finding.place}: warning: {finding.words()}", err=True)
            tried = {"tried": sum(1 for _ in trial.all()), "unnoticed": len(seen), "alike": len(survivors) - len(seen)}
            sums.update(tried)
            told += f"; {_falsified(tried)}"
            left += [each.falsification.words for each in seen]
        wrong += len(failed) + (len(left) if strict else 0)
        sums.update(agree=len(results) - len(failed), examples=len(results))
        typer.echo(told)
    if len(books) > 1:
        typer.echo(f"{len(books)} regimes: {sums['agree']} of {sums['examples']} examples agree; {_falsified(sums)}")
    raise typer.Exit(1 if wrong else 0)


def _falsified(sums: Mapping[str, int]) -> str:
    noticed = sums["tried"] - sums["unnoticed"] - sums["alike"]
    return (
        f"of {sums['tried']} falsifications {noticed} are noticed, {sums['unnoticed']} are not, "
        f"and of {sums['alike']} nobody could tell the difference"
    )


@app.command("suggest")
def suggest_command(regime: str) -> None:
    """The fewest examples that decide every step and notice every falsification, for a person to confirm."""
    (book,) = _books([regime])
    found = suggest(book)
    for line in suggestions(found):
        typer.echo(line)
    typer.echo(
        f"{book.regime}: {len(found)} examples to confirm against the source, then to put under examples.cases",
        err=True,
    )


@app.command()
def show(
    regime: str,
    on: Annotated[str | None, typer.Option("--on", help="the day whose text is shown; today if left out")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", help="as it was known at this moment")] = None,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="as YAML instead of prose")] = False,
    language: Language = "en",
) -> None:
    """Show the consolidated text of a regime on a day, in words or as YAML."""
    from exeat.regimes import releases
    from exeat.regimes.prose import consolidated, prose

    moment = _moment(known_at)
    try:
        book = _book(regime) if moment is None else releases.known(regime, moment)
    except WRONG as wrong:
        raise _stop(wrong) from None
    day = _day(on, "--on") or datetime.now(UTC).date()
    typer.echo(consolidated(book, day).rstrip() if as_yaml else prose(book, day, _language(language)))


@app.command()
def diff(
    a: str,
    b: str,
    language: Language = "en",
    reading: Annotated[list[str] | None, typer.Option("--reading", help="regime/point=reading")] = None,
    trips: Annotated[Path | None, typer.Option("--trips", help="also in people: past trips, as for simulate")] = None,
    holdings: Annotated[Path | None, typer.Option("--holdings", help="what the people of these trips held")] = None,
) -> None:
    """Compare two rulebooks in words: who is asked for something else, where, since when; which readings matter.

    With past trips and what their people held, also in people: whom the second would reach that the first does not.
    """
    from exeat.regimes.compared import lines
    from exeat.regimes.comparing import compare

    if (trips is None) != (holdings is None):
        raise _stop("--trips and --holdings are given together")
    one, two = _books([a, b])
    try:
        differences = compare(one, two, _language(language), chosen=_readings(reading))
    except WRONG as wrong:
        raise _stop(wrong) from None
    for line in lines(one, two, differences, language):
        typer.echo(line)
    if trips is not None and holdings is not None:
        typer.echo(f"\n{in_people(one, two, trips, holdings)}")


@app.command()
def release(
    regimes: Annotated[
        list[str] | None, typer.Argument(metavar="[REGIME...]", help="all of the law if left out")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help="the moment from which it is known; now if left out")] = None,
    despite: Annotated[str, typer.Option("--despite", help="release although the check finds errors: why")] = "",
) -> None:
    """Store each wording under its fingerprint, with the day it became known; close those that were replaced.

    A rulebook is not released while an example does not agree, a step is decided by none, or a change of one value
    would be noticed by none: the errors that `check` prints. A reason outweighs errors and is kept with each entry;
    nothing outweighs an example that does not agree.
    """
    from exeat.regimes import releases

    ours = {path.resolve() for path in known_files().values()}
    for name in regimes or []:
        elsewhere = name.endswith((".yaml", ".yml")) and Path(name).resolve() not in ours
        if elsewhere and releases.released_folder().parent == vocabulary.LAW:
            raise _stop(
                f"{name}: only what stands in exeat/law is stored there; put it there first, named as its regime"
            )
    moment = _moment(at) or datetime.now(UTC).replace(microsecond=0)
    for book in _books(regimes or [name for kind in releases.RELEASED for name in rulebooks(status=kind)]):
        failed = [result for result in run_examples(book) if not result.agrees]
        errors = [] if failed else [each for each in findings(book) if each.weight == "error"]
        if failed or (errors and not despite.strip()):
            for problem in [*map(str, failed), *(f"{each.place}: {each.words()}" for each in errors)]:
                typer.echo(f"{book.regime}: {problem}", err=True)
            raise typer.Exit(2)
        changed = releases.release(book, at=moment, despite=despite.strip() if errors else "")
        typer.echo(f"{book.regime}: {len(changed)} entries written")


@app.command()
def schema() -> None:
    """The JSON Schema of a rulebook with a sentence for each key, for editors."""
    typer.echo(json.dumps(json_schema(), indent=2))


@app.command("keys")
def keys_command(
    section: Annotated[str, typer.Argument(help="such as duties; all sections if left out")] = "",
) -> None:
    """What may stand in a section of a rulebook: each key with a sentence and the words it takes."""
    try:
        typer.echo("\n\n".join(keys.told(each) for each in ([section] if section else keys.sections())))
    except vocabulary.UnknownName as wrong:
        raise _stop(wrong) from None


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="the name of the regime, such as fi-travel")],
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", "-j", help="a code of two letters; XX for none")],
    title: Annotated[str, typer.Option("--title", help="what it is called in English")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="a draft and not law")] = False,
    asks: Annotated[str, typer.Option("--asks", help=f"what it asks: {', '.join(RULES)}")] = "permission",
    year: Annotated[int | None, typer.Option("--year", help="the year in which it begins; this year")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="the file; printed if left out")] = None,
) -> None:
    """Begin a rulebook: a file that reads well and says unknown wherever the source is still to be asked."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise _stop(f"{name!r} is no name: small letters of English, digits, - and _, beginning with a letter")
    if name in known_files():
        raise _stop(f"{name} is the name of a regime that is there already")
    try:
        begins = year or datetime.now(UTC).year
        text = begun(name, jurisdiction.upper(), title=title, year=begins, draft=draft, asks=asks)
        read_text(text, f"{name}.yaml")
    except (vocabulary.UnknownName, RulebookError) as wrong:
        raise _stop(wrong) from None
    if out is None:
        typer.echo(text, nl=False)
        return
    if out.exists():
        raise _stop(f"{out}: is there already")
    out.write_text(text, encoding="utf-8")
    typer.echo(f"{out}: begun. Fill in what is unknown, then: exeat rulebook check {out}", err=True)


app.command("simulate")(simulate)

__all__ = ["app"]
