"""Social cards: for each page the picture that messengers and networks show beside a link to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..drawing.cache import drawing_key, read_or_make
from ..drawing.canvas import size_of
from ..drawing.palette import in_colors
from ..meaning.addresses import page_url
from ..meaning.figures import current
from ..record.book import Book
from ..writing.citations import Citable
from ..writing.writer import Page, Writer, record_address, split_front

if TYPE_CHECKING:
    from ..drawing.png import Image, Words

WIDTH, HEIGHT, EDGE = 1200, 630, 64
SHOWN = re.compile(r'data-figure="([^"]+)"')
CHART_PAGE = re.compile(r"(?:\w\w/)?charts/([\w-]+)\.md")
KIND = re.compile(r"^(kind|topic): *(\S+)$", re.M)


@dataclass(frozen=True)
class Card:
    """What the card of a page says."""

    site: str
    about: str  # what the page is, in a word
    title: str
    foot: str
    value: str = ""  # the figure that the page opens with, and what it is
    label: str = ""
    drawing: str = ""  # or a chart, as SVG in real colours


def card_path(path: str) -> str:
    """The path of the card of a page."""
    return f"cards/{page_url(path).strip('/') or 'home'}.png"


def card_files(
    book: Book,
    pages: dict[str, str],
    cited: dict[str, list[Citable]],
    writers: dict[str, Writer],
    folder: Path | None,
    fonts: Path,
    colors: dict[str, str],
    mark: str,
) -> Iterator[tuple[str, bytes]]:
    """The card of every page, by its path; an unchanged one is never drawn again."""
    cards = {
        path: _card(
            book,
            path,
            text,
            cited[path][0].title,
            writers.get(path.partition("/")[0]) or next(iter(writers.values())),
        )
        for path, text in pages.items()
    }
    keys = {
        path: drawing_key(
            [card, sorted(colors.items()), mark, Path(__file__).read_text(encoding="utf-8")], fonts
        )
        for path, card in cards.items()
    }
    made = read_or_make(
        folder,
        "card",
        {key: cards[path] for path, key in keys.items()},
        draw_card,
        fonts,
        colors,
        mark,
    )
    return ((card_path(path), made[key]) for path, key in keys.items())


def _card(book: Book, path: str, text: str, title: str, writer: Writer) -> Card:
    say = writer.wording
    front, body = split_front(text)
    kind, name = next(iter(KIND.findall(front)), ("", ""))
    about = (
        say(f"one.{name}")
        if kind == "kind"
        else say.text(book.topics[name].name)
        if name in book.topics
        else ""
    )
    card = dict(
        site=say.text(book.site.name),
        about=about,
        title=title,
        foot=say("record-ends", day=say.day(book.site.as_of)),
    )
    if (chart := CHART_PAGE.fullmatch(path)) and chart[1] in book.charts:
        return Card(**card, drawing=writer.draw(chart[1], say.language)[1].wide)
    call = writer.calls(Page(path, say.language, cards=False))
    if role := getattr(book.get(record_address(path, book)), "role", None):
        card |= dict(label=call["words"](role))
    elif shown := SHOWN.search(body):
        now = current(book.figures[shown[1]])
        card |= dict(
            value=call["reading"](book.figures[shown[1]], now),
            label=f"{call['name'](shown[1])} · {say(f'stage.{now.stage}')}, {say('as-of', day=say.day(now.as_of))}",
        )
    return Card(**card)


# ---------------------------------------------------------------- drawing


def draw_card(card: Card, fonts: Path, colors: dict[str, str], mark: str) -> bytes:
    """The card as a PNG of 1200 by 630 pixels."""
    from ..drawing import png  # a tenth of a second to import

    image = png.Image.new("RGB", (WIDTH, HEIGHT), colors["paper"])
    words = list(_words(card, fonts, colors))
    image.paste(
        png.rendered(mark.replace("currentColor", colors["ink"]), fonts, 48 / 32, colors["paper"]),
        (EDGE, EDGE - 10),
    )
    png.ImageDraw.Draw(image).rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), fill=colors["public"])
    png.write(image, words, fonts)
    if card.drawing:
        _place(image, card.drawing, words[-1].y + 36, fonts, colors)
    return png.packed(image)


def _words(card: Card, fonts: Path, colors: dict[str, str]) -> Iterator["Words"]:
    """The lines of a card; the last one is the lowest of the title."""
    from ..drawing.png import Words, wrapped

    wide = WIDTH - 2 * EDGE
    yield Words(card.site, EDGE + 64, EDGE + 24, 30, colors["ink"], bold=True)
    yield Words(card.about, WIDTH - EDGE, EDGE + 24, 28, colors["quiet"], anchor="end")
    yield Words(card.foot, EDGE, HEIGHT - 44, 24, colors["quiet"])
    value = next(
        size
        for size in (76, 60, 48, 40, 32)
        if size == 32 or len(wrapped(card.value, wide, 2, fonts, size, True)) == 1
    )
    yield Words(card.value, EDGE, HEIGHT - 150, value, colors["public"], bold=True)
    label = wrapped(card.label, wide, 1 if card.value else 3, fonts, 28, False)
    yield from (
        Words(line, EDGE, HEIGHT - 104 - 36 * (len(label) - 1 - place), 28, colors["quiet"])
        for place, line in enumerate(label)
    )
    size, room = (42, 2) if card.drawing else (60, 3) if card.value else (68, 4)
    for place, line in enumerate(wrapped(card.title, wide, room, fonts, size, True)):
        yield Words(line, EDGE, 118 + size + place * size * 1.2, size, colors["ink"], bold=True)


def _place(
    image: "Image.Image", drawing: str, top: float, fonts: Path, colors: dict[str, str]
) -> None:
    """A chart below the title, as large as it fits; a tall one goes on below the edge of its place."""
    from ..drawing.png import rendered

    drawing = in_colors(drawing, colors)
    width, height = size_of(drawing)
    low = HEIGHT - 88
    scale = min((WIDTH - 2 * EDGE) / width, max((low - top) / height, 1.2))
    picture = rendered(
        drawing.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1),
        fonts,
        scale,
        colors["paper"],
    )
    image.paste(
        picture.crop((0, 0, picture.width, min(picture.height, round(low - top)))),
        (EDGE, round(top)),
    )
