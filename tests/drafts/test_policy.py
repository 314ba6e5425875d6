"""What may be handed in as a draft, and a file of past trips without names."""

from datetime import date

import pytest

from exeat.drafts.policy import TripsUnreadable, disagreements, may_be_handed_in, observed, read_draft, read_trips
from exeat.regimes import RulebookError, rulebook, rulebooks
from exeat.regimes.reading import files
from exeat.values.period import Period

HEADER = "traveller,post_kind,level,body_handles_secrets,sector,country,territory,first_day,last_day,purpose,reason\n"
KNOWN = {"kinds": ["civil_servant", "none"], "levels": ["none", "secret"], "reasons": ["none", "tourism"]}


def test_a_file_with_names_is_refused():
    with pytest.raises(TripsUnreadable, match="carry no names"):
        read_trips("surname," + HEADER, **KNOWN)


def test_every_wrong_row_is_named_at_once():
    text = HEADER + (
        "1,civil_servant,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"
        "2,clown,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"
        ",civil_servant,none,maybe,ministry,BY,,2026-03-05,2026-03-02,private,tourism\n"
    )

    with pytest.raises(TripsUnreadable) as wrong:
        read_trips(text, **KNOWN)

    assert "row 3: post_kind is 'clown'" in str(wrong.value)
    assert "row 4: body_handles_secrets is 'maybe'" in str(wrong.value)
    assert "row 4: first_day" in str(wrong.value)


def test_a_good_file_is_read_with_the_last_day_included():
    text = HEADER + "1,civil_servant,none,yes,ministry,BY,,2026-03-02,2026-03-05,private,tourism\n"

    [found] = read_trips(text, **KNOWN)

    assert found.period == Period.through(date(2026, 3, 2), date(2026, 3, 5))
    assert (found.country, found.post_kind, found.body_handles_secrets) == ("BY", "civil_servant", True)


DRAFT = files()["lt-draft-georgia"].read_text(encoding="utf-8")
KNOWN_NAMES = {"law": rulebooks(status=None), "drafts": rulebooks(status="draft")}


def test_a_draft_is_read_as_strictly_as_the_law():
    with pytest.raises(RulebookError, match="no such country: 'GX'"):
        read_draft(DRAFT.replace("CN, GE]", "CN, GX]"))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("status: draft\ndraft_of: lt-secrets-travel", "status: law", "not-a-draft"),
        ("regime: lt-draft-georgia", "regime: lt-secrets-travel", "name-of-law"),
    ],
)
def test_what_may_not_be_handed_in_says_why(before, after, code):
    assert before in DRAFT

    refusals = may_be_handed_in(read_draft(DRAFT.replace(before, after)), **KNOWN_NAMES)

    assert [refusal.code for refusal in refusals] == [code]


def test_a_draft_that_is_sound_is_welcome():
    assert disagreements(DRAFT, read_draft(DRAFT)) == []
    assert may_be_handed_in(read_draft(DRAFT), **KNOWN_NAMES) == []


def test_for_each_category_it_is_told_whether_its_past_can_be_seen():
    law = [rulebook("lt-service-travel"), rulebook("lt-secrets-travel")]

    seen = dict(observed(rulebook("lt-draft-civil-servants"), law, date(2026, 11, 1)))
    earlier = dict(observed(rulebook("lt-2023-draft"), law, date(2026, 11, 1)))

    assert seen == {"cleared": "all", "rifleman": "all", "servant": "some"}
    assert earlier["soldier"] == "some"
