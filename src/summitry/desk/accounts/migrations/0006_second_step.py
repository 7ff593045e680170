"""Second steps of signing in, codes to recover with, and which dossiers demand a second step."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_tokens_for_feeds"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="stepped",
            field=models.BooleanField(default=False, help_text="made in a session with a second step"),
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dossier", models.CharField(max_length=100)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "reader"),
                            ("officer", "officer"),
                            ("clearer", "clearer"),
                            ("secretariat", "secretariat"),
                            ("negotiator", "negotiator"),
                            ("decider", "decider"),
                            ("administrator", "administrator"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "role"), name="one_demand_for_each_role")
                ],
            },
        ),
        migrations.CreateModel(
            name="Factor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("codes", "codes"), ("passkey", "passkey")], max_length=10),
                ),
                ("called", models.CharField(max_length=100)),
                ("key", models.CharField(blank=True, help_text="the name of a passkey", max_length=1400)),
                (
                    "kept",
                    models.TextField(
                        help_text="the sealed secret of the codes, or the public part of a passkey"
                    ),
                ),
                (
                    "last",
                    models.BigIntegerField(
                        default=0, help_text="the period of the last code, or the passkey's count"
                    ),
                ),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("used", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="factors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("used", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recoveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "digest"), name="each_recovery_code_once")
                ],
            },
        ),
    ]
