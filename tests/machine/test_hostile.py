"""Words of the record that look like HTML, Markdown or YAML: none runs, all are read as written.

One site is built by the real MkDocs with such words wherever the record may hold some.
"""

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import html5lib
import pytest

from conftest import MACHINE, ROOT, mkdocs_build
from small import keep_drawings

WORDS = {
    "image": "![x](/nothing.png){: onerror=alert(self) }",
    "link": "[x](javascript:alert(self))",
    "reference": "[x][y] [y] [x]: javascript:alert(self)",
    "emphasis": "*x*{: onclick=alert(self) }",
    "stars": "K-*AI* and **two**",
    "lines": "_x_ and a_b_c",
    "code": "`x`",
    "backslashes": "\\\\ and \\* and \\",
    "tag": "<img src=x onerror=alert(self)>",
    "script": "</title><script>alert(self)</script>",
    "frame": "</div></a></h1><base href='https://elsewhere.example/'><form action='https://elsewhere.example/'>",
    "comment": "<!-- x --> <!--island 0-->",
    "address": "<https://elsewhere.example/> <a@elsewhere.example>",
    "quotes": "\" onclick=\"alert(self) ' onclick='alert(self)",
    "entities": "AT&amp;T &lt;b&gt; &#42;",
    "ampersand": "R&D",
    "hash": "#hash",
    "sharp": "C#",
    "anchor": "x {#top}",
    "braces": "() { :; }",
    "bar": "a | b",
    "bullet": "- one",
    "plus": "+ one",
    "ordinal": "2030. one",
    "rule": "---",
    "equals": "===",
    "heading": "## x ##",
    "letters": "𠮷田 😀",
    "mixed": "한글 – “quoted” …",
    "accents": "Ámbar ñandú Żółć ﬁ",
    "formula": "=1+1",
    "at": "@sum(x)",
    "commas": 'a, "b", c; d',
    "tex": "\\textbf{x} 50% $x$ ~ ^ _ {",
    "empty-tags": "<>&<></>",
    "cdata": "]]> <![CDATA[x]]>",
    "colon": "title: x: y",
    "apostrophe": "it's 'so'",
    "joined": "👩\u200d🚀 e\u0301",
    "footnote": "x[^1] ~~y~~ ==z==",
    "reference-line": "TY - JOUR",
}
ASKED = {id_: WORDS[id_] for id_ in ("image", "stars", "tag", "entities", "letters")}
QUESTION = """
{id}:
  question: {words}
  level: 1
  topic: {topic}
  form: number
  answer: {{figure: "programs/lamp-contest#lamps"}}
  because: {words}
"""
CLAIM = """
{id}:
  claim: {words}
  verdict: holds
  answer: {words}
  shown_by: [programs/{id}]
  sources: [herald-2030-01]
"""
PROGRAM = """
{id}:
  name: {words}
  aliases: [{words}]
  kind: contest
  topic: {id}
  summary: {words}
  steps: [{{stage: announced, date: 2029-03-01, what: {words}, sources: [gazette-2029-01-15]}}]
  sources: [gazette-2029-01-15]
"""
TOPIC = """
{id}: {{name: {words}, question: {words}, page: topics/{id}}}
"""
CHART = """
hostile:
  kind: ladder
  topic: light
  program: lamp-contest
  title: {words}
  subtitle: {words}
  alt: {words}
"""
PAGE = """---
title: A page
topic: {id}
---
# {{{{ link("programs/{id}") }}}} {{#top}}

{{{{ office("ada-brightwater") }}}} and {{{{ link("programs/{id}") }}}} and {{{{ term("{id}") }}}}.

| one | two |
| --- | --- |
| {{{{ link("programs/{id}") }}}} | {{{{ term("{id}") }}}} |

- {{{{ link("programs/{id}") }}}}

## {{{{ link("programs/{id}") }}}} {{#again}}

{{{{ part("topic-records", topic="{id}") }}}}
"""
LICENCE = "CC <img src=x onerror=alert(self)> &amp; *BY*"


