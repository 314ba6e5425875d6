"""Addresses of "who looked at my data" and of the auditor's pages."""

from __future__ import annotations

from django.urls import path

from exeat.web.audit import views

urlpatterns = [
    path("who-looked/", views.who_looked, name="who-looked"),
    path("who-looked/<int:seq>/proof.json", views.own_proof, name="own-proof"),
    path("audit/", views.search, name="audit"),
    path("audit/whole/", views.whole, name="audit-whole"),
    path("audit/head.json", views.head, name="audit-head"),
    path("audit/busiest/", views.busiest, name="audit-busiest"),
    path("audit/<int:seq>/proof.json", views.proof, name="audit-proof"),
]
