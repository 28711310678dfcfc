"""`make new-explainer LANGUAGES=…`: a small record in other languages, whole from its first day."""

import json
import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import yaml

from commands import typed
from conftest import ROOT, free_address, mkdocs_build, serving
from factbook.authoring.starter import NAME, Start
from factbook.record.marked_yaml import Loader
from small import keep_what_is_made
from sweeps import WHOLE, part_of

STARTER = ROOT / "hooks" / "starter"
ASKED = {
    "german-english": ("de,en", "Das Laternenbuch", "EUR"),
    "german": ("de", "Das Laternenbuch", "EUR"),
    "korean": ("ko", "등불 기록", "KRW"),
    "arabic-english": ("ar,en", "سجل المصابيح", "AED"),
}
ENGLISH = re.compile(
    r"\b(the|and|with|this|pages?|is|are|from|by|all|sources?|record|figures?|search|link|copy|no|"
    r"not|new|open|close|home|about|data|what|who|when|chart|read|edit|English|lamps?|light|street)\b"
)
ADDRESS = re.compile(r"https?://\S+|\S+/\S+|\S+\.(?:html|csv|json)\b")
CODES = re.compile(r"`.*?`|'.*?'|„.*?“|\(.*?\)")  # names of fields and their values
CODE = ("script", "style", "pre", "code", "dd")  # dd: citations, whose styles are English
FOUND = {  # what is typed -> what has to be among the first
    "german": {
        "Mährle": "organizations/candle-company/",
        "mahrle": "organizations/candle-company/",
        "Weiß": "organizations/wick-works/",
        "weiss": "organizations/wick-works/",
        "4,5 Milliarden": "indicators/light-budget/#y2030",
    },
    "korean": {
        "심지공업": "organizations/wick-works/",
        "ㅅㅈㄱㅇ": "organizations/wick-works/",
        "45억": "indicators/light-budget/#y2030",
    },
    "arabic-english": {
        "إضاءة": "organizations/candle-company/",
        "اضاءة": "organizations/candle-company/",
        "وزارة الضوء": "organizations/ministry-of-light/",
    },
}
LONELY = (
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "path",
    "rect",
    "circle",
    "line",
    "wbr",
    "use",
)
TOLD = ("aria-label", "title", "alt", "placeholder")


