"""The modules of the search, each by itself, in a real browser."""

import random
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import ROOT
from factbook.publishing import search_fold
from search_report import serve
from small import edit

CALL = """async ([addresses, code, given]) => {
  const exported = Object.assign({}, ...(await Promise.all(addresses.map(it => import(it)))))
  const run = new Function(...Object.keys(exported), "given", `return (${code})`)
  return run(...Object.values(exported), given)
}"""


@pytest.fixture(scope="module")
def call(browser):
    """What an expression gives in the browser; it may use what modules export, and `given`."""
    with modules_of(ROOT / "docs" / "assets", browser) as run:
        yield run


@contextmanager
def modules_of(assets: Path, browser):
    """What calls the modules of a folder, search/."""
    server, address = serve(assets)
    page = browser.new_page()
    page.goto(f"{address}search/rank.js")

    def run(modules: str, code: str, given: object = None):
        addresses = [f"{address}search/{module}.js" for module in modules.split()]
        return page.evaluate(CALL, [addresses, code, given])

    yield run
    page.close()
    server.shutdown()


def test_the_tables_of_folding_are_the_same_in_python(call):
    assert call("fold", "SCALES") == search_fold.SCALES
    assert list(call("fold", "Object.keys(SCALES)")) == list(search_fold.SCALES)
    assert call("fold", "LETTERS") == search_fold.LETTERS
    assert {ord(part): typed for part, typed in call("fold", "JAMO").items()} == search_fold.JAMO


# ---------------------------------------------------------------- what else may have been meant


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("gksrmf", "ㅎㅏㄴㄱㅡㄹ"),
        ("qorudgns", "ㅂㅐㄱㅕㅇㅎㅜㄴ"),
        ("rhk qkd", "ㄱㅗㅏ ㅂㅏㅇ"),  # a vowel of two letters
        ("qrg", "ㅂㄱㅎ"),  # first consonants
        ("ㅎㅔㅕ", "gpu"),
        ("ㅎㅔㅕ 26", "gpu 26"),
        ("hello", ""),  # no syllables
        ("2026", ""),
    ],
)
def test_the_other_keyboard(call, typed, meant):
    assert call("keyboard", "otherKeyboard(given)", typed) == meant


@pytest.mark.parametrize(
    "one, other",
    [
        ("bae gyeong hun", "bae kyunghoon"),
        ("bae gyeong hun", "kyung hoon bae"),
        ("i jae myeong", "lee jaemyung"),
        ("bak jeong cheol", "park jung chul"),
        ("choe su jin", "choi soo jin"),
    ],
)
def test_spellings_that_sound_alike(call, one, other):
    sounds = [set(call("sounds", "soundsOfName(given)", name)) for name in (one, other)]
    assert sounds[0] & sounds[1]


def test_names_that_sound_otherwise(call):
    sounds = [
        set(call("sounds", "soundsOfName(given)", name)) for name in ("gim min su", "gim jin su")
    ]
    assert not sounds[0] & sounds[1]


@pytest.mark.parametrize(
    "word, allowed",
    [("abc", 0), ("abcd", 1), ("abcdefgh", 1), ("abcdefghi", 2), ("exaone4", 0), ("a" * 61, 0)],
)
def test_how_many_slips_a_word_may_hold(call, word, allowed):
    assert call("slips", "slipsAllowed(given)", word) == allowed


@pytest.mark.parametrize(
    "asked, word, slips",
    [
        ("lantern", "lantern", 0),
        ("lanterrn", "lantern", 1),  # one too many
        ("lantrn", "lantern", 1),  # one too few
        ("lanturn", "lantern", 1),  # a wrong one
        ("latnern", "lantern", 1),  # two that changed places
        ("lantern", "lanterns", 0.5),  # the word goes on
        ("lanturn", "lanterns", 1.5),
        ("lantern", "candle", float("inf")),
    ],
)
def test_slips(call, asked, word, slips):
    assert call("slips", "slipsBetween(...given, 1)", [asked, word]) == slips


def test_slips_are_counted_as_a_whole_table_would(call):
    """The reckoning near the diagonal against the plain one, on words that are near one another."""
    pick = random.Random(2026)
    pairs = []
    for _ in range(400):
        word = [pick.choice("abc") for _ in range(pick.randint(4, 12))]
        asked = list(word)
        for _ in range(pick.randint(0, 3)):
            place = pick.randrange(len(asked))
            asked[place : place + pick.randint(0, 2)] = pick.choices("abc", k=pick.randint(0, 2))
        if len(asked) > 3:
            pairs.append(("".join(asked), "".join(word)))
    counted = call("slips", "given.map(([asked, word]) => slipsBetween(asked, word, 2))", pairs)
    assert counted == [plain_slips(asked, word, 2) for asked, word in pairs]
    assert len(set(counted)) > 4


