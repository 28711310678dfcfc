"""What every step owes its readers: nothing that is only planned looks as if it had happened."""

from collections.abc import Iterator

from factbook.meaning.addresses import leaf_url, page_url, step_url
from factbook.meaning.leaves import leaves
from factbook.record.book import Book
from factbook.record.kinds import Step
from factbook.site import BuiltSite
from pages import Page

INK = "currentColor"  # what a mark is filled with


def check_steps(site: BuiltSite) -> int:
    """Each step looks like what it is, on each page of each language; how many places were seen.

    A planned one has a hollow mark and says that it is planned, also in the page's twin; the words
    of its stage alone stand only where it happened.
    """
    pages = {
        page_url(path): Page.of_markdown(text)
        for path, text in site.pages.items()
        if "step-head" in text
    }
    seen = 0
    for language in site.book.site.languages:
        folder = site.book.languages[language].folder
        for step, place in places(site.book):
            url, _, anchor = place.partition("#")
            page = pages.get(folder + url)
            if page and anchor in page.ids:
                twin = site.twins.get(f"{folder}{url}index.md", page.text)  # a leaf has none
                check_step(step, page, anchor, twin, site.wordings[language], site.book)
                seen += 1
    return seen


def places(book: Book) -> Iterator[tuple[Step, str]]:
    """Every step with its places: on the page of its record, and on the timeline."""
    for address, record in book.stepwise():
        for step in record.steps:
            yield step, step_url(book, address, step.anchor)
    for leaf in leaves(book, "timeline"):
        for moment in leaf.things:
            if isinstance(moment.part, Step):
                yield moment.part, f"timeline/{leaf_url(leaf.name)}#{moment.permalink}"


def check_step(step: Step, page: Page, anchor: str, twin: str, say, book: Book) -> None:
    """The mark of one step, and its words."""
    head = page.part(anchor).one("p", "step-head")
    mark = head.one("svg", "mark")
    drawn = page.part(mark.one("use").get("href").removeprefix("#"))
    filled = [part for part in drawn.all() if part.get("fill") == INK]
    if step.due:
        words = f"{say.step_stage(step)}, {say.step_day(step, book.site.as_of)}"
        assert not filled and "mark--planned" in mark.markup, words
        assert drawn.one("circle").get("stroke-dasharray"), words
        assert words in head.text, (words, head.text)
        assert say.step_stage(step) in twin, words
    else:
        assert f"mark--{step.stage}" in mark.markup, head.text
        assert say.step_stage(step) in head.text, head.text
        assert "mark--planned" not in mark.markup, head.text
