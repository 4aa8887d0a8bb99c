from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0036_composites_decide_about_amendments"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="decision",
            field=models.CharField(blank=True, max_length=200, verbose_name="decision behind it"),
        ),
    ]
