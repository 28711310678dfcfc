"""What a reader may trust: sources everywhere, plain words, no stale copy anywhere."""

import os
import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest
import readability

from conftest import ROOT
from factbook.drawing.charts import chart_data
from factbook.publishing.csv_files import as_csv, chart_table
from factbook.publishing.files import feed, take_away
from factbook.record.kinds import Source
from factbook.record.rules import parts
from factbook.site import Folders, Request, check_site, plain_calls, write_pages


def test_every_figure_step_and_position_has_a_source(real_book):
    for address in real_book.addresses():
        for path, part in parts(real_book.get(address)):
            if "sources" in type(part).model_fields:
                assert part.sources, (address, path)


def test_every_source_is_used(real_book):
    unused = [id_ for id_ in real_book.sources if not real_book.mentioned_in(f"sources/{id_}")]
    prose = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [id_ for id_ in unused if f'"{id_}"' not in prose] == []


def test_every_source_says_where_when_and_in_which_language(real_book):
    source: Source
    for id_, source in real_book.sources.items():
        assert source.publisher and source.title and source.language and source.accessed, id_
        assert source.url or source.no_url, id_


def test_a_figure_that_rests_only_on_aggregators_says_so(real_book, real_site):
    from factbook.meaning.addresses import url_of
    from factbook.meaning.figures import current, rests_on_aggregators

    weak = [
        address
        for address, figure in real_book.figures.items()
        if rests_on_aggregators(real_book, current(figure))
    ]
    assert weak
    for address in weak:
        path, _, anchor = url_of(real_book, address).partition("#")
        page = (real_site / path / "index.html").read_text(encoding="utf-8")
        block = page.split(f'id="{anchor}"')[1].split('class="figure-block"')[0]
        assert "Rests only on aggregators" in block, address


def sentences(page: str) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<button.*?</button>", "", page, flags=re.S))
    ).strip()


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text."""
    lines = "\n".join(
        re.sub(r"([.,;:?!])(?=\s|$)", r" \1", line) for line in re.split(r"(?<=[.?!]) ", text)
    )
    return readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"]


@pytest.mark.parametrize(
    "path",
    sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("*.md")),
)
def test_answers_read_at_grade_ten_or_easier(path, real_site):
    page = (real_site / path.removesuffix(".md").removesuffix("index") / "index.html").read_text(
        encoding="utf-8"
    )
    for answer in re.findall(r'<p class="answer"[^>]*>(.*?)</p>', page, flags=re.S):
        assert grade(sentences(answer)) <= 10, sentences(answer)


# ---------------------------------------------------------------- one fact changed


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """The real record and all that is made of it, without MkDocs and without drawings."""
    folders = Folders(ROOT / "data", ROOT / "docs", None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factbook.site.draw_charts", undrawn)
        yield folders, check_site(folders)


def undrawn(plain, folders):
    """The rows of every chart in every language, with a drawing left out."""
    return {
        (id_, language): (chart_data(calls.book, id_, calls.say), Drawn)
        for language, calls in plain.items()
        for id_ in calls.book.charts
    }


def everything(book, machine) -> dict[str, str]:
    """Every page, chart and file of a Book."""
    folders, checked = machine
    checked = replace(checked, book=book)
    wordings = checked.wordings
    request = Request("https://site.example/")
    taken = take_away(plain_calls(checked), "")
    writers, documents = write_pages(checked, folders, request, taken)
    made = {
        path: document.text
        for path, document in documents.items()
        if not re.search(r"teach/(sheets|changes)/", path)
    }
    del made["data/index.md"], made["ko/data/index.md"]  # they tell the sizes of the files
    for name in ("figures.json", "figures.csv", "readings.csv", "changes.csv"):
        made[name] = taken.files[name]
    made |= dict(feed(next(iter(writers.values()))))
    for id_ in book.charts:
        for language, say in wordings.items():
            data = chart_data(book, id_, say)
            made[f"{id_}.{language}.csv"] = as_csv(chart_table(id_, data))
            made[f"{id_}.{language}.words"] = data.description + "".join(
                point.text for point in data.points
            )
    return made


class Drawn:
    """A drawing left out: the words and numbers of a chart are compared by themselves."""

    wide = narrow = '<svg class="drawing" viewBox="0 0 640 1"></svg>'
    height = 1


def mutated(book, numbers: dict[str, Decimal]):
    """The Book with the present values of figures replaced, as if an author had edited their lines."""
    for address, number in numbers.items():
        figure = book.figures[address]
        reading = figure.readings[-1].model_copy(update={"value": number})
        changed = figure.model_copy(update={"readings": (*figure.readings[:-1], reading)})
        kind, _, rest = address.partition("/")
        id_, _, key = rest.partition("#")
        record = book.records[kind][id_]
        field = "rows" if kind == "indicators" else "figures"
        written = getattr(record, field)
        part = written[key].model_copy(update={"readings": changed.readings})
        records = {
            **book.records,
            kind: {
                **book.records[kind],
                id_: record.model_copy(update={field: {**written, key: part}}),
            },
        }
        book = replace(book, records=records, figures={**book.figures, address: changed})
    return book


CASES, AT_ONCE = int(os.environ.get("MUTATIONS", 25)), 25


def test_one_fact_changed_at_random_changes_every_place_that_shows_it(machine):
    """Each place that shows a figure shows its new value; what does not show it stays as it was.

    Twenty-five facts are changed in each build, each to a number of its own. MUTATIONS=1000 for the long run.
    """
    book, wordings = machine[1].book, machine[1].wordings
    before = everything(book, machine)
    chance = random.Random(2026)
    known = [address for address, figure in book.figures.items() if figure.readings[-1].value]
    for _ in range(CASES // AT_ONCE):
        numbers = {
            address: Decimal(chance.randint(10**8, 10**9))
            for address in chance.sample(known, AT_ONCE)
        }
        after = everything(mutated(book, numbers), machine)
        shown = {
            address: _printed(book, address, number, wordings)
            for address, number in numbers.items()
        }
        for address, words in shown.items():
            places = [
                name
                for name, text in before.items()
                if f'data-figure="{address}"' in text or f"{address} " in _computed(text)
            ]
            assert places, address
            for name in places:
                assert after[name] != before[name], (address, name)
                for found in re.findall(
                    rf'data-figure="{re.escape(address)}"[^>]*>([^<]+)<', after[name]
                ):
                    assert any(word in found for word in words) or found in _earlier(
                        book, address, wordings
                    ), (address, name, found)
        for name, text in after.items():
            if text != before[name]:
                assert any(word in text for words in shown.values() for word in words) or _computed(
                    text
                ), f"{name} changed without showing why"


def _printed(book, address: str, number: Decimal, wordings) -> set[str]:
    """A number as any place may print it."""
    unit = book.units[book.figures[address].unit]
    return {
        words
        for say in wordings.values()
        for words in (say.quantity(number, unit), say.number(number))
    } | {str(number)}


def _computed(text: str) -> str:
    """What the computed numbers of a page were made from."""
    return "".join(f"{made} " for made in re.findall(r'data-computed="([^"]+)"', text))


def _earlier(book, address, wordings) -> set[str]:
    """What a table that shows earlier readings beside the present one may still print."""
    figure = book.figures[address]
    return {
        say.reading(reading, book.units[figure.unit])
        for say in wordings.values()
        for reading in figure.readings[:-1]
    }
