"""Every chart of the record: its numbers are the Book's, and its words are there."""

import pytest

from chart_checks import check_colours, check_drawings, check_files, check_rows, check_words
from conftest import DATA
from factbook.drawing.charts import chart_data
from factbook.record.book import load_book

CHARTS = list(load_book(DATA).charts)


@pytest.mark.parametrize("id_", CHARTS)
def test_every_row_is_the_books_and_every_chart_has_words(real_book, wordings, id_):
    for say in wordings.values():
        check_rows(real_book, id_, say)
        check_words(real_book, id_, say)
        check_colours(real_book, id_, say)


@pytest.mark.parametrize("id_", CHARTS)
def test_the_drawings(real_book, web, wordings, language_folders, id_):
    for language, folder in language_folders.items():
        data = chart_data(real_book, id_, wordings[language])
        page = web.page(f"{folder}charts/{id_}/")
        check_drawings(data, page)
        suffix = f".{language}" if folder else ""
        stem = f"data/charts/{id_}{suffix}"
        svg, spec = web.read(f"{stem}.svg"), web.read(f"{stem}.json")
        check_files(data, page, svg, (web / f"{stem}.png").read_bytes(), spec, wordings[language])
