"""Address of the demonstration's list of sign-ins."""

from __future__ import annotations

from django.urls import path

from exeat.web.demonstration import views

urlpatterns = [path("demo/", views.sign_ins, name="sign-ins")]
