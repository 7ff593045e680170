"""``summitry user token``."""

from __future__ import annotations

from typing import Any

import click

from summitry.cli.desk import in_words, opened


def _tokens(state: str) -> Any:
    opened(state)
    from summitry.desk.accounts import tokensbyhand

    return tokensbyhand


@click.group("token")
def command() -> None:
    """Make and revoke tokens: a person's keys to the desk's JSON interface.

    \b
    summitry user token add reyes "weekly table" --dossier korea-2018
    summitry user token list reyes
    summitry user token revoke reyes "weekly table"

    A token opens what its holder may open at that moment, and only reads unless --writes is given.
    """


@command.command()
@click.argument("username")
@click.argument("called", metavar="FOR")
@click.option("--days", type=int, default=90, show_default=True, help="How many days it holds, at most 366.")
@click.option("--writes", is_flag=True, help="It may also do what its holder may do.")
@click.option("--dossier", default="", help="Only this dossier.")
@click.pass_obj
def add(state: str, username: str, called: str, days: int, writes: bool, dossier: str) -> None:
    """Make a token for an account; it is shown this once. FOR says what it is for."""
    in_words(_tokens(state).add, username, called, days=days, writes=writes, dossier=dossier)


@command.command("list")
@click.argument("username")
@click.pass_obj
def listing(state: str, username: str) -> None:
    """List an account's tokens, what each opens and when it was last used."""
    in_words(_tokens(state).listing, username)


@command.command()
@click.argument("username")
@click.argument("called", metavar="FOR")
@click.pass_obj
def revoke(state: str, username: str, called: str) -> None:
    """Revoke a token: it opens nothing from that moment on."""
    in_words(_tokens(state).revoke, username, called)
