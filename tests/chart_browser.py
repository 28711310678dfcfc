"""Charts as a browser shows them: whether words overlap, and what every chart owes its readers."""

import re
from pathlib import Path

from colours import BLIND, apart
from factbook.drawing.charts import ChartData
from factbook.publishing.assets import read_assets
from pages import Web
from places import ROOT

ASSETS = ROOT / "docs" / "assets"
FILES = [".csv", ".svg", ".json"]  # and a PNG where pictures are asked for
LONGEST_ALTERNATIVE = 250

# ---------------------------------------------------------------- a drawing on an empty page

FACES = "Promise.allSettled([...document.fonts].map(face => face.load()))"
NOT_LOADED = """[...document.fonts].filter(face =>
  face.family.includes("Factbook Sans") && face.status !== "loaded").length"""
PUT = """([svg, width]) => {
  document.body.innerHTML = `<div style="width: ${width}px; margin: 40px">${svg}</div>`
}"""
WRONG = """() => {
  const svg = document.querySelector("svg"), frame = svg.getBoundingClientRect(), wrong = []
  const lines = [...svg.querySelectorAll("text")]
    .flatMap(text => text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text])
    .filter(line => line.textContent)
  const boxes = lines.map(line => [line.textContent, line.getBoundingClientRect()])
  const within = box => box.left >= frame.left - 1 && box.right <= frame.right + 1
    && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
    && a.top < b.bottom - 3 && b.top < a.bottom - 3
  boxes.forEach(([words, box], place) => {
    if (!within(box)) wrong.push(`cut off: ${words}`)
    if (box.height < 12) wrong.push(`small: ${words}`)
    for (const [other, beside] of boxes.slice(place + 1)) {
      if (meet(box, beside)) wrong.push(`${words} over ${other}`)
    }
  })
  return wrong
}"""


def open_canvas(browser, folder: Path):
    """An empty page with the site's style and faces, which are waited for."""
    fonts = (ASSETS / "fonts").as_uri()
    styles = read_assets(ASSETS)
    style = styles["faces-ko.css"] + styles["faces-ko-rest.css"] + styles["style.css"]
    style = style.replace("url(fonts/", f"url({fonts}/")
    style = style.replace("font-display: optional", "font-display: block")
    blank = folder / "blank.html"
    head = f"<!doctype html><html lang=ko><meta charset=utf-8><style>{style}</style>"
    blank.write_text(f"{head}<body>가A", encoding="utf-8")
    page = browser.new_page()
    page.goto(blank.as_uri())
    page.evaluate(FACES)
    assert page.evaluate(NOT_LOADED) == 0
    return page


def wrong_words(canvas, svg: str, width: int) -> list[str]:
    """Words of a drawing that are cut off, small, or lie over others."""
    canvas.evaluate(PUT, [svg, width])
    return canvas.evaluate(WRONG)


# ---------------------------------------------------------------- a chart on its page

SEEN = """figure => {
  const shown = element => element.checkVisibility() && element.getBoundingClientRect().height > 0
  const words = name => figure.querySelector(name)?.textContent.trim() ?? ""
  const isColor = color => color.startsWith("rgb(")
  const paint = style => [style.stroke, style.fill].find(isColor) ?? ""
  const drawing = [...figure.querySelectorAll(".drawing")].find(shown)
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width
  const size = text => parseFloat(getComputedStyle(text).fontSize) * scale
  const links = [...figure.querySelectorAll(".chart-data a[download]")]
  const texts = [...drawing.querySelectorAll("text")].filter(text => text.textContent)
  return {
    drawn: Boolean(drawing),
    title: words(".chart-title"),
    subtitle: words(".chart-subtitle"),
    foot: words(".chart-foot"),
    sources: figure.querySelectorAll(".chart-foot a").length,
    alternative: drawing.querySelector("title").textContent,
    long: drawing.querySelector("desc").textContent,
    rows: figure.querySelectorAll(".chart-data tbody tr").length,
    files: links.map(link => link.getAttribute("href")),
    small: texts.filter(text => size(text) < 12).length,
    wide: document.scrollingElement.scrollWidth - innerWidth,
    foreground: shown(figure.querySelector(".chart-foot")),
    marks: [...drawing.querySelectorAll("[data-point]")]
      .map(mark => [Number(mark.dataset.point), paint(getComputedStyle(mark))]),
    ink: getComputedStyle(drawing.querySelector("text")).fill,
    paper: getComputedStyle(document.body).backgroundColor,
  }
}"""
DARK = "paper => getComputedStyle(document.body).backgroundColor !== paper"


