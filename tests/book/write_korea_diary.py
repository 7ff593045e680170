"""Write the diary of the Korea example anew. Read what differs before you keep it."""

from datetime import date

from tests.book.test_diary import GOLDEN, KOREA

from summitry.book.diary import diary
from summitry.book.diary.text import diary_text
from summitry.folder.load import load
from summitry.secretariat.checking import EVERY_RULE

if __name__ == "__main__":
    found = diary(load(KOREA), date(2018, 3, 5), date(2018, 3, 31), EVERY_RULE)
    GOLDEN.write_text(diary_text(found), encoding="utf-8")
