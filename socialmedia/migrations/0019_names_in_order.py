"""Names stand in the order people expect, whatever their accents."""

import django.db.models.functions.text
from django.db import migrations, models

from lla.words import functions


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0018_words_are_folded"),
        ("socialmedia", "0018_cases_have_unguessable_numbers"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="channel",
            options={
                "ordering": (
                    django.db.models.functions.text.StrIndex(
                        models.Value("page organising discussion committee"), models.F("kind")
                    ),
                    "platform__order",
                    functions.SortKey("name"),
                )
            },
        ),
        migrations.AlterModelOptions(
            name="participant",
            options={"ordering": (functions.SortKey("name"),)},
        ),
        migrations.AlterModelOptions(
            name="source",
            options={"ordering": (functions.SortKey("name"),)},
        ),
    ]
