from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("motions", "0003_committee_may")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="warned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
