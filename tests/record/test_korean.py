"""What a Korean reader is shown: as a desk prints it, and in a face that weighs little."""

import re
from pathlib import Path

import pytest
from PIL.ImageFont import truetype

from conftest import ROOT
from cut_faces import FOREMOST, leads, shown_in
from sweeps import part_of

FONTS = ROOT / "docs" / "assets" / "fonts"
STYLES = ("faces-ko.css", "faces-ko-rest.css")
MOST = 90_000  # bytes of the Hangul faces that a page may load
PAGES = 120  # are looked at for their syllables
FIRST = 8_700  # bytes of a slice that is fetched before all else: more take another round trip
SINCE_CUT = 5  # letters that pages, or titles and leads, may show beyond the slices for them
FACE = re.compile(r"font-weight: (\d+);.*?url\(fonts/([\w.-]+)\).*?unicode-range:([^;]*);", re.S)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
NOT_PRINTED = {
    "a range says its unit once": r"원~[\d,조억만\s]+원|위–|년~\d{4}년(?! ?\d)",
    "만 stands in every large number": r"(?<![\d,.])\d{2,},\d{3}(?:장|명|개|건)",
    "초과 stands before what it tells of": r"초과(?:다|로|를|인)",
    "a bound is said once": r"이상 이상|초과 초과|이상[이을] 넘|미만 미만|최대 최대|\b약 약\b",
    "dollars are 달러": "미국 달러",
    "no id is a link's words": r"(?:문제|주장)\s+[a-z]+(?:-[a-z0-9]+)+\b|주장\s+S\d",
    "a particle follows without a space": r"[조억만]\s?[원장명개] (?:은|는|을|를|라고|이다)\b",
}


@pytest.fixture(scope="session")
def korean(web):
    """The words of each Korean page."""
    return {url: web.page(url).text for url in web.urls if url.startswith("ko/")}


@pytest.mark.parametrize("pattern", NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_a_desk_would_print_it(korean, pattern):
    found = {url: re.findall(pattern, words)[:3] for url, words in korean.items()}
    assert {url: words for url, words in found.items() if words} == {}


def test_a_term_is_not_named_twice(web, language_folders):
    for folder in language_folders.values():
        for head in web.page(f"{folder}glossary/").all("dt"):
            words = head.text.split()
            middle = len(words) // 2
            assert len(words) % 2 or words[:middle] != words[middle:], head.text


def files_by_letter(*styles: str) -> dict[tuple[int, int], str]:
    """The slice that a browser asks for, by weight and letter."""
    found = {}
    for style in styles:
        text = (ROOT / "docs" / "assets" / style).read_text(encoding="utf-8")
        for weight, name, ranges in FACE.findall(text):
            for first, last in RANGE.findall(ranges):
                letters = range(int(first, 16), int(last or first, 16) + 1)
                found.update(((int(weight), letter), name) for letter in letters)
    return found


def test_the_letters_of_a_slice_are_seen():
    """A face whose outlines were scaled twice was loaded, and its letters were blank."""
    of_slice = {
        name: chr(one) for (_, one), name in files_by_letter(*STYLES).items() if one >= 0xAC00
    }
    assert of_slice
    for name, letter in of_slice.items():
        assert truetype(FONTS / name, 30).getmask(letter).getbbox(), (name, letter)


@pytest.fixture(scope="module")
def shown(web, korean):
    """The syllables of Korean pages, with their weights."""
    pages = part_of(list(korean), PAGES)
    return {url: of_weights(shown_in(web.read(f"{url}index.html"))) for url in pages}


def test_each_syllable_is_in_a_slice_of_its_weight(shown):
    """Bold ones that only a style makes bold were in no bold slice."""
    missing = set().union(*shown.values()) - files_by_letter(*STYLES).keys()
    assert len(missing) <= SINCE_CUT, "make faces: " + "".join(chr(one) for _, one in missing)


def test_a_page_loads_little_of_the_hangul_faces(web, shown):
    file_of = files_by_letter(*STYLES)
    for url, letters in shown.items():
        asked = {file_of[letter] for letter in letters if letter in file_of}
        early = [link.get("href") for link in web.page(url).all("link", rel="preload")]
        of_hangul = {Path(href).name for href in early if "hangul" in href}
        assert of_hangul <= asked, url  # nothing is fetched early that the page does not show
        assert sum((FONTS / name).stat().st_size for name in asked) <= MOST, (url, sorted(asked))


def of_weights(shown: dict[int, set[str]]) -> set[tuple[int, int]]:
    return {(weight, ord(one)) for weight, some in shown.items() for one in some}


def test_titles_and_leads_are_in_the_small_slices_that_come_first(real_site):
    """With all of the face ahead of it, the lead of a page was painted 0.7 s after the English."""
    first = files_by_letter("faces-ko.css")
    assert all((FONTS / name).stat().st_size <= FIRST for name in first.values())
    foremost = leads(real_site / "ko")[: len(FOREMOST)]
    missing = set().union(*map(of_weights, foremost)) - first.keys()
    assert len(missing) <= SINCE_CUT, "make faces: " + "".join(chr(one) for _, one in missing)


def test_letters_below_the_leads_come_without_a_script_too(web, korean):
    later = {url: web.page(url).root.xpath("//link[@disabled]/@href") for url in korean}
    assert len(later["ko/"]) == 1
    for url, styles in later.items():
        assert styles == web.page(url).root.xpath("//noscript/link/@href"), url
