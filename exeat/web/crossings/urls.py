"""Addresses of the crossings pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.crossings import views

urlpatterns = [
    path("matches/", views.matches, name="matches"),
    path("matches/<str:reference>/", views.match, name="match"),
    path("crossings/", views.files, name="crossings"),
    path("crossings/counts/", views.counts, name="crossing-counts"),
    path("discrepancies/", views.discrepancies, name="discrepancies"),
    path("discrepancies/<str:reference>/", views.discrepancy, name="discrepancy"),
]
