"""``summitry completion``: the text that makes a shell complete commands, views, ids and codes."""

from __future__ import annotations

import click

WHERE = {
    "bash": "summitry completion bash > ~/.local/share/bash-completion/completions/summitry",
    "zsh": "summitry completion zsh > a folder of $fpath, as _summitry",
    "fish": "summitry completion fish > ~/.config/fish/completions/summitry.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(list(WHERE)))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: summitry completion bash > ~/.local/share/bash-completion/completions/summitry
    zsh:  summitry completion zsh > _summitry     (in a folder of $fpath)
    fish: summitry completion fish > ~/.config/fish/completions/summitry.fish

    A new shell then completes commands, options, views, ids of records, codes and readers.
    """
    from click.shell_completion import get_completion_class

    from summitry.cli.app import app

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(app, {}, "summitry", "_SUMMITRY_COMPLETE").source())
