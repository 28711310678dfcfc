"""Every page type in both schemes by axe-core, by a strict HTML parser, and by keyboard alone. ALL_PAGES=1 for every page."""

import os
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

TYPES = [
    "",
    "money/",
    "programs/model-contest/",
    "investments/nvidia-gpus/",
    "people/bae-kyung-hoon/",
    "indicators/ai-budget/",
    "charts/ai-budget/",
    "promises/",
    "then-and-now/",
    "glossary/",
    "about/",
    "ko/",
    "ko/investments/nvidia-gpus/",
]
RULES = {
    "light": None,
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}  # the rest of a page is the same in the dark


def pages_of(site: Path) -> list[str]:
    return sorted(
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        for path in site.rglob("index.html")
    )


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_nothing(browser, server, real_site, scheme):
    found = {}
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for path in (
        [path.lstrip("/") for path in pages_of(real_site)] if os.environ.get("ALL_PAGES") else TYPES
    ):
        page.goto(server + path)
        for violation in Axe().run(page, options=RULES[scheme]).response["violations"]:
            found.setdefault(violation["id"], []).append(
                (path, violation["nodes"][0]["html"][:120])
            )
    context.close()
    assert not found, found


def test_every_page_is_valid_html(real_site):
    """Every page; of those that one template writes by the hundred, the citations and the second language's records, some."""
    wrong = []
    pages = sorted(real_site.rglob("*.html"))
    alike = [
        path
        for path in pages
        if path.relative_to(real_site).parts[0] == "cite"
        or len(path.relative_to(real_site).parts) == 4
    ]
    for path in [*sorted(set(pages) - set(alike)), *alike[::25]]:
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        wrong += [
            (path.relative_to(real_site).as_posix(), place, code)
            for place, code, _ in parser.errors
        ]
    assert not wrong, wrong[:10]


def test_keyboard_alone(page, server):
    """The skip link, the search, a card and the theme switch are reached and used without a pointer."""
    page.goto(server + "then-and-now/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('button.fig-mark')"):
            break
    card = page.evaluate("document.activeElement.getAttribute('popovertarget')")
    page.keyboard.press("Enter")
    assert page.locator(f"#{card}").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('#search input')")
    page.keyboard.press("Escape")
    page.locator("[data-theme-switch]").focus()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("Enter")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_a_table_is_sorted_by_keyboard(page, server):
    page.goto(server + "promises/")
    button = page.locator("th button").nth(2)
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort]").count() == 1


def test_focus_can_be_seen(page, server):
    page.goto(server)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
    )
    assert "none" not in outline and not outline.endswith("0px")


def test_text_of_drawings_is_never_under_12_px_on_a_phone(browser, server):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in ("money/", "charts/model-contest/"):
        page.goto(server + path)
        sizes = page.locator("figure.chart svg:visible text").evaluate_all(
            "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width)"
        )
        assert sizes and min(sizes) >= 12, (path, min(sizes))
    context.close()
