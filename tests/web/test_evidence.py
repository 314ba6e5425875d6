"""Two records side by side: what differs is marked and told, in whatever alphabet it is written."""

import pytest

from exeat.crossings import queries
from exeat.crossings.contents import Contents, Reason
from exeat.web.crossings import evidence
from exeat.web.crossings.compared import compare
from tests.cases import world


def marked(side):
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in side.pieces)


@pytest.mark.parametrize(
    ("mine", "seen", "left", "right", "how"),
    [
        ("Čiurlys", "ČIURLIS", "Čiurl[y]s", "ČIURL[I]S", "letters"),
        ("Žvinklys", "ZVINKLYS", "Žvinklys", "ZVINKLYS", "same"),
        ("23841957", "23841951", "2384195[7]", "2384195[1]", "letters"),
        ("1984-06-03", "1984-06-08", "1984-06-0[3]", "1984-06-0[8]", "letters"),
        ("Jonas", "PETRAS", "[Jonas]", "[PETRAS]", "different"),
        ("Jonas", "", "Jonas", "", "missing"),
        ("Jonas", "JONNAS", "Jonas", "JON[N]AS", "letters"),
    ],
)
def test_letters_that_differ_are_marked_on_both_sides(mine, seen, left, right, how):
    both = compare(mine, seen)

    assert (marked(both.mine), marked(both.seen), both.how) == (left, right, how)


def test_another_alphabet_stays_as_it_is_and_is_told_in_latin_letters():
    both = compare("Ivanov", "ИВАНОВ")

    assert both.how == "same"
    assert (marked(both.seen), both.seen.latin, both.mine.latin) == ("ИВАНОВ", "IVANOV", "")


def test_each_step_of_the_sum_says_both_values_how_strongly_and_the_sum_so_far():
    held = Contents(
        {},
        (
            Reason("prior", -14.0, "prior"),
            Reason("surname", 6.1, "surname-near", {"register": "Čiurlys", "crossing": "ČIURLIS", "one_in": "3400"}),
            Reason("document", -3.1, "document-other", {"register": "1", "crossing": "2"}),
            Reason("sex", 0.0, "sex-missing"),
        ),
    )

    start, (surname, document, sex) = evidence.items(held)

    assert start == -14.0
    assert surname.notes == (
        "Register: Čiurlys. Border: ČIURLIS.",
        "How common: one traveller in 3\u00a0400 is called so.",
        "Speaks strongly for. Sum so far: −7.9.",
    )
    assert document.notes[-1] == "Speaks against. Sum so far: −11.0."
    assert (sex.weight, sex.notes) == (None, ())


def test_the_sum_is_told_as_odds_for_and_against():
    assert evidence.odds(5.5).startswith("About 45 to 1 for")
    assert evidence.odds(-3.0).startswith("About 8 to 1 against")


def test_the_steps_add_up_aloud_to_the_sum_that_is_shown():
    held = Contents({}, tuple(Reason(f, w, "x") for f, w in (("prior", -17.46), ("surname", 6.94), ("given", 7.06))))

    start, items = evidence.items(held)

    assert (start, [item.weight for item in items]) == (-17.5, [6.9, 7.1])
    assert [item.notes[-1].rsplit(": ", 1)[1] for item in items] == ["−10.6.", "−3.5."]


def test_odds_are_told_with_two_digits_that_mean_something():
    assert evidence.odds(19.34).startswith("About 660\u00a0000 to 1 for")


def test_a_name_that_sounds_alike_in_another_alphabet_has_no_letter_that_differs(db):
    world.found_world()
    world.enter(world.shifted(world.SOLDIER, surname="Pavlovič", given="Galina"))
    world.receive(*world.journey(world.shifted(world.SOLDIER, surname="ПАВЛОВИЧ", given="ГАЛИНА")))
    reference = queries.waiting_for(world.LINA, on=world.NOON.date())[0].reference

    surname, given, *_ = evidence.rows(queries.pair(reference, seen_by=world.LINA))

    assert (marked(surname.both.seen), surname.both.seen.latin) == ("ПАВЛОВИЧ", "PAVLOVICH")
    assert surname.words == "The same name in another spelling or alphabet"
    assert given.words == "Agrees"


def test_odds_beyond_a_million_are_not_counted_out():
    assert evidence.odds(32.4).startswith("More than a million to 1 for")
    assert evidence.odds(-25.0).startswith("More than a million to 1 against")