def written(words: str) -> str:
    """A text as YAML."""
    return json.dumps(words, ensure_ascii=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The small record with such words in names, claims, questions, terms and front matter."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("hooks", "docs/templates", "docs/assets"):
        (root / folder).parent.mkdir(exist_ok=True)
        (root / folder).symlink_to(ROOT / folder)
    shutil.copytree(MACHINE / "small_data", root / "data")
    shutil.copytree(MACHINE / "small_docs", root / "docs", dirs_exist_ok=True)
    spoil_data(root / "data")
    write_pages(root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    keep_drawings(root)
    done = mkdocs_build(root, root / "site", SITE_URL="https://site.example/x/")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def spoil_data(data) -> None:
    def add(name: str, template: str, words: dict[str, str]) -> None:
        path = data / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for id_, text in words.items():
                topic = id_ if id_ in WORDS else "light"
                file.write(template.format(id=id_, words=written(text), topic=topic))

    add("topics/all.yml", TOPIC, WORDS)
    add("programs/hostile.yml", PROGRAM, WORDS)
    add(
        "glossary/all.yml",
        "\n{id}: {{name: {words}, meaning: {words}, sources: [herald-2030-01]}}\n",
        WORDS,
    )
    add("claims/claims.yml", CLAIM, WORDS)
    add("questions/all.yml", QUESTION, ASKED)
    add("charts/charts.yml", CHART, {"hostile": WORDS["image"]})
    replace(data / "site.yml", "CC BY 4.0", written(LICENCE))
    replace(
        data / "people/people.yml",
        "title: {en: Minister of Light",
        f"title: {{en: {written(WORDS['heading'])}",
    )


def replace(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_pages(docs) -> None:
    pages = {f"topics/{id_}.md": PAGE.format(id=id_) for id_ in WORDS}
    for name, part in (
        ("programs/index", 'part("by-topic", kind="programs")'),
        ("then-and-now", 'part("then-and-now")'),
        ("teach/questions", 'part("questions")'),
        ("glossary", 'part("glossary-all")'),
        ("charts/index", 'part("gallery")'),
    ):
        pages[f"{name}.md"] = f"# All {{#top}}\n\n{{{{ {part} }}}}\n"
    pages["light.md"] = "# Light {#top}\n"
    for name, text in pages.items():
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- reading the site


def tree(path):
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def text_of(element) -> str:
    """The words of an element as a reader sees them, without the mark that links to a heading."""
    for parent in element.iter():
        for child in [child for child in parent if child.get("class") == "headerlink"]:
            parent.remove(child)
    return " ".join("".join(element.itertext()).split())


def page(site, address: str):
    return tree(site / address / "index.html")


FOREIGN = ("iframe", "base", "object", "embed", "img")


def live(root) -> Iterator[str]:
    """What of a page could run, or send a reader elsewhere, and is not of the site's own making."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        names = {name for name in element.attrib if name.startswith("on")}
        addresses = [
            element.get(name) or "" for name in ("href", "src", "action", "formaction", "data")
        ]
        odd = [
            one
            for one in addresses
            if re.match(r"\s*(javascript|data|vbscript):", one, re.I) or "elsewhere" in one
        ]
        is_own = element.tag == "base" and element.attrib == {"target": "_top"}  # of a frame
        if names or odd or (element.tag in FOREIGN and not is_own):
            yield f"{element.tag} {element.attrib}"
        if element.tag == "form" and element.get("action"):
            yield f"{element.tag} {element.attrib}"
        if element.tag == "script" and not (
            re.fullmatch(r"[./]*(x/)?assets/[\w/-]+\.js", element.get("src") or "")
            or element.get("type") == "application/ld+json"
        ):
            yield f"{element.tag} {element.attrib} {element.text}"


# ---------------------------------------------------------------- nothing runs


def test_no_element_comes_from_the_record(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5 * len(WORDS)
    assert {
        path.relative_to(site).as_posix(): found
        for path in pages
        if (found := list(live(tree(path))))
    } == {}


def test_an_oembed_address_is_one_of_the_site(site):
    links = [
        link for link in page(site, "topics/image").iter("link") if "oembed" in link.get("type", "")
    ]
    assert links == []
    links = [
        link
        for link in page(site, "charts/hostile").iter("link")
        if "oembed" in link.get("type", "")
    ]
    assert [link.get("href") for link in links] == [
        "https://site.example/x/embed/hostile/oembed.json"
    ]


# ---------------------------------------------------------------- words read as written


@pytest.mark.parametrize("id_", WORDS)
def test_a_name_is_the_title_of_its_page(site, id_):
    root = page(site, f"programs/{id_}")
    assert [text_of(head) for head in root.iter("h1")] == [WORDS[id_]]
    assert root.find(".//title").text == f"{WORDS[id_]} – The Lantern Record"
    meta = {one.get("property") or one.get("name"): one.get("content") for one in root.iter("meta")}
    assert meta["og:title"] == meta["og:image:alt"] == WORDS[id_]
    assert meta["description"] == meta["og:description"] == WORDS[id_]


@pytest.mark.parametrize("id_", WORDS)
def test_names_stand_in_prose_and_tables(site, id_):
    root = page(site, f"topics/{id_}")
    words = WORDS[id_]
    text = root.find(".//article")
    assert [text_of(head) for head in text.iter("h1")] == [words]
    assert text_of(text.find(".//h2[@id='again']")) == words
    assert [text_of(cell) for cell in text.find(".//table").iter("td")] == [words, words]
    line = text_of(text.find(".//p"))
    assert line.startswith(f"{WORDS['heading']} (") and line.endswith(f") and {words} and {words}.")
    assert words in [text_of(item) for item in text.iter("li")]


@pytest.mark.parametrize("address", ["programs", "then-and-now", "teach/questions"])
def test_headings_and_the_outline(site, address):
    root, wanted = page(site, address), list(WORDS.values())
    if address == "then-and-now":
        wanted = [f"{id_.upper()}. {words}" for id_, words in WORDS.items()]
    if address == "teach/questions":
        wanted = list(ASKED.values())
    heads = [text_of(head) for head in root.find(".//article").iter("h2")]
    assert [head for head in heads if head in wanted] == wanted
    outline = [text_of(link) for link in root.find(".//nav[@class='outline']").iter("a")]
    short = [truncated(words) for words in wanted]
    assert [line for line in outline if line in short] == short


def truncated(words: str) -> str:
    """Words as the outline cuts them."""
    return words if len(words) <= 53 else words[:45].rpartition(" ")[0] + "..."


def test_menu_and_footer(site):
    for address in ("index.html", "404.html", "programs/image/index.html"):
        root = tree(site / address)
        menu = [text_of(link) for link in root.find(".//nav[@id='menu']").iter("a")]
        assert [line for line in menu if line in WORDS.values()] == list(WORDS.values())
        assert f"Words and data: {LICENCE}" in text_of(root.find(".//footer"))


def test_a_chart_is_called_as_it_is_written(site):
    for address in ("charts/hostile", "embed/hostile"):
        root = page(site, address)
        assert text_of(next(root.iter("h1"))) == WORDS["image"]
        assert root.find(".//title").text.startswith(WORDS["image"])


def test_sheets_and_lists_of_changes(site):
    for id_, words in ASKED.items():
        for folder in ("sheets", "changes"):
            head = text_of(next(page(site, f"teach/{folder}/{id_}").iter("h1")))
            assert words in head, head


def test_search_finds_names_as_they_are_written(site):
    names = json.loads((site / "search/en/names.json").read_text(encoding="utf-8"))
    assert set(WORDS.values()) <= set(strings(names))


def strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from strings(part)


def test_data_for_machines_says_the_same(site):
    for id_, words in WORDS.items():
        found = [
            one
            for one in page(site, f"programs/{id_}").iter("script")
            if one.get("type") == "application/ld+json"
        ]
        assert words in set(strings(json.loads(found[0].text))), words


def test_tables_give_the_words_or_guard_them(site):
    """A spreadsheet would compute what begins like a formula; an apostrophe stands before it."""
    with (site / "data" / "programs.csv").open(encoding="utf-8", newline="") as file:
        names = {row["id"]: row["name_en"] for row in csv.DictReader(file)}
    assert {id_: names[id_].removeprefix("'") for id_ in WORDS} == {
        id_: words.removeprefix("'") for id_, words in WORDS.items()
    }


def test_citations_twins_and_files_give_the_words(site):
    whole = json.loads((site / "data" / "programs.json").read_text(encoding="utf-8"))
    assert set(WORDS.values()) <= set(strings(whole))
    for id_, words in WORDS.items():
        folder = site / "cite" / "programs" / id_
        csl = json.loads((folder / "citation.json").read_text(encoding="utf-8"))
        assert words in set(strings(csl))
        ris = (folder / "citation.ris").read_text(encoding="utf-8").splitlines()
        assert f"TI  - {words}" in ris and len(ris) == 11
        twin = (site / "programs" / id_ / "index.md").read_text(encoding="utf-8")
        assert twin.startswith(f"# {words}\n"), twin[:100]


def test_the_feed_and_the_questions_are_xml_that_gives_the_words(site):
    feed = ElementTree.parse(site / "changes" / "feed.xml").getroot()
    told = " ".join(feed.itertext())
    assert [words for words in WORDS.values() if words not in told] == []
    texts = []
    with zipfile.ZipFile(site / "teach" / "questions-qti21.zip") as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                texts += ElementTree.fromstring(file.read(name)).itertext()
    assert [words for words in ASKED.values() if words not in " ".join(texts)] == []


# ---------------------------------------------------------------- templates


def test_no_template_writes_markdown_of_its_own():
    """A text of the record may hold anything: heading() and front() write it so that it stays."""
    for path in (ROOT / "docs" / "templates").rglob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^(#{1,6} |---$)", text, re.M), path.name
