"""Styles and scripts are joined: what a page asks for holds all that it needs."""

import re

import pytest
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from conftest import ROOT, TEMPLATES
from cut_faces import BEGUN, OFFER, SYLLABLE, WIDE, ranges, shown_in
from factbook.drawing.letters import Letters
from factbook.meaning.wording import read_wordings
from factbook.publishing.assets import read_assets, with_faces
from factbook.writing.declarations import unread_declarations, words_of_styles
from factbook.writing.frame import FURTHER_LETTERS, HANGUL, styles_of
from factbook.writing.joining import join_assets, unpaired_in_styles

LETTERS = {
    "german": "äöüßÄÖÜẞ„“‚‘–",
    "french": "àâæçéèêëîïôœùûüÿŒŸ«»’1\u202f000",
    "polish": "ąćęłńóśźżŁ„”",
    "turkish": "çğıöşüİ₺",
    "romanian": "ăâîșțȘȚ",
    "vietnamese": "ảạắằẳẵặấầẩẫậđẻẽẹếềểễệỉĩịỏọốồổỗộơớờởỡợủũụưứừửữựỷỹỵ₫",
    "greek": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "russian": "абвгдежзийклмнопрстуфхцчшщъыьэюяё₽",
    "ukrainian": "іїєґ₴",
}
SCRIPTS = {
    "page.js": 'import { one } from "./parts/one.js"\n\nimport("./later.js").then(one)\n',
    "parts/one.js": 'import {\n  three,\n} from "../three.js"\n\nexport const one = three\n',
    "later.js": 'import { three } from "./three.js"\nexport function begin() { return three }\n',
    "three.js": "/** Three,\n * no more. */\nexport const three = 3 // not four\n// A remark.\n",
    "alone.js": "const x = '// no remark'\nconst y = \"a // b\" + `c // d`\n",
}


def test_a_script_holds_its_modules_each_once_and_after_those_that_they_need():
    scripts = {**SCRIPTS, "page.js": 'import { three } from "./three.js"\n' + SCRIPTS["page.js"]}
    joined = join_assets(scripts)
    assert set(joined) == {"page.js", "later.js", "alone.js"}
    page = joined["page.js"]
    heads = ["const three_js = ", "const parts_one_js = ", "const { one } = parts_one_js"]
    places = [page.index(head) for head in heads]
    assert places == sorted(places) and page.count("const three = 3") == 1
    assert "return { one }" in page and 'import("./later.js").then(one)' in page
    assert "export function begin" in joined["later.js"]


def test_published_scripts_have_no_remarks():
    joined = join_assets(SCRIPTS)
    assert not re.search("no more|A remark|not four", joined["page.js"])
    assert joined["alone.js"] == SCRIPTS["alone.js"]


def test_a_language_with_faces_has_a_style_with_them_in_it():
    assets = {"style.css": "p {}\n", "faces-ko.css": "@font-face {}\n", "faces-ko-rest.css": ""}
    joined = {"style.css": "p {}\n", "faces-ko-rest.css": ""}
    assert with_faces(assets, ["en", "ko"]) == {**joined, "style-ko.css": "p {}\n@font-face {}\n"}
    assert with_faces(assets, ["en"]) == assets


def test_a_style_holds_its_parts_each_in_its_layer():
    styles = {
        "style.css": "/* All. */\n@layer a, b;\n"
        '@import "styles/b.css" layer(b);\n@import "styles/b.css" layer(a) print;\n'
        "p {\n  top: 0;\n}\n",
        "styles/b.css": "/* B,\n   of two lines */\nb {\n  left: 0; /* none */\n}\n",
    }
    joined = join_assets(styles)
    assert list(joined) == ["style.css"]
    assert re.sub(r"\s+", " ", joined["style.css"]) == (
        "@layer a, b; @layer b { b { left: 0; } } "
        "@media print { @layer a { b { left: 0; } } } p { top: 0; } "
    )


