"""Whoever signed in reads what comes to their address."""

from typing import Any

from django.db import migrations

from lla.emails import recipients


def remember(apps: Any, schema_editor: Any) -> None:
    signed_in = apps.get_model("lla", "User").objects.exclude(last_login=None)
    recipients.remember_proved(apps, signed_in.values_list("email", flat=True))


class Migration(migrations.Migration):
    dependencies = [("lla", "0016_mailboxes_count_emails")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
