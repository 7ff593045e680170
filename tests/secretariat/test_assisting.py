"""An assistant sees what its reader may see, with sources; it writes only when it was allowed to."""

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from summitry.book.sections import BY_NAME
from summitry.cli.app import app
from summitry.dossier.kinds import KINDS
from summitry.folder.load import load
from summitry.secretariat.assisting import Desk, server
from summitry.secretariat.journal import entries
from summitry.secretariat.opening import UnknownReader
from summitry.testing.handling import pair

PROJECT = Path(__file__).resolve().parents[2]
KOREA = PROJECT / "examples" / "korea-2018"
Asking = Callable[[Client], Awaitable[Any]]


def at(desk: Desk, ask: Asking, *, writes: bool = False) -> Any:
    """What somebody asks of a server in this process, by the package's own client."""

    async def asked() -> Any:
        async with Client(server(desk, writes=writes)) as client:
            return await ask(client)

    return asyncio.run(asked())


async def said(client: Client, tool: str, **with_: Any) -> Any:
    """What a tool answers."""
    found = await client.call_tool(tool, with_)
    text = found.content[0].text  # type: ignore[union-attr]
    return text if found.is_error else json.loads(text)


@pytest.fixture(scope="module")
def whole() -> Desk:
    return Desk(KOREA, day=date(2018, 3, 12))


def test_its_tools_only_read_until_writes_are_allowed(whole: Desk) -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    reading = at(whole, ask)
    assert all(t.annotations.read_only_hint and t.description for t in reading)
    assert {"list_records", "read_record", "findings", "view", "search", "trace"} <= {t.name for t in reading}
    more = {t.name for t in at(whole, ask, writes=True)} - {t.name for t in reading}
    assert more == {"file_record", "read_text", "revise_record"}


def test_everything_is_read(whole: Desk) -> None:
    async def ask(client: Client) -> None:
        for kind in KINDS:
            found = await said(client, "list_records", kind=kind.kind, limit=3)
            assert len(found["items"]) == min(3, len(whole.dossier().ids(kind.kind)))
        for view in BY_NAME:
            assert (await said(client, "view", name=view))["title"]
        record = await said(client, "read_record", id="kim-message")
        assert record["fields"]["source"] and record["quotations"][0]["cites"], "it says where it is from"
        page = json.dumps((await said(client, "view", name="relays", id="kim-message"))["page"])
        assert '"source": "' in page
        assert (await said(client, "search", question="freeze"))["records"]
        assert (await said(client, "findings", severity="grave"))["found"]
        assert (await said(client, "trace", citation="time"))["words"]
        assert "names no document" in await said(client, "trace", citation="nothing-known")
        assert "no kind" in await said(client, "list_records", kind="nothing")
        assert "Say what" in await said(client, "search", question="  ")

    at(whole, ask)


def test_resources_are_records_and_documents(whole: Desk, tmp_path: Path) -> None:
    folder = pair.lay_out(tmp_path / "dossier", "plain")

    async def ask(client: Client) -> None:
        about = json.loads((await client.read_resource("dossier://about")).contents[0].text)  # type: ignore[union-attr]
        assert about["kinds"]
        one = (await client.list_resource_templates()).resource_templates
        assert {t.uri_template for t in one} == {"dossier://records/{id}", "dossier://documents/{+name}"}
        read = json.loads((await client.read_resource("dossier://records/statement-0")).contents[0].text)  # type: ignore[union-attr]
        assert read["kind"] == "statement"
        held = json.loads((await client.read_resource("dossier://documents/document-0")).contents[0].text)  # type: ignore[union-attr]
        assert held["items"][0]["id"].startswith("p:")
        name = (await said(client, "documents"))["items"][0]["name"]
        assert (await said(client, "read_document", name=name, limit=1))["items"]

    at(Desk(folder), ask)


