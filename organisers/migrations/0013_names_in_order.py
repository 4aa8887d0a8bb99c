"""Names stand in the order people expect, whatever their accents."""

from django.db import migrations

from lla.words import functions


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0018_words_are_folded"),
        ("organisers", "0012_numbers_with_an_extension"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="alliedorganisation",
            options={"ordering": (functions.SortKey("name"),)},
        ),
        migrations.AlterModelOptions(
            name="constituency",
            options={"ordering": (functions.SortKey("name"),), "verbose_name_plural": "constituencies"},
        ),
        migrations.AlterModelOptions(
            name="contact",
            options={"ordering": ("group", functions.SortKey("name"))},
        ),
        migrations.AlterModelOptions(
            name="group",
            options={"ordering": (functions.SortKey("name"),)},
        ),
        migrations.AlterModelOptions(
            name="venue",
            options={"ordering": (functions.SortKey("name"),)},
        ),
    ]
