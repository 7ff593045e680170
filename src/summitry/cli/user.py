"""``summitry user``."""

from __future__ import annotations

from typing import Any

import click

from summitry.cli.desk import in_words, opened
from summitry.cli.usertoken import command as tokens


def _people(state: str) -> Any:
    """The module of people, with the desk's database open."""
    opened(state)
    from summitry.desk.accounts import people

    return people


@click.group()
@click.option(
    "--state", default="", metavar="DIR", help="Where the desk keeps accounts; else .summitry-desk here."
)
@click.pass_context
def command(ctx: click.Context, state: str) -> None:
    """Manage the accounts of the desk, and what each may see.

    \b
    summitry user add reyes --name "M. Reyes" --office state
    summitry user grant reyes korea-2018 --role officer --marking restricted --group consular
    summitry user list
    """
    ctx.obj = state


@command.command()
@click.argument("username")
@click.option("--name", default="", help="The name that stands on pages and in the journal.")
@click.option("--office", default="", metavar="ID", help="The agency the person clears for.")
@click.option("--zone", default="UTC", show_default=True, help="The person's time zone.")
@click.pass_obj
def add(state: str, username: str, name: str, office: str, zone: str) -> None:
    """Make an account, with a first password that is shown once."""
    in_words(_people(state).add, username, name=name, office=office, zone=zone)


@command.command()
@click.argument("username")
@click.argument("dossier")
@click.option(
    "--role",
    required=True,
    help="reader, officer, clearer, secretariat, negotiator, decider or administrator.",
)
@click.option(
    "--marking", default="", help="The highest marking the person may see; else the lowest there is."
)
@click.option("--group", "groups", multiple=True, help="A need-to-know group; may be repeated.")
@click.pass_obj
def grant(state: str, username: str, dossier: str, role: str, marking: str, groups: tuple[str, ...]) -> None:
    """Say what an account may do and see in a dossier that the desk serves."""
    in_words(_people(state).grant, username, dossier, role=role, marking=marking, groups=groups)


@command.command()
@click.argument("username")
@click.argument("dossier")
@click.pass_obj
def withdraw(state: str, username: str, dossier: str) -> None:
    """Take an account's grant for a dossier away."""
    in_words(_people(state).withdraw, username, dossier)


@command.command()
@click.argument("username")
@click.pass_obj
def password(state: str, username: str) -> None:
    """Give an account a new password, shown once, and end its sessions."""
    in_words(_people(state).new_password, username)


@command.command()
@click.argument("username")
@click.pass_obj
def close(state: str, username: str) -> None:
    """Close an account: it cannot sign in any more; what it did stays on record."""
    in_words(_people(state).close, username)


@command.command("open")
@click.argument("username")
@click.pass_obj
def reopen(state: str, username: str) -> None:
    """Open a closed account again, with the password and the second step it had."""
    in_words(_people(state).reopen, username)


@command.command("end-sessions")
@click.argument("username")
@click.pass_obj
def end_sessions(state: str, username: str) -> None:
    """End every session of an account: it signs in again, everywhere."""
    in_words(_people(state).end_all_sessions, username)


@command.command("reset-second-factor")
@click.argument("username")
@click.pass_obj
def reset_second_factor(state: str, username: str) -> None:
    """Take an account's second step away: the phone is lost, and no recovery code is left.

    Its sessions end. It signs in with the password alone and sees nothing that demands a second step until
    one is set up again.
    """
    in_words(_people(state).reset_second_factor, username)


@command.command("demand-second-factor")
@click.argument("dossier")
@click.option("--of", "roles", multiple=True, metavar="ROLE", help="Of this role alone; may be repeated.")
@click.option("--nobody", is_flag=True, help="Demand it of nobody any more.")
@click.pass_obj
def demand_second_factor(state: str, dossier: str, roles: tuple[str, ...], nobody: bool) -> None:
    """Close a dossier to whoever has not signed in with a second step: an application's code, or a passkey.

    \b
    summitry user demand-second-factor korea-2018
    summitry user demand-second-factor korea-2018 --of secretariat --of decider
    summitry user demand-second-factor korea-2018 --nobody
    """
    in_words(_people(state).demand, dossier, () if nobody else roles or ("",))


@command.command("list")
@click.pass_obj
def listing(state: str) -> None:
    """List the accounts and their grants."""
    in_words(_people(state).listing)


command.add_command(tokens)
