"""The command line: thin commands over the acts of the secretariat."""

from summitry.cli.app import main

__all__ = ["main"]
