"""The database compares, sorts and searches words without capitals, accents and signs, whatever its locale."""

from django.db import migrations

from lla.words.functions import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("lla", "0017_whoever_signed_in_is_known")]

    operations = [
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION hyphens_both_ways(text); DROP FUNCTION folded(text);")
    ]
