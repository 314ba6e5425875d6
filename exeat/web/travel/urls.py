"""Addresses of briefings and return reports."""

from __future__ import annotations

from django.urls import path

from exeat.web.travel import views

urlpatterns = [
    path("trips/<str:reference>/briefing/", views.briefing, name="briefing"),
    path("trips/<str:reference>/report/", views.report, name="return-report"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:reference>/", views.read, name="report"),
]