@pytest.mark.parametrize(
    "texts, mistake",
    [
        ({"a.js": 'import all from "./b.js"\n', "b.js": ""}, "a.js:1: .*import all"),
        ({"a.js": 'export { b } from "./b.js"\n', "b.js": ""}, "a.js:1: .*export { b }"),
        ({"a.js": 'import { b } from "./b.js"\n'}, "a.js:1: 'b.js' is not there"),
        (
            {"a.js": 'import { b } from "./b.js"\n', "b.js": 'export const b = import("./c.js")\n'},
            "b.js:1: only a script that pages ask for can import later",
        ),
        ({"a.css": '@import "b.css";\n', "b.css": ""}, "a.css:1: .*@import"),
        ({"a.css": '@import "b.css" layer(b);\n'}, "a.css:1: 'b.css' is not there"),
    ],
)
def test_what_cannot_be_joined_is_told(texts, mistake):
    with pytest.raises(ValueError, match=mistake):
        join_assets(texts)


@pytest.mark.parametrize(
    "style, told",
    [
        ("a {}\n.b {\n  color: red;\n", [(2, "this rule is not closed; write } where it ends")]),
        ("@media print {\n  .b {}\n", [(1, "this rule is not closed; write } where it ends")]),
        ("a {}\n}\nb {}\n", [(2, "this } closes no rule; leave it out")]),
        ("a {}\n/* b {\n", [(2, "this remark is not closed; write */ where it ends")]),
        ('a { content: \'}\'; background: url(x.png?{) } /* { */ b { content: "\\"{" }\n', []),
        ('a { background: url("data:image/svg+xml,<style>a{}</style>{") }\n', []),
    ],
)
def test_a_brace_of_a_style_without_its_other_is_told(style, told):
    """Styles are joined: such a one took those behind it along, and nothing told."""
    assert [found[1:] for found in unpaired_in_styles([("a.css", style)])] == told


@pytest.mark.parametrize(
    "content, is_told",
    [
        ('" (300 GPUs)"', True),
        ("'명'", True),
        ('"\\33 00"', True),
        ('"▸" / "open"', True),
        ('counter(lamp) " lamps"', True),
        ('"i"', False),
        ('"\\2060"', False),
        ('"\\201c"', False),
        ('" (" attr(href) ")"', False),
        ('url("lamp.png") / ""', False),
        ('counters(lamp, ".") var(--lamp)', False),
    ],
)
def test_words_that_a_style_would_print_are_told(content, is_told):
    """They stood on every page, and no rule of the record saw them."""
    style = f"/* content: 'no' */\n.answer::after {{\n  margin: 0; content: {content};\n}}\n"
    told = [line for _, line, _ in words_of_styles([("a.css", style)])]
    assert told == ([3] if is_told else [])


@pytest.mark.parametrize(
    "style, lines",
    [
        ('.a { --x: "300 GPUs" }\n.a::after { content: var(--x) }\n', [1]),
        ('.a { --x: var(--y); }\n.b {\n  --y: "words" }\n.a::after { Content: var(--x) }\n', [3]),
        ('.a { --face: "Factbook Sans"; font: 1em var(--face) }\n', []),
        ('.a { --x: "→ "; --y: "words" }\n.a::after { content: var(--x) }\n', []),
        ('li { list-style: "words" }\n', [1]),
        ("li { list-style-type: 'words' }\n", [1]),
        ("li { list-style: url('lamp.svg') inside; list-style-type: '→ ' }\n", []),
        ('@counter-style x {\n  suffix: " won";\n}\n', [2]),
        ('q { quotes: "he said" "." }\n', [1]),
        ('a::after { content: "{" attr(title) "words" }\n', [1]),
        ("q { quotes: '“' '”'; text-overflow: ellipsis }\n", []),
        ('.a { color: red\n  content: "words" }\n', [2]),
    ],
)
def test_words_that_a_style_would_print_by_another_way_are_told(style, lines):
    assert [line for _, line, _ in words_of_styles([("a.css", style)])] == lines


