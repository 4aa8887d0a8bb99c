from typing import Any

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from lla.accounts.groups import DATA_PROTECTION_LEAD, grant
from lla.time import clock


def let_two_people_agree(apps: Any, schema_editor: Any) -> None:
    for group in (DATA_PROTECTION_LEAD, "Steering committee chair"):
        grant(apps, group, ["lla.view_exportrequest", "lla.add_exportrequest"])


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0021_emails_say_what_they_count"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("move", "We move to another system"),
                            ("end", "The organisation ends, splits or joins another"),
                            ("practice", "To practise; the files are deleted afterwards"),
                        ],
                        max_length=8,
                        verbose_name="what for",
                    ),
                ),
                ("made_at", models.DateTimeField(default=clock.now, verbose_name="asked")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="agreed")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="declined")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "export of everything",
                "verbose_name_plural": "exports of everything",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=clock.now)),
                ("rows", models.PositiveIntegerField()),
                ("files", models.PositiveIntegerField()),
                (
                    "sha256",
                    models.CharField(
                        help_text="Of manifest.json, which names all others.",
                        max_length=64,
                        verbose_name="SHA-256",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export",
                        to="lla.exportrequest",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="exportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="export_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="exportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("decided_by", None), ("declined_at", None)),
                    models.Q(
                        ("agreed_at__isnull", False), ("decided_by__isnull", False), ("declined_at", None)
                    ),
                    models.Q(
                        ("agreed_at", None), ("decided_by__isnull", False), ("declined_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="export_agreed_or_declined",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="export",
            trigger=pgtrigger.compiler.Trigger(
                name="export_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b35fce8dad69d67cf0b1e3029f0087816112798b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_export_append_only_45f38",
                    table="lla_export",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(let_two_people_agree, migrations.RunPython.noop),
    ]
