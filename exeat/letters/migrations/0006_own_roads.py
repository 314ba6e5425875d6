"""An institution may state to whom, by when and how its groups complain, where the law has no checked road."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """Expand: nobody has stated one until now."""

    dependencies = [("letters", "0005_text_messages")]
    operations = [
        migrations.CreateModel(
            "OwnRoad",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("institution", models.CharField(max_length=32)),
                ("group", models.CharField(max_length=24)),
                ("act", models.CharField(max_length=12)),
                ("body_en", models.CharField(max_length=200)),
                ("body_lt", models.CharField(max_length=200)),
                ("within", models.CharField(max_length=24)),
                ("file_en", models.CharField(max_length=300)),
                ("file_lt", models.CharField(max_length=300)),
                ("cite", models.CharField(max_length=300)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("stated_by", models.CharField(max_length=16)),
                ("stated_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, default="", max_length=16)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["institution", "group", "act"], name="road_by_institution")],
                "constraints": [
                    models.CheckConstraint(
                        name="road_is_confirmed_by_another",
                        condition=Q(confirmed_by="", confirmed_at=None)
                        | (~Q(confirmed_by="") & Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("stated_by"))),
                    )
                ],
            },
        ),
    ]
