"""What prose may say, and what it may not."""

import json
import re
import time
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT
from factbook.meaning.figures import CannotCompute
from factbook.meaning.wording import read_wordings
from factbook.record.problems import Mistakes
from factbook.writing.calls import author_calls, wrong_calls
from factbook.writing.check import check_site
from factbook.writing.examples import neutral_example, own_example
from factbook.writing.lint import Lint
from factbook.writing.page import Page, PageCalls
from factbook.writing.syntax import NAMES, Unreadable, as_typed, find_calls
from small import edit, messages


@pytest.mark.parametrize(
    "text, remedy",
    [
        ("SEK 4.5 billion was set aside.", 'figure("indicators/light-budget#y2030")'),
        ("SEK 4.6 billion was set aside.", "kind/id#figure"),  # an earlier reading
        ("Announced with 4.5 buildings.", "kind/id#figure"),  # another thing
        ("It is 4.5.", "kind/id#figure"),
    ],
)
def test_the_remedy_of_a_bare_number_prints_that_number(small_book, text, remedy):
    wordings = read_wordings(ROOT / "docs" / "templates" / "words.yml", ("en",))
    [(_, message)] = Lint(small_book, wordings).mistakes(text, "en")
    assert remedy in message, message


@pytest.fixture(scope="module")
def lint(small_book):
    return Lint(small_book)


@pytest.mark.parametrize(
    "text",
    [
        "On 1 March 2029 the contest began, in March 2029, in 2029.",
        "Lumen 2 is a lamp.",
        "`code 42`",
        "## Heading {#id-7}",
        "1. first\n2. second",
        "{{ figure('a/b#c7') }}",
        "[words](page-3.md)",
        "<span id='x9'>two</span>",
        "In the first quarter, two of three.",
        "```\n42\n```",
        "See https://light.example/42.",
    ],
)
def test_allowed(lint, text):
    assert list(lint.mistakes(text, "en")) == []


@pytest.mark.parametrize(
    "text, language",
    [
        ("A 15-year-old, in the 40s, for 12 months, the 3rd of 26 years.", "en"),
        ("Aged 14 and up: aged 14 and up, ages 14 to 18, children aged 6–9.", "en"),
        ("It stands at No. 3, and (No. 12) before.\n\n| Rank |\n| --- |\n| No. 3 |", "en"),
        ("At 9 a.m., 9:30 pm, 9–11 a.m., from 9:30 to 11:00, until 18:30. In week 32.", "en"),
        ("In the 1990s and the 1930s.", "en"),
        ("For 5–7 years, 3 to 5 years, 2 or 3 weeks, it is **No. 3** for 5\nyears.", "en"),
        (
            "For 5\N{NO-BREAK SPACE}years, 5&nbsp;years, 12&nbsp;months, 1&nbsp;March\u00a02029",
            "en",
        ),
        ("5년간, 2~3년 안에, 9개월 뒤, 출범 100일을 맞아, 10배 크게", "ko"),
        ("20분 활동, 45분 수업, 20분 동안, 1분씩", "ko"),
        ("세계 10위권, 3위로, 2차 사업, 14세 이상, 40대 후반, 제2조 1항", "ko"),
        ("제22대 국회, 21대 대통령, 제3회, 11번째, 22번째로, 30일 이내, 1990년대", "ko"),
        ("오전 9시 30분, 오후 2시부터 4시까지, 10시 30분에, 18:30에", "ko"),
        ("제31조, 제31조의2, 제2조제1항제3호, 제3항, 법률 제20676호, 제1야당, '제3의 길'", "ko"),
        ("제1·2차 회의, 2·3차 회의, 10~15세, 2박 3일, 3선 의원, 3선인 의원, 4번째", "ko"),
        ("Article 31, Articles 31 and 32, Article 31(2), Section 4, Chapter 2, pp. 3–5.", "en"),
        ("On page 12, on pages 12 to 14, Act No. 20676, in section 4 of the act.", "en"),
        ("오전 9시~11시, 오전 9시부터 11시 사이, 9시 정각에", "ko"),
        ("Von 09:30 bis 18:30.", "de"),
    ],
)
def test_how_long_how_old_and_the_how_manieth_are_no_facts(lint, text, language):
    assert list(lint.mistakes(text, language)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("등불 3년산 42개다.", "12조 원", "26만 장", "1.5배", "42대", "1:20", "22번"),
        *("서울 등 5시 3군", "1990년", "이제 3대", "이제3개", "문제 3개", "제12조 원"),
        *("3선 도로", "3분의 2", "5·18기념재단"),
    ],
)
def test_bare_numbers_in_korean(lint, text):
    assert list(lint.mistakes(text, "ko"))


