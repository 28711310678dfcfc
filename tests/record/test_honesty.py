"""What a reader may trust: no idle source, plain words, no stale copy anywhere."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
import readability

from conftest import DOCS
from factbook.drawing.charts import chart_data
from factbook.meaning.addresses import has_own_page, url_of
from factbook.meaning.figures import current, rests_on_aggregators, rounded_reading, status
from factbook.meaning.leaves import leaves
from factbook.meaning.wording import NO_BREAK
from factbook.publishing.chart_files import chart_sheet
from factbook.publishing.csv_files import as_csv, chart_table
from factbook.publishing.downloads import take_away
from factbook.publishing.feed import changes_feed
from factbook.record.questions import Questions
from factbook.record.values import Day
from factbook.site import ANYWHERE, check_site, plain_calls, write_pages
from factbook.writing.calls import Calls
from factbook.writing.keeping import Keeping
from pages import Page
from step_checks import check_steps
from sweeps import WHOLE, part_of
from undrawn import without_drawing

HARDEST = 10  # the grade of an answer


def test_every_source_is_used(real_book):
    unused = [id_ for id_ in real_book.sources if not real_book.mentioned_in(f"sources/{id_}")]
    prose = "".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md"))
    assert [id_ for id_ in unused if f'"{id_}"' not in prose] == []


def test_a_figure_that_rests_only_on_aggregators_says_so(real_book, real_built, wordings):
    first = real_book.site.languages[0]
    for address, figure in real_book.figures.items():
        if rests_on_aggregators(real_book, current(figure)):
            url, _, anchor = url_of(real_book, address).partition("#")
            page = Page.of_markdown(real_built.pages[f"{url.removesuffix('/')}.md"])
            assert wordings[first]("weak-source") in page.part(anchor).text, address


def test_no_planned_step_looks_as_if_it_had_happened(real_built):
    assert check_steps(real_built)


def test_no_stage_is_said_to_hold_since_its_last_step(real_book, real_built):
    """What was announced in May and once more in July is not announced "since July"."""
    lines = 0
    for address, record in real_book.stepwise():
        step = status(record.steps, real_book.site.as_of).step
        if not (step and has_own_page(address)):
            continue
        for language, say in real_built.wordings.items():
            path = page_of(real_book, address, language)
            if path not in real_built.pages:  # not every kind has pages in every language
                continue
            line = Page.of_markdown(real_built.pages[path]).one("p", class_="status-line").text
            day = say.day(step.when)
            for silence in ("silent", "stalled"):
                line = line.replace(say(silence, day=day), "")
            assert say("since", day=day) not in line, address
            lines += 1
    assert lines


def page_of(book, address: str, language: str) -> str:
    """The file of a record's page in a language."""
    folder = "" if language == book.site.languages[0] else f"{language}/"
    return f"{folder}{url_of(book, address).removesuffix('/')}.md"


def test_the_timeline_goes_on_in_time(real_built):
    """The newest quarter stands first, a year below its quarters; each name has a capital."""
    names = [leaf.name for leaf in leaves(real_built.book, "timeline")]
    pages = (f"timeline/{name}.md" if name else "timeline.md" for name in names)
    page = "".join(map(real_built.pages.get, pages))
    found = re.findall(r'<h2 id="q-([^"]+)">(.)', page)
    times = [Day(id_.upper()) for id_, _ in found]
    assert [id_ for id_, letter in found if letter.islower()] == []
    assert len(times) > 2
    assert times == sorted(times, key=lambda time: (time.first, -time.last.toordinal()))[::-1]
    before, _, _ = page.partition('id="record-end"')
    end = real_built.published.book.site.as_of.first
    later = [time for time in times if time.first > end]
    assert len(re.findall('<h2 id="q-', before)) == len(later)


def test_notes_that_follow_one_another_are_parted(real_built):
    """Sources 1 and 2 are never source 12."""
    noted = [text for text in real_built.pages.values() if '<sup class="cite">' in text]
    assert noted
    for text in noted:
        assert not re.search(r'</sup>\s*<sup class="cite"><a', text)
    for path, text in real_built.twins.items():
        assert not re.search(r"\]\(#cited-[^)]*\) *\[[0-9]+\]\(", text), path


RATIO = re.compile(r"""ratio\(["']([^"']+)["'], *["']([^"']+)["']\)""")


def headlines(book) -> Iterator[str]:
    """What is read first, as it is written: titles, answers, descriptions and summaries."""
    for chart in book.charts.values():
        yield from (chart.title.in_(language) for language in book.site.languages)
    for program in (*book.programs.values(), *book.investments.values()):
        yield from (program.summary.in_(language) for language in book.site.languages)
    for path in DOCS.rglob("*.md"):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (
            line for line in lines if line.startswith(("description:", '<p class="answer"'))
        )


