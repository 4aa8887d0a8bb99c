"""A frozen report keeps the aims of its days, one after the other; before, it kept one."""

from typing import Any

from django.db import migrations


def keep_every_aim(apps: Any, schema_editor: Any) -> None:
    for report in apps.get_model("socialmedia", "Report").objects.filter(figures__has_key="aim"):
        report.figures["aims"] = [report.figures.pop("aim")]
        report.save(update_fields=["figures"])


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0010_entries_struck_out"),
    ]

    operations = [
        migrations.RunPython(keep_every_aim, migrations.RunPython.noop),
    ]
