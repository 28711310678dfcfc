"""`make stale`: what a maintainer should look at again."""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from commands import typed
from conftest import MACHINE, Quiet
from factbook.commands.stale import dead_links, fails, in_ascii
from factbook.meaning.staleness import concerns
from factbook.record.values import Day


def told(book, day: str) -> dict[str, list[str]]:
    return {
        sort: [concern.address for concern in found]
        for sort, found in concerns(book, Day(day)).items()
    }


@pytest.mark.parametrize(
    "day, sort, address, there",
    [
        ("2030-06-30", "overdue", "programs/lamp-contest", True),
        (
            "2030-03-31",
            "overdue",
            "programs/lamp-contest",
            False,
        ),  # what this day brings, none knows
        ("2030-04-01", "overdue", "programs/lamp-contest", True),
        ("2032-01-01", "overdue", "promises/every-street", True),  # no step of it is due then
        ("2031-12-31", "overdue", "promises/every-street", False),
        ("2030-06-30", "silent", "investments/lamp-fund", True),
        ("2031-06-30", "stalled", "investments/lamp-fund", True),
        ("2031-06-30", "silent", "investments/lamp-fund", False),
        ("2030-06-30", "old", "programs/lamp-contest#lamps", False),
        ("2030-12-30", "old", "programs/lamp-contest#lamps", True),
        ("2040-01-01", "old", "indicators/light-budget#y2029", True),
        ("2030-06-30", "alone", "programs/lamp-contest#lamps", True),
        ("2030-06-30", "weak", "programs/lamp-contest#lamps", False),
        ("2030-06-30", "foretold", "programs/lamp-contest#lamps", True),  # of March, by January
        ("2030-06-30", "foretold", "programs/lamp-contest", True),
        ("2030-06-30", "foretold", "indicators/light-budget#y2029", False),
        ("2030-06-30", "foretold", "investments/lamp-fund", False),
    ],
)
def test_what_is_listed_as_of_a_day(small_book, day, sort, address, there):
    assert (address in told(small_book, day)[sort]) == there


def test_each_concern_names_the_line_to_look_at(small_book):
    overdue = concerns(small_book, Day("2030-06-30"))["overdue"][0]
    line = (
        (MACHINE / "small_data" / "programs" / "lamp-contest.yml")
        .read_text(encoding="utf-8")
        .splitlines()[overdue.line - 1]
    )
    assert "- stage: delivered" in line


def test_a_day_that_no_source_could_know_is_told_at_its_line(small_book):
    (contest,) = [
        str(concern)
        for concern in concerns(small_book, Day("2030-06-30"))["foretold"]
        if concern.address == "programs/lamp-contest"
    ]
    assert contest == (
        "small_data/programs/lamp-contest.yml:11: programs/lamp-contest: "
        "of 2029-03-01, and its last source is of 2029-01-15"
    )


def test_a_link_is_dead_only_after_three_runs(small_book, tmp_path):
    kept = tmp_path

    def fails(url: str) -> bool:
        return "gazette" in url

    assert dead_links(small_book, kept, fails) == []
    assert dead_links(small_book, kept, fails) == []
    dead = dead_links(small_book, kept, fails)
    assert (
        len(dead) == 1
        and "gazette.example" in dead[0]
        and dead[0].startswith("small_data/sources/all.yml:5:")
    )
    assert dead_links(small_book, kept, lambda url: False) == []
    assert dead_links(small_book, kept, fails) == [], (
        "it answered once, so it is counted from the start"
    )


def test_damaged_counts_are_counted_from_the_start(small_book, tmp_path):
    for _ in range(2):
        assert dead_links(small_book, tmp_path, lambda url: "gazette" in url) == []
    (counts,) = tmp_path.iterdir()
    counts.write_bytes(counts.read_bytes()[:-3])
    assert dead_links(small_book, tmp_path, lambda url: "gazette" in url) == []


def test_without_a_network_nothing_is_counted(small_book, tmp_path):
    for _ in range(4):
        assert dead_links(small_book, tmp_path, lambda url: True) == []


def test_the_command():
    command = ("stale", "--data", MACHINE / "small_data", "--as-of")
    done = typed(*command, "2030-12-30")
    assert "As of 2030-12-30" in done.stdout and "Figures past their review day: " in done.stdout
    wrong = typed(*command, "soon")
    assert (
        wrong.returncode == 1
        and "must be a day" in wrong.stderr
        and "Traceback" not in wrong.stderr
    )


def test_an_address_with_letters_of_any_script_is_tried_as_browsers_do(tmp_path):
    (tmp_path / "한글").mkdir()
    (tmp_path / "한글" / "index.html").write_text("words", encoding="utf-8")
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{running.server_port}/"
        assert not fails(f"{home}한글/")
        assert not fails(f"{home}%ED%95%9C%EA%B8%80/")
        assert not fails(f"{home}한글/?날=오늘#곳")
        assert fails(f"{home}없다/")
        running.shutdown()


@pytest.mark.parametrize(
    "url, travels",
    [
        ("https://한글.kr/글?a=나#b", "https://xn--bj0bj06e.kr/%EA%B8%80?a=%EB%82%98"),
        ("https://a.example/b%20c/(d)?e=f%26g", "https://a.example/b%20c/(d)?e=f%26g"),
        ("http://bücher.example:8080/", "http://xn--bcher-kva.example:8080/"),
    ],
)
def test_an_address_in_ascii(url, travels):
    assert in_ascii(url) == travels
