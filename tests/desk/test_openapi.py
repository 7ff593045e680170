"""The OpenAPI document is true: sound in itself, of all that is routed, and borne out by what is answered to
everything that Schemathesis thinks of."""

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.test import Client
from django.urls import get_resolver
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.definitions import OPENAPI_31
from tests.desk.conftest import SignIn
from tests.desk.test_inbox import REPORTS, SAID, TEST, feed

from summitry.desk.accounts import tokens
from summitry.desk.accounts.models import Account
from summitry.desk.api.openapi import document
from summitry.desk.api.serving import patterns
from summitry.desk.api.table import OPERATIONS
from summitry.desk.wsgi import application
from summitry.dossier.kinds import BY_KIND
from summitry.folder.load import load
from summitry.secretariat.watching import Marks, taking_in
from summitry.secretariat.watching.triaging import gathered
from summitry.watch.monitors import alarms

SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = application
BY_LABEL = {op.label: op for found in SCHEMA.get_all_operations() if (op := found.ok()) is not None}
FEW = ("/records/statement", "/records/relay", "/records/accepted")
"""Kinds of which records are read and filed in the ordinary run."""

CHECKS = (
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance,
)  # fmt: skip


def test_it_is_an_openapi_document() -> None:
    jsonschema.Draft202012Validator(OPENAPI_31).validate(document())
    names = document()["components"]["schemas"]
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)
    for name, schema in names.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        for ref in re.findall(r"'\$ref': '([^']+)'", str(schema)):
            assert ref.removeprefix("#/components/schemas/") in names, f"{name} refers to {ref}"


def test_it_holds_all_that_is_routed_and_nothing_else() -> None:
    told = {
        (method.upper(), re.sub(r"\{[a-z]+\}", "{}", path))
        for path, methods in document()["paths"].items() for method in methods
    }  # fmt: skip
    routed = set()
    for operation in OPERATIONS:
        route = f"/{{}}/api/v1/{operation.route}"
        for kind in BY_KIND if "<slug:kind>" in route else ("",):
            routed.add((operation.method, re.sub(r"<[^>]+>", "{}", route.replace("<slug:kind>", kind))))
    assert told - {("GET", "/api/v1/dossiers")} == routed
    names = {p.name for p in get_resolver().url_patterns}
    assert {p.name for p in patterns()} <= names
    ids = [m["operationId"] for methods in document()["paths"].values() for m in methods.values()]
    assert len(set(ids)) == len(ids)


def test_everything_is_said_in_words() -> None:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"].endswith("."), f"{method} {path}"
            assert all(p["description"] for p in operation["parameters"]), f"{method} {path}"


def test_a_person_reads_it_too(signed_in: SignIn) -> None:
    reader = signed_in("reader")
    page = reader.get("/api/")
    assert page.status_code == 200
    for operation in OPERATIONS:
        assert escape(operation.summary) in page.content.decode()
    assert b"style=" not in page.content
    assert reader.get("/api/openapi.json").json() == document()
    assert Client().get("/api/").status_code == 302


# -- what is answered ------------------------------------------------------------------------------


@pytest.fixture
def words(signed_in: SignIn, folder: Path, tmp_path: Path) -> str:
    """A token of somebody who may do everything; four reports came in."""
    came = [feed(tmp_path / "came.xml", *REPORTS, SAID, TEST)]
    list(taking_in(folder, came, Marks(came=date(2018, 3, 10))))
    signed_in("secretariat", marking="restricted", groups=("consular",), office="state")
    return tokens.make(Account.objects.latest("pk"), "fuzzing", writes=True).words


def real(folder: Path) -> dict[str, list[str]]:
    """Ids that lead somewhere, for each part of an address."""
    whole = load(folder)
    ids = [r.id for r in whole.index.records()]
    now = whole.as_of(date(2018, 3, 12))
    came = gathered(folder, now).proposals
    return {
        "happening": [p.id for p in came], "alarm": [a.key for a in alarms(now)],
        "report": [r.entry.id for p in came for r in p.reports],
        "id": ["kim-message", "chung-seoul", *random.Random(1).sample(ids, 30)],
        "paper": [id for kind in ("paper", "draft", "line") for id in whole.ids(kind)],
        "relay": list(whole.ids("relay")), "view": ["relays", "pledges", "stability", "events"],
        "name": list(whole.ids("document"))[:5], "key": ["asked", "hops"], "act": ["1"],
    }  # fmt: skip


def tried(label: str, mode: GenerationMode, words: str, folder: Path, examples: int) -> None:
    """Send what Schemathesis thinks of to one operation, half of it to addresses that lead somewhere."""
    operation, known = BY_LABEL[label], real(folder)

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, 1000))
    def run(case: Any, pick: int) -> None:
        case.path_parameters = dict(case.path_parameters or {})
        case.path_parameters["dossier"] = "talks"
        for name in case.path_parameters if pick % 2 else ():
            if known.get(name):
                case.path_parameters[name] = known[name][pick % len(known[name])]
        if pick % 2 and isinstance(case.body, dict) and "read" in case.body:
            case.body = {**case.body, "read": known["report"]}
        response = case.call(headers={"Authorization": f"Bearer {words}"})
        case.validate_response(response, checks=CHECKS)

    run()


def labels(*, every: bool) -> list[str]:
    """The operations, of the kinds of record some or all."""
    told = [label for label in BY_LABEL if "{dossier}" in label]
    return [label for label in told if every or "/records/" not in label or label.endswith(FEW)]


def in_order(folder: Path) -> tuple[set[str], set[str]]:
    """What the folder holds, and what is wrong with its text but for what names nothing, and blanks."""
    whole = load(folder)
    wrong = {
        f"{d.code} {d.message}"
        for d in whole.whole.faults
        if not d.code.startswith("REF") and d.code not in ("FRM010", "FRM028")
    }
    return {r.id for r in whole.index.records()}, wrong


@pytest.mark.parametrize("label", labels(every=False))
def test_it_is_borne_out_by_what_is_answered(label: str, words: str, folder: Path) -> None:
    before, faults = in_order(folder)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        tried(label, mode, words, folder, 6)
    after, now = in_order(folder)
    assert before <= after, "something that was there is lost"
    assert now == faults, "something was written that cannot be read"


@pytest.mark.long
@pytest.mark.parametrize("label", labels(every=True))
def test_it_is_borne_out_by_much_that_is_answered(label: str, words: str, folder: Path) -> None:
    before, faults = in_order(folder)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        tried(label, mode, words, folder, 150)
    after, now = in_order(folder)
    assert before <= after and now == faults
