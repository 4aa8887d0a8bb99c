from typing import Any

from django.db import migrations, models


def count_bytes(apps: Any, schema_editor: Any) -> None:
    """YouTube's limit on a description is 5,000 bytes, as its interface for programs says."""
    apps.get_model("socialmedia", "Platform").objects.filter(slug="youtube").update(counting="bytes")


class Migration(migrations.Migration):
    dependencies = [("socialmedia", "0002_platforms")]

    operations = [
        migrations.AlterField(
            model_name="platform",
            name="counting",
            field=models.CharField(
                choices=[
                    ("plain", "As a text field counts: most emoji as 2 or more"),
                    ("bytes", "As YouTube counts: bytes, so accents as 2 and emoji as 4 or more"),
                    ("weighted", "As X counts: links as 23, emoji and most other scripts as 2"),
                ],
                default="plain",
                max_length=8,
                verbose_name="how it counts characters",
            ),
        ),
        migrations.RunPython(count_bytes, migrations.RunPython.noop),
    ]
