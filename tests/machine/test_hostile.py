"""Words of the record that look like HTML, Markdown or YAML: none runs, all are read as written.

One site is built by the real MkDocs with such words wherever the record may hold some.
"""

import csv
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize
from xml.etree import ElementTree

import html5lib
import pytest

from conftest import (
    MACHINE,
    ROOT,
    free_port,
    mkdocs_build,
    serving,
    steady_port,
    watched_page,
)
from factbook.record.folders import Folders
from factbook.record.problems import Mistakes
from factbook.site import check_site
from factbook.writing.citation_styles import Work
from factbook.writing.reference_files import csl_json, ris
from hostile import HAND_PICKED, Spoiler, batches, hostile, left_out
from small import copy_small_record, keep_what_is_made
from sweeps import WHOLE, part_of

# Forty in each run; all five hundred, a site for each hundred, in make test-deep, once a week.
BATCHES = [HAND_PICKED]
if WHOLE:
    others = {id_: words for id_, words in hostile(500).items() if id_ not in HAND_PICKED}
    BATCHES += batches(others, 100)
CARDS = {"PICTURES": "true"} if WHOLE else {}  # a third of the time
pytestmark = pytest.mark.long
ADDRESS = f"http://127.0.0.1:{free_port(steady_port('hostile'))}/site/"
SOUGHT = 5  # of the names of a site, where not all are looked at
FOUND = "query => document.querySelector('#search ol').dataset.asked === query"
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
FOR_THE_POST, FOR_CHARTS = HAND_PICKED["heading"], HAND_PICKED["image"]
QUESTION = """
{id}:
  question: {words}
  level: 1
  topic: {topic}
  form: number
  answer: {{stage: [contracted], figure: "programs/lamp-contest#lamps"}}
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
  aliases: [{alias}]
  kind: contest
  topic: {id}
  summary: {words}
  steps: [{{stage: announced, date: 2029-03-01, what: {words}, sources: [gazette-2029-01-15]}}]
  sources: [gazette-2029-01-15]
"""
TOPIC = """
{id}: {{name: {words}, question: {words}, page: topics/{id}}}
"""
TERM = """{id}: {{name: {words}, meaning: {words}, sources: [herald-2030-01]}}
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
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # in Markdown
ATOM = "{http://www.w3.org/2005/Atom}"
LICENCE = "CC <img src=x onerror=alert(self)> &amp; *BY*"


def written(words: str) -> str:
    """A text as YAML."""
    return json.dumps(words, ensure_ascii=False)


@pytest.fixture(scope="module", params=BATCHES, ids=lambda batch: next(iter(batch)))
def words(request) -> dict[str, str]:
    """The words of one site by their ids."""
    return request.param


@pytest.fixture(scope="module")
def asked(words) -> dict[str, str]:
    """Those of which there are questions, each on pages of its own."""
    return {id_: words[id_] for id_ in list(words)[::9]}


@pytest.fixture(scope="module")
def site(tmp_path_factory, words, asked):
    """The small record with such words in names, claims, questions, terms and front matter."""
    root = tmp_path_factory.mktemp("hostile")
    no_readme = shutil.ignore_patterns("screenshots")
    for folder in ("hooks", "docs/templates", "docs/assets"):
        shutil.copytree(ROOT / folder, root / folder, ignore=no_readme)
    for record in (MACHINE / "small_data", MACHINE / "kinds" / "data"):
        shutil.copytree(record, root / "data", dirs_exist_ok=True)
    shutil.copytree(MACHINE / "small_docs", root / "docs", dirs_exist_ok=True)
    spoilt = Spoiler(words).spoil_all(root / "data")
    spoil_data(root / "data", words, asked)
    write_pages(root / "docs", words)
    shutil.copy(ROOT / "mkdocs.yml", root)
    keep_what_is_made(root)
    done = mkdocs_build(root, root / "site", SITE_URL=ADDRESS, **CARDS)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "spoilt.json").write_text(json.dumps(spoilt), "utf-8")
    return root / "site"


def spoil_data(data, words: dict[str, str], asked: dict[str, str]) -> None:
    def add(name: str, template: str, these: dict[str, str]) -> None:
        path = data / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for id_, text in these.items():
                topic = id_ if id_ in words else "light"
                given = {"words": written(text), "alias": written(f"{text} too")}
                file.write(template.format(id=id_, topic=topic, **given))

    add("topics/all.yml", TOPIC, words)
    add("programs/hostile.yml", PROGRAM, words)
    add("glossary/words.yml", TERM, words)
    add("claims/claims.yml", CLAIM, words)
    add("questions/all.yml", QUESTION, asked)
    add("charts/charts.yml", CHART, {"hostile": FOR_CHARTS})
    replace(data / "site.yml", "CC BY 4.0", written(LICENCE))
    people = data / "people" / "people.yml"
    title = re.search(r"title:\n +en: (.*)\n", people.read_text("utf-8"))
    replace(people, title[0], title[0].replace(title[1], written(FOR_THE_POST)))


def replace(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_pages(docs, words: dict[str, str]) -> None:
    pages = {f"topics/{id_}.md": PAGE.format(id=id_) for id_ in words}
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


# ---------------------------------------------------------------- what the check refuses


def test_what_no_site_is_made_of_is_refused_where_it_stands(tmp_path):
    """So that the sweep leaves out no string that an author could write."""
    project = copy_small_record(tmp_path)
    refused = left_out(600)
    terms = (TERM.format(id=f"w-{at}", words=written(text)) for at, text in enumerate(refused))
    (project / "data" / "glossary" / "refused.yml").write_text("".join(terms), "utf-8")
    with pytest.raises(Mistakes) as told:
        check_site(Folders(project / "data", project / "docs", None, ROOT / "docs" / "templates"))
    lines = {problem.line for problem in told.value.problems if "refused" in problem.file}
    assert refused and lines == set(range(1, len(refused) + 1))


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
            if re.match(r"\s*(javascript|data|vbscript):", one, re.I)
            or "elsewhere" in one.partition("?")[0]
        ]
        is_own = element.tag == "base" and element.attrib == {"target": "_top"}  # of a frame
        if names or odd or (element.tag in FOREIGN and not is_own):
            yield f"{element.tag} {element.attrib}"
        if element.tag == "form" and element.get("action"):
            yield f"{element.tag} {element.attrib}"
        if element.tag == "script" and not (
            re.fullmatch(r"[./]*(site/)?assets/[\w/-]+\.js", element.get("src") or "")
            or element.get("type") in ("application/json", "application/ld+json")  # data
        ):
            yield f"{element.tag} {element.attrib} {element.text}"


# ---------------------------------------------------------------- nothing runs


def test_no_element_comes_from_the_record(site, words):
    """Nor does any id stand twice on a page."""
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5 * len(words)
    found, doubled = {}, {}
    for path in pages:
        root, name = tree(path), path.relative_to(site).as_posix()
        ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
        found[name], doubled[name] = list(live(root)), [id_ for id_ in ids if ids[id_] > 1]
    assert not {name: elements for name, elements in found.items() if elements}
    assert not {name: ids for name, ids in doubled.items() if ids}


def test_every_text_of_every_record_is_published_as_it_was_written(site):
    spoilt = json.loads((site.parent / "spoilt.json").read_text("utf-8"))
    assert len(spoilt) > 400
    files = [path.read_text("utf-8") for path in (site / "data").glob("*.json")]
    told = {string for text in files for string in strings(json.loads(text))}
    assert [text for text in spoilt if text not in told] == []


def test_an_oembed_address_is_one_of_the_site(site, words):
    def links(address: str) -> list[str]:
        found = page(site, address).iter("link")
        return [link.get("href") for link in found if "oembed" in link.get("type", "")]

    assert links(f"topics/{next(iter(words))}") == []
    assert links("charts/hostile") == [f"{ADDRESS}embed/hostile/oembed.json"]


@pytest.fixture
def opened(browser, site):
    """A browser at the site, which fails its test where anything runs or is asked for elsewhere."""
    with serving(site, ADDRESS), watched_page(browser, ADDRESS) as page:
        yield page


def looked_at(site) -> list[str]:
    """A page of each kind, which its first folder names; every one where all are looked at."""
    pages: dict[str, list[str]] = {}
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        folder = path.removesuffix("index.html").partition("/")[0]
        pages.setdefault(folder, []).append(path.removesuffix("index.html"))
    return [path for paths in pages.values() for path in part_of(paths, 1)]


def test_nothing_runs_in_a_browser(opened, site):
    """No dialog, no error, nothing that the policy refuses and no request to elsewhere."""
    paths = looked_at(site)
    assert len(paths) > 10
    for path in paths:
        opened.goto(ADDRESS + path)
        opened.evaluate(UNFOLD)


def test_a_search_shows_the_words_and_runs_nothing(opened, words):
    opened.goto(ADDRESS)
    opened.keyboard.press("/")
    for name in part_of(list(words.values()), SOUGHT):
        opened.locator("#search input").fill(name)
        opened.wait_for_function(FOUND, arg=name)
        titles = opened.locator("#search .search-title").all_inner_texts()
        if words is HAND_PICKED and re.search(r"\w", name):  # others have twelve that are like them
            found = [normalize("NFC", title) for title in titles]  # é, in one letter or in two
            assert normalize("NFC", name) in found, (name, found[:5])


# ---------------------------------------------------------------- words read as written


def test_a_name_is_the_title_of_its_page(site, words):
    for id_, name in words.items():
        root = page(site, f"programs/{id_}")
        assert [text_of(head) for head in root.iter("h1")] == [name]
        assert root.find(".//title").text == f"{name} – The Lantern Record"
        fields = [(one.get("property") or one.get("name"), one) for one in root.iter("meta")]
        meta = {field: one.get("content") for field, one in fields}
        assert meta["og:title"] == name
        assert meta.get("og:image:alt") or not CARDS
        assert meta["description"] == meta["og:description"] == name


def test_names_stand_in_prose_and_tables(site, words):
    for id_, name in words.items():
        text = page(site, f"topics/{id_}").find(".//article")
        assert [text_of(head) for head in text.iter("h1")] == [name]
        assert text_of(text.find(".//h2[@id='again']")) == name
        assert [text_of(cell) for cell in text.find(".//table").iter("td")] == [name, name]
        line = text_of(text.find(".//p"))
        assert line.startswith(f"{FOR_THE_POST} (") and line.endswith(f") and {name} and {name}.")
        assert name in [text_of(item) for item in text.iter("li")]


@pytest.mark.parametrize("address", ["programs", "then-and-now", "teach/questions"])
def test_headings_and_the_outline(site, words, asked, address):
    root, wanted = page(site, address), list(words.values())
    if address == "teach/questions":
        wanted = list(asked.values())
    heads = [text_of(head) for head in root.find(".//article").iter("h2")]
    assert [head for head in heads if head in wanted] == wanted
    outline = [text_of(link) for link in root.find(".//nav[@class='outline']").iter("a")]
    assert set(map(truncated, wanted)) <= set(outline)


def truncated(words: str) -> str:
    """Words as the outline cuts them."""
    cut = words if len(words) <= 53 else words[:47].rsplit(" ", 1)[0] + "…"
    return cut.replace(",…", "…")


def test_menu_and_footer(site, words):
    names = list(words.values())
    for address in ("index.html", "404.html", f"programs/{next(iter(words))}/index.html"):
        root = tree(site / address)
        menus = (nav for nav in root.iter("nav") if nav.get("id", "").startswith("menu"))
        menu = [text_of(link) for nav in menus for link in nav.iter("a")]
        assert [line for line in menu if line in names] == names
        assert f"Words and data: {LICENCE}" in text_of(root.find(".//footer"))


def test_a_chart_is_called_as_it_is_written(site):
    for address in ("charts/hostile", "embed/hostile"):
        root = page(site, address)
        assert text_of(next(root.iter("h1"))) == FOR_CHARTS
        assert root.find(".//title").text.startswith(FOR_CHARTS)


def test_sheets_and_lists_of_changes(site, asked):
    for id_, name in asked.items():
        for folder in ("sheets", "changes"):
            head = text_of(next(page(site, f"teach/{folder}/{id_}").iter("h1")))
            assert name in head, head


def test_search_finds_names_as_they_are_written(site, words):
    read = [path.read_text(encoding="utf-8") for path in (site / "search/en").glob("names*.json")]
    found = {string for text in read for string in strings(json.loads(text))}
    assert set(words.values()) <= found


def strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from strings(part)


def test_data_for_machines_says_the_same(site, words):
    for id_, name in words.items():
        scripts = page(site, f"programs/{id_}").iter("script")
        found = [one for one in scripts if one.get("type") == "application/ld+json"]
        assert name in set(strings(json.loads(found[0].text))), name


def test_tables_give_the_words_or_guard_them(site, words):
    """A spreadsheet would compute what begins like a formula; an apostrophe stands before it."""
    with (site / "data" / "programs.csv").open(encoding="utf-8", newline="") as file:
        names = {row["id"]: row["name_en"] for row in csv.DictReader(file)}
    assert {id_: names[id_].removeprefix("'") for id_ in words} == {
        id_: name.removeprefix("'") for id_, name in words.items()
    }


def test_citations_twins_and_files_give_the_words(site, words):
    whole = json.loads((site / "data" / "programs.json").read_text(encoding="utf-8"))
    assert set(words.values()) <= set(strings(whole))
    lines = len(ris(Work("key", "a title", "an author", "a site")).splitlines())
    for id_, name in words.items():
        cited = page(site, f"programs/{id_}").find(".//details[@id='cite']/script")
        assert json.loads(cited.text)["title"] == name
        work = Work("key", name, "an author", "a site")
        assert name in set(strings(json.loads(csl_json([work]))))
        assert f"TI  - {name}" in ris(work).splitlines()
        assert len(ris(work).splitlines()) == lines
        twin = (site / "programs" / id_ / "index.md").read_text(encoding="utf-8")
        head = ESCAPED.sub(r"\1", twin.partition("\n")[0])
        words = head.replace("&lt;", "<").replace("&amp;", "&")
        assert words == f"# {name}", twin[:100]


def test_the_feed_and_the_questions_are_xml_that_gives_the_words(site, words, asked):
    seen = set()
    for entry in ElementTree.parse(site / "changes" / "feed.xml").iter(f"{ATOM}entry"):
        record = re.search(r"programs/([\w-]+)/", entry.find(f"{ATOM}link").get("href"))
        if record and record[1] in words:
            assert words[record[1]] in entry.findtext(f"{ATOM}title")
            seen.add(record[1])
    assert len(seen) > min(len(words), 90) - 10
    texts = []
    with zipfile.ZipFile(site / "teach" / "questions-qti21.zip") as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                texts += ElementTree.fromstring(file.read(name)).itertext()
    assert [name for name in asked.values() if name not in " ".join(texts)] == []


# ---------------------------------------------------------------- templates


def test_no_template_writes_markdown_of_its_own():
    """A text of the record may hold anything: heading() and front() write it so that it stays."""
    for path in (ROOT / "docs" / "templates").rglob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^(#{1,6} |---$)", text, re.M), path.name
