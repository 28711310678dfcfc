"""What a chart says where it has left the site: each form of it, and what none may lose."""

import json
import re
from collections.abc import Callable, Iterator

from factbook.drawing.charts import chart_data
from factbook.writing.calls import Calls
from pages import Page

NAMED = 6  # publishers that a line of sources names at least, where there are so many
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
FOR_PROGRAMS = {"oEmbed", "CSV metadata", "specification"}

Read = Callable[[str], str | bytes]


def forms(read: Read, id_: str, folder: str, suffix: str) -> dict[str, str]:
    """The words of each form of a chart; `read` gives the file of a path."""
    stem, embed = f"data/charts/{id_}{suffix}", f"{folder}embed/{id_}/"
    svg = Page.of(read(f"{stem}.svg"))
    return {
        "SVG": " ".join(text.root.text_content() for text in svg.all("text")),
        "embed": Page.of(read(f"{embed}index.html")).main.text,
        "oEmbed": _strings(read(f"{embed}oembed.json")),
        "CSV metadata": _strings(read(f"{stem}.csv-metadata.json")),
        "specification": _strings(read(f"{stem}.json")),
        "twin": LINK.sub(r"\1", _decoded(read(f"{folder}charts/{id_}/index.md"))),
    }


def _decoded(written: str | bytes) -> str:
    return written.decode() if isinstance(written, bytes) else written


def _strings(written: str | bytes) -> str:
    return "\n".join(_leaves(json.loads(written)))


def _leaves(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _leaves(item)
    elif isinstance(node, str):
        yield node


def caption(book, say, id_: str, address: str, for_programs: bool) -> dict[str, list[str]]:
    """What each form must say, piece by piece, read from the record once more."""
    chart, data, calls = book.charts[id_], chart_data(book, id_, say), Calls(book, say)
    page = f"{address}{book.languages[say.language].folder}charts/{id_}/"
    end = book.site.as_of
    named = (calls.publisher(book.sources[source]) for source in data.sources)
    publishers = list(dict.fromkeys(named))
    return {
        "title": [calls.words(chart.title)],
        "unit": [data.unit],
        "as of": [end.last.isoformat() if for_programs else say.day(end)],
        "note": [calls.words(chart.note)],
        "sources": publishers if for_programs else publishers[:NAMED],
        "address": [page.partition("://")[2]],
    }


def missing(read: Read, book, say, id_: str, address: str) -> Iterator[tuple[str, str, str]]:
    """What a form of a chart does not say: form, piece and words."""
    language = book.languages[say.language]
    captions = {
        for_programs: caption(book, say, id_, address, for_programs)
        for for_programs in (False, True)
    }
    for form, words in forms(read, id_, language.folder, language.ending).items():
        for piece, one in unsaid(words, captions[form in FOR_PROGRAMS]):
            yield form, piece, one


def unsaid(words: str, pieces: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What some words do not say of a caption: piece and words."""
    said = _squeezed(words)
    for piece, wanted in pieces.items():
        for one in wanted:
            if _squeezed(one) not in said:
                yield piece, one


def unsaid_rest(read: Read, book, say, id_: str) -> Iterator[str]:
    """Forms for people that name some sources and not how many more there are."""
    language, data = book.languages[say.language], chart_data(book, id_, say)
    calls = Calls(book, say)
    publishers = {source: calls.publisher(book.sources[source]) for source in data.sources}
    for form, words in forms(read, id_, language.folder, language.ending).items():
        if form in FOR_PROGRAMS:
            continue
        rest = sum(publisher not in words for publisher in publishers.values())
        said = _squeezed(words)
        is_told = any(
            _squeezed(say("chart.more", n=n)) in said
            for n in range(max(rest, 1), len(data.sources))
        )
        if rest and not is_told:
            yield form


def _squeezed(words: str) -> str:
    """Words without what differs between forms: spaces, and the escapes of Markdown."""
    return re.sub(r"[\s\\*]+", "", words)
