"""Orders of made-up ministries that no file of the law describes: the demo's order with something else in it."""

from exeat.regimes import vocabulary

PERMISSION = "opinions: [{body: counter_intelligence, effect: advises, within: 5 working_days}]"
TERMS = "permit: {journeys: one, itinerary: fixed}"
TWO = (
    "opinions: [{body: counter_intelligence, effect: advises, within: 5 working_days}, "
    "{body: military_counter_intelligence, effect: advises, within: 3 working_days}]"
)


def order(monkeypatch, folder, name, *, opinions=PERMISSION, permit=TERMS):
    """Write such an order and let it be found beside the law; its name, for the orders of an institution."""
    place = folder / "law"
    if not place.exists():
        place.mkdir()
        for path in vocabulary.LAW.iterdir():
            (place / path.name).symlink_to(path)
        monkeypatch.setattr(vocabulary, "LAW", place)
    text = (place / "demo-order.yaml").read_text(encoding="utf-8")
    assert PERMISSION in text
    assert TERMS in text
    text = text.replace("regime: demo-order", f"regime: {name}").replace(PERMISSION, opinions).replace(TERMS, permit)
    (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name
