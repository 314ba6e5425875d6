"""Addresses of the register; a person's reference says nothing about them."""

from __future__ import annotations

from django.urls import path

from exeat.web.register import absences, accounts, bases, corrections, imports, institutions, own, people

urlpatterns = [
    path("my-data/", own.own, name="own-entry"),
    path("my-data/wrong/", own.wrong, name="own-entry-wrong"),
    path("register/", people.index, name="register"),
    path("register/people/<str:reference>/", people.person, name="register-person"),
    path("register/corrections/", corrections.index, name="register-corrections"),
    path("register/corrections/<str:reference>/", corrections.answer, name="register-correction"),
    path("register/import/", imports.index, name="register-imports"),
    path("register/import/<str:reference>/", imports.preview, name="register-import"),
    path("register/institutions/", institutions.index, name="register-institutions"),
    path("register/institutions/<str:reference>/", institutions.institution, name="register-institution"),
    path("register/institutions/<str:reference>/appeal/", institutions.remedy, name="register-remedy"),
    path("register/institutions/<str:reference>/away/", absences.of_institution, name="register-away"),
    path("away/", absences.own, name="away"),
    path("legal-bases/", bases.index, name="legal-bases"),
    path("legal-bases/<str:subject>/", bases.record, name="legal-basis"),
    path("accounts/", accounts.index, name="accounts"),
    path("accounts/new/", accounts.new, name="account-new"),
    path("accounts/<str:reference>/", accounts.account, name="account-roles"),
    path("accounts/<str:reference>/role/", accounts.give, name="role-give"),
    path("accounts/<str:reference>/role/<int:number>/end/", accounts.end, name="role-end"),
    path("accounts/<str:reference>/password/", accounts.password, name="account-password"),
    path("accounts/<str:reference>/close/", accounts.close, name="account-close"),
]
