"""Books that are lent by a link."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_second_step"),
    ]

    operations = [
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.CharField(max_length=100)),
                (
                    "number",
                    models.CharField(
                        help_text="stands on every page of the copy", max_length=20, unique=True
                    ),
                ),
                ("reader", models.CharField(max_length=200)),
                ("marking", models.CharField(blank=True, max_length=100)),
                ("groups", models.JSONField(blank=True, default=list)),
                ("day", models.DateField()),
                ("meeting", models.CharField(blank=True, max_length=200)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateTimeField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "address",
                    models.CharField(
                        help_text="the file that holds the book until it is opened", max_length=60
                    ),
                ),
                ("opened", models.DateTimeField(blank=True, null=True)),
                ("opened_from", models.CharField(blank=True, max_length=64)),
                ("revoked", models.DateTimeField(blank=True, null=True)),
                (
                    "maker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="shares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
