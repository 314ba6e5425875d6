"""Every field of every table says whether it is personal and how long it is kept."""

from django.apps import apps


def ours():
    return [m for config in apps.get_app_configs() if config.name.startswith("exeat.") for m in config.get_models()]


def test_every_field_is_listed_as_personal_or_plain():
    wrong = []
    for model in ours():
        fields = {field.name for field in model._meta.get_fields() if not field.auto_created or field.concrete}
        listed = set(model.personal) | set(model.plain)
        if fields != listed or set(model.personal) & set(model.plain):
            wrong.append((model._meta.label, sorted(fields ^ listed)))

    assert ours()
    assert wrong == []


def test_every_personal_field_says_how_long_it_is_kept():
    silent = [(m._meta.label, f) for m in ours() for f, rule in m.personal.items() if len(rule.split()) < 2]

    assert silent == []


def test_no_table_has_an_order_of_its_own():
    assert [m._meta.label for m in ours() if m._meta.ordering] == []