@pytest.mark.parametrize(
    "text, number",
    [
        ("There are 42 lamps.", "42"),
        ("It cost 4.5 billion.", "4.5"),
        ("In 1999.", "1999"),
        ("Does it burn? No. 42 lamps do.", "42"),
        ("No. 42 lamps do.", "42"),
        ("One teacher for many: 1:20.", "1"),
        ("Of aged 1400 lamps.", "1400"),
        ("Lumen 3 is not a name.", "3"),
        ("A 26만 lamp order.", "26"),
        ("On this page 12 lamps burn.", "12"),
        ("In each section 400 lamps burn.", "400"),
        ("In Section 4,000 lamps burn.", "4,000"),
        ("Ada, 49, said so.", "49"),
    ],
)
def test_bare_numbers(lint, text, number):
    messages = [message for _, message in lint.mistakes(text, "en")]
    assert messages and f"'{number}'" in messages[0]


@pytest.mark.parametrize(
    "text, language, word",
    [
        ("It is now open.", "en", "now"),
        ("It opens next year.", "en", "next year"),
        ("최근 시작했다.", "ko", "최근"),
        ("내년에 연다.", "ko", "내년"),
    ],
)
def test_relative_time(lint, text, language, word):
    messages = [message for _, message in lint.mistakes(text, language)]
    assert messages
    assert f"'{word}'" in messages[0]


def test_a_bound_time_passes_in_korean(lint):
    assert list(lint.mistakes("2029년 3월 1일 현재 두 곳이다.", "ko")) == []


def test_the_line_is_told(lint):
    assert [line for line, _ in lint.mistakes("one\ntwo\n42 lamps\n\n43 lamps", "en")] == [3, 5]


def test_calls_are_found_with_their_lines():
    calls, wrong = find_calls('one\n{{ figure("a/b#c") }}\n{{ total("a", "b") }} {{ name }}')
    assert [(call.line, call.name, call.arguments) for call in calls] == [
        (2, "figure", ("a/b#c",)),
        (3, "total", ("a", "b")),
    ]
    remedy = 'a call has brackets, as in {{ figure("kind/id#figure") }}'
    assert wrong == ((3, f"'name' is not a call; {remedy}"),)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text):
    find_calls(text)


@given(st.integers(min_value=10_000, max_value=10**12))
def test_no_number_slips_through(small_lint, number):
    assert list(small_lint.mistakes(f"There are {number:,} of them.", "en"))


@pytest.fixture(scope="session")
def small_lint(small_book):
    return Lint(small_book)


# ---------------------------------------------------------------- what an author's text can reach

ESCAPES = [
    (
        '{{ writer.templates.from_string("'
        "{%print(cycler.__init__.__globals__.os.system('touch OWNED'))%}"
        '").render() }}'
    ),
    '{{ cycler.__init__.__globals__.os.system("touch OWNED") }}',
    "{{ book.site }}",
    "{{ figures_of.current }}",
    "{{ page.path }}",
    "{{ figure.__func__ }}",
    "{{ link.__self__._writer }}",
    '{{ "".__class__.__mro__ }}',
    "{{ lipsum.__globals__ }}",
    "{{ say }}",
]
PLACES = [
    ("data/topics/all.yml", "name: {en: Light, ko: 빛}", "name: %s"),
    ("data/sources/all.yml", "  accessed: 2030-06-30\n", "  accessed: 2030-06-30\n  note: %s\n"),
    ("data/programs/lamp-contest.yml", "name: {en: Lamp contest, ko: 등불 공모}", "name: %s"),
    ("data/site.yml", "licence: {en: CC BY 4.0}", "licence: %s"),
]


@pytest.mark.parametrize("text", ESCAPES)
def test_an_authors_text_reaches_only_the_authors_calls(small_site, text):
    """Whatever the check would have said before: nothing but the calls is to be seen."""
    site = small_site.published.writers["en"].site
    with pytest.raises((Unreadable, AttributeError, CannotCompute)):
        PageCalls(site, Page("index.md", "en")).fill(text)


@pytest.mark.parametrize(
    "text, printed",
    [
        ('{{ plain("칸") }}를 {{ plain("개") }}으로', "칸을 개로"),
        ('{{ plain("1,000") }}였다.', "1,000이었다."),
        ('{{ term("lumen", "빛") }}는', "빛은"),
        ('빛{{ cite("gazette-2029-01-15") }}을', "빛을"),
        ('{{ plain("빛") }}이상', "빛이상"),
        ('**{{ plain("빛") }}**는 ‘{{ plain("개") }}’을', "**빛**은 ‘개’를"),
        ('「*{{ plain("개") }}*」으로', "「*개*」로"),
        ('**{{ plain("빛") }}** 이상', "**빛** 이상"),
    ],
)
def test_a_particle_fits_itself_to_the_call_before_it(small_site, text, printed):
    """A figure that gets a new reading, or is not known in an edition, may end in another sound."""
    assert small_site.published.writers["ko"].plain.fill(text) == printed


