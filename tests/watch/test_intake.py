"""What comes in: every form, once, cleaned, and nothing hostile does harm."""

import gzip
import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.watch.intake import Intake, Told, cleaning, days
from summitry.watch.intake.apart import item_as, item_from
from summitry.watch.value import Item

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Wire &amp; Wire</title>
<item><title>Trump agrees to meet Kim</title><link>https://wire.example/a?id=7&amp;utm_source=rss</link>
<pubDate>Fri, 09 Mar 2018 00:10:00 GMT</pubDate>
<description>&lt;p&gt;The President has &lt;b&gt;agreed&lt;/b&gt; to meet.&lt;/p&gt;
&lt;img src="https://t.example/open.gif" width="1"&gt;
&lt;p&gt;Share this on Facebook&lt;/p&gt;</description></item>
<item><title>Ohne Datum</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def letter(**heads: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "From": "Wire <desk@wire.example>",
        "Subject": "Re: Kim letter",
        "Date": "Thu, 08 Mar 2018 19:30:00 -0500",
    }
    for name, value in (told | {k.replace("_", "-"): v for k, v in heads.items()}).items():
        made[name] = value
    made.set_content("Kim pledged to refrain from tests.\n\n> what was said before\n\nUnsubscribe here\n")
    return made


def read(path: Path) -> list[Told]:
    with Intake(seconds=20) as intake:
        return list(intake.read([path]))


def items(told: list[Told]) -> list[Item]:
    return [each.item for each in told if each.item is not None]


def test_a_feed_is_read_without_trackers_pictures_and_buttons(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    first, second = items(read(tmp_path / "feed.xml"))
    assert (first.title, first.text) == ("Trump agrees to meet Kim", "The President has agreed to meet.")
    assert first.source == "Wire & Wire"
    assert first.address == "https://wire.example/a?id=7"
    # ten past midnight in Greenwich is still the 8th in Washington and the 9th in Seoul
    assert (first.said_from, first.said_to) == (date(2018, 3, 8), date(2018, 3, 9))
    assert second.address == ""
    assert second.doubts == ("It bears no date that can be read.",)


def test_letters_are_the_same_however_they_are_kept(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(letter().as_bytes())
    box = mailbox.mbox(tmp_path / "news.mbox")
    box.add(letter())
    box.close()
    folder = mailbox.Maildir(tmp_path / "box")
    folder.add(letter())
    [kept] = list((tmp_path / "box" / "new").iterdir())
    found = [items(read(path)) for path in (tmp_path / "one.eml", tmp_path / "news.mbox", kept)]
    assert {each.id for [each] in found} == {found[0][0].id}
    [[item], _, _] = found
    assert (item.title, item.text, item.source) == (
        "Kim letter",
        "Kim pledged to refrain from tests.",
        "Wire",
    )


@pytest.mark.parametrize(
    ("heads", "doubt"),
    [
        (
            {"From": '"president@whitehouse.example" <x@spam.example>'},
            "shown as president@whitehouse.example",
        ),
        ({"Authentication_Results": "mx; spf=fail; dmarc=fail"}, "SPF, DMARC failed"),
        ({"Date": "yesterday"}, "bears no date"),
    ],
)
def test_a_letter_that_lies_says_how(tmp_path: Path, heads: dict[str, str], doubt: str) -> None:
    (tmp_path / "one.eml").write_bytes(letter(**heads).as_bytes())
    [item] = items(read(tmp_path / "one.eml"))
    assert any(doubt in each for each in item.doubts), item.doubts


def test_a_name_in_two_alphabets_is_found() -> None:
    assert cleaning.mixed_words("K\u0456m Jong Un, Ким Чен Ын, 김정은, Θ and naïve") == ("K\u0456m",)


def test_boilerplate_goes_and_sentences_like_it_stay() -> None:
    kept = ["Terms of the agreement were not disclosed.", "The privacy policy of the bank was at issue."]
    assert cleaning.body_of(["Terms of use", *kept, "Privacy policy", "https://a.example/x"]) == "\n".join(
        kept
    )


def test_tables_are_told_by_their_columns(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "date,source,event,target\n2018-08-29,Donald Trump,Consult,Kim Jong-Un\nsoon,a,b,c\n2018-08-30,one\n"
    )
    told = read(tmp_path / "x.csv")
    [item] = items(told)
    assert (item.source, item.coded, item.names) == ("ICEWS", "machine", ("Donald Trump", "Kim Jong-Un"))
    assert [(t.unread.at, t.unread.why) for t in told if t.unread] == [
        ("row 3", "it bears no day that can be read"), ("row 4", "it has 2 cells, and 4 are headed"),
    ]  # fmt: skip
    (tmp_path / "own.csv").write_text("when,what\n1,2\n")
    assert [t.unread.why[:24] for t in read(tmp_path / "own.csv") if t.unread] == ["none of its columns is h"]


def test_a_hundred_megabytes_without_a_line_end_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    with open(tmp_path / "x.csv", "wb") as file:
        file.write(b"date,title\n")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\n2018-03-08,A meeting is announced\n")
    told = read(tmp_path / "x.csv")
    assert [i.title for i in items(told)] == ["A meeting is announced"]
    assert [t.unread.at for t in told if t.unread] == ["row 2"]


def test_bombs_are_stopped_and_what_comes_after_is_read(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "a.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "lol">{entities}]>'
        "<rss><channel><item><title>&a11;</title></item></channel></rss>"
    )
    (tmp_path / "b.html").write_text("<div>" * 200_000 + "deep" + "<table><tr><td>" * 50_000)
    with gzip.open(tmp_path / "c.csv.gz", "wb") as packed:
        packed.write(b"date,title\n" + b"0" * 300_000_000)
    (tmp_path / "d.txt").write_text("Statement\n\nThe talks go on, both sides said on Tuesday in Geneva.\n")
    with Intake(seconds=10) as intake:
        told = list(intake.read(sorted(tmp_path.iterdir())))
    assert [t.path.name for t in told if t.done] == ["a.xml", "b.html", "c.csv.gz", "d.txt"]
    assert "The talks go on" in items(told)[-1].words
    assert max(len(item.words) for item in items(told)) < 25_000


def test_what_is_no_report_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "b.txt").write_bytes(b"")
    with Intake() as intake:
        told = list(intake.read([tmp_path / "a.bin", tmp_path / "b.txt", tmp_path / "gone.txt"]))
    assert len([t for t in told if t.unread]) == 3
    assert not items(told)


@given(st.builds(Item, form=st.just("row"), title=st.text(), text=st.text(), names=st.tuples(st.text()),
                 said_from=st.none() | st.dates(), doubts=st.tuples(st.text())))  # fmt: skip
def test_an_item_survives_the_way_between_processes(item: Item) -> None:
    assert item_from(item_as(item)) == item


@given(st.text())
def test_no_text_breaks_the_reading_of_days_and_addresses(text: str) -> None:
    days.of_text(text), days.of_letter(text), days.span(text, text)
    assert cleaning.untracked(text) in ("", cleaning.untracked(cleaning.untracked(text)))
    assert cleaning.body_of([cleaning.body_of([text])]) == cleaning.body_of([text])
