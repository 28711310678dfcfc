"""A field that a template misspells is told, where it is known what it is read of."""

import pytest

from conftest import TEMPLATES
from factbook.site import Folders
from factbook.writing.template_fields import unknown_fields
from factbook.writing.template_texts import TemplateText, template_texts
from small import edit, messages, small_project


def told(text, path="pages/undertaking.md.jinja"):
    template = TemplateText(path, f"{{## takes: chart, given ##}}\n{text}", path)
    return [(problem.line, problem.message) for problem in unknown_fields([template])]


@pytest.mark.parametrize(
    "text, message",
    [
        ("{{ book.site.as_off }}", "book.site has no 'as_off'; did you mean 'as_of'?"),
        ("{{ page.langauge }}", "page has no 'langauge'; did you mean 'language'?"),
        ("{{ say.langage }}", "say has no 'langage'; did you mean 'language'?"),
        ("{{ page.titel }}", "page has no 'titel'; did you mean 'fields.title'?"),
        ("{{ page.title }}", "page has no 'title'; did you mean 'fields.title'?"),
        ("{{ page.citing }}", "page has no 'citing'; name a field that it has"),
        ("{{ site.adress }}", "site has no 'adress'; did you mean 'address'?"),
        ("{{ record.nmae }}", "record has no 'nmae'; did you mean 'name'?"),
        ("{% set here = book.site %}{{ here.as_off }}", "here has no 'as_off'"),
        ("{{ book.programs[id].setps }}", "book.programs[…] has no 'setps'; did you mean"),
        ("{{ book.programs.get(id).setps }}", "book.programs.get(…) has no 'setps'; did you"),
        ("{{ (record or book.site).nmae }}", "(…) has no 'nmae'; did you mean 'name'?"),
        ("{{ figures_of.curent(x) }}", "figures_of has no 'curent'; did you mean 'current'?"),
        ("{{ figures_of.current(x).valeu }}", "figures_of.current(…) has no 'valeu'; did"),
        ("{{ leaf_of('sources-all').thngs }}", "leaf_of(…) has no 'thngs'; did you mean"),
        (
            "{% for id, program in book.programs.items() %}{{ program.nmae }}{% endfor %}",
            "program has no 'nmae'; did you mean 'name'?",
        ),
        (
            "{% for step in (record.steps | sort(attribute='date'))[:3] %}{{ step.wath }}"
            "{% endfor %}",
            "step has no 'wath'; did you mean 'what'?",
        ),
        (
            "{% for topic, these in book.programs.values() | groupby('topic') %}"
            "{{ (these | first).nmae }}{% endfor %}",
            "(…) has no 'nmae'; did you mean 'name'?",
        ),
        (
            "{{ book.programs.values() | map(attribute='nmae') | list }}",
            "what 'map' reads has no 'nmae'; did you mean 'name'?",
        ),
        (
            "{{ book.programs.values() | groupby('name.langs') }}"
            "{{ book.programs.items() | groupby('1.topc') }}",
            "what 'groupby' reads has no 'topc'; did you mean 'topic'?",
        ),
        (
            "{{ figures_of.status(x, y).zzqx }}",
            "figures_of.status(…) has no 'zzqx'; it has: next_step",
        ),
        ("{{ book.zzqx }}", "book has no 'zzqx'; name a field that it has"),
    ],
)
def test_a_field_that_is_not_there_is_told_at_its_line(text, message):
    [(line, found)] = told(text)
    assert line == 2 and found.startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "{{ book.site.as_off is defined }} {{ book.site.as_off | default('') }}",
        "{% if book.site.as_off is defined %}{{ book.site.as_off }}{% endif %}",
        "{{ record.entrants }} {{ record.figures }}",  # of one of the kinds of its pages
        "{{ book.get(id).zzqx }} {{ downloads.zzqx }} {{ kinds.programs.zzqx }}",  # unknown
        "{{ record.name.en }} {{ book.programs.zzqx }} {{ book.programs.zzqx.name }}",
        "{% for page in page.figures %}{{ page.zzqx }}{% endfor %}",
        "{% macro card(page) %}{{ page.zzqx }}{% endmacro %}",
        "{% from 'macros/a.jinja' import book %}{{ book.zzqx }}",
        "{% set book = book or book.zz %}{% set x = y %}{% set y = x %}{{ y.zz }}",
        "{{ book.programs.values() | selectattr('zzqx', 'defined') | list }}",
        "{{ book.programs.values() | map(attribute='zzqx', default='') | list }}",
        "{% for tree in book.topics.values() recursive %}{{ loop(tree.zz) }}{% endfor %}",
    ],
)
def test_what_may_be_there_or_is_not_known_is_let_through(text):
    assert all("zz" not in message and "as_off" not in message for _, message in told(text))


def test_what_a_template_is_given_is_told_by_where_it_stands():
    assert told("{{ page.titel }} {{ book.site.as_off }}", "theme/main.html") == [
        (2, "book.site has no 'as_off'; did you mean 'as_of'?")
    ]
    assert told("{{ chart.zz }} {{ given.zz }} {{ page.zz }}", "parts/a.jinja")[0][1].startswith(
        "page has no 'zz'"
    )
    for path, name in (("teach/quiz.xml.jinja", "site"), ("embed.html.jinja", "book.site")):
        [(_, message)] = told(f"{{{{ {name}.as_off }}}}", path)
        assert message == f"{name} has no 'as_off'; did you mean 'as_of'?"
    assert told("{{ site.as_off }}", "macros/a.jinja") == []


def test_no_template_of_ours_reads_what_is_not_there():
    assert list(unknown_fields(template_texts(TEMPLATES))) == []


def test_a_check_tells_of_fields_with_all_else_that_is_wrong(tmp_path):
    project = small_project(tmp_path / "project")
    edit(project / "docs/templates/pages/promise.md.jinja", "{{", "{{ book.site.as_off }}{{")
    edit(project / "docs/index.md", "See {{", "[nothing](nothing.md) See {{")
    found = messages(Folders(project / "data", project / "docs"))
    assert ["as_off" in message for message in found].count(True) == 1
    assert any("nothing.md" in message for message in found)
