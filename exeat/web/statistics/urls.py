"""Addresses of the statistics."""

from __future__ import annotations

from django.urls import path

from exeat.web.statistics import views

urlpatterns = [
    path("statistics/", views.index, name="statistics"),
    path("statistics/<int:year>/", views.published, name="statistics-year"),
    path("statistics/<int:year>/data.csv", views.data, name="statistics-csv"),
    path("analyst/", views.analyst, name="analyst"),
    path("analyst/<int:year>/", views.exact, name="analyst-year"),
    path("analyst/<int:year>/publish/", views.publish, name="statistics-publish"),
]
