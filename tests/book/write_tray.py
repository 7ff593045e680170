"""Write the golden texts of the second tray anew. Read what differs before you keep it."""

from tests.book.test_tray import GOLDEN, TRAY, named, paper

from summitry.book.volume.plaintext import text

if __name__ == "__main__":
    TRAY.mkdir(exist_ok=True)
    for name, form, id in GOLDEN:
        (TRAY / named(name, form, id)).write_text(text(paper(name, form, id)), encoding="utf-8")
