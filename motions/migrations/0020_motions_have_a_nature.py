"""Amendments are motions of another nature, whose texts say what they change."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import lla.time.clock
import lla.words.functions


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0019_conferences_are_drafts_until_opened"),
        ("organisers", "0015_plain_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "motion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="amendment",
                        serialize=False,
                        to="motions.motion",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("not_accepted", "Not accepted")],
                        max_length=12,
                        verbose_name="the mover’s answer",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "voting_order",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="order of voting"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PendingCarry",
            fields=[
                (
                    "motion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pending_carry",
                        serialize=False,
                        to="motions.motion",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("offered", "Its mover is asked whether it still fits"),
                            ("stuck", "It no longer fits"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "operations",
                    models.JSONField(
                        blank=True, default=list, verbose_name="as they would be on the new text"
                    ),
                ),
                ("at", models.DateTimeField(default=lla.time.clock.now)),
            ],
        ),
        migrations.AddField(
            model_name="draft",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts_of_amendments",
                to="motions.motion",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="base",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motions.revision",
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="motions.motion",
            ),
        ),
        migrations.AddField(
            model_name="motion",
            name="nature",
            field=models.CharField(
                choices=[("main", "Motion"), ("amendment", "Amendment"), ("composite", "Composite")],
                default="main",
                editable=False,
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="base",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motions.revision",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="instruction",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="operations",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="motion",
            name="status",
            field=models.CharField(
                choices=[
                    ("awaiting", "Awaiting confirmation"),
                    ("gathering", "Gathering signatories"),
                    ("received", "Received"),
                    ("queried", "Queried with the mover"),
                    ("in_order", "In order"),
                    ("ruled_out", "Ruled out"),
                    ("accepted", "Accepted by the mover"),
                    ("withdrawn", "Withdrawn"),
                ],
                editable=False,
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="motionevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("signed", "A signatory asked to sign"),
                    ("confirmed", "Confirmed"),
                    ("address_corrected", "An address was corrected"),
                    ("reminded", "Those who had not confirmed were reminded"),
                    ("co_mover", "A co-mover was named"),
                    ("received", "Received"),
                    ("received_late", "Received after the closing time"),
                    ("support_withdrawn", "A supporter withdrew"),
                    ("revised", "Revised"),
                    ("queried", "Queried with the mover"),
                    ("answered", "Query answered"),
                    ("proposed_ruling_out", "Ruling out proposed"),
                    ("declined_ruling_out", "Proposal to rule out declined"),
                    ("proposed", "Proposed to a second person"),
                    ("declined", "Proposal declined"),
                    ("ruled_in_order", "Ruled in order"),
                    ("ruled_out", "Ruled out"),
                    ("reopened", "Ruling reopened"),
                    ("hidden", "Hidden by the committee"),
                    ("text_hidden", "One text hidden by the committee"),
                    ("redacted", "Words removed by the committee"),
                    ("shown", "Shown again"),
                    ("labelled", "Label given"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("accepted", "Accepted by the mover of the motion"),
                    ("not_accepted", "Not accepted by the mover of the motion"),
                    ("carried_over", "Carried over to the new text of the motion"),
                    ("carrying_offered", "Asked whether it still fits the new text of the motion"),
                    ("stuck", "No longer fits the new text of the motion"),
                    ("group_told", "Contacts of the group told"),
                    ("vouched", "A contact of the group said that the group passed it"),
                    ("held", "Put on hold"),
                    ("hold_lifted", "No longer on hold"),
                    ("assigned", "Assigned"),
                    ("noted", "Note added"),
                    ("checked", "Checklist marked"),
                    ("recused", "Interest declared"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="motionevent",
            name="from_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("awaiting", "Awaiting confirmation"),
                    ("gathering", "Gathering signatories"),
                    ("received", "Received"),
                    ("queried", "Queried with the mover"),
                    ("in_order", "In order"),
                    ("ruled_out", "Ruled out"),
                    ("accepted", "Accepted by the mover"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="motionevent",
            name="to_status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("awaiting", "Awaiting confirmation"),
                    ("gathering", "Gathering signatories"),
                    ("received", "Received"),
                    ("queried", "Queried with the mover"),
                    ("in_order", "In order"),
                    ("ruled_out", "Ruled out"),
                    ("accepted", "Accepted by the mover"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=16,
            ),
        ),
        migrations.RemoveIndex("revision", "revision_search"),
        migrations.RemoveField("revision", "search"),
        migrations.AddField(
            "revision",
            "search",
            models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        base=None,
                        then=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    lla.words.functions.Searchable("title"), config="english", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    lla.words.functions.Searchable("body"), config="english", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                lla.words.functions.Searchable("appendix"), config="english", weight="D"
                            ),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                    ),
                    default=django.contrib.postgres.search.SearchVector(
                        lla.words.functions.Searchable("instruction"), config="english", weight="B"
                    ),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            "revision",
            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="revision_search"),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amends__isnull", False), ("nature", "amendment")),
                    models.Q(models.Q(("nature", "amendment"), _negated=True), ("amends__isnull", True)),
                    _connector="OR",
                ),
                name="motion_amendment_amends",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base", None), ("instruction", ""), ("operations", None)),
                    models.Q(
                        ("base__isnull", False),
                        ("operations__isnull", False),
                        models.Q(("instruction", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="revision_amends_whole",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="merged_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments_merged",
                to="motions.revision",
            ),
        ),
        migrations.AddField(
            model_name="pendingcarry",
            name="to",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="motions.revision"
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="amendment_answer_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_in__isnull", True), ("answer", "accepted"), _connector="OR"),
                name="amendment_merged_if_accepted",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amendment",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="d8159b19030b0243101fb8be9868be9881b78a7f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_18a85",
                    table="motions_amendment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pendingcarry",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_motion",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE motions_motion SET content_version = content_version\n        WHERE id IN (OLD.motion_id, NEW.motion_id) AND published_at IS NOT NULL;\n        RETURN NULL;\n    ",
                    hash="9c5230daff26247405a777a66a117a6e2c0275b1",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_touch_motion_d3af8",
                    table="motions_pendingcarry",
                    when="AFTER",
                ),
            ),
        ),
    ]
