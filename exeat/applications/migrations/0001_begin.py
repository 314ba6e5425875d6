import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=24, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("application", "application"), ("notice", "notice")],
                        default="application",
                        max_length=12,
                    ),
                ),
                ("urgent", models.BooleanField(default=False)),
                ("channel", models.CharField(default="page", max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("in_check", "in_check"),
                            ("awaiting_opinion", "awaiting_opinion"),
                            ("awaiting_decision", "awaiting_decision"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("person", models.CharField(db_index=True, max_length=16)),
                ("person_name", models.CharField(blank=True, default="", max_length=240)),
                ("institution", models.CharField(db_index=True, max_length=32)),
                ("decider", models.CharField(blank=True, default="", max_length=32)),
                ("clerk", models.CharField(blank=True, default="", max_length=16)),
                ("reason", models.CharField(blank=True, default="", max_length=40)),
                ("particulars", models.TextField(blank=True, default="")),
                ("not_from_here", models.TextField(blank=True, default="")),
                ("relation", models.CharField(blank=True, default="", max_length=24)),
                ("phone", models.CharField(blank=True, default="", max_length=32)),
                ("answers", models.JSONField(default=dict)),
                ("evidence_follows_on", models.DateField(blank=True, null=True)),
                ("departs_on", models.DateField(blank=True, db_index=True, null=True)),
                ("returns_on", models.DateField(blank=True, null=True)),
                ("begun_at", models.DateTimeField()),
                ("declared_at", models.DateTimeField(blank=True, null=True)),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                ("late", models.BooleanField(default=False)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("requires", models.CharField(blank=True, default="", max_length=16)),
                ("outcome", models.JSONField(default=dict)),
                ("law", models.JSONField(default=list)),
                ("decide_by", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("clock", models.JSONField(default=dict)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                ("checked_by", models.CharField(blank=True, default="", max_length=16)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("check_note", models.TextField(blank=True, default="")),
                ("opinion_asked_at", models.DateTimeField(blank=True, null=True)),
                ("opinion_by", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=16)),
                ("decided_by_name", models.CharField(blank=True, default="", max_length=240)),
                ("decided_for", models.CharField(blank=True, default="", max_length=240)),
                ("decided_order", models.CharField(blank=True, default="", max_length=80)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reasons", models.TextField(blank=True, default="")),
                ("weighed", models.TextField(blank=True, default="")),
                ("departs_because", models.TextField(blank=True, default="")),
                ("legal_ground", models.TextField(blank=True, default="")),
                ("conditions", models.JSONField(default=list)),
                ("permit", models.CharField(blank=True, default="", max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["institution", "state"], name="application_by_institution")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", "")),
                            models.Q(models.Q(("decided_by", ""), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_decision_has_author_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("person")), _negated=True),
                        name="application_decided_by_someone_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", ""),
                            models.Q(("decided_by", models.F("checked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="application_decided_by_another_than_checked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", ""), models.Q(("reasons", ""), _negated=True), _connector="OR"
                        ),
                        name="application_decision_has_reasons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "refused"]), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_decided_state_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]), ("filed_at__isnull", False), _connector="OR"
                        ),
                        name="application_filed_unless_draft_or_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            models.Q(("permit", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_granted_has_permit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("content_type", models.CharField(max_length=32)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_by", models.CharField(max_length=16)),
                ("added_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=16)),
                (
                    "conclusion",
                    models.CharField(
                        choices=[
                            ("no_objection", "no_objection"),
                            ("with_conditions", "with_conditions"),
                            ("objection", "objection"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("given_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinion",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Relative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField(default=bytes)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relative",
                        to="applications.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("country", models.CharField(max_length=2)),
                ("territory", models.CharField(blank=True, default="", max_length=8)),
                ("place", models.CharField(blank=True, default="", max_length=120)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("transit", models.CharField(default="stay", max_length=12)),
                ("transport", models.CharField(blank=True, default="", max_length=12)),
                ("point_out", models.CharField(blank=True, default="", max_length=80)),
                ("point_in", models.CharField(blank=True, default="", max_length=80)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="legs", to="applications.application"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="leg_ends_not_before_it_begins"
                    ),
                    models.UniqueConstraint(fields=("application", "position"), name="leg_one_at_a_position"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provisional",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("allowed", models.BooleanField()),
                ("by", models.CharField(max_length=16)),
                ("by_name", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
                ("reasons", models.TextField()),
                ("permit", models.CharField(blank=True, default="", max_length=32)),
                ("confirm_by", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provisional",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("allowed", True), ("permit", ""), _connector="OR"),
                        name="provisional_permit_only_when_allowed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=16)),
                ("asked_at", models.DateTimeField()),
                ("questions", models.JSONField(default=list)),
                ("because", models.TextField(blank=True, default="")),
                ("answer_by", models.DateField()),
                ("answer", models.TextField(blank=True, default="")),
                ("resumed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resumed_at", None), ("resumed_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="round_resumes_after_it_is_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("resumed_at", None)),
                        fields=("application",),
                        name="round_one_open_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("institution", models.CharField(max_length=32)),
                ("what", models.CharField(max_length=12)),
                ("since_at", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silences",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "what", "since_at"), name="silence_once_for_each_clock"
                    )
                ],
            },
        ),
    ]