class Words(HTMLParser):
    """The words of a page, those of attributes too, each with its language and direction."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, str, str]] = []  # tag, language, direction
        self.found: list[tuple[str, str, str]] = []  # words, language, direction

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        _, language, direction = self.around[-1] if self.around else ("", "", "ltr")
        here = (tag, given.get("lang") or language, given.get("dir") or direction)
        self.found += [(given[name], *here[1:]) for name in TOLD if given.get(name)]
        if tag not in LONELY:
            self.around.append(here)

    def handle_endtag(self, tag) -> None:
        while tag not in LONELY and self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data) -> None:
        if self.around and not {tag for tag, *_ in self.around} & set(CODE) and data.strip():
            self.found.append((data, *self.around[-1][1:]))


def explainer(folder, name):
    """A new explainer in some languages."""
    languages, subject, currency = ASKED[name]
    options = ("--languages", languages, "--subject", subject, "--currency", currency)
    done = typed("explainer", "--dir", folder, *options)
    assert done.returncode == 0, done.stderr
    return folder


# A language that runs from the right is always looked at, of the others one.
LOOKED_AT = ASKED if WHOLE else ["arabic-english", *part_of(["german", "korean"], 1)]


@pytest.fixture(scope="module", params=LOOKED_AT)
def built(request, tmp_path_factory, shared):
    """The name of a new explainer, and its site, built strictly."""
    name = request.param
    folder = explainer(tmp_path_factory.mktemp("explainers") / "mine", name)
    keep_what_is_made(folder)
    address = free_address(shared / f"{name}-address", name)
    done = mkdocs_build(folder, folder / name, SITE_URL=address, PICTURES="true")
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr
    return name, folder / name, address


def words_of(site):
    """Each page by its path, and its words."""
    for path in sorted(site.rglob("*.html")):
        parser = Words()
        parser.feed(path.read_text(encoding="utf-8"))
        yield path.relative_to(site).as_posix(), parser.found


def language_of(path: str, name: str) -> str:
    """The language of a page by its folder."""
    languages = ASKED[name][0].split(",")
    return next((code for code in languages[1:] if code in path.split("/")), languages[0])


@pytest.mark.long
def test_each_page_is_of_its_language_and_holds_no_english(built):
    name, site, _ = built
    for path, found in words_of(site):
        for words, language, direction in found:
            assert language in ASKED[name][0].split(","), (path, words)
            assert direction == ("rtl" if language == "ar" else "ltr"), (path, words)
            if language != "en":
                english = ENGLISH.search(ADDRESS.sub("", words))
                assert not english, (path, words, language)


@pytest.mark.long
def test_a_page_says_its_language(built):
    name, site, _ = built
    for path in site.rglob("*.html"):
        language = language_of(path.relative_to(site).as_posix(), name)
        text = path.read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in text, path
        assert ('dir="rtl"' in text.partition(">")[2][:300]) == (language == "ar"), path


@pytest.mark.long
def test_money_and_days_are_said_as_the_language_says_them(built):
    name, site, _ = built
    home = (site / "index.html").read_text(encoding="utf-8")
    said = {
        "german": "4,5 Milliarden\xa0€",
        "korean": "45억\xa0원",
        "arabic-english": "4.5 مليار\xa0د.إ.",
    }
    assert said[name.replace("german-english", "german")] in home
    assert NAME not in home and ASKED[name][1] in home


@pytest.mark.long
def test_pictures_are_drawn_where_the_face_has_the_letters(built):
    """A picture whose words are left out would be worse than none.

    One in English has the site's name on it, and that is in Arabic.
    """
    name, site, _ = built
    is_arabic = name.startswith("arabic")
    for picture in ("data/charts/light-budget.png", "cards/home.png"):
        assert (site / picture).exists() != is_arabic, picture
    english = site / "cards" / "en.png"
    assert english.exists() == (name == "german-english")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert ("cards/home.png" in home) != is_arabic and ("light-budget.png" in home) != is_arabic


@pytest.mark.long
def test_programs_are_told_of_the_site_in_its_first_language(built):
    _, site, _ = built
    told = (site / "llms.txt").read_text(encoding="utf-8").partition("(en)")[0]
    assert not ENGLISH.search(ADDRESS.sub("", told))


@pytest.mark.long
def test_what_is_taken_away_is_of_the_first_language(built):
    """What describes the tables; of a site without English also what they hold, and feeds."""
    name, site, _ = built
    has_english = name.endswith("english")
    described = [*(site / "data").glob("*.csv-metadata.json"), site / "data" / "datapackage.json"]
    read = described if has_english else (site / "data").rglob("*.json")
    told = {path: sentences(json.loads(path.read_text("utf-8"))) for path in read}
    for path in () if has_english else (*site.rglob("*.xml"), *site.rglob("*.ics")):
        told[path] = re.findall(r">([^<>]+)<|SUMMARY:(.+)", path.read_text("utf-8"))
    assert len(told) > 20
    for path, found in told.items():
        for words in found:
            english = ENGLISH.search(CODES.sub("", ADDRESS.sub("", "".join(words))))
            assert not english, (path, words)


def sentences(value: object) -> list[str]:
    """All texts of several words in a file."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in sentences(item)]
    return [value] if isinstance(value, str) and " " in value else []


@pytest.mark.long
def test_what_a_reader_types_is_found(built, browser):
    name, site, address = built
    with serving(site, address):
        page = browser.new_page()
        for query, wanted in FOUND.get(name, {}).items():
            page.goto(address)
            page.keyboard.press("/")
            page.keyboard.insert_text(query)
            asked = "query => document.querySelector('#search ol').dataset.asked === query"
            page.wait_for_function(asked, arg=query)
            links = page.locator("#search ol li a").evaluate_all("all => all.map(a => a.href)")
            assert address + wanted in links[:3], (query, links)
        page.close()


@pytest.mark.long
def test_a_drawing_stands_as_its_language_runs(built, browser):
    """The names of rows stand where a line begins, and no words reach over the edge."""
    name, site, address = built
    with serving(site, address):
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto(f"{address}charts/light-budget/")
        drawing = page.locator("svg.drawing").first
        box = drawing.bounding_box()
        texts = drawing.locator("text").evaluate_all(
            "all => all.map(text => [text.textContent, text.getBoundingClientRect()])"
            ".filter(([words]) => words).map(([words, at]) => [words, at.left, at.right])"
        )
        page.close()
    middle = box["x"] + box["width"] / 2
    [year] = [left for words, left, _ in texts if words in ("2029", "2029년")]
    assert (year > middle) == name.startswith("arabic")
    for words, left, right in texts:
        assert box["x"] - 1 <= left and right <= box["x"] + box["width"] + 1, words


# ---------------------------------------------------------------- without a build


