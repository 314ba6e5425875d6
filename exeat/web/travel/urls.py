"""Addresses of briefings and return reports."""

from __future__ import annotations

from django.urls import path

from exeat.web.travel import briefings, protections, reports

urlpatterns = [
    path("trips/<str:reference>/briefing/", briefings.briefing, name="briefing"),
    path("trips/<str:reference>/report/", reports.report, name="return-report"),
    path("reports/", reports.reports, name="reports"),
    path("reports/protection/", protections.protection, name="protection"),
    path("reports/<str:reference>/", reports.read, name="report"),
    path("reports/<str:reference>/talked/", reports.talked, name="report-talked"),
]
