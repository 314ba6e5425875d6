"""Expand: orders tell what came of them, and receivers say where they go; files that were laid down count as sent."""

from django.db import migrations, models
from django.db.models import Q


def tell_what_was_handed_over(apps, _editor):
    """Orders of before were handed over as files, or wait."""
    apps.get_model("cases", "Order").objects.filter(sent_at__isnull=False).update(state="sent")


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_judgments")]

    operations = [
        migrations.AddField("order", "state", models.CharField(default="waiting", max_length=12)),
        migrations.AddField("order", "answered_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("order", "receipt", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("order", "fault", models.CharField(blank=True, default="", max_length=40)),
        migrations.RunPython(tell_what_was_handed_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                name="order_answered_has_a_time",
                condition=~Q(state__in=["acknowledged", "refused"]) | Q(answered_at__isnull=False),
            ),
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(max_length=12)),
                ("institution", models.CharField(blank=True, default="", max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=300)),
                ("certificate", models.TextField(blank=True, default="")),
                ("set_by", models.CharField(max_length=40)),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="receiver_is_reached_safely", condition=Q(address__startswith="https://")
                    ),
                    models.UniqueConstraint(
                        name="receiver_one_at_a_time",
                        fields=["to", "institution"],
                        condition=Q(ended_at__isnull=True),
                    ),
                ],
            },
        ),
    ]
