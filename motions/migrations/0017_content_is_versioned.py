"""Whatever readers see of conferences, items and motions has a number that is new after every change."""

from typing import Any

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def number_what_is_there(apps: Any, schema_editor: Any) -> None:
    """Every row is changed, so that the trigger gives it a number of its own."""
    for name in ("Conference", "AgendaItem", "Motion"):
        apps.get_model("motions", name).objects.update(content_version=0)


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0016_plain_words"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE motions_content_version", "DROP SEQUENCE motions_content_version"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agendaitem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="conference",
            name="update_update",
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="content_version",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="conference",
            name="content_version",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="motion",
            name="content_version",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="content_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.content_version := nextval('motions_content_version'); RETURN NEW;",
                    hash="2a632f3fa2146d560ac0f006f79e55cab9d6d234",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_content_version_4bbfc",
                    table="motions_agendaitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."conference_id" IS DISTINCT FROM (NEW."conference_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."order" IS DISTINCT FROM (NEW."order") OR OLD."prefix" IS DISTINCT FROM (NEW."prefix") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."takes_motions" IS DISTINCT FROM (NEW."takes_motions") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "motions_agendaitemevent" ("changed_at", "conference_id", "created_at", "id", "introduction", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefix", "slug", "takes_motions", "title") VALUES (NEW."changed_at", NEW."conference_id", NEW."created_at", NEW."id", NEW."introduction", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefix", NEW."slug", NEW."takes_motions", NEW."title"); RETURN NULL;',
                    hash="2013f6c47a7ce2c7338716a6e0614c9f312a2856",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_52038",
                    table="motions_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="backing",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="12352de21487792be7cc094dfe55e9b69ef1966e",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_ec50e",
                    table="motions_backing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conference",
            trigger=pgtrigger.compiler.Trigger(
                name="content_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.content_version := nextval('motions_content_version'); RETURN NEW;",
                    hash="3f28045c6ee680fc7ca79dcbae2a184582d09693",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_content_version_e4bd2",
                    table="motions_conference",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="conference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amendments_close_at" IS DISTINCT FROM (NEW."amendments_close_at") OR OLD."binding" IS DISTINCT FROM (NEW."binding") OR OLD."body_words" IS DISTINCT FROM (NEW."body_words") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."confirming_hours" IS DISTINCT FROM (NEW."confirming_hours") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."emergency_close_at" IS DISTINCT FROM (NEW."emergency_close_at") OR OLD."ended_text" IS DISTINCT FROM (NEW."ended_text") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."freeze_at" IS DISTINCT FROM (NEW."freeze_at") OR OLD."grace_minutes" IS DISTINCT FROM (NEW."grace_minutes") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_time_by" IS DISTINCT FROM (NEW."in_time_by") OR OLD."introduction" IS DISTINCT FROM (NEW."introduction") OR OLD."labelling" IS DISTINCT FROM (NEW."labelling") OR OLD."motions_close_at" IS DISTINCT FROM (NEW."motions_close_at") OR OLD."motions_open_at" IS DISTINCT FROM (NEW."motions_open_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."numbering" IS DISTINCT FROM (NEW."numbering") OR OLD."publishing" IS DISTINCT FROM (NEW."publishing") OR OLD."signatories_needed" IS DISTINCT FROM (NEW."signatories_needed") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."title_words" IS DISTINCT FROM (NEW."title_words") OR OLD."venue" IS DISTINCT FROM (NEW."venue"))',
                    func='INSERT INTO "motions_conferenceevent" ("amendments_close_at", "binding", "body_words", "changed_at", "confirming_hours", "created_at", "emergency_close_at", "ended_text", "ends_on", "freeze_at", "grace_minutes", "id", "in_time_by", "introduction", "labelling", "motions_close_at", "motions_open_at", "name", "numbering", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishing", "signatories_needed", "slug", "starts_on", "title_words", "venue") VALUES (NEW."amendments_close_at", NEW."binding", NEW."body_words", NEW."changed_at", NEW."confirming_hours", NEW."created_at", NEW."emergency_close_at", NEW."ended_text", NEW."ends_on", NEW."freeze_at", NEW."grace_minutes", NEW."id", NEW."in_time_by", NEW."introduction", NEW."labelling", NEW."motions_close_at", NEW."motions_open_at", NEW."name", NEW."numbering", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publishing", NEW."signatories_needed", NEW."slug", NEW."starts_on", NEW."title_words", NEW."venue"); RETURN NULL;',
                    hash="e700249fa3527f27fd1386305fd80d0b39f46004",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d2923",
                    table="motions_conference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motion",
            trigger=pgtrigger.compiler.Trigger(
                name="content_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="NEW.content_version := nextval('motions_content_version'); RETURN NEW;",
                    hash="6a8f8d65f7a91ef1201eb8b7aa45f8f7ff155a81",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_content_version_c93f0",
                    table="motions_motion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="motionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="0be85f6632645e06e3b2af30c28e1eec2c26296d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_195b9",
                    table="motions_motionevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    UPDATE motions_motion SET content_version = content_version\n    WHERE published_at IS NOT NULL AND id IN (\n        SELECT motion_id FROM motions_motionevent WHERE id IN (OLD.event_id, NEW.event_id)\n    );\n    RETURN NULL;\n",
                    hash="03a716664272a012673f7e20fc0df9ba91befbf5",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_41a8e",
                    table="motions_remark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="13158e82828e449d70d729c3c1edb3fb1136387c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_73c03",
                    table="motions_revision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruling",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="ec74c42b2974c6db6e6b2c3f35de05a35af02f4a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_54783",
                    table="motions_ruling",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(number_what_is_there, migrations.RunPython.noop),
    ]