def test_what_is_withheld_changes_no_answer(tmp_path: Path) -> None:
    async def ask(client: Client) -> list[str]:
        told = []
        for tool, with_ in (
            ("kinds", {}), ("views", {}), ("findings", {}), ("papers", {}), ("documents", {}),
            *(("list_records", {"kind": k.kind, "limit": 200}) for k in KINDS),
            *(("view", {"name": v}) for v in BY_NAME),
            ("search", {"question": pair.SECRET}), ("search", {"question": "launch"}),
            ("read_record", {"id": f"{pair.SECRET}-statement-0"}),
            ("trace", {"citation": f"{pair.SECRET}-document-0"}),
            ("read_document", {"name": f"{pair.SECRET}-document-0"}),
        ):  # fmt: skip
            found = await client.call_tool(tool, with_)
            told.append(f"{tool} {with_}: {found.content[0].text}")  # type: ignore[union-attr]
        return told

    answers = []
    for which in ("plain", "beside"):
        folder = pair.lay_out(tmp_path / which, which)
        head = folder / "dossier.yaml"
        head.write_text(f"{head.read_text()}readers:\n  guest: {{marking: open, groups: []}}\n")
        answers.append(at(Desk(folder, "guest"), ask))
    assert answers[0] == answers[1]


def test_it_writes_under_the_same_acts(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    shutil.copytree(KOREA, folder)
    desk = Desk(folder)

    async def ask(client: Client) -> None:
        made = await said(
            client, "file_record", kind="statement", fields={"by": "kim-jong-un", "says": "a word"}
        )
        assert load(folder).get(made["id"]) is not None
        read = await said(client, "read_text", id=made["id"])
        change = {"id": made["id"], "fields": {"says": "another"}, "digest": read["digest"]}
        assert (await said(client, "revise_record", **change))["changed"] == ["says"]
        assert "has changed since" in await said(client, "revise_record", **change)
        assert (await said(client, "read_record", id=made["id"]))["title"] == "another"
        for fields in ({"said": "9999-99-99"}, {"bogus": "x"}, {"words": "a\x00"}, {}):
            assert isinstance(await said(client, "file_record", kind="statement", fields=fields), str)
        assert isinstance(await said(client, "file_record", kind="accepted", fields={"because": "x"}), str)

    at(desk, ask, writes=True)
    assert [e.act for e in entries(folder)] == ["record", "revise"]
    past = Desk(folder, day=date(2018, 3, 9))

    async def late(client: Client) -> Any:
        return await said(client, "file_record", kind="statement", fields={"says": "x"})

    assert "past day" in at(past, late, writes=True)


def test_what_its_reader_does_not_see_stays_when_it_writes(tmp_path: Path) -> None:
    folder = pair.lay_out(tmp_path / "dossier", "beside")
    head = folder / "dossier.yaml"
    head.write_text(f"{head.read_text()}readers:\n  guest: {{marking: open, groups: []}}\n")
    before = len(load(folder).whole.records)
    hidden = folder.joinpath("events.yaml").read_text(encoding="utf-8").count("held back")

    async def ask(client: Client) -> None:
        read = await said(client, "read_text", id="event-0")
        change = {"id": "event-0", "fields": {"title": "seen and changed"}, "digest": read["digest"]}
        assert (await said(client, "revise_record", **change))["changed"] == ["title"]
        assert "held back" not in json.dumps(read)

    at(Desk(folder, "guest"), ask, writes=True)
    assert len(load(folder).whole.records) == before
    assert folder.joinpath("events.yaml").read_text(encoding="utf-8").count("held back") == hidden


def test_it_speaks_over_standard_input_and_output() -> None:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "summitry", "mcp", str(KOREA), "--for", "visitor"],
        env={"PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip

    async def asked() -> Any:
        async with Client(command) as client:
            return await said(client, "read_record", id="case-1"), await said(client, "kinds")

    hidden, kinds = asyncio.run(asked())
    assert isinstance(hidden, str) and "no record" in hidden
    assert kinds["narrowed"] is True


def test_who_is_not_known_opens_nothing() -> None:
    with pytest.raises(UnknownReader):
        Desk(KOREA, "nobody-known")
    assert CliRunner().invoke(app, ["mcp", str(KOREA), "--for", "nobody-known"]).exit_code == 2
    assert CliRunner().invoke(app, ["mcp", str(PROJECT / "docs")]).exit_code == 2
