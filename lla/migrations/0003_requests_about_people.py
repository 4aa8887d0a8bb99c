from typing import Any

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from lla.accounts.groups import DATA_PROTECTION_LEAD, grant
from lla.time import clock


def let_the_lead_answer(apps: Any, schema_editor: Any) -> None:
    grant(apps, DATA_PROTECTION_LEAD, ["lla.view_subjectevent", "lla.add_subjectevent"])


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0002_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubjectEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=clock.now)),
                ("actor_role", models.CharField(max_length=40)),
                ("actor_key", models.CharField(max_length=60)),
                ("public", models.BooleanField(default=False)),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "act",
                    models.CharField(
                        choices=[("taken", "Taken as a file"), ("erased", "Erased")], max_length=6
                    ),
                ),
                (
                    "whom",
                    models.CharField(db_index=True, max_length=64, verbose_name="whose, as a keyed hash"),
                ),
            ],
            options={
                "verbose_name": "request about somebody's data",
                "verbose_name_plural": "requests about people's data",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subjectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c15b384f575f001f5c1a845820aef2705249266",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b5b7b",
                    table="lla_subjectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="subjectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Cannot empty %, it is append-only', TG_TABLE_NAME;",
                    hash="311cb9eecd64fc41b7ad6a8b1f1db13be36ad8a5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_c4136",
                    table="lla_subjectevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(let_the_lead_answer, migrations.RunPython.noop),
    ]
