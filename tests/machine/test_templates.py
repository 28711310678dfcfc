"""Templates state what they take, and read as text does."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from conftest import ROOT
from factbook.meaning.wording import Wording
from factbook.site import build_site
from factbook.writing.given_names import given_names, names_of_page
from factbook.writing.page import Page, PageCalls
from factbook.writing.parts import Part, read_parts, signature
from factbook.writing.taken_in import lost_templates, wrong_parts
from factbook.writing.template_texts import template_texts, unknown_words
from factbook.writing.templates import (
    Templates,
    Unindented,
    as_jinja_reads,
    heading_ids,
    headings_of_markdown,
    unknown_names,
)
from small import edit, messages

TEMPLATES = ROOT / "docs" / "templates"
WIDTH = 100
PARTS = sorted((TEMPLATES / "parts").rglob("*.jinja"))


def name(path) -> str:
    return path.relative_to(TEMPLATES / "parts").with_suffix("").as_posix()


def test_the_headings_of_a_template_are_all_found():
    """Only the calls of headings are parsed for the addresses that a template makes."""
    environment = Environment(comment_start_string="{##", comment_end_string="##}")
    templates = [one for one in template_texts(TEMPLATES) if not one.is_of_the_theme]
    found = 0
    for template in templates:
        calls = environment.parse(template.text).find_all(nodes.Call)
        headings = [call for call in calls if getattr(call.node, "name", "") == "heading"]
        assert len(heading_ids([template])[template.stem]) == len(headings), template.path
        found += len(headings)
    assert found > 40


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_a_part_states_all_that_it_takes_and_no_more(small_site, path):
    site = small_site.published.writers["en"].site
    calls = set(PageCalls(site, Page("index.md", "en")).names)
    template = path.read_text(encoding="utf-8")
    read = meta.find_undeclared_variables(site.templates.environment.parse(template))
    stated = set(signature(template).parameters)
    assert stated <= read and read - stated <= calls


@pytest.mark.parametrize("name", ["parts/a.jinja", "pages/a.md.jinja"])
def test_a_heading_of_markdown_is_told_at_its_line(tmp_path, name):
    (tmp_path / name).parent.mkdir()
    text = "{## takes: ##}\n{##\n## a remark ##}\n<p>1 ## 2</p>\n## Lamps\n"
    (tmp_path / name).write_text(text)
    [problem] = headings_of_markdown(template_texts(tmp_path))
    assert problem.line == 5 and "would stand on the page with its marks" in problem.message


def test_the_names_that_are_told_are_those_that_a_page_gives(small_site):
    site = small_site.published.writers["en"].site
    assert set(PageCalls(site, Page("index.md", "en")).names) == given_names()


AS_TAKEN = "state on the first line that the part takes it: "


@pytest.mark.parametrize(
    "written, told",
    [
        ("{{ bok.people }}", "no name 'bok'; did you mean 'book'?"),
        ("{{ zzqx }}", f"no name 'zzqx'; {AS_TAKEN}{{## takes: most, zzqx, by=\"a\" ##}}"),
        (
            "{{ zzqx(3) }}",
            f"no macro or name 'zzqx'; {AS_TAKEN}{{## takes: most, zzqx, by=\"a\" ##}}",
        ),
    ],
)
def test_a_name_that_nobody_gives_is_told_at_its_line(tmp_path, written, told):
    (tmp_path / "parts").mkdir()
    text = '{## takes: most, by="a" ##}\n{% set x = most %}{{ book }}{{ x }}\n<p>\n'
    (tmp_path / "parts" / "a.jinja").write_text(f"{text}{written}</p>")
    [problem] = unknown_names(template_texts(tmp_path))
    assert (problem.line, problem.message) == (4, told)


@pytest.mark.parametrize(
    "path, text, told",
    [
        ("pages/promise.md.jinja", "{{ recrod }}", "no name 'recrod'; did you mean 'record'?"),
        ("pages/leaf.md.jinja", "{{ blocks }}{{ record }}", "no name 'record'; make it above, as"),
        ("macros/a.jinja", "{{ tongue }}{{ page }}", "no name 'page'; let the macro take it: {%"),
    ],
)
def test_a_name_of_no_page_and_no_macro_is_told(tmp_path, path, text, told):
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_text(text)
    [problem] = unknown_names(template_texts(tmp_path))
    assert problem.message.startswith(told)


def test_a_name_that_a_template_sets_on_one_of_its_ways_is_no_name_of_others(tmp_path):
    """Jinja counts it among those that are given, for on the other way it is looked for there."""
    (tmp_path / "parts").mkdir()
    text = "{## takes: a ##}{% if a %}{% set b, c = a %}{% set d %}x{% endset %}{{ b }}{{ d }}"
    (tmp_path / "parts" / "a.jinja").write_text(f"{text}{{% endif %}}")
    assert unknown_names(template_texts(tmp_path)) == []


def test_a_macro_may_see_the_names_of_the_template_that_takes_it_in(tmp_path):
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "a.jinja").write_text("{{ page }}")
    (tmp_path / "macros" / "b.jinja").write_text(
        '{% from "macros/a.jinja" import a with context %}'
    )
    assert unknown_names(template_texts(tmp_path)) == []


def test_the_pages_of_all_templates_see_the_names_that_are_told(small_folders, monkeypatch):
    """What writes a page gives its template these names, and no others."""
    seen = {}

    def fill(self, name, names, options):
        if name.startswith("pages/"):
            seen.setdefault(name.removeprefix("pages/").removesuffix(".md.jinja"), {*options})
        return FILL(self, name, names, options)

    FILL = Templates.fill
    monkeypatch.setattr(Templates, "fill", fill)
    build_site(replace(small_folders, cache=None))
    assert len(seen) > 5
    given = given_names()
    assert seen == {name: names_of_page(name) - given for name in seen}


@pytest.mark.parametrize(
    "line, told",
    [
        ("{## takes: ##}", "{## takes: zzqx ##}"),
        ("{## takes: a, b ##}", "{## takes: a, b, zzqx ##}"),
        ('{## takes: by="a" ##}', '{## takes: zzqx, by="a" ##}'),
    ],
)
def test_a_remedy_keeps_what_a_part_takes_already(tmp_path, line, told):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.jinja").write_text(f"{line}\n{{{{ zzqx }}}}")
    [problem] = unknown_names(template_texts(tmp_path))
    assert problem.message.endswith(told)


HOLDS = """{## {% include "macros/nope.jinja" %} ##}
{% include "macros/nope.jinja" ignore missing %}
{% from "macros/a.jinja" import fold, other as another %}
"""
HOLDS_IN_A_THEME = """{% extends "base.html" %}
{% include "partials/b.html" %}
{# {% include "partials/c.html" %} #}
"""


@pytest.mark.parametrize(
    "name, text, told",
    [
        ("pages/p.md.jinja", HOLDS, ""),
        ("theme/main.html", HOLDS_IN_A_THEME, ""),
        *(
            ("parts/inner/p.jinja", f"{HOLDS}{wrong}", f"no template '{name}'; {hint}")
            for wrong, name, hint in (
                ('{% from "macros/b.jinja" import fold %}', "macros/b.jinja", "did you mean 'macr"),
                ('{% import "zzqx" as draw %}', "zzqx", "name it by its path"),
                ('{% include "base.html" %}', "base.html", ""),
            )
        ),
        ("pages/p.jinja", f'{HOLDS}{{% from "macros/a.jinja" import fodl %}}', "no 'fodl' in macr"),
        (
            "theme/main.html",
            f'{HOLDS_IN_A_THEME}{{% extends "bsae.html" %}}',
            "no template 'bsae.html'; did you mean 'base.html'?",
        ),
    ],
)
def test_a_template_that_takes_in_what_is_not_there_is_told_at_its_line(tmp_path, name, text, told):
    macros = "{% macro fold() %}{% endmacro %}{% set other = 1 %}"
    for path, words in {"macros/a.jinja": macros, "theme/partials/b.html": "", name: text}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(words)
    problems = lost_templates(template_texts(tmp_path), tmp_path)
    assert [one.line for one in problems] == ([4] if told else [])
    assert all(one.message.startswith(told) for one in problems)


def test_a_template_is_parsed_once_however_often_it_is_checked(small_copy):
    """To parse them takes several times as long as all else that is asked of a small record."""
    messages(small_copy)
    parsed = as_jinja_reads.cache_info().misses
    messages(small_copy)
    assert as_jinja_reads.cache_info().misses == parsed


@pytest.mark.parametrize(
    "line, names, given",
    [
        ("{## takes: ##}", [], {}),
        ("{## takes: addresses ##}", ["addresses"], {}),
        (
            '{## takes: kind, topic=None, prefix="" ##}',
            ["kind", "topic", "prefix"],
            {"topic": None, "prefix": ""},
        ),
    ],
)
def test_the_first_line_is_a_signature(line, names, given):
    template = f"{line}\n<p>{{{{ kind }}}}</p>"
    assert list(signature(template).parameters) == names
    assert Part("part", signature(template)).defaults == given


def test_a_part_without_such_a_line_is_told_one_that_holds_as_it_stands():
    with pytest.raises(ValueError) as told:
        signature("<p></p>")
    [line] = re.findall(r"\{##.*##\}", str(told.value))
    assert not signature(line).parameters


def test_authors_are_given_no_inner_part():
    """What stands in parts/inner needs what only templates have.

    The check knows the parts beside it.
    """
    called = set()
    for path in (ROOT / "docs").rglob("*.md"):
        called.update(re.findall(r'part\("([^"]+)"', path.read_text(encoding="utf-8")))
    assert called <= {name(path) for path in PARTS if path.parent.name == "parts"}


# ---------------------------------------------------------------- how they are written


def test_no_line_is_too_wide():
    wide = [
        f"{path.relative_to(TEMPLATES)}:{number}: {len(line)}"
        for path in (*TEMPLATES.rglob("*.jinja"), *TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDTH
    ]
    assert wide == []


def test_the_linter_has_nothing_to_say():
    command = [sys.executable, "-m", "djlint", "--lint", "docs/templates", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "source, written",
    [
        ("<ul>\n  <li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>"),
        ('<a href="x"\n  title="y">z</a>', '<a href="x" title="y">z</a>'),
        ("{% if true %}\n  <b>a</b>\n{% endif %}", "<b>a</b>\n"),
        ("{{ {\n  'a': 1,\n}['a'] }}", "1"),
        ("<b>\n  {{ {'a':\n    1}['a'] }}</b>", "<b>\n1</b>"),
        ("{##- a\n   comment -##}\nwords\n\nmore", "words\n\nmore"),
    ],
)
def test_indentation_is_for_those_who_read_a_template(small_site, source, written):
    environment = small_site.published.writers["en"].site.templates.environment
    assert environment.from_string(source).render() == written


def test_a_remark_of_the_theme_may_have_two_lines():
    """There it stands between the signs of Jinja; its end was lost, and stood on every page."""
    environment = Environment(extensions=[Unindented], trim_blocks=True)
    source = "<b>\n{# A remark\n   of two lines. #}\n</b>"
    assert environment.from_string(source).render() == "<b>\n</b>"


def test_a_mistake_is_told_at_its_line(small_site):
    environment = small_site.published.writers["en"].site.templates.environment
    with pytest.raises(TemplateSyntaxError) as told:
        environment.from_string('<a href="x"\n  title="y"\n  lang="z">\n{% nothing %}')
    assert told.value.lineno == 4


PART = "docs/templates/parts/timeline.jinja"
UTF8 = "this file is not UTF-8; save it again as UTF-8"


@pytest.mark.parametrize(
    "written, told",
    [
        (b"{## takes: ##}\n{% if %}\n", f"{PART}:2: this template cannot be read"),
        (b"{## takes: ##}\n\xff\n", f"{PART}:2: {UTF8}"),
        (b"<p></p>\n", f"{PART}:1: a part states on its first line"),
        (b"{## takes: ##}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", f"{PART}:2: two versions"),
    ],
)
def test_a_broken_template_hides_no_mistake_that_does_not_lean_on_it(small_copy, written, told):
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    (small_copy.docs / "templates" / "parts" / "timeline.jinja").write_bytes(written)
    edit(small_copy.docs / "index.md", "See {{", '[a](no.md), 44. {{ part("x") }}\n\nSee {{')
    edit(small_copy.docs / "index.md", "", '{{ part("timeline") }}\n\n[b](about.md#no)\n\n')
    lines = messages(type(small_copy)(small_copy.data, small_copy.docs, None))
    page, template = lines[:-1], lines[-1]
    assert template.startswith(told)
    for part in ("no page or file 'no.md'", "the number '44'", "no part 'x'"):
        assert any(part in line for line in page), part
    followers = ("'timeline' takes", "no part 'timeline'", "#no")
    assert not any(words in line for words in followers for line in page), "it may well be there"


def test_what_takes_in_a_broken_template_has_no_fault_of_its_own(tmp_path):
    (tmp_path / "a.jinja").write_text('{% from "b.jinja" import c %}')
    (tmp_path / "d.jinja").write_text('{% include "e.jinja" %}{% from "f.jinja" import c %}')
    (tmp_path / "b.jinja").write_text("{% if %}")
    (tmp_path / "f.jinja").write_bytes(b"\xff")
    read = [one for one in template_texts(tmp_path) if one.path in ("a.jinja", "d.jinja")]
    assert [told.message.split(";")[0] for told in lost_templates(read, tmp_path)] == [
        "no template 'e.jinja'"
    ]


def test_interface_words_hide_no_mistake_of_links_and_charts(small_copy):
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    edit(small_copy.docs / "templates" / "words.yml", "home: {en: ", 'home: {en: "", x: ')
    edit(small_copy.docs / "index.md", "See {{", "[a](no.md).\n\nSee {{")
    lines = messages(type(small_copy)(small_copy.data, small_copy.docs, None))
    assert any("no page or file 'no.md'" in line for line in lines)
    assert any("'en' is empty in 'home'" in line for line in lines)


def test_a_word_that_no_language_has_is_told_at_its_line(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.jinja").write_text(
        '<p>\n{{ say("homx") }}{{ say("as-of", day=x) }}</p>'
    )
    say = Wording("en", {"home": "Home", "as-of": "as of {day}"})
    [told] = unknown_words(template_texts(tmp_path), say)
    assert (told.line, told.message) == (2, "no interface word 'homx'; did you mean 'home'?")


@pytest.mark.parametrize(
    "written, told",
    [
        ('{{ inner("leafs") }}', "no part 'inner/leafs'; did you mean 'inner/leaves'?"),
        ('{{ inner("leaves", prt=1) }}', "the part 'inner/leaves' takes no 'prt'; did you mean"),
        ('{{ inner("leaves") }}', "the part 'inner/leaves' needs 'part'"),
        ('{{ part("galery") }}', "no part 'galery'; did you mean 'gallery'?"),
    ],
)
def test_a_part_that_a_template_calls_in_vain_is_told_at_its_line(tmp_path, written, told):
    """Only the build refused it, with KeyError."""
    for name in ("parts/inner/leaves.jinja", "parts/gallery.jinja"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TEMPLATES / name, tmp_path / name)
    (tmp_path / "parts" / "a.jinja").write_text(f"{{## takes: ##}}\n{written}\n")
    templates = template_texts(tmp_path)
    known, _ = read_parts(template_texts(TEMPLATES))
    problem, *_ = wrong_parts([one for one in templates if one.stem == "a"], known)
    assert problem.line == 2 and problem.message.startswith(told)


def test_what_is_wrong_with_several_templates_is_told_at_once(small_copy):
    shutil.copytree(TEMPLATES, small_copy.docs / "templates")
    templates = small_copy.docs / "templates"
    (templates / "pages" / "promise.md.jinja").unlink()
    edit(templates / "macros" / "marks.jinja", "{% macro stage", "{% macr stage")
    edit(templates / "parts" / "gallery.jinja", "{## takes: ##}\n", "")
    edit(templates / "parts" / "inner" / "posts.jinja", "say.counted(", "say('sya') ~ say.counted(")
    told = "\n".join(messages(type(small_copy)(small_copy.data, small_copy.docs, None)))
    assert "pages/promise.md.jinja:1: this template is missing, which makes the pages of" in told
    assert "macros/marks.jinja" in told and "this template cannot be read" in told
    assert "parts/gallery.jinja:1: a part states on its first line what it takes" in told
    assert "no interface word 'sya'" in told
