"""The record as it stood on earlier days: nothing that came later is in it."""

import re
from functools import cache, partial

import pytest

from conftest import DOCS
from editions import ABOVE, LONG, dead_links, endings_of_today, later_days_of, texts_of, weight
from factbook.drawing.charts import chart_data
from factbook.record.editions import known_by
from factbook.record.rules import parts
from factbook.record.values import Day
from factbook.site import BuiltSite, Request, build_site
from factbook.writing.check import read_texts
from factbook.writing.editions import edition_book
from pages import Page
from sweeps import part_of
from undrawn import without_drawing

DATED = ("date", "as_of", "published", "made", "start", "until", "accessed", "seen", "end")


def test_nothing_dated_later_is_left_anywhere(real_book, earlier_days):
    for day in earlier_days:
        then = known_by(real_book, day)
        for address in then.addresses():
            for path, part in parts(then.get(address)):
                for name in DATED:
                    dated = getattr(part, name, None)
                    later = isinstance(dated, Day) and dated.first > day.last
                    assert not later, (day, address, path, name)


def test_an_earlier_edition_has_only_charts_with_something_to_draw(
    real_book, earlier_days, wordings
):
    say = wordings[real_book.site.languages[0]]
    for day in earlier_days:
        then = edition_book(real_book, day, wordings)
        assert set(then.charts) <= set(real_book.charts)
        for id_ in then.charts:
            assert chart_data(then, id_, say).points, (day, id_)


# ---------------------------------------------------------------- an edition as values


@pytest.fixture(scope="module")
def edition(real_folders):
    """The edition of a day, as it lies in the present site."""

    @cache
    def build(day: Day) -> BuiltSite:
        place = f"https://record.example/editions/{day}/"
        with without_drawing():
            return build_site(real_folders, Request(place, as_of=str(day), present=ABOVE))

    return build


@pytest.fixture(scope="module")
def looked_at(earlier_days) -> list[Day]:
    """The first or the last of the days, another one for another record; what holds on both
    holds between."""
    return part_of([min(earlier_days), max(earlier_days)], 1)


def test_no_sentence_of_an_edition_speaks_of_a_later_day(real_book, edition, looked_at):
    for day in looked_at:
        assert later_days_of(edition(day), real_book, day) == []


def test_no_sentence_of_today_is_in_an_edition(real_book, edition, looked_at):
    texts, _ = read_texts(DOCS)
    ends = endings_of_today(real_book, texts.values())
    assert ends
    for day in looked_at:
        for path, text in texts_of(edition(day)):
            found = [text[at:][:LONG] for at in range(len(text)) if text[at : at + LONG] in ends]
            assert not found, (day, path, found)


def test_everything_of_an_edition_says_so(edition, looked_at):
    """Each file names the day; that each page does is tested where pages have their frame."""
    for day in looked_at:
        built = edition(day)
        names = [say.text(built.book.site.name) for say in built.wordings.values()]
        days = [say.day(day) for say in built.wordings.values()]
        assert all(day in name for day, name in zip(days, names, strict=True))
        told = [path for path in built.files if SAYS_SO.fullmatch(path)]
        assert told
        for path in told:
            text = str(built.files[path]).replace("\r\n ", "")  # a calendar folds its lines
            assert any(name in text.replace("\\,", ",") for name in names), path


def test_no_dispute_of_an_edition_is_an_empty_box(edition, looked_at):
    """Where the sentence is not of that day, the box says that it is left out."""
    boxes = 0
    for day in looked_at:
        for text in edition(day).pages.values():
            for said in re.findall(r'<li class="dispute">(.*?)<span class="by">', text, re.DOTALL):
                assert re.search(r"\w", re.sub(r"<[^>]+>", "", said)), said
                boxes += 1
    if not boxes:
        pytest.skip("no edition that is looked at has a dispute")


SAYS_SO = re.compile(
    r"(ko/)?embed/.*|changes/feed\.xml|data/(.*/)?[^/]+\.csv-metadata\.json|data/datapackage\.json"
)


# A hundred editions are to fit into what hosts give away: 15 MB for one of 620 pages is 24 kB for
# each, of which 3.5 are its frame and 1.5 the drawings, which are left out here.
HEAVIEST = 19_000


def test_an_edition_is_light(edition, looked_at):
    for day in looked_at:
        built = edition(day)
        assert weight(built) < HEAVIEST * len(built.documents), day


def test_no_link_of_an_edition_is_dead(edition, looked_at, real_built):
    for day in looked_at:
        assert dead_links(edition(day), real_built, str(day)) == []


def test_an_edition_prints_only_readings_of_its_day(real_book, edition, looked_at, wordings):
    for day in looked_at:
        built, then = edition(day), known_by(real_book, day)
        checked = 0
        for language, say in wordings.items():
            known = readings_in_words(then, say)
            for document in built.documents.values():
                if document.language == language and document.record:
                    for figure in Page.of_markdown(document.text).figures:
                        assert figure.words.startswith(known[figure.address]), (day, figure)
                        checked += 1
        assert checked


def readings_in_words(book, say) -> dict[str, tuple[str, ...]]:
    """Each figure of a Book in the words of each of its readings.

    Also without what is counted, and as it reads before a noun.
    """
    ways = [
        partial(write, before_noun=it) for write in (say.reading, say.short) for it in (False, True)
    ]
    return {
        address: tuple(
            words(reading, book.units[figure.unit]).replace("\xa0", " ")
            for reading in figure.readings
            for words in ways
        )
        for address, figure in book.figures.items()
    }
