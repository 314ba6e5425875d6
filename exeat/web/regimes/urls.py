"""Addresses of the law in words and of the pages about Exeat."""

from __future__ import annotations

from django.urls import path

from exeat.web.regimes import views

urlpatterns = [
    path("rules/", views.index, name="regimes"),
    path("rules/<slug:name>/", views.regime, name="regime"),
    path("how-answers-are-made/", views.how_answers, name="how-answers"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("who-sees-my-data/", views.who_sees, name="who-sees"),
]
