"""A draft can have words without a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0019_names_in_order"),
    ]

    operations = [
        migrations.AlterField(
            model_name="variant",
            name="planned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
