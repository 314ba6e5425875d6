from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=24, unique=True)),
                ("application", models.CharField(max_length=24, unique=True)),
                ("person", models.CharField(db_index=True, max_length=16)),
                ("sealed", models.BinaryField()),
                ("as_planned", models.BooleanField()),
                ("questioned", models.BooleanField(default=False)),
                ("searched", models.BooleanField(default=False)),
                ("device", models.BooleanField(default=False)),
                ("pressed", models.BooleanField(default=False)),
                ("approached", models.BooleanField(default=False)),
                ("wants_to_talk", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("late", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("application", models.CharField(db_index=True, max_length=24)),
                ("person", models.CharField(db_index=True, max_length=16)),
                ("destination", models.CharField(max_length=8)),
                ("version", models.CharField(max_length=16)),
                ("acknowledged_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "destination", "version"), name="acknowledgement_once_for_each_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("application", models.CharField(max_length=24)),
                ("what", models.CharField(max_length=16)),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "what"), name="reminder_once_of_each_kind")
                ],
            },
        ),
    ]
