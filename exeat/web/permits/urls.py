"""Addresses of permits."""

from __future__ import annotations

from django.urls import path

from exeat.web.permits import views

urlpatterns = [
    path("permits/", views.permits, name="permits"),
    path("permits/<str:number>/", views.permit, name="permit"),
    path("permits/<str:number>/journey-sheet.pdf", views.sheet, name="permit-sheet"),
    path("permits/<str:number>/code.png", views.code, name="permit-code"),
    path("permits/<str:number>/revoke/", views.revoke, name="permit-revoke"),
]
