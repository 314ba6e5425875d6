"""The tables of the register: people and institutions, with everything about them dated."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WITH_PERSON = "erased with the person"
YEARS_AFTER_POST = "erased when the register's retention after the last post or clearance has passed"


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """A dated row ends after its first day, or goes on."""
    return models.CheckConstraint(name=name, condition=Q(until=None) | Q(until__gt=F("since")))


class Institution(models.Model):
    """A body in which people hold posts; its superior decides what its own head may not decide."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "name_en", "name_lt", "kind", "country", "superior", "handles_secrets", "orders",
         "remedy_en", "remedy_lt", "language", "urgent_phone", "office_phone", "prints_letters"}
    )  # fmt: skip

    reference = models.CharField(max_length=32, unique=True)
    name_en = models.CharField(max_length=200)
    name_lt = models.CharField(max_length=200)
    kind = models.CharField(max_length=32)  # ministry, army, border_guard, police, company, appeals_body, service
    country = models.CharField(max_length=2, default="LT")
    superior = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    handles_secrets = models.BooleanField(default=True)
    orders = models.JSONField(default=list)  # names of rulebooks that the institution has ordered for itself
    remedy_en = models.TextField(blank=True, default="")  # how its decisions are appealed, filled in by its lawyer
    remedy_lt = models.TextField(blank=True, default="")
    language = models.CharField(max_length=2, default="lt")  # in which it is written to
    urgent_phone = models.CharField(max_length=32, blank=True, default="")
    office_phone = models.CharField(max_length=32, blank=True, default="")
    prints_letters = models.BooleanField(default=False)  # only then does it keep where its people receive post

    def __str__(self) -> str:
        return self.reference


class Person(models.Model):
    """Someone whom the register knows, by a reference that says nothing about them."""

    personal: ClassVar[dict[str, str]] = {
        "born_on": WITH_PERSON, "sex": WITH_PERSON, "language": WITH_PERSON,
        "email": WITH_PERSON, "phone": WITH_PERSON, "post_address": WITH_PERSON, "code_sealed": WITH_PERSON,
        "code_index": WITH_PERSON,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id", "reference", "entered_at", "forgotten_at"})

    reference = models.CharField(max_length=16, unique=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True, default="")  # M, F, or empty for not recorded
    language = models.CharField(max_length=2, default="lt")
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=32, blank=True, default="")
    post_address = models.CharField(max_length=200, blank=True, default="")  # its lines divided by commas
    code_sealed = models.BinaryField(default=bytes)  # the national personal code, encrypted
    code_index = models.CharField(max_length=64, blank=True, default="", db_index=True)  # keyed hash, to find it again
    entered_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.reference


class Name(models.Model):
    """A name as it is or was: in the native spelling, as a document writes it, or a former one."""

    class Kind(models.TextChoices):
        """Which name this is."""

        NATIVE = "native"
        DOCUMENT = "document"
        FORMER = "former"

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "kind": WITH_PERSON, "surname": WITH_PERSON, "given_names": WITH_PERSON,
        "since": WITH_PERSON, "until": WITH_PERSON,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NATIVE)
    surname = models.CharField(max_length=120)
    given_names = models.CharField(max_length=120)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="name_ends_after_it_begins", condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"name of {self.person_id}"


class Citizenship(models.Model):
    """A state whose citizen the person is or was."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "country": WITH_PERSON, "since": WITH_PERSON, "until": WITH_PERSON,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="citizenships")
    country = models.CharField(max_length=2)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.country} of {self.person_id}"


class TravelDocument(models.Model):
    """A passport or identity card with which the person may cross a border."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "kind": WITH_PERSON, "number": WITH_PERSON, "country": WITH_PERSON,
        "issued_on": WITH_PERSON, "expires_on": WITH_PERSON, "cancelled_on": WITH_PERSON,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=16, default="passport")  # passport, identity_card, service_passport
    number = models.CharField(max_length=24, db_index=True)
    country = models.CharField(max_length=2, default="LT")
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)  # lost, stolen or replaced

    def __str__(self) -> str:
        return f"document of {self.person_id}"


class Post(models.Model):
    """A post that someone holds in an institution, by kind, from a day on."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "institution": YEARS_AFTER_POST, "kind": YEARS_AFTER_POST, "grade": YEARS_AFTER_POST,
        "sensitive": YEARS_AFTER_POST, "since": YEARS_AFTER_POST, "until": YEARS_AFTER_POST,
        "ended_because": YEARS_AFTER_POST, "until_before": YEARS_AFTER_POST,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=40)  # a kind of the jurisdiction's list, such as professional_soldier
    grade = models.CharField(max_length=40, blank=True, default="")
    sensitive = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=32, blank=True, default="")  # the case whose measure ended it
    until_before = models.DateField(null=True, blank=True)  # what `until` was before that measure, for a reversal

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [ends_after_it_begins("post_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"post of {self.person_id}"


class Clearance(models.Model):
    """The authorisation to work with classified information, with its level and days."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "level": YEARS_AFTER_POST, "since": YEARS_AFTER_POST, "until": YEARS_AFTER_POST,
        "ended_because": YEARS_AFTER_POST, "until_before": YEARS_AFTER_POST,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id"})

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="clearances")
    level = models.CharField(max_length=16)  # restricted, confidential, secret, top_secret
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=32, blank=True, default="")
    until_before = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [ends_after_it_begins("clearance_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"clearance of {self.person_id}"


class Headship(models.Model):
    """Who heads an institution from a day on; it holds until the next row's day, so overlap cannot be written."""

    personal: ClassVar[dict[str, str]] = {"person": WITH_PERSON}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "institution", "since"})

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="headships")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="headships")
    since = models.DateField()  # a row without a person says that the post is vacant from that day

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.UniqueConstraint(name="headship_one_a_day", fields=["institution", "since"]),
        ]

    def __str__(self) -> str:
        return f"head of {self.institution_id} from {self.since}"


