"""Contacts may have a telephone and no email; what they allow is heard, and confirmed by a second person."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from lla.migration_operations import Batch
from lla.time import clock


class Migration(migrations.Migration):
    dependencies = [
        ("organisers", "0013_names_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    changes = [
        migrations.CreateModel(
            name="HeardConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("page", "On the contact's own page"),
                            ("application", "On the form to affiliate"),
                            ("question", "In answer to a question about a new group"),
                            ("erasure", "By erasing the details"),
                            ("takeover", "Because somebody else took over"),
                            ("number", "Because the telephone number changed"),
                            ("paper", "On paper"),
                            ("word", "By word of mouth"),
                        ],
                        max_length=12,
                    ),
                ),
                ("heard_on", models.DateField()),
                ("made_at", models.DateTimeField(default=clock.now)),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("circulated", "Circulated to the groups named"),
                                ("symposium", "On lists to arrange a symposium"),
                                ("support", "On lists to bring groups together for mutual support"),
                                ("committee", "On lists that the steering committee asks for"),
                                ("notices", "Symposium notices"),
                                ("phone", "Telephone calls"),
                                ("campaign", "Campaign email, which is not asked any more"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "details",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name"),
                                ("role", "Role"),
                                ("email", "Email"),
                                ("phone", "Telephone"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "listed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name"),
                                ("role", "Role"),
                                ("email", "Email"),
                                ("phone", "Telephone"),
                            ],
                            max_length=8,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "recipients",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "refused",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("text_version", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a second person"),
                            ("at_once", "Counted at once, for nothing new was allowed"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Not confirmed"),
                            ("replaced", "Replaced by what they said later"),
                        ],
                        max_length=9,
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("contact", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="contact",
            name="contact_address_once",
        ),
        migrations.RemoveConstraint(
            model_name="contact",
            name="contact_whole_or_erased",
        ),
        migrations.AlterField(
            model_name="consent",
            name="how",
            field=models.CharField(
                choices=[
                    ("page", "On the contact's own page"),
                    ("application", "On the form to affiliate"),
                    ("question", "In answer to a question about a new group"),
                    ("erasure", "By erasing the details"),
                    ("takeover", "Because somebody else took over"),
                    ("number", "Because the telephone number changed"),
                    ("paper", "On paper"),
                    ("word", "By word of mouth"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="groupevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("applied", "Applied to affiliate"),
                    ("confirmed", "Application confirmed by email"),
                    ("proposed", "Proposed by the regional organiser"),
                    ("affiliated", "Affiliated"),
                    ("lapsed", "Affiliation lapsed"),
                    ("left", "Left"),
                    ("moved", "Moved to another region"),
                    ("verified", "Details verified"),
                    ("added", "Contact added"),
                    ("corrected", "Contact corrected"),
                    ("erased", "Contact erased"),
                    ("asked", "Somebody proposed as a contact"),
                    ("declined", "A proposed contact said no"),
                    ("taken_over", "Contact replaced by somebody else"),
                    ("heard", "What a contact allows written down for them"),
                    ("heard_right", "What was written down for a contact confirmed"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                models.F("group"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("erased_at__isnull", True), models.Q(("email", ""), _negated=True)),
                name="contact_address_once",
                violation_error_message="This group has a contact with this address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                models.F("group"),
                models.F("phone"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("email", ""), ("erased_at__isnull", True)),
                name="contact_number_once",
                violation_error_message="This group has a contact of this name with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_at__isnull", True),
                        models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("phone", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("email", ""),
                        ("erased_at__isnull", False),
                        ("name", ""),
                        ("phone", ""),
                        ("wanted_email", ""),
                        ("wanted_phone", ""),
                    ),
                    _connector="OR",
                ),
                name="contact_whole_or_erased",
            ),
        ),
        migrations.AddField(
            model_name="heardconsent",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="heard", to="organisers.contact"
            ),
        ),
        migrations.AddField(
            model_name="heardconsent",
            name="heard_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="heardconsent",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="heard",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="organisers.heardconsent",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard__isnull", False), ("how__in", ("paper", "word"))),
                    models.Q(
                        models.Q(("how__in", ("paper", "word")), _negated=True), ("heard__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="consent_heard_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="heardconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ("paper", "word"))), name="heard_consent_on_paper_or_by_word"
            ),
        ),
        migrations.AddConstraint(
            model_name="heardconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "confirmed"), _negated=True),
                    models.Q(
                        ("settled_by__isnull", False),
                        models.Q(("settled_by", models.F("heard_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="heard_consent_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="heardconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "waiting"), ("settled_at__isnull", True)),
                    models.Q(models.Q(("outcome", "waiting"), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="heard_consent_settled_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="heardconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "waiting")),
                fields=("contact",),
                name="heard_consent_waits_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heardconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="heard_consent_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="9eeca8d45bd177247c58e5786b66ca293f41f2ec",
                    operation="DELETE",
                    pgid="pgtrigger_heard_consent_stays_09622",
                    table="organisers_heardconsent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="heardconsent",
            trigger=pgtrigger.compiler.Trigger(
                name="heard_consent_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."contact_id" IS DISTINCT FROM (NEW."contact_id") OR OLD."how" IS DISTINCT FROM (NEW."how") OR OLD."heard_by_id" IS DISTINCT FROM (NEW."heard_by_id") OR OLD."heard_on" IS DISTINCT FROM (NEW."heard_on") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."purposes" IS DISTINCT FROM (NEW."purposes") OR OLD."details" IS DISTINCT FROM (NEW."details") OR OLD."listed" IS DISTINCT FROM (NEW."listed") OR OLD."recipients" IS DISTINCT FROM (NEW."recipients") OR OLD."refused" IS DISTINCT FROM (NEW."refused") OR OLD."text_version" IS DISTINCT FROM (NEW."text_version"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="452d0adea5c3ca11008c5c01868f50c3aba8f423",
                    operation="UPDATE",
                    pgid="pgtrigger_heard_consent_fixed_079ea",
                    table="organisers_heardconsent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
    operations = [Batch(changes)]