def seen(window) -> dict:
    """What a reader sees of the chart of a page."""
    return window.locator("figure.chart").evaluate(SEEN)


def check_contract(window, server: str, web: Web, url: str, data: ChartData, words: str) -> None:
    """What a chart owes its readers, in fourteen points, in light and in dark."""
    window.set_viewport_size({"width": 1280, "height": 900})
    window.emulate_media(media="screen", color_scheme="light")
    window.goto(server + url)
    light = seen(window)
    check_said(light, data, words)
    check_files(light, web, url)
    check_told_apart(light, data)  # 10 any colour vision
    window.emulate_media(color_scheme="dark")  # 11 the dark
    window.wait_for_function(DARK, arg=light["paper"])
    check_told_apart(seen(window), data)
    check_arrow_keys(window, light, data)  # 12
    window.set_viewport_size({"width": 320, "height": 700})  # 13 a small phone
    phone = seen(window)
    assert phone["drawn"]
    assert phone["wide"] <= 0
    assert phone["small"] == 0
    window.emulate_media(media="print")  # 14 paper
    paper = seen(window)
    assert paper["drawn"]
    assert paper["foreground"]
    assert apart(hexed(paper["ink"]), "#ffffff") > 50


def check_said(light: dict, data: ChartData, words: str) -> None:
    assert light["drawn"] and light["title"] and light["subtitle"]  # 1 a title
    names_unit = data.unit.casefold() in light["subtitle"].casefold()
    worded = [re.search(r"[^\d.,\s\u2013~-]", point.text) for point in data.points]
    assert names_unit or all(worded)  # 2 the unit
    assert light["sources"] or data.kind == "timeline"  # 3 sources, with links
    assert re.search(r"\d{4}", light["subtitle"] + light["foot"])  # 4 a day that it holds for
    assert 0 < len(words) <= LONGEST_ALTERNATIVE  # 5 an alternative
    assert light["alternative"] == words
    assert not words.startswith(light["title"])
    assert light["long"] == data.description != ""  # 6 a long description
    assert light["rows"] == len(data.points)  # 7 a table of the same rows


def check_files(light: dict, web: Web, url: str) -> None:
    """8 and 9: files to take away."""
    offered = [Path(file).suffix for file in light["files"]]
    assert [suffix for suffix in offered if suffix != ".png"] == FILES
    for file in light["files"]:
        assert (web / url / file).resolve().stat().st_size > 100, file


def check_arrow_keys(window, light: dict, data: ChartData) -> None:
    window.locator(".drawing:visible").focus()
    window.keyboard.press("ArrowRight")
    said = window.locator(".chart-point").inner_text()
    told = data.points[0].text
    assert told.replace("\xa0", " ") in said.replace("\xa0", " ")  # amounts stay on one line
    has_mark = any(number == 0 for number, _ in light["marks"])
    assert bool(window.locator(".drawing:visible .is-now").count()) == has_mark


def check_told_apart(look: dict, data: ChartData) -> None:
    """Words and marks stand out from the paper.

    Marks of two colours differ by 20, or in weight, shape or filling besides.
    """
    paper = hexed(look["paper"])
    assert apart(hexed(look["ink"]), paper) > 50
    cues: dict[str, set] = {}
    for number, color in look["marks"]:
        if color and not color.startswith("url("):  # of two colours, which stand in other marks
            point = data.points[number]
            cue = (point.stressed, point.stage, point.intended)
            cues.setdefault(hexed(color), set()).add(cue)
    for blind in (None, *BLIND):
        for color in cues:
            assert apart(color, paper, blind) >= 20, (blind, color)
        for one, other in ((one, other) for one in cues for other in cues if one < other):
            differ = apart(one, other, blind) >= 20
            assert differ or not cues[one] & cues[other], (blind, one, other)


def hexed(color: str) -> str:
    """A colour as a browser computes it, in hexadecimal digits."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", color)[:3])
