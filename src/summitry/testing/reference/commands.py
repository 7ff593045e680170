"""The page of the commands, from the command line itself."""

from __future__ import annotations

import inspect
import re
from typing import Any

from summitry.cli.app import COMMANDS, app
from summitry.testing.reference.markdown import fenced, page, table


def command_page() -> str:
    """Return the page: for each command what it does, its arguments and its options."""
    context = app.make_context("summitry", ["version"], resilient_parsing=True)
    blocks = ["# Commands", _help_text(app)]
    for name, (_, says) in COMMANDS.items():
        command = app.get_command(context, name)
        assert command is not None
        blocks.append(_command(command, name, says))
    return page(*blocks)


def _command(command: Any, name: str, says: str) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["summitry", name, *(str(p.metavar or p.name.upper()) for p in arguments)])
    rows = [
        (_flags(p.to_info_dict(), p.metavar), _help(p.to_info_dict()))
        for p in command.params
        if p.param_type_name == "option"
    ]
    return page(
        f"(command-{name})=\n## summitry {name}",
        fenced(f"{usage} [OPTIONS]" if rows else usage, "text"),
        _help_text(command) or says,
        table(("option", "what it does"), rows) if rows else "",
    ).rstrip()


def _flags(param: dict[str, Any], metavar: str | None) -> str:
    choices = param["type"].get("choices")
    value = metavar or ("|".join(choices) if choices else "")
    if not value and not param["is_flag"]:
        value = "FILE" if param["type"]["param_type"] == "Path" else "TEXT"
    return ", ".join(f"`{o}`" for o in param["opts"]) + (f" `{value}`" if value else "")


def _help(param: dict[str, Any]) -> str:
    default = param["default"]
    shown = f" Default: `{default}`." if isinstance(default, str) and default else ""
    return (param["help"] or "") + shown


def _help_text(command: Any) -> str:
    """A command's help, its example lines (click marks them) fenced."""
    blocks = []
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.lstrip().startswith("\b"):
            blocks.append(fenced(inspect.cleandoc(paragraph.lstrip().removeprefix("\b\n")), "text"))
        else:
            blocks.append(re.sub(r"\s+", " ", paragraph).strip())
    return "\n\n".join(blocks)
