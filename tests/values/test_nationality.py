"""States by the letters that travel documents bear."""

from babel import Locale

from exeat.values.nationality import OF_COUNTRY, TO_COUNTRY, nationality


def test_every_state_has_its_own_three_letters():
    known = set(Locale("en").territories)

    assert (nationality("LT"), nationality("BY"), nationality("CN"), nationality("ZZ")) == ("LTU", "BLR", "CHN", None)
    assert len(TO_COUNTRY) == len(OF_COUNTRY) == 249
    assert set(OF_COUNTRY) <= known
