from django.db import migrations, models


class Migration(migrations.Migration):
    """Permits as granted, with the sealed text of the code and what became of them."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Permit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=32, unique=True)),
                ("application", models.CharField(db_index=True, max_length=32)),
                ("person", models.CharField(db_index=True, max_length=16)),
                ("institution", models.CharField(blank=True, default="", max_length=32)),
                ("countries", models.JSONField(default=list)),
                ("legs", models.JSONField(default=list)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField(db_index=True)),
                ("provisional", models.BooleanField(default=False)),
                ("key_id", models.CharField(max_length=32)),
                ("issued_at", models.DateTimeField()),
                ("issued_by", models.CharField(max_length=16)),
                ("sealed", models.BinaryField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_by", models.CharField(blank=True, default="", max_length=16)),
                ("revoked_reason", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))),
                        name="permit_ends_on_or_after_its_first_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", ""), ("revoked_reason", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                                models.Q(("revoked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="permit_revocation_has_author_time_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("application", "provisional"),
                        name="permit_in_force_is_one_for_an_application",
                    ),
                ],
            },
        ),
    ]