def test_nothing_of_the_starter_is_left_in_english():
    """Each text that another language has is one of the starter's, and each of those has one."""
    german, arabic, korean = (
        yaml.load((STARTER / f"texts.{code}.yml").read_text(encoding="utf-8"), Loader)
        for code in ("de", "ar", "ko")
    )
    assert set(german) == set(arabic) == set(korean)
    files = [*(STARTER / "data").rglob("*.yml"), *(STARTER / "docs").rglob("*.md")]
    whole = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for text in german:
        assert text in whole or text.replace('"', '\\"') in whole, text
    for path in (STARTER / "docs").rglob("*.md"):
        written = path.read_text(encoding="utf-8")
        for code in ("de", "ko"):
            assert not english_in(Start(STARTER, (code,)).page(written, code)), (path, code)


def english_in(page: str) -> re.Match[str] | None:
    """English among the words of a page."""
    prose = re.sub(r"\{\{.*?\}\}|\{.*?\}|\(.*?\)|<.*?>|(?m:^topic: .*)", "", page)
    return ENGLISH.search(prose.replace("title: ", ""))


def test_a_language_that_nobody_has_translated_begins_with_what_is_known(tmp_path):
    done = typed("explainer", "--dir", tmp_path / "mine", "--languages", "fr,de")
    assert done.returncode == 0, done.stderr
    words = (tmp_path / "mine" / "docs" / "templates" / "words.fr.yml").read_text(encoding="utf-8")
    assert '\ndate.q1: "1er trimestre {year}"' in words and "\nhome:  # Home" in words
    done = typed("check", folder=tmp_path / "mine")
    assert done.returncode == 0 and "no mistakes" in done.stdout
    assert re.search(r"words\.fr\.yml:1: warning: still to be translated: \d+ words", done.stderr)


@pytest.mark.parametrize(
    "option, given, told",
    [
        ("--languages", "de,klingon", "'klingon' is none that is known"),
        ("--currency", "EURO", "a currency is an ISO code such as EUR, not 'EURO'"),
        ("--languages", "de,en,de", "the language 'de' is named twice; name it once"),
        ("--languages", " ", "no language is named"),
        ("--currency", "", "no currency is named"),
        ("--subject", " ", "the site's name is empty"),
        ("--subject", 'a "name"', "the site's name is words without quotes"),
        (
            "--subject",
            "{{ name }}",
            "the site's name is words without quotes, backslashes or braces",
        ),
        ("--subject", "<b>Vows</b>", "no Markdown is read in 'SUBJECT'"),
        ("--subject", "…", "the site's name is empty"),
        ("--languages", "DE", "did you mean 'de'?"),
        ("--languages", "zh-TW", "did you mean 'zh'?"),
        ("--dir", ROOT / "mine", "would stand in this project; name one beside it: ../mine"),
        ("--dir", "/dev/null/mine", "nothing can be written in /dev/null; name a folder elsewhere"),
        ("--dir", "/dev/null", "/dev/null is a file, and no folder; nothing was written"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, option, given, told):
    done = typed("explainer", "--dir", tmp_path / "mine", option, given)
    assert done.returncode == 1 and told in done.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("name", ["Promises: kept", "100 days now", "- Vows #1", "L'État", "yes"])
def test_a_name_of_any_words_is_right_at_once(tmp_path, monkeypatch, name):
    """It stands in data, heads of pages and settings, and prints its digits and times there."""
    monkeypatch.setenv("HOME", str(tmp_path))
    done = typed("explainer", "--dir", "~/mine", "--subject", name)
    assert done.returncode == 0, done.stderr
    done = typed("check", folder=tmp_path / "mine")
    assert done.returncode == 0, done.stderr


def test_all_that_cannot_be_is_told_at_once(tmp_path):
    given = ("--languages", "klingon", "--subject", "", "--currency", "EURO")
    done = typed("explainer", "--dir", tmp_path / "mine", *given)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 3
    assert all(told in done.stderr for told in ("'klingon'", "is empty", "'EURO'"))


def test_what_is_not_given_is_asked_for_in_a_terminal(tmp_path):
    """An answer left empty is the one that is offered; one that cannot be is asked for again."""
    ours, theirs = pty.openpty()
    os.write(ours, b"klingon\nde\n\nfrancs\nchf\n")
    command = [sys.executable, "-m", "factbook", "explainer", "--dir", str(tmp_path / "mine")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, env=environment)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Languages") == done.stdout.count("ISO code of") == 2
    assert "'klingon' is none" in done.stdout + done.stderr
    units = (tmp_path / "mine" / "data" / "units" / "all.yml").read_text(encoding="utf-8")
    assert 'money: {currency: CHF, label: "Schweizer Franken"}' in units
