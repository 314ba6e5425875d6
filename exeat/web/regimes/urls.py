"""Addresses of the law in words and of the pages about Exeat."""

from __future__ import annotations

from datetime import date

from django.urls import path, register_converter

from exeat.web.regimes import about, article, compare, views


class Day:
    """A day in an address, such as 2024-01-24."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; ValueError, which is not found, for one that no calendar has."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The day as it stands in the address."""
        return str(value)


register_converter(Day, "day")

urlpatterns = [
    path("rules/", views.index, name="regimes"),
    path("rules/compare/", compare.compared, name="regimes-compare"),
    path("rules/<slug:name>/", views.regime, name="regime"),
    path("rules/<slug:name>/what-if/", compare.changed, name="regime-what-if"),
    path("rules/<slug:name>/<day:on>/", views.regime_on, name="regime-on"),
    path("rules/<slug:name>/<day:on>/text.yaml", views.as_yaml, name="regime-yaml"),
    path("rules/<slug:name>/<day:on>/<str:place>/", article.article, name="article"),
    path("how-answers-are-made/", about.how_answers, name="how-answers"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("who-sees-my-data/", about.who_sees, name="who-sees"),
]
