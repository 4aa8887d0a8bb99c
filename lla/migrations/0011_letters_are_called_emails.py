"""Emails are called so in the code too; their tables keep their names."""

from typing import Any

from django.db import migrations

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE, grant


def grant_reading(apps: Any, schema_editor: Any) -> None:
    """Who could read the list of letters reads that of emails; the old permissions go."""
    for group in (STEERING_COMMITTEE, DATA_PROTECTION_LEAD):
        grant(apps, group, ["lla.view_email"])
    old = [
        f"{verb}_{model}"
        for verb in ("add", "change", "delete", "view")
        for model in ("letter", "letterturnedoff")
    ]
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="lla", codename__in=old
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("lla", "0010_papers_keep_their_hash"),
    ]

    operations = [
        migrations.AlterModelTable("letter", "lla_letter"),
        migrations.RenameModel("Letter", "Email"),
        migrations.AlterModelTable("letterturnedoff", "lla_letterturnedoff"),
        migrations.RenameModel("LetterTurnedOff", "EmailTurnedOff"),
        migrations.RunPython(grant_reading, migrations.RunPython.noop),
    ]
