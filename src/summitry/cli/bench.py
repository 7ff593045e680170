"""``summitry bench``: hands on to the benchmarks, which are no part of ordinary use."""

from __future__ import annotations

import importlib
import importlib.util

import click

from summitry.cli.options import Refused


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def command(words: tuple[str, ...]) -> None:
    """Measure speed and memory, side by side with a peer in one run."""
    if importlib.util.find_spec("summitry.testing") is None or (
        importlib.util.find_spec("summitry.testing.bench") is None
    ):
        raise Refused("This installation holds no benchmarks.")
    status = importlib.import_module("summitry.testing.bench").main(list(words))
    raise SystemExit(status or 0)
