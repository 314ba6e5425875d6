"""Addresses of the case pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.cases import own, views

urlpatterns = [
    path("cases/", views.index, name="cases"),
    path("cases/<str:reference>/", views.case, name="case"),
    path("cases/<str:reference>/find/", views.find, name="case-find"),
    path("cases/<str:reference>/measure/", views.measure, name="case-measure"),
    path("cases/<str:reference>/documents/<int:number>/", views.document, name="case-document"),
    path("my-cases/", own.index, name="own-cases"),
    path("my-cases/<str:reference>/", own.case, name="own-case"),
    path("my-cases/<str:reference>/answer/", own.answer, name="own-case-answer"),
    path("my-cases/<str:reference>/appeal/", own.appeal, name="own-case-appeal"),
    path("my-cases/<str:reference>/documents/<int:number>/", own.document, name="own-case-document"),
]
