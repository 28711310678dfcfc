"""Each page once more as plain Markdown, for programs that read the site."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..meaning.addresses import page_url, relative, url_of
from ..record.book import Book
from ..writing.document import Document, Html, Piece
from .own_signs import characters, noted_in_html, with_backslashes
from .twin_prose import BLOCKS, TwinProse

LEFT_OUT = re.compile(
    "|".join(
        (
            r"<(svg|nav|form|script)\b.*?</\1>",
            r'<details class="chart-menu chart-(?:share|cite)".*?</details>',
            r'<details class="chart-words">\s*<summary>.*?</summary>',  # what it opens stays
            r'<p class="(?:chart|card)-(?:actions|point)[^>]*>.*?</p>',
            r'<button(?![^>]*class="term").*?</button>',
        )
    ),
    re.S,
)
CARDS = re.compile(r'<section class="cards".*\Z', re.S)  # of figures and terms, at the foot
ATTRIBUTES = re.compile(r"\{ ?[:#.][^}\n]*\}")  # in headings
IN_A_LINE = re.compile(r"\n(?<=\S\n)(?=<(?:a|b|code|s|span|sup|time)\b)")
FIGURE = re.compile(r'<span class="fig[^"]*" data-figure="([^"]+)"[^>]*>(.*?)</span>', re.S)
LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S)
TABLE_HEAD = re.compile(r"<thead\b[^>]*>(.*?)</thead>", re.S)
ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.S)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.S)
TAG = re.compile(r"<[^>]+>")
SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.S)
BOLD = re.compile(r"</?(?:b|strong)\b[^>]*>")
MARKDOWN = (  # a pattern of HTML, and what is written in its place, in this order
    (r"<li\b[^>]*>\s*", "\n- "),
    (r"<dt\b[^>]*>(.*?)</dt>\s*<dd\b[^>]*>", r"\n- **\1**: "),
    (r"<h(\d)\b[^>]*>(.*?)</h\1>", r"\n\n### \2\n\n"),
    (r"<(?:b|strong)\b[^>]*>(.*?)</(?:b|strong)>", r"**\1**"),
    (r"<s>(.*?)</s>", r"~~\1~~"),
    (rf"</?(?:{BLOCKS})\b[^>]*>", "\n\n"),
    (r"<br>", "\n"),
    (r"</?[a-z][^>]*>", ""),
)
BETWEEN_ROWS = re.compile(r"(?<=\|)\s*\n\s*(?=\| )")
BELOW_A_BULLET = re.compile(r"^- *\n+(?=\S)", re.M)
SPACES = re.compile(r"[ \t]{2,}|\t")  # a single one is as it should be
EMPTY_LINES = re.compile(r"\n{3,}")


def twin_path(path: str) -> str:
    """Where the Markdown twin of a page stands: beside its HTML."""
    return f"{page_url(path)}index.md"


class Twins(Mapping[str, str]):
    """The pages as plain Markdown, by their path on the site; each is made when it is asked for.

    A further page of a long list has none: it says nothing that data/ does not say to programs.
    """

    def __init__(self, documents: Iterable[Document], twin_of: Callable[[Document], str]):
        self.pages = {twin_path(page.path): page for page in documents if not page.leaf_of}
        self.twin_of = twin_of

    def __getitem__(self, path: str) -> str:
        return self.twin_of(self.pages[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


def twin(book: Book, document: Document) -> str:
    """A page as plain Markdown; each figure links to its permanent address.

    A further page of a long list has none: it says nothing that data/ does not say to programs.
    """
    if document.leaf_of:
        return ""
    prose = TwinProse(document.path)
    texts = (_of_piece(piece, prose, document.is_html) for piece in document.pieces)
    text = replace(document, pieces=tuple(map(Html, texts))).body
    text = ATTRIBUTES.sub("", CARDS.sub("", text))
    text = IN_A_LINE.sub(" ", text)
    text = LINK.sub(_link, text)
    text = _link_figures(text, book, document.url)
    text = TABLE_HEAD.sub(_table_head, text)
    text = ROW.sub(_row, text)
    text = SUMMARY.sub(_summary, text)
    for pattern, markdown in MARKDOWN:
        text = re.sub(pattern, markdown, text, flags=re.S)
    text = characters(text)
    text = BETWEEN_ROWS.sub("\n", text)
    return prose.put_back(with_backslashes(_tidy(text)))


def _of_piece(piece: Piece, prose: TwinProse, is_html: bool) -> str:
    """What a twin keeps of a piece, the signs of the record's own words noted."""
    if isinstance(piece, Html):
        return noted_in_html(LEFT_OUT.sub("", piece.text))
    return LEFT_OUT.sub("", piece.text if is_html else prose.plain(piece.text))


# ---------------------------------------------------------------- links


def _link(found: re.Match[str]) -> str:
    words = TAG.sub("", found[2]).strip()
    return f"[{words}]({found[1]})" if words else ""


def _link_figures(text: str, book: Book, url: str) -> str:
    def link(found: re.Match[str]) -> str:
        address, words = found.groups()
        return f"[{words}]({relative(url_of(book, address), url)})"

    return FIGURE.sub(link, text)


# ---------------------------------------------------------------- tables and lines


def _table_head(found: re.Match[str]) -> str:
    """The rows of a head, and the rule below it."""
    rows = ROW.sub(_row, found[1]).rstrip()
    last_row = rows.rpartition("\n")[2]
    columns = last_row.replace("\\|", "").count("|") - 1
    return f"{rows}\n|{' --- |' * columns}"


def _row(found: re.Match[str]) -> str:
    cells = map(_cell, CELL.findall(found[1]))
    return f"\n| {' | '.join(cells)} |"


def _cell(content: str) -> str:
    words = TAG.sub(" ", content).split()
    return " ".join(words).replace("|", "\\|")


def _summary(found: re.Match[str]) -> str:
    """The line that opens a fold, in bold; a heading in it is one by itself."""
    if "<h" in found[1]:
        return f"\n\n{found[1]}\n\n"
    words = " ".join(BOLD.sub("", found[1]).split())
    return f"\n\n**{words}**\n\n"


def _tidy(text: str) -> str:
    """No space at the ends of lines, none twice, and at most one empty line."""
    lines = (line.strip() for line in SPACES.sub(" ", text).split("\n"))
    text = BELOW_A_BULLET.sub("- ", "\n".join(lines))
    return EMPTY_LINES.sub("\n\n", text).strip() + "\n"
