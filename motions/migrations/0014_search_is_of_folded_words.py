"""Search finds words whatever signs, accents and capitals they are written with: its indexes are made anew."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.models.functions import Upper

from lla.words.functions import Searchable


class Migration(migrations.Migration):
    dependencies = [("motions", "0013_whoever_confirmed_is_known"), ("lla", "0018_words_are_folded")]

    operations = [
        migrations.RemoveIndex("revision", "revision_search"),
        migrations.RemoveField("revision", "search"),
        migrations.AddField(
            "revision",
            "search",
            models.GeneratedField(
                db_persist=True,
                expression=SearchVector(Searchable("title"), weight="A", config="english")
                + SearchVector(Searchable("body"), weight="B", config="english")
                + SearchVector(Searchable("appendix"), weight="D", config="english"),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex("revision", GinIndex(fields=["search"], name="revision_search")),
        migrations.AddIndex(
            "revision",
            GinIndex(SearchVector(Searchable("title"), config="english"), name="revision_title"),
        ),
        migrations.AddIndex(
            "backing", GinIndex(SearchVector(Searchable("name"), config="simple"), name="backing_by_name")
        ),
        migrations.AddIndex(
            "motion",
            GinIndex(SearchVector(Searchable("group_name"), config="simple"), name="motion_by_group"),
        ),
        migrations.AddIndex("motion", models.Index(fields=["-received_at", "-id"], name="motion_newest")),
        migrations.AddIndex("motion", models.Index(Upper("label"), name="motion_by_label")),
    ]
