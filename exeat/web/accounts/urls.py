"""Addresses of one's own account and of the demonstration's list of accounts."""

from __future__ import annotations

from django.urls import path

from exeat.web.accounts import views

urlpatterns = [
    path("sign-in-and-role/", views.account, name="account"),
    path("role/", views.role, name="role"),
    path("stay/", views.stay, name="stay"),
    path("forget/", views.forget, name="forget"),
]
