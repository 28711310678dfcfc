"""Words break where they must, and nowhere else."""

import pytest

from conftest import ROOT
from factbook.drawing.letters import Letters

LETTERS = Letters(ROOT / "docs" / "assets" / "fonts" / "measure")
SENTENCE = "Rows of lamps with very long names, 등불의 이름이 매우 긴 경우, and SEK\xa04.6 billion"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("width", [20, 60, 120, 400])
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(width, bold):
    lines = LETTERS.wrap(SENTENCE, width, bold)
    assert all(LETTERS.width(line, bold) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")


def test_a_word_is_broken_only_where_it_is_wider_than_the_line_by_itself():
    words = SENTENCE.split(" ")
    widest = max(map(LETTERS.width, words))
    lines = LETTERS.wrap(SENTENCE, widest)
    assert " ".join(lines).split(" ") == words
    assert LETTERS.wrap("", 100) == [""]


def test_bold_and_large_words_are_wider():
    assert LETTERS.width("lamps") < LETTERS.width("lamps", bold=True)
    assert LETTERS.width("lamps", size=26) == pytest.approx(2 * LETTERS.width("lamps", size=13))
    assert LETTERS.widest([]) == 0


@pytest.mark.parametrize("most", [1, 2, 3])
def test_what_has_no_room_ends_in_an_ellipsis_within_the_width(most):
    lines = LETTERS.wrap_into(most, SENTENCE, 120)
    assert len(lines) == most
    assert all(LETTERS.width(line) <= 120 for line in lines)
    assert lines[-1].endswith(" …")
    assert LETTERS.wrap_into(most, "lamps", 120) == ["lamps"]


def test_lines_that_have_room_leave_no_word_alone():
    """On the Korean card of the map its title ended in one word."""
    title = "부지가 알려진 곳 가운데 착공이 보도된 곳은 울산과 해남, 두 곳이다"
    width = LETTERS.width(title) - 10
    first, second = LETTERS.wrap_into(2, title, width)
    assert LETTERS.width(second) > width / 3 and f"{first} {second}" == title


@pytest.mark.parametrize("width", range(80, 400, 7))
def test_an_ellipsis_follows_a_whole_word_wherever_one_has_room(width):
    """No number may lose its last digits: as of 10 November is not as of 1 …"""
    words = "measured as of 10 November 2025 in 260,000 schools"
    (line,) = LETTERS.wrap_into(1, words, width)
    assert words.startswith(line.removesuffix("…")) or line == words


def test_without_files_of_the_face_there_is_another(tmp_path):
    assert Letters(tmp_path).width("lamps") > 10


@pytest.mark.parametrize("amount", ["₩9.9 trillion", "1조 4,600억 원", "13,136 GPUs", "No. 16"])
@pytest.mark.parametrize("width", range(95, 240, 7))
def test_an_amount_stays_on_one_line_where_it_fits(amount, width):
    lines = LETTERS.wrap(f"What the state sets aside for lamps: about {amount}, as of today", width)
    whole = amount if "GPUs" not in amount else "13,136"
    assert any(whole in line for line in lines)


@pytest.mark.parametrize("day", ["23 June 2025", "2025년 8월 29일"])
@pytest.mark.parametrize("width", range(105, 240, 7))
def test_a_day_stays_on_one_line_where_it_fits(day, width):
    """It read: last shown in office: 23 June / 2025."""
    lines = LETTERS.wrap(f"since 2017, last shown in his office: {day}, and on no day since", width)
    assert any(day in line for line in lines)


def test_a_word_or_a_number_has_as_much_room_as_it_needs():
    long = "1,450,935,791,000"
    needed = LETTERS.width(long)
    assert LETTERS.wrap_words(f"about {long} lamps", 40, most=400) == ["about", long, "lamps"]
    assert LETTERS.room([long, "a lamp"], 40, most=400) == pytest.approx(needed)
    assert LETTERS.room([long], 40, most=50) == 50
    assert LETTERS.room(["a lamp"], 300, most=400) == 300


@pytest.mark.parametrize(
    "words, has_all",
    [("Größe, čeština", True), ("등불 26만", True), ("ру", True), ("العربية", False)],
)
def test_the_face_knows_its_letters(words, has_all):
    assert LETTERS.has(words) == has_all
