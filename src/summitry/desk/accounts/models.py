"""Accounts, grants, and what the desk remembers for each person."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from summitry.desk.accounts.roles import RIGHTS, ROLES
from summitry.dossier.header import Grants
from summitry.foundation.dates import known_zone


class Account(AbstractUser):
    """A person at the desk. ``username`` signs in; ``name`` stands on pages and in the journal."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("name", max_length=200, blank=True)
    office = models.CharField(
        "office", max_length=200, blank=True, help_text="the agency's id, for clearances"
    )
    zone = models.CharField("time zone", max_length=64, default="UTC")
    single_keys = models.BooleanField("single letters are keys", default=True)

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def reads_in(self) -> str:
        """The zone in which the account reads times; UTC where what is kept is no zone this machine knows."""
        return self.zone if known_zone(self.zone) else "UTC"


class Grant(models.Model):
    """What an account may do and see in one dossier. Without a grant a dossier does not exist for it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    dossier = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=[(r, r) for r in ROLES])
    marking = models.CharField(max_length=100, blank=True)
    groups = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dossier"], name="one_grant_for_each_dossier")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.role} of {self.dossier}"

    def may(self, right: str) -> bool:
        """Whether the role gives a right."""
        return right in RIGHTS.get(self.role, frozenset())

    @property
    def grants(self) -> Grants:
        """What it lets its holder see, as the dossier knows it."""
        return Grants(self.marking, frozenset(self.groups))


class Glance(models.Model):
    """When an account last looked at a dossier's home page, and the day that page was about.

    ``since`` is the day of the page it had seen before that one: what changed is told from there, however
    often the page is opened on one day.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    dossier = models.CharField(max_length=100)
    at = models.DateTimeField()
    day = models.DateField()
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dossier"], name="one_glance_for_each_dossier")
        ]


class Typing(models.Model):
    """What somebody typed and has not saved: kept for its author alone, over a dropped connection."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    dossier = models.CharField(max_length=100)
    page = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dossier", "page"], name="one_typing_for_each_page")
        ]


class OwnAct(models.Model):
    """What somebody did and may take back: ids and digests of what was written.

    The words that an edit replaced are kept too, for a day, as its author saw them.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    dossier = models.CharField(max_length=100)
    page = models.CharField(max_length=300)
    what = models.JSONField(default=dict)
    passage = models.IntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "dossier", "page"], name="own_acts_of_a_page")]


class Token(models.Model):
    """A person's key to the JSON interface: only its SHA-256 is kept.

    It opens what its holder may see and do at that moment, never more: only reading unless it ``writes``,
    and one dossier alone where that is named. One for ``feeds`` stands in the address of a feed or calendar
    and opens nothing else.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    called = models.CharField(max_length=100)
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)
    expires = models.DateTimeField(null=True, blank=True)
    writes = models.BooleanField(default=False)
    feeds = models.BooleanField(default=False)
    dossier = models.CharField(max_length=100, blank=True)
    stepped = models.BooleanField(default=False, help_text="made in a session with a second step")

    def __str__(self) -> str:
        return f"{self.account}: {self.called}"

    def opens(self, slug: str) -> bool:
        """Whether it is good for a dossier."""
        return self.dossier in ("", slug)


class FailedToken(models.Model):
    """That a token nobody has was sent, and from which address."""

    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address", "at"], name="failed_tokens_of_an_address")]


class Sent(models.Model):
    """A request that was sent with a key of its own, and what was answered: sent again it is not done again.

    ``status`` is 0 while it is being done. Answers to acts hold ids and digests, no words of a dossier.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    status = models.IntegerField(default=0)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="one_answer_for_each_key")
        ]


class Factor(models.Model):
    """What an account signs in with besides its password: an application that shows codes, or a passkey."""

    CODES = "codes"
    PASSKEY = "passkey"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=[(CODES, CODES), (PASSKEY, PASSKEY)])
    called = models.CharField(max_length=100)
    key = models.CharField(max_length=1400, blank=True, help_text="the name of a passkey")
    kept = models.TextField(help_text="the sealed secret of the codes, or the public part of a passkey")
    last = models.BigIntegerField(default=0, help_text="the period of the last code, or the passkey's count")
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.called


class Recovery(models.Model):
    """A code to sign in with once when the second step is lost: only its keyed digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recoveries")
    digest = models.CharField(max_length=64)
    used = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "digest"], name="each_recovery_code_once")
        ]


class Demand(models.Model):
    """That a dossier is closed without a second step: to a role, or to everybody where ``role`` is blank."""

    dossier = models.CharField(max_length=100)
    role = models.CharField(max_length=20, blank=True, default="", choices=[(r, r) for r in ROLES])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "role"], name="one_demand_for_each_role")
        ]


class Share(models.Model):
    """A book that is lent to somebody outside by a link. Of the link only the SHA-256 is kept."""

    dossier = models.CharField(max_length=100)
    number = models.CharField(max_length=20, unique=True, help_text="stands on every page of the copy")
    reader = models.CharField(max_length=200)
    maker = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="shares")
    marking = models.CharField(max_length=100, blank=True)
    groups = models.JSONField(default=list, blank=True)
    day = models.DateField()
    meeting = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=60, help_text="the file that holds the book until it is opened")
    opened = models.DateTimeField(null=True, blank=True)
    opened_from = models.CharField(max_length=64, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)


class Choice(models.Model):
    """Which alarms of a dossier somebody has sent by mail as they are raised, and to which address.

    What is sent is what the account may see at that moment; without a grant, nothing.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="choices")
    dossier = models.CharField(max_length=100)
    kinds = models.JSONField(default=list)
    address = models.CharField(max_length=320)
    stepped = models.BooleanField(default=False, help_text="made in a session with a second step")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "dossier"], name="one_choice_for_each_dossier")
        ]


class Sending(models.Model):
    """That a service sends the notices of a dossier that people choose, within which limits, and when it last
    said so. The service writes it, the desk reads it."""

    dossier = models.CharField(max_length=100, unique=True)
    addresses = models.JSONField(default=list)
    marking = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