def plain_slips(asked: str, word: str, most: int) -> float:
    """Slips between two words, or between the first and the beginning of the second."""
    slips = distance(asked, word)
    if len(word) > len(asked):
        slips = min(slips, distance(asked, word[: len(asked)]) + 0.5)
    return slips if slips <= most + 0.5 else float("inf")


def distance(one: str, other: str) -> int:
    """Letters to put in, to take out, to change, and neighbours to swap (optimal alignment)."""
    table = {(-1, column): column + 1 for column in range(-1, len(other))}
    table |= {(line, -1): line + 1 for line in range(-1, len(one))}
    for line, column in ((a, b) for a in range(len(one)) for b in range(len(other))):
        ways = [
            table[line - 1, column] + 1,
            table[line, column - 1] + 1,
            table[line - 1, column - 1] + (one[line] != other[column]),
        ]
        if line and column and one[line - 1 : line + 1] == other[column - 1 : column + 1][::-1]:
            ways.append(table[line - 2, column - 2] + 1)
        table[line, column] = min(ways)
    return table[len(one) - 1, len(other) - 1]


# ---------------------------------------------------------------- lines and names

LINES = """(() => {
  const lines = new Lines(" \\n ")
  lines.grow("red lamp \\n blue \\n ")
  lines.grow("lamp red \\n ")
  const found = [];
  given(lines, (...told) => found.push(told))
  return found
})()"""


def lines(call, use: str) -> list:
    """What is told when a function uses three lines, of which the third came later."""
    return call("lines", LINES.replace("given", f"({use})"))


def test_lines_know_where_they_begin_and_end(call):
    told = "tell(lines.count, lines.line(0), lines.line(1), lines.line(2), lines.length(1))"
    assert lines(call, f"(lines, tell) => {told}") == [[3, "red lamp", "blue", "lamp red", 4]]


def test_lines_tell_where_a_text_stands(call):
    text = " \n red lamp \n blue \n lamp red \n "
    found = lines(call, "(lines, tell) => lines.find(' ', 'lamp', tell)")
    assert found == [[0, text.index("lamp")], [2, text.rindex("lamp")]]
    places = [place for place, sign in enumerate(text) if sign == "e"]
    each = [[number, place] for number, place in enumerate(places)]
    assert lines(call, "(lines, tell) => lines.find('', 'e', tell)") == each
    assert lines(call, "(lines, tell) => lines.find(' ', 'amp', tell)") == []


def test_lines_tell_which_are_but_a_slip_away(call):
    assert lines(call, "(lines, tell) => lines.findNear('blu3', tell)") == []  # no slip in numbers
    assert lines(call, "(lines, tell) => lines.findNear('blie', tell)") == [[1, 1]]
    assert lines(call, "(lines, tell) => lines.findNear('red lmap', tell)") == [[0, 1]]


WORDS = """new Words({
  ignored: ['the', 'of'], particles: ['ㅇㅡㄴ', 'ㅇㅔㅅㅓ'], asking: ['ㅎㅏㄴㄱㅏ'],
})"""


@pytest.mark.parametrize(
    "query, telling",
    [
        ("the price of lamps", ["price", "lamps"]),
        ("the of", ["the", "of"]),
        ("ㅂㅣㅊㅇㅡㄴ ㅇㅡㄴ", ["ㅂㅣㅊㅇㅡㄴ"]),
    ],
)
def test_words_that_say_something(call, query, telling):
    assert call("words", f"{WORDS}.telling(given)", query) == telling


def test_words_lose_their_particles_where_enough_is_left(call):
    bare = f"given.map(word => {WORDS}.bare(word))"
    words = ["ㄷㅡㅇㅂㅜㄹㅇㅔㅅㅓ", "ㄷㅡㅇㅂㅜㄹㅇㅡㄴ", "ㅂㅣㅊㅇㅡㄴ", "lamp"]
    assert call("words", bare, words) == ["ㄷㅡㅇㅂㅜㄹ", "ㄷㅡㅇㅂㅜㄹ", "", ""]


def test_the_verb_of_a_question_says_less_than_what_it_is_asked_of(call):
    asked = ["ㄷㅡㅇㅂㅜㄹㅇㅡㄴ", "ㅂㅜㅈㅗㄱㅎㅏㄴㄱㅏ"]
    lamps, short = call("words rank", f"weightsOf(given, {WORDS})", asked)
    assert lamps == 1 and 0 < short < 1
    assert call("words", f"{WORDS}.bare(given)", asked[1]) == "ㅂㅜㅈㅗㄱ"


