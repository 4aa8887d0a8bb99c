"""Indexes of the titles and words of posts, for searching them."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.db import migrations

import lla.words.functions


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0018_words_are_folded"),
        ("socialmedia", "0025_platforms_are_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    lla.words.functions.Searchable("title"), config="english"
                ),
                name="post_title",
            ),
        ),
        migrations.AddIndex(
            model_name="variant",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    lla.words.functions.Searchable("words"), config="english"
                ),
                name="variant_words",
            ),
        ),
    ]
