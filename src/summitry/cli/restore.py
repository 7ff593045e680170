"""``summitry restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.options import Refused, refusing
from summitry.cli.progress import sharing

if TYPE_CHECKING:
    from summitry.secretariat.backups import Erasure, Listing, Restored


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.argument("into", metavar="[DIR]", required=False, type=click.Path())
@click.option("--check", "only_check", is_flag=True, help="Prove that the file is whole; lay nothing out.")
@click.option("--keys", default="", metavar="FILE", type=click.Path(), help="The file with its keys.")
@click.option(
    "--erased", multiple=True, metavar="PATH", type=click.Path(exists=True),
    help="A dossier or a later backup that knows what was erased since; may be repeated.",
)  # fmt: skip
def command(file: str, into: str | None, only_check: bool, keys: str, erased: tuple[str, ...]) -> None:
    """Lay a backup out again in a folder that is not there yet, or prove that it is whole.

    \b
    summitry restore all.tar --check
    summitry restore all.tar /srv/talks --erased later.tar --erased old/talks
    summitry desk --state /srv/talks/desk               open the desk that was restored

    Everything is proved before anything is laid out, and the folder appears at once with all in it: the
    desk's state in DIR/desk, the dossiers in DIR/dossiers. Everybody signs in again.

    A backup brings back what was erased after it was made, unless --erased names something that knows of
    it: a dossier as it was last, or a later backup. Those records are then erased again before anybody
    sees them.
    """
    from summitry.secretariat.backups import check

    with refusing():
        if only_check:
            with sharing("Checking") as told:
                listing = check(Path(file), told)
            click.echo(f"{file} is whole: {len(listing.members):,} files, made {_moment(listing)}.")
            return
        if into is None:
            raise Refused("Name a folder to lay it out in, or ask for --check.")
        known = [each for path in erased for each in _erasures(Path(path))]
        done = _restored(Path(file), Path(into), keys, known)
    _say(done, bool(erased))


def _restored(file: Path, into: Path, keys: str, known: list[Erasure]) -> Restored:
    from summitry.secretariat.acts import at_the_command_line
    from summitry.secretariat.backups import restore

    def finish(beside: Path, listing: Listing) -> None:
        if listing.says.get("state"):
            from summitry.cli.desk import opened

            opened(str(beside / "desk"), upgraded=False)
            from summitry.desk.backing import put_back

            put_back(beside, into, listing)

    with sharing("Restoring") as told:
        return restore(
            file, into, keys_from=Path(keys) if keys else None, erasures=known, finish=finish, told=told,
            by=at_the_command_line().name,
        )  # fmt: skip


def _erasures(path: Path) -> tuple[Erasure, ...]:
    from summitry.secretariat.backups import erasures_in, erasures_of

    return erasures_of(path) if path.is_dir() else erasures_in(path)


def _moment(listing: Listing) -> str:
    return f"{listing.made[:16].replace('T', ' ')} UTC by Summitry {listing.version}"


def _say(done: Restored, asked: bool) -> None:
    click.echo(f"Restored as of {_moment(done.listing)}.")
    for slug, folder in sorted(done.dossiers.items()):
        click.echo(f"  {slug}: {folder}")
        for each in done.erased.get(slug, ()):
            click.echo(f"    {each.record} was erased since, and is erased here too.")
            if each.named_by:
                click.echo(f"    Still named by {', '.join(each.named_by)}: take it out of them.")
    if done.state is not None:
        click.echo(f"Open the desk: summitry desk --state {done.state}")
    if done.without_keys:
        click.echo("The keys are kept apart and were not restored: nobody can show what entries were about.")
    if not asked:
        click.echo(
            "What was erased after that moment is back. Name with --erased what knows of it, or erase again."
        )
