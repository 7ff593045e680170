"""Cuts the East Asian fonts of the books to what names and quotations need, and lists what is covered.

    python scripts/cut_fonts.py FOLDER_WITH_NOTO_CJK_TTC

Needs the package fonttools, and the folder of Debian's package fonts-noto-cjk. The Korean cut holds the
Hangul of KS X 1001, the Chinese one all of GB 2312 (with kana) and the Chinese characters of KS X 1001.
Run it only to change what is covered: its results, in src/summitry/book/fonts, are kept.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "summitry" / "book" / "fonts"
FAMILIES = {"NotoSerifCJK": "Noto Serif CJK", "NotoSansCJK": "Noto Sans CJK"}
PUNCTUATION = [*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0x30FB, 0x2027, 0xB7]


def characters(encoding: str, rows: range) -> set[int]:
    """Return what a table of rows and cells encodes."""
    found = set()
    for row in rows:
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode(encoding)))
            except (UnicodeDecodeError, TypeError):
                continue
    return found


def cut(collection: Path, wanted: str, codes: set[int], target: Path) -> None:
    """Write the member of a collection called ``wanted`` with these characters only."""
    members = TTCollection(collection).fonts
    font = next(f for f in members if f["name"].getDebugName(1) == wanted)
    options = subset.Options()
    options.layout_features = ["ccmp", "locl", "kern", "palt"]
    options.desubroutinize = False
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.save(target)


def ranges(codes: set[int]) -> str:
    """Return code points as runs in hexadecimal, one a line."""
    lines, ordered = [], sorted(codes)
    start = last = ordered[0]
    for code in [*ordered[1:], 0x110000]:
        if code != last + 1:
            lines.append(f"{start:X}" if start == last else f"{start:X}-{last:X}")
            start = code
        last = code
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Cut the four fonts, and list what serif and sans cover together."""
    hangul = characters("euc_kr", range(0xB0, 0xC9)) | {*range(0x3131, 0x318F)}
    chinese = characters("gb2312", range(0xA1, 0xF8)) | characters("euc_kr", range(0xCA, 0xFE))
    chinese = {c for c in chinese if c >= 0x2E80}
    for stem, family in FAMILIES.items():
        source = folder / f"{stem}-Regular.ttc"
        cut(source, f"{family} KR", {*hangul, *PUNCTUATION}, FONTS / f"{stem}KR-Regular.otf")
        cut(source, f"{family} SC", {*chinese, *PUNCTUATION}, FONTS / f"{stem}SC-Regular.otf")
    covered: dict[str, set[int]] = {"serif": set(), "sans": set()}
    for path in sorted(FONTS.glob("*.[ot]tf")):
        if path.stem.endswith(("Regular", "Semibold")) and "Display" not in path.stem:
            codes = set(TTFont(path).getBestCmap())
            for style in covered:
                if style in path.stem.lower() or "Naskh" in path.stem:
                    covered[style] |= codes
    (FONTS / "covered.txt").write_text(ranges(covered["serif"] & covered["sans"]), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
