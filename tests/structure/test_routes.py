"""Every route says whom it is for."""

from django.urls import URLPattern, URLResolver, get_resolver


def routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def ours():
    return [(path, view) for path, view in routes(get_resolver()) if view.__module__.startswith("exeat.")]


def test_every_route_of_ours_says_whom_it_is_for():
    unmarked = [path for path, view in ours() if not hasattr(view, "exeat_guard")]

    assert ours()
    assert unmarked == []
