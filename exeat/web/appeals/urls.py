"""Addresses of the appeals pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.appeals import views
from exeat.web.cases import court, telling

urlpatterns = [
    path("appeals/<str:reference>/file.pdf", court.for_the_body, name="appeal-file"),
    path("appeals/<str:reference>/file-to-give.pdf", court.for_the_body_to_give, name="appeal-file-to-give"),
    path("appeals/<str:reference>/withheld.pdf", court.withheld, name="appeal-withheld"),
    path("appeals/reports/", telling.allow_use, name="allow-use"),
    path("appeals/", views.index, name="appeals"),
    path("appeals/<str:reference>/", views.case, name="appeal"),
    path("appeals/<str:reference>/documents/<int:number>/", views.document, name="appeal-document"),
]
