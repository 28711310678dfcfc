"""Social cards: what they say, and that two drawings of one are the same."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from conftest import ROOT
from factbook.drawing.palette import palette
from factbook.drawing.small import seams
from factbook.publishing.social_cards import (
    EDGE,
    HEIGHT,
    MORE,
    WIDTH,
    Look,
    SocialCard,
    arranged,
    draw_social_card,
)

ASSETS = ROOT / "docs" / "assets"
LOOK = Look(
    fonts=ASSETS / "fonts" / "measure",
    colors=palette(ASSETS / "styles" / "theme.css"),
    mark=(ASSETS / "mark.svg").read_text(encoding="utf-8"),
)
LONG = (
    "A title that goes on for very much longer than any title should, "
    "so that it needs every line that there is and then some more of them"
)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {}" font-size="13">'
    '<rect width="600" height="20" fill="var(--public)"/>'
    '<text x="4" y="40" fill="var(--ink)">words</text>'
    "</svg>"
)


def drawn(**more: str) -> Image.Image:
    card = replace(SocialCard(site="Site", about="fund", title="Title", foot="Foot"), **more)
    return Image.open(BytesIO(draw_social_card(card, LOOK)))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"title": LONG},
        {"value": "₩9.9 trillion", "label": "Budget · enacted"},
        {
            "value": "9조 9,000억 원에서 10조 1,398억 원까지 이르는 매우 긴 금액",
            "title": "한글 제목",
        },
        {"label": LONG},
        {"drawing": DRAWING.format(100)},
        {"drawing": DRAWING.format(2000), "title": LONG},
    ],
)
def test_a_card_keeps_its_words_within_its_edges(more):
    image = drawn(**more)
    assert image.size == (WIDTH, HEIGHT)
    paper = image.convert("RGB").getpixel((2, 2))
    for edge in ((0, 0, 40, HEIGHT - 20), (WIDTH - 40, 0, WIDTH, HEIGHT - 20)):
        assert {color for _, color in image.convert("RGB").crop(edge).getcolors()} == {paper}


def test_the_end_of_a_title_that_may_be_smaller_is_read():
    """That of all promises ended in 'we found no report …', which says what is not so."""
    title = LONG[:120]
    ends = [drawn(title=title + end, drawing=DRAWING.format(100)) for end in ("a", "o")]
    assert ends[0].tobytes() != ends[1].tobytes()


def test_columns_stand_on_their_ground():
    """Cut at the end of their place they were no longer as long as what they stand for."""
    low = DRAWING.format(350).replace('height="20"', 'y="330" height="20"')
    public = Image.new("RGB", (1, 1), LOOK.colors["public"]).getpixel((0, 0))
    place = drawn(drawing=low).convert("RGB").crop((0, 200, WIDTH, HEIGHT - 40))
    assert public in {color for _, color in place.getcolors()}


def test_a_high_drawing_stands_beside_its_title():
    """Below it maps were an inch high, and the largest square of sums lost its lower edge."""
    low = DRAWING.format(600).replace('height="20"', 'y="580" height="20"')
    image = drawn(drawing=low).convert("RGB")
    public = Image.new("RGB", (1, 1), LOOK.colors["public"]).getpixel((0, 0))
    left, right = image.crop((0, 130, 520, 560)), image.crop((520, 130, WIDTH, 560))
    assert public not in {color for _, color in left.getcolors()}
    assert public in {color for _, color in right.getcolors()}
    narrow = low.replace("640", "288").replace("600", "300")
    assert drawn(drawing=low, beside=narrow).tobytes() != drawn(drawing=low).tobytes()


def test_a_long_list_ends_between_two_rows():
    """Its last line was cut in two; three dots tell that it goes on."""
    row = '<text transform="translate(4,{})" fill="var(--ink)">Row</text>'
    rows = "".join(map(row.format, range(20, 2000, 20)))
    long = DRAWING.format(2000).replace("<rect", f"<desc>B</desc>{rows}<rect")
    ends = list(seams(long))
    assert ends and all((end - 20 - 3) % 20 == 2 for end in ends)
    card = SocialCard("Site", "chart", "Title", "Foot", drawing=long)
    _, placed = arranged(card, LOOK)
    assert placed.end in ends and not placed.is_whole
    place = round(placed.top + placed.end * placed.scale)
    below = Image.open(BytesIO(draw_social_card(card, LOOK))).convert("RGB")
    assert len(below.crop((EDGE, place + 2, EDGE + 40, place + MORE)).getcolors()) > 1


def test_two_drawings_of_a_card_are_the_same():
    card = SocialCard("Site", "fund", "Title", "Foot", "₩9.9 trillion", "Budget")
    assert draw_social_card(card, LOOK) == draw_social_card(card, LOOK)


def test_every_page_has_a_card_or_that_of_its_section(small_web, small_address):
    """Its own where it shows a figure, a chart or a promise; each card that is drawn is shown."""
    shown = {}
    for url, page in small_web.pages():
        for meta in page.all("meta", property="og:image"):
            shown[url] = meta.get("content").removeprefix(small_address)
            assert page.one("meta", property="og:image:alt").get("content"), url
        is_page = page.all("link", rel="canonical") and not page.all("meta", content="noindex")
        assert (url in shown) == bool(is_page), url
    assert set(shown.values()) == {path for path in small_web.files if path.startswith("cards/")}
    assert shown[""] == "cards/home.png"
    assert shown["programs/lamp-contest/"] == "cards/programs/lamp-contest.png"
    assert len(set(shown.values())) < len(shown)


def test_hangul_is_no_row_of_boxes():
    """Two syllables look different; a face that lacks them draws one box for both."""
    assert drawn(title="가").tobytes() != drawn(title="흫").tobytes()