def counted_in_several_ways(book) -> set[tuple[str, str]]:
    """The times of which an indicator gives several counts, each with the unit of these."""
    found = set()
    for indicator in book.indicators.values():
        periods = {str(row.period) for row in indicator.rows.values()}
        bases = {str(row.readings[-1].basis) for row in indicator.rows.values()}
        if len(periods) == 1 and len(bases) > 1:
            found.add((*periods, indicator.unit))
    return found


def time_of(book, address: str) -> tuple[str, str]:
    """The time that a row of an indicator speaks of, and its unit."""
    kind, _, rest = address.partition("/")
    id_, _, key = rest.partition("#")
    row = book.indicators[id_].rows[key] if kind == "indicators" else None
    return str(row.period if row else None), book.figures[address].unit


def test_a_headline_that_compares_carries_its_condition(real_book):
    """Where a base was counted in several ways, a headline names more than the one that suits."""
    several = {time for time in counted_in_several_ways(real_book) if time[0] != "None"}
    for words in headlines(real_book):
        bases_of: dict[str, set[str]] = {}
        for above, below in RATIO.findall(words):
            bases_of.setdefault(above, set()).add(below)
        for bases in bases_of.values():
            doubtful = any(time_of(real_book, base) in several for base in bases)
            assert len(bases) > 1 or not doubtful, words


STATES = {"measured", "estimated", "reported", "projected"}


def test_old_is_said_of_states_alone(real_book, real_built):
    """No day of an event or a contract, and no time that was over, is ever called old."""
    marked = re.compile(r'data-figure="([^"]+)" data-review="')
    found = {address for text in real_built.pages.values() for address in marked.findall(text)}
    assert found
    for address in found:
        figure = real_book.figures[address]
        assert current(figure).stage in STATES or figure.review_by, address


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text."""
    sentences = re.split(r"(?<=[.?!]) ", text)
    lines = "\n".join(re.sub(r"([.,;:?!])(?=\s|$)", r" \1", line) for line in sentences)
    return readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"]


def test_answers_read_at_grade_ten_or_easier(web):
    for url, page in web.pages():
        if page.language == "en" and "cite" not in url.split("/"):
            for answer in page.all("p", "answer"):
                assert grade(answer.text) <= HARDEST, (url, answer.text)


# ---------------------------------------------------------------- facts changed

# How many facts are changed in all, and in each build.
CHANGES, AT_ONCE = 1000 if WHOLE else 25, 25
OTHERS = 150  # pages that show none of the facts that are changed
NOT_COMPARED = re.compile(
    r"teach/(sheets|changes)/"  # these tell when an answer changed
    r"|teach/sections\.md$"  # this tells how hard the sentences around a number read
    r"|teach/questions\.md$"  # this tells what is more, in words
    r"|(^|/)data/index\.md$"  # this tells the sizes of files
)

NEIGHBOURS = re.compile(r'<nav class="neighbours".*?</nav>')


COMPARED = ("figures.json", "figures.csv", "readings.csv", "changes.csv")


def everything(checked, folders, paths: list[str]) -> dict[str, str]:
    """These pages, and every chart and file of a record, by a name: without MkDocs or drawings."""
    taken = take_away(plain_calls(checked), Keeping(None, Questions()), ANYWHERE.address)
    with without_drawing():
        _, documents = write_pages(checked, folders, ANYWHERE, lambda: taken)
        pages = {path: documents[path].text for path in paths}
    return compared(checked, pages, taken.files)


def looked_at(pages: Mapping[str, str], addresses: list[str]) -> list[str]:
    """Every page that shows one of some figures, and a part of the others."""
    showing = [path for path, text in pages.items() if figures_of(text).intersection(addresses)]
    return [*showing, *part_of(sorted(pages.keys() - set(showing)), OTHERS)]


def compared(checked, pages: Mapping[str, str], taken: Mapping[str, str | bytes]) -> dict[str, str]:
    made = {path: text for path, text in pages.items() if not NOT_COMPARED.search(path)}
    made |= {name: str(taken[name]) for name in COMPARED}
    made["changes/feed.xml"] = changes_feed(plain_calls(checked)["en"], ANYWHERE.address)
    made |= charts_of(checked)
    return {name: broken(text) for name, text in made.items()}


def broken(text: str) -> str:
    """A text whose spaces may all break: whether one may is no matter of the figures."""
    return text.replace(NO_BREAK, " ")


def charts_of(checked) -> Iterator[tuple[str, str]]:
    for id_ in checked.book.charts:
        for language, say in checked.wordings.items():
            data = chart_data(checked.book, id_, say)
            yield (
                f"{id_}.{language}.csv",
                as_csv(chart_table(id_, chart_sheet(id_, Calls(checked.book, say)))),
            )
            words = [data.description, *(point.text for point in data.points)]
            yield f"{id_}.{language}.words", "".join(words)


def with_value(book, address: str, number: Decimal):
    """The Book with another present value of a figure, as if an author had edited its line."""
    figure = book.figures[address]
    reading = figure.readings[-1].model_copy(update={"value": number})
    readings = (*figure.readings[:-1], reading)
    kind, _, rest = address.partition("/")
    id_, _, key = rest.partition("#")
    record = book.records[kind][id_]
    field = "rows" if kind == "indicators" else "figures"
    written = getattr(record, field)
    changed_part = written[key].model_copy(update={"readings": readings})
    changed_record = record.model_copy(update={field: {**written, key: changed_part}})
    records = {**book.records, kind: {**book.records[kind], id_: changed_record}}
    changed_figure = figure.model_copy(update={"readings": readings})
    return replace(book, records=records, figures={**book.figures, address: changed_figure})


@pytest.mark.suite  # it tries the machine, and takes long: nothing to ask of a further record
def test_a_fact_changed_at_random_changes_every_place_that_shows_it(real_built, real_folders):
    """Each place that shows a figure shows its new value; what does not show it stays as it was.

    Twenty-five facts are changed in each build, each to a number of its own. `make test-deep`
    changes a thousand, and looks at each page that shows none of them; else at some of these.
    """
    checked = check_site(real_folders)
    figures = checked.book.figures
    known = [address for address, figure in figures.items() if figure.readings[-1].value]
    chance = random.Random(2026)
    for _ in range(CHANGES // AT_ONCE):
        chosen = chance.sample(known, min(AT_ONCE, len(known)))
        numbers = {address: Decimal(chance.randint(10**8, 10**9)) for address in chosen}
        book = checked.book
        for address, number in numbers.items():
            book = with_value(book, address, number)
        paths = looked_at(real_built.pages, chosen)
        before = everything(checked, real_folders, paths)
        after = everything(replace(checked, book=book), real_folders, paths)
        new_words = set()
        for address, number in numbers.items():
            words = printed(checked, address, number)
            check_places(checked, before, after, address, words)
            new_words |= words
        check_the_rest(before, after, new_words, retold_charts(checked, chosen))


def check_places(checked, before, after, address: str, words: set[str]) -> None:
    """Every place that shows a figure's value has changed; others print an earlier one."""
    places = [name for name, text in before.items() if shows(text, address)]
    assert places, address
    earlier = earlier_words(checked, address)
    for name in places:
        said = printed_as(before[name], address)
        if not said or not earlier.issuperset(said):
            assert after[name] != before[name], (address, name)
        for printed_ in printed_as(after[name], address):
            is_new = any(word in printed_ for word in words)
            assert is_new or printed_ in earlier, (address, name, printed_)


