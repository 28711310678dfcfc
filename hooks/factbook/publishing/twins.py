"""What programs that read the site are given: each page once more as plain Markdown, and when a page last changed."""

import html
import re
from collections.abc import Iterable
from posixpath import dirname, join, normpath

from ..meaning.addresses import page_url, relative, url_of
from ..record.book import Book
from ..writing.document import Document

LEFT_OUT = re.compile(
    r'<section class="cards".*\Z|<(svg|nav|form|script)\b.*?</\1>|<details class="chart-embed".*?</details>|<p class="(?:chart|card)-(?:actions|point)[^>]*>.*?</p>'
    r'|<button(?![^>]*class="term").*?</button>|\{ ?[:#.][^}\n]*\}|\{ hreflang=\w+ \}',
    re.S,
)
IN_A_LINE = re.compile(r"(?<=\S)\n(?=<(?:a|b|code|s|span|sup|time)\b)")
FIGURE = re.compile(r'<span class="fig[^"]*" data-figure="([^"]+)"[^>]*>(.*?)</span>', re.S)
LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.S)
SOURCE_LINK = re.compile(r"\]\(([^)\s:#]+\.md)(#[^)\s]*)?\)")
ROW, CELL, TAG = (
    re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.S),
    re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.S),
    re.compile(r"<[^>]+>"),
)
TAGS = [
    (re.compile(pattern, re.S), written)
    for pattern, written in (
        (r"<li\b[^>]*>\s*", "\n- "),
        (r"<dt\b[^>]*>(.*?)</dt>\s*<dd\b[^>]*>", r"\n- **\1**: "),
        (r"<h(\d)\b[^>]*>(.*?)</h\1>", r"\n\n### \2\n\n"),
        (r"<summary>(.*?)</summary>", r"\n\n**\1**\n\n"),
        (r"<(?:b|strong)\b[^>]*>(.*?)</(?:b|strong)>", r"**\1**"),
        (r"<s>(.*?)</s>", r"~~\1~~"),
        (
            r"</?(?:p|div|figure|figcaption|section|details|table|tbody|ul|ol|dl|blockquote|pre)\b[^>]*>",
            "\n\n",
        ),
        (r"<br>", "\n"),
        (r"</?[a-z][^>]*>", ""),
    )
]


def twin_path(path: str) -> str:
    """Where the Markdown twin of a page stands: beside its HTML."""
    return f"{page_url(path)}index.md"


def twin(book: Book, document: Document) -> str:
    """A page as plain Markdown; each figure links to its permanent address."""
    path, url = document.path, document.url
    text = IN_A_LINE.sub(" ", LEFT_OUT.sub("", document.body))
    text = LINK.sub(
        lambda found: f"[{words}]({found[1]})" if (words := TAG.sub("", found[2]).strip()) else "",
        text,
    )
    text = FIGURE.sub(lambda found: f"[{found[2]}]({relative(url_of(book, found[1]), url)})", text)
    text = SOURCE_LINK.sub(
        lambda found: (
            f"]({relative(page_url(normpath(join(dirname(path), found[1]))), url)}{found[2] or ''})"
        ),
        text,
    )
    text = ROW.sub(_row, text).replace("</thead>", "\0")
    for pattern, written in TAGS:
        text = pattern.sub(written, text)
    lines = "\n".join(
        re.sub(r"[ \t]+", " ", line).strip()
        for line in _with_rules(html.unescape(text)).split("\n")
    )
    return (
        re.sub(r"\n{3,}", "\n\n", re.sub(r"^- *\n+(?=\S)", "- ", lines, flags=re.M)).strip() + "\n"
    )


def _row(found: re.Match[str]) -> str:
    return (
        "\n| "
        + " | ".join(
            " ".join(TAG.sub(" ", cell).split()).replace("|", "\\|")
            for cell in CELL.findall(found[1])
        )
        + " |"
    )


def _with_rules(text: str) -> str:
    """The rule below the head of each table, and no empty line within one."""
    text = re.sub(
        r"(\n\|[^\n]*)\s*\0",
        lambda found: found[1] + "\n|" + " --- |" * (found[1].replace("\\|", "").count("|") - 1),
        text,
    )
    return re.sub(r"(?<=\|)\s*\n\s*(?=\| )", "\n", text)


def twins(book: Book, documents: Iterable[Document]) -> dict[str, str]:
    """The Markdown twin of every page, by its path."""
    return {twin_path(document.path): twin(book, document) for document in documents}
