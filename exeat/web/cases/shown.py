"""A case as pages show it: claims, timeline, points, turn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exeat.cases import clocks as counting
from exeat.cases import policy, queries, remedies
from exeat.cases.contents import content_of
from exeat.cases.steps import lighter_in
from exeat.regimes import vocabulary
from exeat.register import queries as register
from exeat.values.rights import Actor
from exeat.web import wording as words
from exeat.web.cases import wording
from exeat.web.crossings import wording as crossings
from exeat.web.regimes.addresses import deciding

if TYPE_CHECKING:
    from exeat.cases.models import Case, Order
    from exeat.web.cases.forms import Factor

LINES = {
    "add": "fact",
    "answer": "word",
    "ask": "word",
    "hear": "word",
    "settle_minutes": "word",
    "reopen": "word",
    "find": "view",
}
KINDS = {"opened": "you", "noticed": "wait", "answered": "you", "time_over": "you", "found": "you", "measured": "wait"}


def language() -> str:
    """The language of the page."""
    return (get_language() or "en")[:2]


def whole(row: Case, actor: Actor, *, route: str) -> dict[str, Any]:
    """Everything that a page about a case says, for this reader."""
    items = queries.file_of(row, seen_by=actor)
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    outcome = row.outcome.get(language()) or row.outcome.get("en", {})
    headline = outcome.get("headline", "")
    if actor.reference != row.person.reference:
        headline = outcome.get("headline_of_person") or headline
    favours = points(row)
    said = {words for _key, words in favours}
    depends = [crossings.contrary(d["words"], d["key"]) for d in row.depends_on]
    return {
        "case": row, "name": register.name_on(row.person.reference), "state": wording.STATES.get(row.state, row.state),
        "own_state": wording.OWN_STATES.get(row.state, row.state), "turn": wording.TURNS.get(row.state, ""),
        "tag": KINDS.get(row.state, ""), "kinds": [crossings.KINDS.get(k, k) for k in row.kinds],
        "source": wording.SOURCES[row.source],
        "how": crossings.HOW.get(row.how, ""), "inferred": row.how == "inferred", "items": _items(row, items, route),
        "facts": _facts(row, items), "views": _views(items, headline),
        "said": [i for i in items if i.nature == "word" and i.text],
        "hearing": hearing(row), "withheld": withheld(items), "entries": _line(row), "points": favours,
        "depends": [words for words in depends if words not in said],
        "offered": offered(row), "finding": finding, "measure": measure,
        "counting": remedies.explained((measure or finding).counting, language()) if finding else "",
        "appeal_until": queries.as_policy(row, actor).appeal_until if finding else None,
        "clocks": clocks(row), "judgments": _judgments(row), "orders": _orders(row),
        "proposals": _proposals(row), "weighed": _weighed(row), "lighter": _lighter(measure),
        "enquiries": list(row.enquiries.order_by("id")), "appeals": list(row.appeals.order_by("number")),
        "finding_words": wording.FINDINGS.get(finding.kind, "") if finding else "",
        "gone_words": [vocabulary.role(k, language()) for k in measure.set_aside] if measure else [],
        "measure_words": [vocabulary.role(k, language()) for k in measure.kinds] if measure else [],
        "headline": headline, "law": deciding(outcome), "overridden": _overridden(row),
    }  # fmt: skip


def _facts(row: Case, items: list[queries.Item]) -> list[dict[str, str]]:
    """The passages and every other fact of the file, each with its source."""
    told = []
    for passage in row.facts_text:
        if passage.get("told"):
            told.append({"text": passage["told"], "small": passage["source"]})
            continue
        at = words.short_moment(timezone.localtime(datetime.fromisoformat(passage["at"])), language())
        way = str(crossings.DIRECTIONS.get(passage["direction"], passage["direction"]))
        told.append({"text": f"{passage['point']}, {way}, {at}", "small": passage["source"]})
    return told + [_claim(i) for i in items if i.nature == "fact" and not i.title.startswith(wording.RECORD)]


def _views(items: list[queries.Item], headline: str) -> list[dict[str, str]]:
    """What the rules say of it, and what people thought, each with its author."""
    said = [{"text": headline, "small": str(wording.title("What the rules say"))}] if headline else []
    return said + [_claim(i) for i in items if i.nature == "assessment"]


def last_day(row: Case) -> dict[str, Any]:
    """The last day to appeal against a decision of today, as the rules give it; nothing where they are silent."""
    counted = remedies.last_day(remedies.regimes_of(row.outcome), after=timezone.localdate())
    return {"appeal_until": counted.day} if counted.day else {}


def alike(row: Case) -> list[str]:
    """How like cases ended, in words, without anyone in them."""
    told = []
    for one in queries.like_cases(row):
        ended = wording.FINDINGS.get(one["finding"], wording.REVERSED)
        followed = "; ".join(vocabulary.role(kind, language()) for kind in one["measures"])
        told.append(f"{one['year']}: {ended}" + (f" ({followed})" if followed else ""))
    return told


def blocks() -> list[str]:
    """Beginnings of reasons in the language of the page."""
    return [words.get(language(), words["en"]) for words in policy.BLOCKS.values()]


def measures(row: Case) -> list[str]:
    """The measures that stand."""
    held = getattr(row, "measure", None)
    return list(held.kinds) if held is not None and held.reversed_at is None else []


def links(row: Case, *, represented: bool) -> dict[str, str]:
    """Where the person, or whom they let in, answers, appeals and reads."""
    names = {
        "case": "own-case", "answer": "own-case-answer", "appeal": "own-case-appeal", "minutes": "own-case-minutes",
        "file": "own-case-file",
        "new_facts": "own-case-new-facts", "hearing": "own-case-hearing", "appointment": "own-case-appointment",
        "translate": "own-case-translate",
    }  # fmt: skip
    return {
        key: reverse(
            f"web:{name.replace('own-case', 'represented-case') if represented else name}", args=[row.reference]
        )
        for key, name in names.items()
    }


def contrary(words: str, source: str) -> str:
    """What speaks for the person, in the language of the page."""
    return str(wording.TOLD[words]) if words in wording.TOLD else crossings.contrary(words, source)


def points(row: Case) -> list[tuple[str, str]]:
    """What speaks for the person: the key of each point and its words; an argument in the person's own."""
    said = {str(d.number): d for d in row.documents.filter(nature="word", title="Argument").select_related("case")}
    argues = _("The person argues")
    return [
        (c.key, f"{argues}: {content_of(said[c.source]).decode()}")
        if c.source in said
        else (c.key, contrary(c.words, "" if c.source.isdigit() else c.source))
        for c in queries.contrary_of(row)
    ]


