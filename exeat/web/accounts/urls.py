"""Addresses of one's own account and of the demonstration's list of accounts."""

from __future__ import annotations

from django.urls import path

from exeat.web.accounts import phone, views

urlpatterns = [
    path("sign-in-and-role/", views.account, name="account"),
    path("text-messages/", phone.phone, name="phone"),
    path("text-messages/code/", phone.code, name="phone-code"),
    path("text-messages/code/again/", phone.again, name="phone-again"),
    path("text-messages/remove/", phone.remove, name="phone-remove"),
    path("role/", views.role, name="role"),
    path("stay/", views.stay, name="stay"),
    path("forget/", views.forget, name="forget"),
]
