"""The tables of accounts and of the roles that they hold."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

WITH_ACCOUNT = "erased with the account"


class Account(AbstractUser):
    """Someone who can sign in; what they may do comes from their roles and from the register, never from flags."""

    personal: ClassVar[dict[str, str]] = {
        "username": WITH_ACCOUNT, "email": WITH_ACCOUNT, "first_name": WITH_ACCOUNT, "last_name": WITH_ACCOUNT,
        "password": WITH_ACCOUNT, "last_login": WITH_ACCOUNT, "person": WITH_ACCOUNT, "reference": WITH_ACCOUNT,
        "shown_name": WITH_ACCOUNT, "language": WITH_ACCOUNT,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "is_active", "is_staff", "is_superuser", "date_joined", "groups", "user_permissions"}
    )

    reference = models.CharField(max_length=16, unique=True)  # the person's reference where there is a person
    person = models.OneToOneField(
        "register.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="account"
    )
    shown_name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=2, default="lt")

    def __str__(self) -> str:
        return self.reference


class Role(models.Model):
    """A role that an account holds in an institution, or nationally when no institution is named."""

    personal: ClassVar[dict[str, str]] = {"account": "erased with the account"}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "kind", "institution", "since", "until"})

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=32)
    institution = models.ForeignKey("register.Institution", null=True, blank=True, on_delete=models.PROTECT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="role_ends_after_it_begins", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"