@pytest.mark.parametrize(
    "beginning, files",
    [("lamp", [1, 2]), ("a", [0]), ("lan", [2]), ("zz", [3]), ("lantern", [2])],
)
def test_files_that_may_hold_a_word(call, beginning, files):
    starts = ["b", "la", "lamps", "lq"]
    assert call("files", "filesWith(given[0], given[1], 3)", [starts, beginning]) == files
    assert call("files", "filesWith([], given, 3)", beginning) == []


# ---------------------------------------------------------------- ranking


def rank(call, query: str, *rows: tuple) -> list[tuple[str, float]]:
    """What a query finds among entries: (url, kind, title, and optionally other names, page)."""
    entries = []
    for url, kind, title, others, within in rows:
        entries.append([url, kind, "", title, "", within, 0, *others])
    code = f"""(() => {{
      const names = new Names()
      names.add(given.rows)
      const found = rank(names, {WORDS}, fold(given.query))
      return found.map(({{ entry, score }}) => [entry.url, score])
    }})()"""
    found = call("rank names words fold", code, {"rows": entries, "query": query})
    return [(url, score) for url, score in found]


def entry(title: str, *others: str, kind: str = "events", within: str = "") -> tuple:
    return title, kind, title, others, within


def is_sure(call, query: str, *rows: tuple) -> bool:
    """Whether the best of what a query finds answers it."""
    found = rank(call, query, *rows)
    return call("rank", "isSure([{ score: given }])", found[0][1])


def order(call, query: str, *rows: tuple) -> list[str]:
    return [url for url, _ in rank(call, query, *rows)]


def test_the_whole_name_comes_before_its_parts(call):
    whole, swapped = entry("Harbor Light"), entry("Light Harbor")
    beginning, later = entry("Harbor Lighthouse"), entry("New Harbor Lights")
    inside, half = entry("Xharbor Lightx"), entry("Harbor")
    found = order(call, "harbor light", half, inside, later, beginning, swapped, whole)
    assert found == [row[0] for row in (whole, swapped, beginning, later, inside, half)]


def test_a_title_comes_before_another_name(call):
    scores = dict(rank(call, "lamp", entry("One", "Lamp"), entry("Lamp")))
    difference = call("rank", "SCORES.name.notTheTitle")
    assert scores["One"] - scores["Lamp"] == difference < 0


def test_kinds_that_are_looked_for_by_name_come_first(call):
    person, source = entry("Ada Lamp", kind="people"), entry("Ada Lamp ", kind="sources")
    assert order(call, "ada lamp", source, person) == ["Ada Lamp", "Ada Lamp "]


def test_words_that_say_nothing_cost_little(call):
    scores = [
        rank(call, query, entry("Lamp Price"))[0][1] for query in ("lamp price", "the lamp price")
    ]
    assert scores[1] - scores[0] == call("rank", "SCORES.name.trimmed") < 0


def test_first_consonants_find_a_name(call):
    lamp, river = entry("등불 대회"), entry("강물 대회")
    assert order(call, "ㄷㅂㄷㅎ", river, lamp) == ["등불 대회"]
    assert order(call, "ㄷㅂ", river, lamp) == ["등불 대회"]


def test_slips_count_only_where_no_name_answers(call):
    assert order(call, "lamtern", entry("Lantern"), entry("Candle")) == ["Lantern"]
    assert order(call, "lantern", entry("Lantern"), entry("Lamtern")) == ["Lantern"]


def test_a_name_is_found_as_it_sounds_if_a_person_has_it(call):
    person, firm = entry("Bae Gyeong-hun", kind="people"), entry("Bae Gyeong-hun Co", kind="people")
    other = entry("Bae Kyung-min", kind="people")
    assert order(call, "kyunghoon bae", other, firm, person)[0] == "Bae Gyeong-hun"
    assert is_sure(call, "kyunghoon bae", other, person)
    assert not is_sure(call, "kyunghoon bae", entry("Bae Gyeong-hun"))


def test_half_the_words_are_no_sure_answer(call):
    assert not is_sure(call, "harbor light", entry("Harbor"))
    assert is_sure(call, "harbor light", entry("Light of the Harbor"))


def test_a_page_lends_its_name_to_its_sections_for_less(call):
    section = entry("Prices", within="Lamps")
    assert order(call, "lamps", section) == ["Prices"] and not is_sure(call, "lamps", section)
    assert is_sure(call, "lamps", entry("Lamps"))


def test_endings_and_particles_are_forgiven(call):
    assert order(call, "lamps red", entry("Lampshade Red"), entry("Red Lamp"))[0] == "Red Lamp"
    assert is_sure(call, "등불은 큰", entry("큰 등불"))
    assert not is_sure(call, "등불흔 큰", entry("큰 등불"))