def test_only_what_the_table_names_is_open_to_authors(small_site):
    """A helper of templates is no call, though it stands on the same class."""
    calls = small_site.published.writers["en"].plain
    found, _ = find_calls('{{ words("x") }} {{ record_of("units", "x") }} {{ fill("x") }}')
    assert [message.partition(";")[0] for _, message in wrong_calls(calls, found)] == [
        "no call 'words'",
        "no call 'record_of'",
        "no call 'fill'",
    ]


@pytest.mark.parametrize("file, old, new", PLACES, ids=[place[0] for place in PLACES])
def test_every_text_that_is_filled_is_checked(small_copy, file, old, new):
    path = small_copy.data.parent / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new % json.dumps(ESCAPES[0]), 1), encoding="utf-8")
    with pytest.raises(Mistakes) as told:
        check_site(small_copy)
    assert file in str(told.value) and "call" in str(told.value)


# ---------------------------------------------------------------- prose without end

ENDLESS = [
    *(
        "{{",
        "}}",
        "{%",
        "{",
        '{{ figure("',
        "{{ part(\n",
        '{{ figure("programs/lamp-contest#lamps") }}',
    ),
    *(
        "<!--",
        "<!-- a",
        "<a ",
        "<",
        "<p>",
        "<p title='",
        "&#1;",
        "[",
        "![",
        "[x](",
        "[x][y]",
        "]",
        "(",
    ),
    *("`", "``` ", "~~~\n", "---\n", "# ", "#", "*", "_", "~~a", "==a", "++a+", "|", "- ", "\n- "),
    *(
        "> ",
        ":a",
        "[a]: b\n",
        "\\",
        "{: a=",
        "1 ",
        "12,",
        "now ",
        "1 March 2029 ",
        "Lumen 2 ",
        " ",
        "\n",
    ),
]


@pytest.mark.parametrize("piece", ENDLESS)
def test_no_prose_takes_long_to_check(small_copy, piece):
    with (small_copy.docs / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n" + piece * (60_000 // len(piece)))
    start = time.process_time()
    messages(small_copy)
    assert time.process_time() - start < 5


def test_a_message_shows_what_the_authors_own_record_holds(small_book):
    shown = own_example('{{ chart("light-budget") }}', small_book, ["contests"])
    assert shown == '{{ chart("contest") }}'
    without = SimpleNamespace(glossary={})
    shown = own_example('{{ term("lumen", "brightness") }}', without, ["lumens"])
    assert shown == '{{ term("term-id", "words") }}'
    neutral = [neutral_example(call.example) for call in author_calls().values()]
    made_up = re.compile("lamp|light|lumen|ada-|bright|minister|contest")
    assert not list(filter(made_up.search, neutral))


@pytest.mark.parametrize(
    "language, text, numbers",
    [
        ("de", "Am 15.01.2029 und am 15. 1. 2029 begann es.", []),
        ("de", "Am 16.01.2029 begann es.", ["16.01.2029"]),  # of which the record knows nothing
        ("en", "On 15.01.2029 it began.", ["15.01.2029"]),  # nobody writes so there
    ],
)
def test_a_day_is_written_as_its_language_writes_it(small_book, language, text, numbers):
    told = [message for _, message in Lint(small_book).mistakes(text, language)]
    assert [message.split("'")[1] for message in told] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2029/30, 2029–30 and 2029-30", []),
        ("2032–33", ["2032–33"]),  # of which the record knows nothing
        ("2029/31", ["2029", "31"]),
        ("2029-03", []),
        ("2029-13", ["2029", "13"]),
    ],
)
def test_a_year_that_ends_in_the_next(small_book, text, numbers):
    told = [message for _, message in Lint(small_book).mistakes(text, "en")]
    assert [message.split("'")[1] for message in told] == numbers


def test_the_label_of_a_row_says_its_financial_year(small_copy):
    row = '{en: "2029", ko: 2029년}\n      period: 2029'
    of_two = "{en: 2028/29, ko: 2028/29}\n      period: 2028/29"
    edit(small_copy.data / "indicators" / "light-budget.yml", row, of_two)
    told = [line for line in messages(small_copy) if "no fact" in line]
    assert told == []


def test_a_remedy_knows_each_call_by_its_name():
    assert set(NAMES) == author_calls().keys()


@given(st.sampled_from(NAMES), st.text("a1#/,=\"'\\ ()“”{}True", max_size=12))
@example("ratio", "}}")
def test_a_call_shown_as_it_was_typed_can_be_read(name, typed):
    [call], wrong = find_calls(as_typed(f"{name}({typed}"))
    assert not wrong
    assert call.name == name
