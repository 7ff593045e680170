"""What was fixed beforehand: the digest by which a running test is held to its own words."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping

from summitry.dossier.kinds import Test

FIXED = ("of", "asks", "cost_to_them", "threshold", "source_rule", "deadline")
"""The fields that define a test: what it tests, what is asked, what counts, who must say so, by when."""

SHORTEST = 12
"""How much of a digest may stand for all of it, in hexadecimal digits."""


def defining_fields(test: Test) -> dict[str, str]:
    """Return the defining fields of a test as text; what it tests in order of ids, blanks as blank."""
    return {
        "of": ", ".join(sorted(test.of)),
        "asks": test.asks,
        "cost_to_them": test.cost_to_them,
        "threshold": test.threshold,
        "source_rule": test.source_rule,
        "deadline": test.deadline.text if test.deadline is not None else "",
    }


def fields_then(test: Test) -> dict[str, str]:
    """Return the defining fields as they were at the start: as kept there, else as they are now."""
    now = defining_fields(test)
    start = test.started
    if start is None:
        return now
    kept = {
        "of": ", ".join(sorted(start.of)), "asks": start.asks, "cost_to_them": start.cost_to_them,
        "threshold": start.threshold, "source_rule": start.source_rule, "deadline": start.deadline,
    }  # fmt: skip
    return {name: kept[name] or now[name] for name in FIXED}


def digest_of(fields: Mapping[str, str]) -> str:
    """Return the SHA-256 of a test's defining fields, in hexadecimal.

    Canonical: names and texts in the order of `FIXED` as compact JSON in UTF-8, texts in NFC with runs
    of white space as one. So a line broken elsewhere changes nothing, and any other change does.
    """
    canonical = [[name, _plainly(fields.get(name, ""))] for name in FIXED]
    text = json.dumps(canonical, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_now(test: Test) -> str:
    """Return the digest of a test as it reads now: what to write under ``started.digest``."""
    return digest_of(defining_fields(test))


def agrees(written: str, digest: str) -> bool:
    """Whether a digest as somebody wrote it, whole or its first twelve digits or more, is this one."""
    short = written.strip().lower().removeprefix("sha256:")
    return len(short) >= SHORTEST and digest.startswith(short)


def _plainly(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
