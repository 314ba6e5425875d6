"""Addresses of trips, briefings, return reports and alarms."""

from __future__ import annotations

from django.urls import path

from exeat.web.travel import alarms, briefings, closures, protections, reports, trips

urlpatterns = [
    path("trips/<str:reference>/", trips.trip, name="trip"),
    path("trips/<str:reference>/briefing.pdf", trips.briefing_sheet, name="briefing-sheet"),
    path("trips/<str:reference>/back/", trips.back, name="trip-back"),
    path("trips/<str:reference>/help/", trips.call_for_help, name="trip-help"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/<str:reference>/", alarms.alarm, name="alarm"),
    path("borders/closed/", closures.closures, name="closures"),
    path("borders/closed/<str:reference>/", closures.closure, name="closure"),
    path("borders/closed/<str:reference>/open/", closures.opened, name="closure-open"),
    path("borders/closed/<str:reference>/mistake/", closures.withdrawn, name="closure-withdraw"),
    path("trips/<str:reference>/briefing/", briefings.briefing, name="briefing"),
    path("trips/<str:reference>/report/", reports.report, name="return-report"),
    path("reports/", reports.reports, name="reports"),
    path("reports/protection/", protections.protection, name="protection"),
    path("reports/<str:reference>/", reports.read, name="report"),
    path("reports/<str:reference>/talked/", reports.talked, name="report-talked"),
]
