"""Every write says who does it and when."""

import importlib
import inspect
import pkgutil

import exeat

PACKAGES = [p.name for p in pkgutil.iter_modules(exeat.__path__) if p.ispkg and p.name not in {"audit", "web"}]


def modules(name):
    """The actions of a package, or of its parts where they are a package themselves."""
    try:
        found = importlib.import_module(f"exeat.{name}.actions")
    except ModuleNotFoundError:
        return
    yield found
    for part in pkgutil.iter_modules(getattr(found, "__path__", [])):
        yield importlib.import_module(f"{found.__name__}.{part.name}")


def public_functions():
    for name in PACKAGES:
        for module in modules(name):
            for verb, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not verb.startswith("_"):
                    yield f"{module.__name__}.{verb}", inspect.signature(function)


def test_every_public_action_takes_who_and_when_by_name():
    wrong = [
        name
        for name, signature in public_functions()
        for word in ("by", "at")
        if word not in signature.parameters or signature.parameters[word].kind is not inspect.Parameter.KEYWORD_ONLY
    ]

    assert list(public_functions())
    assert wrong == []
