"""Every chart of the record: its numbers are the Book's, and its words are there."""

import pytest

from books import chart_ids
from chart_checks import check_chart, check_drawings, check_files
from factbook.drawing.charts import chart_data
from leaving import missing, unsaid_rest

CHARTS = chart_ids()


@pytest.mark.parametrize("id_", CHARTS)
def test_every_row_is_the_books_and_every_chart_has_words(real_book, wordings, id_):
    for say in wordings.values():
        check_chart(real_book, chart_data(real_book, id_, say), say)


@pytest.mark.parametrize("id_", CHARTS)
def test_the_drawings(real_book, web, wordings, language_folders, id_):
    for language, folder in language_folders.items():
        data = chart_data(real_book, id_, wordings[language])
        page = web.page(f"{folder}charts/{id_}/")
        check_drawings(data, page)
        suffix = f".{language}" if folder else ""
        stem = f"data/charts/{id_}{suffix}"
        svg, spec = web.read(f"{stem}.svg"), web.read(f"{stem}.json")
        check_files(data, page, svg, spec, wordings[language])


@pytest.mark.parametrize("id_", CHARTS)
def test_whatever_leaves_the_site_keeps_its_caption(real_book, web, address, wordings, id_):
    def read(path: str) -> bytes:
        return (web / path).read_bytes()

    for say in wordings.values():
        assert not list(missing(read, real_book, say, id_, address)), say.language
        assert not list(unsaid_rest(read, real_book, say, id_)), say.language
