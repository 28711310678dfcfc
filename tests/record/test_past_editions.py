"""The record as it stood on earlier days: nothing that came later is in it."""

from posixpath import join, normpath

import pytest

from conftest import ROOT, mkdocs_build
from factbook.drawing.charts import chart_data
from factbook.record.editions import known_by
from factbook.record.rules import parts
from factbook.record.values import Day
from factbook.writing.editions import edition_book
from pages import Web

DATED = ("date", "as_of", "published")


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


# ---------------------------------------------------------------- an edition, built


@pytest.fixture(scope="module")
def real_edition(earlier_days, tmp_path_factory) -> tuple[Day, Web]:
    """The site as it stood on the first of the days, as it lies in the present site."""
    day, folder = earlier_days[0], tmp_path_factory.mktemp("edition") / "site"
    done = mkdocs_build(ROOT, folder, AS_OF=str(day), PRESENT="../../")
    assert done.returncode == 0, done.stderr
    return day, Web(folder)


def test_an_edition_says_so_and_leads_to_the_present(real_edition):
    _, past = real_edition
    for url, page in past.pages():
        if {"cite", "embed"}.intersection(url.split("/")):
            continue
        assert page.one("meta", name="robots").get("content") == "noindex", url
        (present,) = page.one("p", "edition").links
        assert normpath(join("editions/day", url, present.href)) == normpath(url), url


def test_an_edition_prints_only_readings_of_its_day(
    real_book, real_edition, wordings, language_folders
):
    day, past = real_edition
    checked = 0
    for language, folder in language_folders.items():
        known = readings_in_words(known_by(real_book, day), wordings[language])
        for address, words in known.items():
            kind, _, id_ = address.partition("#")[0].partition("/")
            url = f"{folder}{kind}/{id_}/"
            if not past.has(url):
                continue
            for figure in past.page(url).figures:
                if figure.address == address:
                    assert figure.words.startswith(words), (url, figure)
                    checked += 1
    assert checked


def readings_in_words(book, say) -> dict[str, tuple[str, ...]]:
    """Each figure of a Book in the words of each of its readings."""
    return {
        address: tuple(
            say.reading(reading, book.units[figure.unit]).replace("\xa0", " ")
            for reading in figure.readings
        )
        for address, figure in book.figures.items()
    }
