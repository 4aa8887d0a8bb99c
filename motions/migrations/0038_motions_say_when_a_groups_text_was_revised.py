from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0037_seats_name_their_decision"),
    ]

    operations = [
        migrations.AddField(
            model_name="motion",
            name="revised_since_passed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
