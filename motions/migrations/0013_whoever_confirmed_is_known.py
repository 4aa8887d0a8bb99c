"""Whoever confirmed by an emailed link reads what comes to their address."""

from typing import Any

from django.db import migrations

from lla.emails import recipients


def remember(apps: Any, schema_editor: Any) -> None:
    confirmed = apps.get_model("motions", "Backing").objects.exclude(confirmed_at=None)
    recipients.remember_proved(apps, confirmed.values_list("email", flat=True))


class Migration(migrations.Migration):
    dependencies = [("motions", "0012_email_is_one_word"), ("lla", "0016_mailboxes_count_emails")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
