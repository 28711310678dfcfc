"""Charts in a real browser: nothing overlaps or is cut off, whatever the rows; keys, embeds and exploring work."""

import json
import re
from dataclasses import replace

import pytest

from colours import BLIND, apart
from conftest import MACHINE, ROOT
from factbook.drawing.canvas import NARROW, WIDE, Canvas
from factbook.drawing.charts import chart_data
from factbook.drawing.letters import Letters
from factbook.drawing.marks import CROSS
from factbook.drawing.palette import palette
from factbook.drawing.rows import ChartData, Point
from factbook.drawing.specification import spec
from factbook.drawing.svg import draw
from factbook.meaning.wording import read_wordings

STYLE = ROOT / "docs" / "assets" / "style.css"
FONTS = STYLE.parent / "fonts" / "measure"
CASES = json.loads((MACHINE / "charts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def canvas(browser):
    """An empty page with the site's style and faces."""
    style = STYLE.read_text(encoding="utf-8").replace(
        "url(fonts/", f"url({(STYLE.parent / 'fonts').as_uri()}/"
    )
    style = style.replace(
        "font-display: optional", "font-display: block"
    )  # here the faces are waited for
    blank = STYLE.parent.parent.parent / ".cache" / "blank.html"
    blank.parent.mkdir(exist_ok=True)
    blank.write_text(
        f"<!doctype html><html lang=ko><meta charset=utf-8><style>{style}</style><body>가A",
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto(blank.as_uri())
    page.evaluate(
        "Promise.all(['400', '700'].flatMap(weight => ['Factbook Sans', 'Factbook Sans Hangul'].map(face => document.fonts.load(`${weight} 13px \"${face}\"`, '가A'))))"
    )
    assert (
        page.evaluate(
            "[...document.fonts].filter(face => face.family.includes('Factbook Sans') && face.status === 'loaded').length"
        )
        == 4
    )
    yield page
    page.close()


def points(case: dict) -> tuple[Point, ...]:
    """The rows of a case; `times` makes many of one."""
    made = [
        Point(**row | {"label": row["label"].replace("#", str(number))})
        for row in case["rows"]
        for number in range(row.pop("times", 1))
    ]
    return tuple(
        replace(point, value=point.value and point.value + number % 7)
        for number, point in enumerate(made)
    )


WRONG = """width => {
  const svg = document.querySelector("svg"), frame = svg.getBoundingClientRect(), wrong = []
  const lines = [...svg.querySelectorAll("text")].flatMap(text => text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text]).filter(line => line.textContent)
  const boxes = lines.map(line => [line, line.getBoundingClientRect()])
  for (const [line, box] of boxes) {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) wrong.push(`cut off: ${line.textContent}`)
    if (box.height < 12) wrong.push(`small: ${line.textContent}`)
  }
  boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) wrong.push(`${one.textContent} over ${other.textContent}`)
  }))
  return wrong
}"""


def spec_of(data: ChartData, width: int) -> dict:
    return spec(data, Canvas(width, Letters(FONTS)))


def wrong_words(canvas, data: ChartData, width: int) -> list[str]:
    svg = draw(spec_of(data, width), "case", "title", "words", FONTS)
    canvas.evaluate(
        "([svg, width]) => { document.body.innerHTML = `<div style='width:${width}px;margin:40px'>${svg}</div>` }",
        [svg, width],
    )
    return canvas.evaluate(WRONG, width)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", CASES)
def test_hard_rows(canvas, name, width):
    case = CASES[name]
    data = ChartData(
        "case",
        case["kind"],
        "ko",
        "public",
        "",
        points(case),
        "words",
        "",
        total=case.get("total"),
        each=case.get("each"),
        ticks=tuple(map(tuple, case.get("ticks", ()))),
        other_ticks=tuple(map(tuple, case.get("ticks", ()))),
        words={
            "key": "한 칸은 1.",
            "break": "counted anew",
            "best": "1 is the best place",
            "across": "across",
            "up": "up",
        },
    )
    assert wrong_words(canvas, data, width) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_words_overlap_in_any_chart_of_the_record(canvas, real_book, language):
    say = read_wordings(ROOT / "docs" / "templates" / "words.yml", real_book.site.languages)[
        language
    ]
    kept = {}
    from factbook.site import Folders, make_writers

    writers = make_writers(
        real_book, Folders(ROOT / "data", ROOT / "docs", ROOT / ".cache"), {language: say}, {}, ""
    )
    for id_ in real_book.charts:
        _, drawn = writers[language].draw(id_, language)
        for width, svg in ((WIDE, drawn.wide), (NARROW, drawn.narrow)):
            canvas.evaluate(
                "([svg, width]) => { document.body.innerHTML = `<div style='width:${width}px;margin:40px'>${svg}</div>` }",
                [svg, width],
            )
            if wrong := canvas.evaluate(WRONG, width):
                kept[id_, width] = wrong
    assert kept == {}


SET_WIDE = """([texts, weight]) => {
  document.body.innerHTML = "<svg class=drawing font-size=13></svg>"
  return texts.map(words => {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text")
    text.setAttribute("font-family", '"Factbook Sans", "Factbook Sans Hangul"')
    text.setAttribute("font-weight", weight)
    text.textContent = words
    document.querySelector("svg").append(text)
    return text.getComputedTextLength()
  })
}"""


@pytest.mark.parametrize("bold", [False, True])
def test_words_are_as_wide_as_a_browser_sets_them(canvas, real_book, bold):
    wordings = read_wordings(ROOT / "docs" / "templates" / "words.yml", real_book.site.languages)
    data = [
        chart_data(real_book, id_, say) for id_ in real_book.charts for say in wordings.values()
    ]
    texts = sorted({point.label for one in data for point in one.points})
    set_wide = canvas.evaluate(SET_WIDE, [texts, 700 if bold else 400])
    letters = Letters(FONTS)
    off = [letters.width(words, bold) - wide for words, wide in zip(texts, set_wide, strict=True)]
    assert len(texts) > 300 and min(off) > -1 and max(off) < 8


def test_arrow_keys_walk_through_the_points(page, server):
    page.goto(server + "charts/gpu-rounds/")
    page.locator(".drawing:visible").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator(".chart-point").inner_text()
    page.keyboard.press("End")
    last = page.locator(".chart-point").inner_text()
    rows = page.locator("figure.chart tbody tr").all_text_contents()
    words = [re.sub(r"\W+", "", row) for row in (first, last)]
    assert words == [re.sub(r"\W+", "", rows[0]), re.sub(r"\W+", "", rows[-1])] and first != last
    assert page.locator(".drawing:visible .is-now").get_attribute("data-point") == str(
        len(rows) - 1
    )


def test_exploring_fetches_vega_only_when_asked_and_needs_no_eval(page, server):
    policy = {"content-security-policy": "default-src 'self'; img-src 'self' data:"}
    page.route(
        "**/charts/ai-budget/",
        lambda route: (
            lambda answer: route.fulfill(response=answer, headers=answer.headers | policy)
        )(route.fetch()),
    )
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(server + "charts/ai-budget/", wait_until="networkidle")
    assert not [url for url in fetched if "vega" in url or "data/charts" in url]
    before = page.locator(".drawing:visible text").all_text_contents()
    page.locator("[data-explore]").click()
    page.locator(".chart-live svg").wait_for()
    assert sorted(page.locator(".chart-live svg text").all_text_contents()) == sorted(before)
    page.locator(".chart-live svg [aria-label]").nth(1).hover()
    assert page.locator(".chart-tip").inner_text()


def test_a_reader_may_narrow_what_is_explored(page, server):
    page.goto(server + "charts/ai-budget/")
    page.locator("[data-explore]").click()
    page.locator(".chart-live svg").wait_for()
    marks, texts = page.locator(".chart-live [aria-label]"), page.locator(".chart-live text")
    every = marks.count()
    page.get_by_role("checkbox", name="proposed").uncheck()
    page.wait_for_function(
        "count => document.querySelectorAll('.chart-live [aria-label]').length < count", arg=every
    )
    left = texts.all_text_contents()
    assert not any(re.match(r"\d+\|", mark.get_attribute("aria-label")) for mark in marks.all())
    assert not any("proposed" in words for words in left) and {
        "2023",
        "2024",
        "2025",
        "2026",
    } <= set(left)
    page.get_by_role("checkbox", name="proposed").check()
    page.wait_for_function(
        "count => document.querySelectorAll('.chart-live [aria-label]').length === count", arg=every
    )


def test_an_embed_is_small_follows_the_scheme_and_tells_its_height(browser, server, real_site):
    import gzip

    folder = real_site / "embed" / "gpu-rounds"
    weight = sum(
        len(gzip.compress(path.read_bytes()))
        for path in (
            folder / "index.html",
            real_site / "assets" / "style.css",
            real_site / "assets" / "embed.js",
        )
    )
    assert weight < 30_000
    told = json.loads((folder / "oembed.json").read_text(encoding="utf-8"))
    assert told["type"] == "rich" and f"{server}embed/gpu-rounds/" in told["html"]
    assert f'type="application/json+oembed" href="{server}embed/gpu-rounds/oembed.json"' in (
        real_site / "charts" / "gpu-rounds" / "index.html"
    ).read_text(encoding="utf-8")
    papers = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(server + "timeline/")
        page.evaluate(
            "addEventListener('message', event => { if (event.data.chart) globalThis.told = event.data })"
        )
        page.evaluate(
            f"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{server}embed/gpu-rounds/', width: 700 }}))"
        )
        page.wait_for_function("globalThis.told?.height > 200")
        papers.append(page.frames[1].evaluate("getComputedStyle(document.body).backgroundColor"))
        assert (
            page.frames[1].locator("a").first.get_attribute("href").endswith("charts/gpu-rounds/")
        )
        page.close()
    assert papers[0] != papers[1]


@pytest.mark.parametrize("blind", [None, *BLIND])
@pytest.mark.parametrize("scheme", [":root", '[data-md-color-scheme="slate"]'])
def test_colours_of_one_chart_are_told_apart(scheme, blind):
    """A bar stands out from the paper, and what is stressed from what is not: by 20, or by heavy type beside it."""
    colors = palette(STYLE, scheme)
    differ = lambda one, other: apart(colors[one], colors[other], blind)
    for ink in ("public", "private", "comparison", "edge", "quiet", "missed"):
        assert differ(ink, "paper") >= 20, (ink, "paper")
    stressed = ChartData(
        "case",
        "bars",
        "en",
        "public",
        "",
        (Point("a", "1", 1.0, stressed=True), Point("b", "2", 2.0)),
        "",
        "",
    )
    rows = spec_of(stressed, WIDE)["data"]["values"]
    second_cue = {row["weight"] for row in rows} == {400, 700}
    for ink in ("public", "private", "comparison"):
        assert differ(ink, "edge") >= 20 or second_cue
    out = Point("a", "1", start="2025-01-01", end="2025-06-01", stage="out")
    ladder = replace(stressed, kind="ladder", points=(out,))
    crossed = CROSS in json.dumps(spec_of(ladder, WIDE))
    assert differ("missed", "quiet") >= 20 or crossed