def test_words_that_another_style_holds_are_told_where_they_stand():
    texts = [("a.css", '.a { --x: "words" }'), ("b.css", ".a::after { content: var(--x) }")]
    assert [name for name, *_ in words_of_styles(texts)] == ["a.css"]


@pytest.mark.parametrize(
    "style, told",
    [
        ("a {\n  color: red\n  margin: 0;\n}\n", [(2, "; behind 'color: red'")]),
        ("a { color: red margin: 0 }\n", [(1, "; behind 'color: red'")]),
        ("a {\n  --x: red\n  margin: 0;\n}\n", [(2, "; behind '--x: red'")]),
        ("a {\n  color: red\n  --x: 0;\n}\n", [(2, "; behind 'color: red'")]),
        ("a {\n  margin: 0\n  &:hover { color: red }\n}\n", [(2, "; behind 'margin: 0'")]),
        ("a {\n  margin: 0\n  b:hover { color: red }\n}\n", [(2, "; behind 'margin: 0'")]),
        ("a {\n  content: ':'\n  src: url(a:b);\n}\n", [(2, "; behind 'content: ':''")]),
        ("a {\n  color: var(--x;\n  margin: 0;\n}\n", [(2, "'(--x;': this ( has no other")]),
        ("a {\n  color: red);\n}\n", [(2, "this ) has no other")]),
        ("a {\n  font-family: 'X;\n}\n", [(2, "this ' has no other")]),
        ("a[title=b {\n  margin: 0;\n}\n", [(1, "this [ has no other")]),
        ("a { margin var(--x); color: red }\n", [(1, "'margin var(--x)' declares nothing")]),
        ("a { margin 0; color: red }\n", [(1, "'margin 0' declares nothing; write property")]),
    ],
)
def test_a_declaration_that_takes_the_next_along_is_told(style, told):
    found = list(unread_declarations([("a.css", style)]))
    assert [line for _, line, _ in found] == [line for line, _ in told]
    assert all(words in one[2] for one, (_, words) in zip(found, told, strict=True))


@pytest.mark.parametrize(
    "style",
    [
        "a:hover { color: red }\nb:not(.c):focus-visible::before { margin: 0 }\n",
        "@page :first { margin: 0 }\n@media (width > 3px) and (a: b) { a { margin: 0 } }\n",
        '@charset "utf-8";\n@layer a, b;\n@import "b.css" layer(b);\n',
        "a { background: url(data:a;b:c); content: 'a: b; c: d'; grid-area: a / b }\n",
        "a { --x: { a: b }; --y: a:b; --z:; *zoom: 1; filter: progid:DXI.M(a=1, b='c:d') }\n",
        ".sm\\:grid, .a\\;b { color: red; ; }\n[title='a: b'] { margin: 0 }\n",
        "@font-face { font-family: X; unicode-range: U+26, U+30-39 }\n",
        "a { mask: image-set(a (b; c: d) e; f: g); color: red }\n",
        "a { width: calc((1px + var(--x, (2px))) * 2); /* not: closed\n b: c */ color: red }\n",
        "a { color: red; b:hover & { margin: 0 } &:focus { margin: 0 } }\n/* open: a\n b: c",
        "@property --x { syntax: '<color>'; inherits: false }\n@keyframes k { 50% { margin: 0 } }",
    ],
)
def test_what_a_browser_reads_of_a_style_is_let_through(style):
    assert list(unread_declarations([("a.css", style)])) == []


def test_our_own_styles_print_no_words_and_are_read():
    styles = (ROOT / "docs" / "assets").rglob("*.css")
    texts = [(style.name, style.read_text(encoding="utf-8")) for style in styles]
    assert texts and not list(words_of_styles(texts)) and not list(unread_declarations(texts))


def test_of_folders_only_what_is_asked_for_later_is_published():
    assets = read_assets(ROOT / "docs" / "assets")
    later = re.findall(r'import\("\./([\w./-]+)"\)', "".join(assets.values()))
    assert later and {name for name in assets if "/" in name} == set(later)


