"""Safe fixes change one word, where it stands."""

from pathlib import Path

import pytest

from summitry.check.run import check
from summitry.folder.fixes import apply_fixes
from summitry.folder.load import load

TEXT = """\
people:
- {id: chung, name: Chung}
statements:
- id: s
  bye: chung       # misspelt
  by: chnug
  zone: seoul      # no zone
  on_behalf_of: {who: chung, standing: Claimed}
"""


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("REF001", "by: chnug", "by: chung"),
        ("TIM002", "zone: seoul ", "zone: Asia/Seoul "),
        ("FRM011", "standing: Claimed", "standing: claimed"),
    ],
)
def test_a_fix_changes_one_word(tmp_path: Path, code: str, old: str, new: str) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\ncutoff: 2018-03-12\n")
    (tmp_path / "a.yaml").write_text(TEXT)
    found = [d for d in check(load(tmp_path)).found if d.code == code and d.fix]
    fixes = [d.fix for d in found if d.fix is not None]
    assert len(apply_fixes(tmp_path, fixes)) == 1
    assert (tmp_path / "a.yaml").read_text() == TEXT.replace(old, new)
    assert [d for d in check(load(tmp_path)).found if d.code == code] == []


def test_a_fix_that_no_longer_fits_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("format: 1\ncutoff: 2018-03-12\n")
    (tmp_path / "a.yaml").write_text(TEXT)
    fixes = [d.fix for d in check(load(tmp_path)).found if d.fix is not None]
    changed = TEXT.replace("chnug", "suh")
    (tmp_path / "a.yaml").write_text(changed)
    assert all(f.old != "chnug" for f in apply_fixes(tmp_path, fixes))
    assert "by: suh" in (tmp_path / "a.yaml").read_text()