def offered(row: Case) -> list[dict[str, Any]]:
    """The measures that the law attaches, in words, with how the law ties each."""
    said = row.outcome.get(language(), {}).get("consequences", [])
    cites = {item["measure"]: item["cite"] for item in said}
    return [
        {"kind": o["kind"], "words": vocabulary.role(o["kind"], language()), "tie": wording.TIES[o["tie"]],
         "cite": "; ".join(map(str, cites.get(o["kind"], o["cite"]))), "rank": o.get("rank", 0)}
        for o in row.offered
    ]  # fmt: skip


def choices(row: Case) -> list[tuple[str, str]]:
    """The measures to choose from, the lightest first where the law grades them."""
    ranked = sorted(offered(row), key=lambda one: one["rank"])
    return [(one["kind"], f"{one['words']} ({one['tie']})") for one in ranked]


def factors(row: Case, before: str) -> list[Factor]:
    """What is weighed before a decision, as a form asks about it."""
    return [
        {"key": told.factor.key, "label": told.words(language()), "source": told.source(language()),
         "sides": policy.SIDES if told.factor.weighs == "either" else (told.factor.weighs, "not_relevant")}
        for told in queries.weighable(row, before)
    ]  # fmt: skip


def rungs(row: Case) -> list[tuple[str, str]]:
    """Every measure that is left to choice and is lighter than another one, with none as the lightest."""
    case = policy.Case(row.person.reference, offered=queries.offered_of(row))
    lightest = policy.lighter(case, [o.kind for o in case.offered if not o.rank or o.rank == _top(case)])
    return [(kind, str(_("no measure")) if kind == policy.NOTHING else vocabulary.role(kind, language()))
            for kind in lightest]  # fmt: skip


def _top(case: policy.Case) -> int:
    return max((o.rank for o in case.offered), default=0)


def title_of(item: queries.Item) -> str:
    """The title of a document that the reader may open; of a translation also of which, into what and by whom."""
    if not item.readable:
        return _("Withheld document") if item.withheld_ground else _("Document")
    if item.translates is None:
        return wording.title(item.title)
    sworn = ", " + _("sworn") if item.sworn else ""
    of = _("Translation of document %(number)s") % {"number": item.translates}
    return f"{of}: {item.language}, {item.translated_by}{sworn}"


def translatable(row: Case, actor: Actor) -> list[tuple[str, str]]:
    """The documents that this reader may open and that are no translations."""
    return [
        (str(i.number), f"{i.number}. {wording.title(i.title)}")
        for i in queries.file_of(row, seen_by=actor)
        if i.readable and i.translates is None
    ]


def hearing(row: Case) -> dict[str, Any] | None:
    """The hearing to which the person was invited last."""
    one = row.hearings.order_by("number").last()
    if one is None:
        return None
    return {"row": one, "way": wording.WAYS[one.way], "answer": "" if one.held_at else wording.HEARINGS[one.answer]}


def withheld(items: list[queries.Item]) -> list[dict[str, Any]]:
    """What the person has not seen: what kind of thing, which body, on which ground; never what it says."""
    return [
        {"number": i.number, "nature": wording.NATURES.get(i.nature, i.nature), "body": i.withheld_body,
         "ground": i.withheld_ground, "cite": i.withheld_cite, "on": i.added_at}
        for i in items if i.withheld_ground
    ]  # fmt: skip