def test_no_page_fills_the_list(call):
    urls = ["lamps/", "lamps/#a", "lamps/#b", "oil/#a", "glossary/#a", "glossary/#b", "glossary/#c"]
    found = [{"entry": {"url": url, "kind": "figures"}} for url in urls]
    left = call("rank", "spread(given).map(({ entry }) => entry.url)", found)
    assert left == [url for url in urls if url != "lamps/#b"]


def test_what_is_worth_little_beside_the_best_is_not_listed(call):
    scores = call("rank", "[100, SCORES.list.ofBest * 100 + 1, SCORES.list.ofBest * 100, 1]")
    found = [
        {"score": score, "entry": {"url": f"{place}/", "kind": "pages"}}
        for place, score in enumerate(scores)
    ]
    assert call("rank", "listed(given).map(({ entry }) => entry.url)", found) == ["0/", "1/"]
    weak = [{"score": 10, "entry": {"url": "a/", "kind": "pages"}}]
    assert call("rank", "listed(given)", weak) == [] and not call("rank", "isSure(given)", weak)


def test_a_rare_word_counts_more(call):
    shares = call(
        "rank",
        "[...sharesOf([new Map(given[0]), new Map(given[1])], [1, 1], 100)]",
        [
            [[1, 1]],
            [[2, 1], *([place, 1] for place in range(3, 50))],
        ],
    )
    assert dict(map(tuple, shares))[1] > 0.5 > dict(map(tuple, shares))[2] > 0


# ---------------------------------------------------------------- marks

MARK = """(() => {
  const { pieces, any } = marker(given.words)(given.text, given.around)
  return [pieces.map(piece => piece.outerHTML ?? piece), any]
})()"""


@pytest.mark.parametrize(
    "words, text, around, pieces",
    [
        (["lamp"], "The Lamp.", 0, ["The ", "<mark>Lamp</mark>", "."]),
        (["lamp"], "Dark", 0, ["Dark"]),
        (
            ["on"],
            "Only once on",
            0,
            ["<mark>On</mark>", "ly ", "<mark>on</mark>", "ce ", "<mark>on</mark>"],
        ),
        (["ce"], "once", 0, ["once"]),  # few letters only where a word begins
        (["ㅂㅜㄹ"], "등불은", 0, ["등", "<mark>불</mark>", "은"]),
        (["goldenlamp"], "Golden lamp", 0, ["<mark>Golden lamp</mark>"]),
        (["lamp"], "a" * 20 + " lamp " + "b" * 20, 9, ["…", "aa ", "<mark>lamp</mark>", " b", "…"]),
        (["none"], "abcdef", 3, ["abc", "…"]),
        ([], "", 0, []),
    ],
)
def test_words_are_marked_in_a_text(call, words, text, around, pieces):
    given = {"words": words, "text": text, "around": around}
    marked = call("marks", MARK, given)
    assert marked == [pieces, any("<mark>" in piece for piece in pieces)]


def test_likeness_of_two_words(call):
    likeness = "likeness(new Set(given[0]), new Set(given[1]))"
    assert call("nearest", likeness, [["la", "am"], ["la", "am"]]) == 1
    assert call("nearest", likeness, [["la", "am"], ["la", "ab"]]) == 0.5
    assert call("nearest", likeness, [[], []]) == 0


# ---------------------------------------------------------------- the engine

ASK = """(async () => {
  globalThis.fetch = async () => ({ ok: true, json: async () => given.rows })
  const engine = new Engine("", given.head)
  const ask = async query => {
    let found = []
    for await (found of engine.answers(query)) continue
    return found.map(({ entry }) => entry.url)
  }
  return Promise.all(given.queries.map(ask))
})()"""


def test_queries_that_wait_for_the_same_names_all_get_them(call):
    row = ["lantern/", "programs", "", "Lantern", "", "", 0]
    head = {"names": [], "nameStarts": ["a"], "wordStarts": [], "chunkStarts": [], "count": 0}
    head |= {"ignored": [], "particles": [], "asking": [], "words": {}, "indexes": []}
    given = {"head": head, "rows": [row], "queries": ["lan", "lantern"]}
    assert call("engine", ASK, given) == [["lantern/"], ["lantern/"]]


def test_one_table_decides_the_order(browser, tmp_path):
    """What a stranger changes for another order: a number in one file."""
    shutil.copytree(ROOT / "docs" / "assets" / "search", tmp_path / "search")
    lamps = (
        entry("Lamp (term)", "Lamp", kind="glossary"),
        entry("Lamp (plan)", "Lamp", kind="programs"),
    )
    with modules_of(tmp_path, browser) as call:
        assert order(call, "lamp", *lamps) == ["Lamp (plan)", "Lamp (term)"]
    edit(tmp_path / "search" / "rank.js", "glossary: 2,", "glossary: 9,")
    with modules_of(tmp_path, browser) as call:
        assert order(call, "lamp", *lamps) == ["Lamp (term)", "Lamp (plan)"]
