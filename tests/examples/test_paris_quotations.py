"""Every quotation of the Paris example stands in the documents that are shipped with it."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import summitry
from summitry.archive.proofs import Proof, Verdict, proofs
from summitry.dossier.kinds import BY_KIND

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "paris-1968"
MOST_BYTES = 2_000_000


def every_proof(folder: Path) -> list[tuple[str, Proof]]:
    dossier = summitry.load(folder).as_of(date(1969, 1, 31))
    return [(r.id, p) for kind in BY_KIND.values() for r in dossier.all(kind) for p in proofs(dossier, r.id)]


def test_every_quotation_is_proved() -> None:
    found = every_proof(FOLDER)
    counts = Counter(proof.verdict for _, proof in found)
    # The facts this example is made from count 213 quotations, some of them cut in two or used twice.
    assert counts[Verdict.PROVED] >= 200, counts
    left = [
        (id, p.verdict.value, p.words) for id, p in found
        if p.verdict not in (Verdict.PROVED, Verdict.UNSOURCED) and not p.cites.startswith("gk")
    ]  # fmt: skip
    assert left == []


def test_the_documents_are_small() -> None:
    size = sum(path.stat().st_size for path in (FOLDER / "archive").rglob("*") if path.is_file())
    assert size <= MOST_BYTES


@pytest.mark.parametrize(
    ("said", "instead", "code"),
    [
        ("two critical points on which", "two crucial points on which", "QUO002"),
        ("[frus1964-68v07/d23 para. 3, frus1964-68v07/d23 para. 6]", "frus1964-68v07/d23 para. 1", "QUO003"),
    ],
)  # fmt: skip
def test_a_changed_word_and_a_wrong_paragraph_are_found(
    tmp_path: Path, said: str, instead: str, code: str
) -> None:
    folder = tmp_path / "paris"
    shutil.copytree(FOLDER, folder)
    file = folder / "relays" / "facts-of-life.yaml"
    text = file.read_text(encoding="utf-8")
    assert said in text
    file.write_text(text.replace(said, instead), encoding="utf-8")
    report = summitry.check(summitry.load(folder).as_of(date(1968, 11, 5)))
    assert {d.code for d in report.findings if d.code.startswith("QUO")} == {code}


def test_a_text_that_is_gone_is_read_again_and_counts_alike(tmp_path: Path) -> None:
    folder = tmp_path / "paris"
    shutil.copytree(FOLDER, folder)
    for text in (folder / "archive" / "texts").iterdir():
        text.unlink()
    assert every_proof(folder) == every_proof(FOLDER)
