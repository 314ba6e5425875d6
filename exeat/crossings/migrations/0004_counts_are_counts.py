"""Files of counts are named so: they hold no records that matching could have seen."""

from typing import Any

from django.db import migrations


def name_them(apps: Any, schema: Any) -> None:
    """A file that was received with counts alone proposed nothing and was read in no time."""
    counts = apps.get_model("audit", "Entry").objects.filter(verb="crossings.counts_received")
    names = list(counts.values_list("subject", flat=True))
    apps.get_model("crossings", "Import").objects.filter(reference__in=names).update(kind="counts")


class Migration(migrations.Migration):
    """Data: the kind of files received before it was kept; backwards nothing is lost."""

    dependencies = [("crossings", "0003_handing_in"), ("audit", "0001_begin")]

    operations = [migrations.RunPython(name_them, migrations.RunPython.noop)]