def slices(style: str) -> set[int]:
    """The letters for which a style names slices of the site's face."""
    text = (ROOT / "docs" / "assets" / style).read_text(encoding="utf-8")
    return letters_of("".join(re.findall(r"Factbook Sans\"?;[^}]*", text)))


def letters_of(style: str) -> set[int]:
    """The letters that faces are said to have."""
    found: set[int] = set()
    for named in re.findall("unicode-range:([^;]+);", style):
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", named):
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS)
def test_the_face_has_the_letters_of_a_language_on_pages_and_in_drawings(letters):
    assert Letters(ROOT / "docs" / "assets" / "fonts" / "measure").has(letters)
    further = styles_of(f"<p>{letters}</p>")
    styles = ["style.css", *(f"{name}.css" for name in further)]
    assert set(map(ord, letters)) <= set().union(*map(slices, styles))


def test_a_page_asks_for_further_letters_only_where_it_shows_some():
    assert styles_of("<p>Zażółć gęślą jaźń, €5, ₩5</p>") == []
    further = slices("faces-further.css")
    assert further and all(re.match(FURTHER_LETTERS, chr(code)) for code in further)
    assert not further & slices("style.css")


def test_a_new_explainer_in_korean_shows_no_syllable_that_the_faces_lack():
    begun = SYLLABLE.findall(BEGUN.read_text(encoding="utf-8"))
    paths = (ROOT / "docs" / "assets").glob("faces-ko*.css")
    style = "".join(path.read_text(encoding="utf-8") for path in paths)
    for weight in ("400", "700"):
        faces = [face for face in style.split("@font-face") if f"font-weight: {weight}" in face]
        assert set(map(ord, begun)) <= letters_of("".join(faces)), weight


def test_a_page_in_another_language_asks_for_hangul_where_it_shows_some():
    """Names of people were boxes where a machine has no Hangul."""
    assert styles_of("<h1>Ada Brightwater</h1><p>한국어</p>") == [HANGUL]
    assert styles_of("<h1>Ada Brightwater</h1>") == []
    assert styles_of("<h1>한국어</h1>", has_hangul=True) == []  # a Korean page has its own faces
    assert set(map(ord, "한국어")) <= slices(f"{HANGUL}.css")
    style = (ROOT / "docs" / "assets" / f"{HANGUL}.css").read_text(encoding="utf-8")
    assert style.index("local(") < style.index("url(")  # who has a face loads none


def test_the_words_that_offer_korean_have_a_face_of_their_letters():
    """Where a machine has no Hangul, a page in another language showed boxes."""
    say = read_wordings(TEMPLATES / "words.yml", ("ko",))["ko"]
    letters = set(SYLLABLE.findall("".join(map(say, OFFER))))
    style = (ROOT / "docs" / "assets" / "style.css").read_text(encoding="utf-8")
    face = style.partition("Factbook Offer;")[2].partition("}")[0]
    assert ranges(sorted(map(ord, letters))) in face


@pytest.mark.parametrize("weight", (400, 700))
def test_what_is_missing_is_as_wide_as_a_syllable(weight):
    """A machine that fits letters to its pixels made it wider: lines broke anew with the Hangul."""
    face = TTFont(ROOT / "docs" / "assets" / "fonts" / f"factbook-latin-{weight}.woff2")
    glyphs = face["CFF "].cff.topDictIndex[0].CharStrings
    glyphs[".notdef"].draw(NullPen())
    wide = round(WIDE * face["head"].unitsPerEm)
    assert glyphs[".notdef"].width == face["hmtx"][".notdef"][0] == wide


@pytest.mark.parametrize(
    "html",
    [
        "<h2>측</h2>",
        "<p>겸 <b>측</b></p>",
        '<p class="post-title"><a href="/">측</a></p>겸',
        '<svg><text font-weight="700">측</text><text>겸</text></svg>',
        '<div class="gallery"><p>겸 <a href="/">측</a></p></div>',
    ],
)
def test_a_syllable_is_bold_where_its_element_or_a_style_makes_it(html):
    shown = shown_in(html)
    assert "측" in shown[700] and "겸" not in shown[700]
