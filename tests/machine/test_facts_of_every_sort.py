"""Facts that are seldom met, each on its page, in its chart and in the downloads."""

import json
from dataclasses import replace

import pytest

from factbook.site import build_site
from pages import Page
from small import copy_small_record

UNITS = """
percent: {one: "{n}%", many: "{n}%", label: {en: per cent, ko: 퍼센트}}
operation: {one: "{n} operation", many: {en: "{n} operations", ko: "{n}회"}, label: operations}
"""
INDICATORS = """
growth:
  name: {en: Growth of output, ko: 성장률}
  topic: light
  unit: percent
  summary: Change on the year before.
  rows:
    y2028: {period: 2027/28, readings: [{value: 2.1, REST}]}
    y2029: {period: 2028-29, readings: [{value: -3.4, REST}]}
  sources: [gazette-2029-01-15]
estimate:
  name: {en: Lamps lit, ko: 켜진 등불}
  topic: light
  unit: lamp
  summary: A central estimate with its interval.
  rows:
    y2029: {period: 2029, readings: [{value: 50, low: 40, high: 65, REST}]}
    y2028: {period: 2028, readings: [{value: 약 3만 5천, REST}]}
  sources: [gazette-2029-01-15]
compute:
  name: {en: Training compute, ko: 학습 연산량}
  topic: light
  unit: operation
  summary: "Operations of the law's threshold; {{ figure('indicators/compute#run') }} were used."
  rows:
    threshold: {readings: [{value: 1e26, REST}]}
    run: {readings: [{value: 1450935791, REST}]}
    nothing: {readings: [{value: 0, REST}]}
  sources: [gazette-2029-01-15]
""".replace("REST", "stage: measured, as_of: 2029-01-01, sources: [gazette-2029-01-15]")
ABSENCES = """
months:
  what: {en: Growth by month., ko: 월별 성장률.}
  until: 2030-06-30
  about: ["indicators/growth#y2029", charts/compute]
  topic: light
"""
CHARTS = "".join(
    f"{id_}: {{kind: {kind}, topic: light, indicator: {id_}, title: T, subtitle: S, alt: A}}\n"
    for id_, kind in (("growth", "series"), ("estimate", "ranges"), ("compute", "bars"))
)


@pytest.fixture(scope="module")
def built(tmp_path_factory, small_folders):
    root = copy_small_record(tmp_path_factory.mktemp("facts"))
    written = {"units": UNITS, "indicators": INDICATORS, "absences": ABSENCES, "charts": CHARTS}
    for kind, text in written.items():
        (root / "data" / kind / "facts.yml").write_text(text, encoding="utf-8")
    for language in ("", "ko/"):
        for kind in ("indicators", "charts"):
            index = root / "docs" / language / kind / "index.md"
            index.parent.mkdir(parents=True, exist_ok=True)
            index.write_text(f"# {kind} {{#top}}\n", encoding="utf-8")
    return build_site(replace(small_folders, data=root / "data", docs=root / "docs"))


@pytest.mark.parametrize(
    "indicator, language, words",
    [
        ("growth", "", ["−3.4%", "2.1%"]),
        ("growth", "ko/", ["−3.4%", "2.1%"]),
        ("estimate", "", ["50 lamps (40 to 65)", "about 35,000 lamps"]),
        ("estimate", "ko/", ["등불 50개(40~65)", "등불 약 3만 5,000개"]),
        ("compute", "", ["10^26 operations", "0 operations"]),
        ("compute", "ko/", ["10의 26제곱 회", "0회"]),
    ],
)
def test_they_stand_on_their_pages_and_in_their_charts(built, indicator, language, words):
    for kind in ("indicators", "charts"):
        text = Page.of_markdown(built.pages[f"{language}{kind}/{indicator}.md"]).text
        for said in words:
            assert said in text, (kind, said)


def test_a_line_below_zero_is_drawn_below_the_ground(built):
    page = Page.of_markdown(built.pages["charts/growth.md"])
    drawn = page.all("svg", "drawing")[0].markup
    assert "2027–28" in drawn
    assert "NaN" not in drawn


def test_downloads_hold_them_exactly(built):
    figures = json.loads(built.files["data/figures.json"])["figures"]
    values = {figure["id"]: figure["current"] for figure in figures}
    assert values["indicators/growth#y2029"]["value"] == -3.4
    assert values["indicators/compute#threshold"]["value"] == 10**26
    interval = values["indicators/estimate#y2029"]
    assert (interval["value"], interval["low"], interval["high"]) == (50, 40, 65)
    csv = built.files["data/figures.csv"]
    text = csv if isinstance(csv, str) else csv.decode()
    assert "100000000000000000000000000" in text
    assert "2028-2029" in text
    assert text.count("2029-03-31") == 1


def test_a_long_number_is_rounded_in_a_sentence_and_exact_in_its_card_and_in_tables(built):
    page = Page.of_markdown(built.pages["indicators/compute.md"])
    said = page.all("span", "said")[0]
    assert said.text == "1.45 billion operations"
    card = page.part("card-indicators-compute-run")
    assert card.one("p", "card-value").text == "1.450935791 billion operations"
    assert page.part("run").one("span", "fig").text == "1.450935791 billion operations"
    assert ",1450935791," in built.files["data/figures.csv"]


def test_what_was_not_found_is_told_where_a_reader_would_ask(built):
    """On the page of the record whose figure it is about, and on that of a chart."""
    asked = ("indicators/growth.md", "charts/compute.md")
    for path in (*asked, "indicators/estimate.md"):
        page = Page.of_markdown(built.pages[path])
        assert ("Growth by month." in page.text) == (path in asked)
