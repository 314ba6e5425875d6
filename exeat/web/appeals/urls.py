"""Addresses of the appeals pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.appeals import views
from exeat.web.cases import telling

urlpatterns = [
    path("appeals/reports/", telling.allow_use, name="allow-use"),
    path("appeals/", views.index, name="appeals"),
    path("appeals/<str:reference>/", views.case, name="appeal"),
    path("appeals/<str:reference>/documents/<int:number>/", views.document, name="appeal-document"),
]
