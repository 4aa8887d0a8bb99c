"""The library of pictures and films, and which of them a post has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lla.time.clock
import socialmedia.media.models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0022_plain_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MediaFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=lla.time.clock.now, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("picture", "Picture"), ("film", "Film")], editable=False, max_length=7
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        editable=False,
                        max_length=200,
                        storage=socialmedia.media.models.media_storage,
                        upload_to="",
                    ),
                ),
                (
                    "thumbnail",
                    models.FileField(
                        blank=True,
                        editable=False,
                        max_length=200,
                        storage=socialmedia.media.models.media_storage,
                        upload_to="",
                    ),
                ),
                ("suffix", models.CharField(editable=False, max_length=5)),
                ("sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="bytes")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "alternative_text",
                    models.TextField(blank=True, max_length=2000, verbose_name="description"),
                ),
                ("owner", models.CharField(blank=True, max_length=120, verbose_name="whose it is")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ours", "Somebody in the team made it for us"),
                            ("permission", "Its maker gave permission"),
                            ("licence", "It has a licence that lets everybody use it"),
                            ("free", "Nobody has rights to it any more"),
                        ],
                        max_length=10,
                        verbose_name="why we may use it",
                    ),
                ),
                (
                    "ground_words",
                    models.CharField(blank=True, max_length=300, verbose_name="which permission or licence"),
                ),
                (
                    "people",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nobody", "Nobody can be recognised"),
                            ("agreed", "Everybody who can be recognised has agreed"),
                            ("crowd", "A crowd at a public event, with nobody singled out"),
                        ],
                        max_length=6,
                        verbose_name="people in it",
                    ),
                ),
                ("described_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "barred",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="the same file may not come back"
                    ),
                ),
                (
                    "removed_why",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why it was removed"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddField(
            model_name="post",
            name="medium",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="socialmedia.mediafile",
                verbose_name="picture or film from the library",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediafile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("described_at", None),
                    models.Q(
                        ("alternative_text", ""),
                        ("owner", ""),
                        ("ground", ""),
                        ("people", ""),
                        _connector="OR",
                        _negated=True,
                    ),
                    _connector="OR",
                ),
                name="media_described_whole",
            ),
        ),
    ]
