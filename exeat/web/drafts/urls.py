"""Addresses of the draft lab."""

from __future__ import annotations

from django.urls import path, re_path

from exeat.web.drafts import views

urlpatterns = [
    path("drafts/", views.index, name="drafts"),
    path("drafts/<slug:name>/", views.draft, name="draft"),
    path("drafts/trials/<slug:reference>/", views.trial, name="trial"),
    path("drafts/trials/<slug:reference>/brief.pdf", views.the_brief, name="trial-brief"),
    re_path(
        r"^drafts/trials/(?P<reference>[\w-]+)/tables\.(?P<ending>txt|json|csv|parquet)$", views.data, name="trial-data"
    ),
]