def _items(row: Case, items: list[queries.Item], route: str) -> list[dict[str, Any]]:
    return [
        {"item": i, "title": title_of(i), "nature": wording.NATURES.get(i.nature, i.nature),
         "address": reverse(route, args=[row.reference, i.number]) if i.readable else ""}
        for i in items
    ]  # fmt: skip


def _claim(item: queries.Item) -> dict[str, str]:
    small = f"{item.added_name}, {words.short_day(timezone.localdate(item.added_at), language())}"
    return {"text": f"{item.number}. {title_of(item)}", "small": small}


def _line(row: Case) -> list[dict[str, Any]]:
    steps = row.steps.order_by("-at", "-id")
    return [
        {"kind": LINES.get(s.verb, "act"), "when": words.short_day(timezone.localdate(s.at), language()),
         "text": wording.STEPS.get(s.verb, s.verb), "small": _small(s.verb, s.words, s.name)}
        for s in steps
    ]  # fmt: skip


def clocks(row: Case) -> list[dict[str, Any]]:
    """The days that run in a case now, each with how it was counted and by which rule."""
    return [
        {"label": wording.CLOCKS[field], "day": getattr(row, field), "why": _why(row, field, step, after)}
        for field, step, after in queries.running(row)
    ]


def _why(row: Case, field: str, step: str, after: date) -> str:
    """Why a clock ends on its day; where an officer gave more than the rules do, that is said."""
    term = counting.term(row.outcome, step, after)
    said = [term.explained(after, language())]
    if getattr(row, field) > term.ends(after):
        said.append(_("The officer gave more time than that."))
    return " ".join(said)


def _judgments(row: Case) -> list[dict[str, Any]]:
    """What courts decided, as far as two people have confirmed it."""
    return [
        {"row": one, "words": wording.JUDGMENTS[one.outcome],
         "gone": "; ".join(vocabulary.role(kind, language()) for kind in one.kinds)}
        for one in row.judgments.filter(confirmed_at__isnull=False).order_by("id")
    ]  # fmt: skip


def _orders(row: Case) -> list[dict[str, Any]]:
    """What other registers were told because of the case, and what came of it."""
    return [order(one) for one in row.orders.select_related("case").order_by("number")]


def order(one: Order) -> dict[str, Any]:
    """One order in words: to whom, what, how it stands, and whether it can go again."""
    return {
        "row": one, "name": f"{one.case.reference}-{one.number}", "to": wording.REGISTERS[one.to],
        "what": wording.ORDERED[one.what], "state": wording.ORDERS[one.state],
        "fault": wording.FAULTS.get(one.fault, one.fault),
        "signed": wording.SIGNED[bool(one.proof)] if one.answered_at else "",
        "again": one.due_at is None and one.state != policy.ACKNOWLEDGED,
    }  # fmt: skip


def _proposals(row: Case) -> list[dict[str, Any]]:
    """What was proposed, by whom."""
    return [{"row": one, "words": _chosen(one.what, one.choice)} for one in row.proposals.order_by("id")]


def _chosen(what: str, choice: list[str]) -> str:
    if what == "finding":
        return str(wording.FINDINGS.get(choice[0], choice[0]))
    return "; ".join(vocabulary.role(kind, language()) for kind in choice) or _("no measure")


def _weighed(row: Case) -> list[dict[str, str]]:
    """Each factor as it was weighed, with its source, in the language of the page."""
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    kept = [*(finding.weighed if finding else []), *(measure.weighed if measure else [])]
    return [
        {"label": vocabulary.said(one["label"], language()), "side": str(wording.SIDES[one["side"]]),
         "words": one["words"], "source": one["cite"].get(language()) or one["cite"]["en"]}
        for one in kept
    ]  # fmt: skip


def _lighter(measure: Any) -> list[str]:
    """Each lighter measure with why it is not enough."""
    return lighter_in(measure.lighter, language()) if measure else []


def _small(verb: str, said: str, name: str) -> str:
    if verb == "find":
        said = str(wording.FINDINGS.get(said, said))
    elif verb == "measure":
        said = ", ".join(vocabulary.role(kind, language()) for kind in said.split(", "))
    elif verb in {"open", "prove_service"}:
        said = ""
    return ". ".join(part for part in (name, said) if part)


def _overridden(row: Case) -> list[dict[str, str]]:
    """Who went on although something spoke for the person, and what they answered."""
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    named = [(row.opened_name, row.overrides)]
    if finding:
        named.append((finding.found_name, finding.overrides))
    if measure:
        named.append((measure.taken_name, measure.overrides))
    by_key = dict(points(row))
    return [
        {"name": name, "point": by_key.get(key, key), "answer": answer}
        for name, answers in named
        for key, answer in answers.items()
        if answer
    ]
