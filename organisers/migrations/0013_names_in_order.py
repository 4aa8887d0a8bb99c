"""Names stand in the order people expect, whatever their accents."""

from django.db import migrations

import lla.functions


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0018_words_are_folded"),
        ("organisers", "0012_numbers_with_an_extension"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="alliedorganisation",
            options={"ordering": (lla.functions.InOrder("name"),)},
        ),
        migrations.AlterModelOptions(
            name="constituency",
            options={"ordering": (lla.functions.InOrder("name"),), "verbose_name_plural": "constituencies"},
        ),
        migrations.AlterModelOptions(
            name="contact",
            options={"ordering": ("group", lla.functions.InOrder("name"))},
        ),
        migrations.AlterModelOptions(
            name="group",
            options={"ordering": (lla.functions.InOrder("name"),)},
        ),
        migrations.AlterModelOptions(
            name="venue",
            options={"ordering": (lla.functions.InOrder("name"),)},
        ),
    ]