def check_the_rest(before, after, new_words: set[str], retold: set[str]) -> None:
    """What changed shows one of the new values, or computes with one.

    The titles of the pages before and after are those pages' own.
    """
    for name, text in after.items():
        if NEIGHBOURS.sub("", text) != NEIGHBOURS.sub("", before[name]):
            of_charts = {name.partition(".")[0], *re.findall(r"charts/([\w-]+)", text)}
            is_computed = computed_from(text) or of_charts & retold
            shows_why = is_computed or any(word in text for word in new_words)
            assert shows_why, f"{name} changed without showing why"


def retold_charts(checked, addresses: list[str]) -> set[str]:
    """The charts that say something else with these figures and need not print them.

    Squares draw each level less the next; a title may compute, and is plain where a page names it.
    """
    return {
        id_
        for id_, chart in checked.book.charts.items()
        if any(address in f"{chart.title} {chart.levels}" for address in addresses)
    }


def shows(text: str, address: str) -> bool:
    return address in figures_of(text)


@cache
def figures_of(text: str) -> frozenset[str]:
    """The figures that a page prints or computes with."""
    return frozenset(re.findall(r'data-figure="([^"]+)"', text)) | computed_from(text)


def printed_as(text: str, address: str) -> list[str]:
    """The words in which a page prints a figure."""
    return re.findall(rf'data-figure="{re.escape(address)}"[^>]*>([^<]+)<', text)


def computed_from(text: str) -> set[str]:
    """The figures that the computed numbers of a page are made from."""
    found = re.findall(r'data-computed="([^"]+)"', text)
    return {address for made in found for address in made.split()[1:]}


def printed(checked, address: str, number: Decimal) -> set[str]:
    """A number as any place may print it: exactly, or rounded as sentences have it."""
    figure = checked.book.figures[address]
    unit = checked.book.units[figure.unit]
    in_sentences = rounded_reading(current(figure).model_copy(update={"value": number})).value
    words = {str(number)}
    for say in checked.wordings.values():
        for told in (number, in_sentences):
            words |= {broken(say.quantity(told, unit)), broken(say.number(told))}
    return words


def earlier_words(checked, address: str) -> set[str]:
    """What a table that shows earlier readings beside the present one may still print."""
    figure = checked.book.figures[address]
    unit = checked.book.units[figure.unit]
    return {
        broken(say.reading(reading, unit))
        for say in checked.wordings.values()
        for reading in figure.readings[:-1]
    }