class Deputy(models.Model):
    """Who stands in for the head under a written order, in which turn."""

    personal: ClassVar[dict[str, str]] = {"person": WITH_PERSON}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "institution", "order", "turn", "since", "until"})

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="deputies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputyships")
    order = models.CharField(max_length=80)  # the written order's number and day
    turn = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            ends_after_it_begins("deputy_ends_after_it_begins"),
            models.CheckConstraint(name="deputy_has_a_written_order", condition=~Q(order="")),
        ]

    def __str__(self) -> str:
        return f"deputy {self.turn} of {self.institution_id}"


class Absence(models.Model):
    """Days on which someone is away, so that whoever stands in for them may act; `until` is the day they are back."""

    personal: ClassVar[dict[str, str]] = {"person": WITH_PERSON}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "since", "until"})

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            ends_after_it_begins("absence_ends_after_it_begins"),
            models.UniqueConstraint(name="absence_begins_once_a_day", fields=["person", "since"]),
        ]

    def __str__(self) -> str:
        return f"absence from {self.since}"


class Ending(models.Model):
    """That a case ended a post or a clearance from a day; taken away when the case is reversed."""

    personal: ClassVar[dict[str, str]] = {"post": YEARS_AFTER_POST, "clearance": YEARS_AFTER_POST}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "because", "from_day", "made_at"})

    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="endings")
    clearance = models.ForeignKey(Clearance, null=True, blank=True, on_delete=models.CASCADE, related_name="endings")
    because = models.CharField(max_length=32, db_index=True)
    from_day = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="ending_is_of_one_post_or_one_clearance",
                condition=Q(post=None, clearance__isnull=False) | Q(post__isnull=False, clearance=None),
            ),
            models.UniqueConstraint(name="ending_of_a_post_once_a_case", fields=["post", "because"]),
            models.UniqueConstraint(name="ending_of_a_clearance_once_a_case", fields=["clearance", "because"]),
        ]

    def __str__(self) -> str:
        return f"ending because of {self.because}"


class Basis(models.Model):
    """On which ground in law the register is kept, or matched with crossings; the latest of a subject counts."""

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "subject", "basis", "controller", "purpose", "retention_days", "recorded_at", "recorded_by"}
    )

    subject = models.CharField(max_length=12)  # register, matching
    basis = models.TextField()
    controller = models.CharField(max_length=200)
    purpose = models.TextField()
    retention_days = models.PositiveIntegerField()  # after the last post or clearance has ended
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=32)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="basis_says_everything",
                condition=~Q(basis="") & ~Q(controller="") & ~Q(purpose="") & Q(retention_days__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"basis of {self.subject}"


class Correction(models.Model):
    """What a person says is wrong about their entry, and what an officer answered."""

    personal: ClassVar[dict[str, str]] = {
        "person": WITH_PERSON, "said_sealed": WITH_PERSON, "answer_sealed": WITH_PERSON,
    }  # fmt: skip
    plain: ClassVar[frozenset[str]] = frozenset({"id", "reference", "state", "said_at", "answered_at", "answered_by"})

    reference = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corrections")
    said_sealed = models.BinaryField()
    said_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")  # open, corrected, declined
    answer_sealed = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="correction_answered_has_author_and_time",
                condition=Q(state="open", answered_by="", answered_at=None)
                | (~Q(state="open") & ~Q(answered_by="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Import(models.Model):
    """A file that was handed in: kept sealed until it is applied or thrown away, then only counts remain."""

    personal: ClassVar[dict[str, str]] = {"sealed": "erased when it is applied or thrown away, at the latest next day"}
    plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "sha256", "house", "state", "received_at", "received_by", "settled_at", "counts"}
    )

    reference = models.CharField(max_length=24, unique=True)
    sha256 = models.CharField(max_length=64)
    house = models.CharField(max_length=32, blank=True, default="")
    state = models.CharField(max_length=12, default="waiting")  # waiting, applied, thrown_away
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=32)
    settled_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    sealed = models.BinaryField(default=bytes)

    class Meta:
        """Constraints named after their promise."""

        constraints: ClassVar = [
            models.CheckConstraint(name="import_settled_keeps_no_file", condition=Q(state="waiting") | Q(sealed=b"")),
        ]

    def __str__(self) -> str:
        return self.reference


class Edition(models.Model):
    """Which wording of the register is in force: another word after each change of what travellers are found by.

    One row, written by the database itself with the change, so that a register that was made ready knows it is old.
    """

    personal: ClassVar[dict[str, str]] = {}
    plain: ClassVar[frozenset[str]] = frozenset({"id", "word"})

    word = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.word
