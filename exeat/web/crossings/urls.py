"""Addresses of the crossings pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.crossings import quality, reviewing, views

urlpatterns = [
    path("matches/", reviewing.matches, name="matches"),
    path("matches/<str:reference>/", reviewing.match, name="match"),
    path("matches/<str:reference>/take-back/", reviewing.take_back, name="match-take-back"),
    path("matching/", quality.matching, name="matching"),
    path("crossings/", views.files, name="crossings"),
    path("crossings/counts/", views.counts, name="crossing-counts"),
    path("crossings/files/<str:reference>/", views.file, name="crossing-file"),
    path("crossings/files/<str:reference>/once/", views.once, name="crossing-once"),
    path("crossings/in-hand/<str:reference>/", views.work, name="crossing-work"),
    path("discrepancies/", views.discrepancies, name="discrepancies"),
    path("discrepancies/<str:reference>/", views.discrepancy, name="discrepancy"),
]
