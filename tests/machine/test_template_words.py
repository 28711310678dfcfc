"""What a template says by itself is held to the rules of prose, as far as it is not computed."""

import re

import pytest

from factbook.site import Folders
from factbook.writing.check import expected_of, read_texts
from factbook.writing.ledger import Ledger
from factbook.writing.template_parts import dead_parts
from factbook.writing.template_texts import TemplateText, template_texts
from small import messages, small_project

TEMPLATE = "docs/templates/parts/timeline.jinja"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The small record with templates of its own."""
    return small_project(tmp_path_factory.mktemp("project"))


def told(project, added: str) -> list[str]:
    """What is told where something is added below a template, and that it stands there."""
    path = project / TEMPLATE
    before = path.read_text(encoding="utf-8")
    line = before.count("\n") + 1
    path.write_text(before + added, encoding="utf-8")
    found = messages(Folders(project / "data", project / "docs"))
    path.write_text(before, encoding="utf-8")
    return [message.removeprefix(f"{TEMPLATE}:{line}: ") for message in found]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ('<a href="#nope">It</a>', "no page has the part '#nope'; name one, or take the link out"),
        ('<a href="#mentiond-in">It</a>', "no page has the part '#mentiond-in'; did you mean '#m"),
        ("<p>Of 42 lamps.</p>", "the number '42' comes from no fact; put it in data/ and use"),
        ('<p title="42 lamps">Lamps.</p>', "the number '42' comes from no fact"),
        ("<p>Of {{ 42 }} lamps.</p>", "the number '42' comes from no fact; put it in data/"),
        ("{% set n = 42 %}<p>Of {{ n }} lamps.</p>", "the number '42' comes from no fact"),
        ("{% set of = '42 lamps' %}<p>{{- of }}</p>", "the number '42' comes from no fact"),
        ("<p>Lamps burn now.</p>", "'now' says nothing once the day has passed; give the date"),
        ('{{ figure("programs/gone#x") }}', "no figure 'programs/gone#x'; there is no record"),
        ('<a href="{{ href("programs/gone") }}">It</a>', "nothing at 'programs/gone'; add it"),
        (
            '<a href="../lihgt/">It</a>',
            "no page or file '../lihgt/'; name one, or take the link out",
        ),
        ('<img src="../assets/mrak.svg">', "no page or file '../assets/mrak.svg'; did you mean"),
        ('<a href="/data/">It</a>', "'/data/' is sought at the root of the host, and a site may"),
        ('<a href="../data/figure.csv">It</a>', "no page or file '../data/figure.csv'; did you"),
    ],
)
def test_what_a_template_says_wrongly_is_told_at_its_line(project, added, message):
    [found] = told(project, added)
    assert found.startswith(message)


@pytest.mark.parametrize(
    "added",
    [
        '{{ plain("42") }} of Lumen 2, on 1 March 2029 {## 42 ##}<p class="h2" data-x="42">It</p>',
        '{{ figure("programs/lamp-contest#lamps") }} {{ figure(address) }}',
        '<a href="{{ href("programs/lamp-contest") }}">It</a>',
        '<a href="{{ path("search/") }}">It</a>',
        '<a href="#its-own">It</a> <p id="its-own">x</p> <a href="#cited-sources">It</a>',
        '<a href="#a-1">It</a> <p id="a-{{ address }}">x</p> <a href="#lamp-contest">It</a>',
        '{% set level, n = 2, 42 %}{% set at = 42 %}<p data-n="{{ at }}" id="a-{{ n }}">It</p>',
        "{% set n = 42 %}{% if n > 3 %}{{ n | string | length }}{% endif %}",
        "{% set n = 42 %}{% for n in address %}{{ n }}{% endfor %}{{ '—' }}{{ plain('42') }}",
        "{% macro m(n) %}{{ n }}{% endmacro %}{% set n = 42 %}{{ m(address) }}",
        "{% set n = 42 %}{% set n = address %}{{ n }}{% set m = n %}{{ m }}",
        '<a href="#record-end">It</a> <a href="https://light.example/42/">It</a>',
        '<a href="../data/figures.csv">It</a> <a href="../../programs/lamp-contest/#steps">It</a>',
    ],
)
def test_what_a_template_may_say(project, added):
    assert told(project, f"{{% set address = 1 %}}{added}") == []


def test_every_part_of_a_page_may_be_linked_to(small_site, small_folders):
    """Whatever gives an id to a part of a page: nothing is told of a link to it."""
    ids = set(re.findall(r'\bid="([\w-]+)"|\{#([\w-]+)\}', "\n".join(small_site.pages.values())))
    links = "".join(f'<a href="#{one or other}">x</a>\n' for one, other in ids)
    linking = TemplateText("parts/a.jinja", links, "parts/a.jinja")
    texts = read_texts(small_folders.docs)[0].values()
    templates = (*template_texts(small_folders.templates), linking)
    told = dead_parts(templates, expected_of(small_folders), Ledger(), texts)
    assert len(ids) > 30 and list(map(str, told)) == []
