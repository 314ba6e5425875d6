"""Addresses of the draft lab."""

from __future__ import annotations

from django.urls import path

from exeat.web.drafts import views

urlpatterns = [
    path("drafts/", views.index, name="drafts"),
    path("drafts/<slug:name>/", views.draft, name="draft"),
    path("drafts/trials/<str:reference>/", views.trial, name="trial"),
]
