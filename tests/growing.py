"""True new facts for any record: readings, steps, a record of each kind, a source."""

import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import yaml

from editors import name_schema, record_files
from factbook.authoring.stages import keep_stages
from factbook.record.book import Book
from factbook.record.folders import Folders
from factbook.record.kinds import Reading
from factbook.record.marked_yaml import Path_

SOURCE = "new-facts"
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def grow(book: Book, data: Path) -> None:
    """Add to a copy of the record what a keeper adds: readings, steps, a record of each kind.

    What is written of a figure keeps to the stage that it had before.
    """
    stages = {address: figure.stages[-1] for address, figure in book.figures.items()}
    keep_stages(Folders(data, data.parent / "docs", None), book, stages)
    add_readings(book, data)
    add_steps(book, data)
    add_records(book, data)
    for path in record_files(data):
        name_schema(path)


# ---------------------------------------------------------------- what is new


def add_readings(book: Book, data: Path) -> None:
    """Later readings of figures, some at a stage that is reached last."""
    in_charts = {address for chart in book.charts.values() for address in chart.figures}
    in_charts |= {
        address for address in book.figures if address.startswith("indicators/")
    }  # a chart may ask for one stage of all its rows
    further: dict[Path, list[tuple[Path_, dict]]] = defaultdict(list)
    for number, address in enumerate(book.figures):
        latest = book.figures[address].readings[-1]
        stage = latest.stage if address in in_charts else ("spent", "delivered")[number % 2]
        day = str(book.site.as_of)
        reading = {**grown(latest), "stage": stage, "as_of": day, "sources": [SOURCE]}
        file, path = book.origins[address][0].file, book.origins[address][1]
        further[data / file.partition("/")[2]].append((path, reading))
    for path, readings in further.items():
        change(path, partial(append, readings=readings))


def grown(latest: Reading) -> dict[str, str]:
    """A value somewhat above the latest one; above a range, a range."""
    ends = {"low": latest.low, "high": latest.high}
    numbers = ends if latest.value is None else {"value": latest.value}
    return {name: f"{above(number):f}" for name, number in numbers.items()}


def above(number: Decimal) -> Decimal:
    return number + 1 if number < 1000 else number * 101 / 100


def append(records: dict, readings: list[tuple[Path_, dict]]) -> None:
    """Put each reading below the last one of the figure at its path."""
    for (id_, field, key), reading in readings:
        records[id_][field][key]["readings"].append(reading)


def add_steps(book: Book, data: Path) -> None:
    """A step on the record's last day for each program, investment and promise."""
    for kind, stage in (("programs", "changed"), ("investments", "changed")):
        for id_ in book.records[kind]:
            file, _ = book.place(f"{kind}/{id_}")

            def take(records: dict, id_=id_, stage=stage) -> None:
                steps = records[id_]["steps"]
                dated = [place for place, step in enumerate(steps) if "date" in step]
                steps.insert(dated[-1] + 1 if dated else 0, step(book, stage, str(book.site.as_of)))

            change(data / file.partition("/")[2], take)


def add_records(book: Book, data: Path) -> None:
    """A source, and a record of each kind that a keeper adds most."""
    day, topic = str(book.site.as_of), next(iter(book.topics))
    person = book.minister[book.site.minister].person
    money = next(id_ for id_, unit in book.units.items() if unit.currency)
    common = {"topic": topic, "sources": [SOURCE]}
    announced = {
        **common,
        "name": words(book, "Beacons"),
        "summary": words(book, "Beacons were announced. None is reported."),
        "steps": [step(book, "announced", day)],
    }
    reading = {"value": "7.3 million", "stage": "announced", "as_of": day, "sources": [SOURCE]}
    size = {"label": words(book, "Size of the beacons"), "unit": money, "readings": [reading]}
    happened = {**common, "date": day, "what": words(book, "A beacon was shown.")}
    new: dict[str, dict] = {
        "publishers": {"name": words(book, "The Beacon")},
        "sources": {
            "publisher": "The Beacon",
            "title": "Beacons",
            "url": "https://beacon.example/",
            "published": day,
            "accessed": day,
            "language": "en",
            "kind": "press",
        },
        "investments": announced | {"figures": {"size": size}},
        "programs": announced | {"kind": "plan", "figures": {"size": size}},
        "promises": announced | {"by": [person], "made": day},
        "events": happened,
        "positions": happened | {"person": person},
        "glossary": {
            "name": words(book, "Beacon"),
            "meaning": words(book, "A light that is seen from afar."),
            "sources": [SOURCE],
        },
        "absences": {
            "what": words(book, "The price of a beacon."),
            "until": day,
            "topic": topic,
            "about": ["programs/new-facts"],
        },
    }
    if not book.records["publishers"]:  # a record that names them in its sources alone
        del new["publishers"]
    for kind, record in new.items():
        write(data / kind / "new-facts.yml", {SOURCE: record})


def words(book: Book, text: str) -> dict[str, str]:
    """The same words in every language of the site."""
    return dict.fromkeys(book.site.languages, text)


def step(book: Book, stage: str, day: str) -> dict:
    what = words(book, "A beacon was seen.")
    return {"id": "beacon-seen", "stage": stage, "date": day, "what": what, "sources": [SOURCE]}


# ---------------------------------------------------------------- files


def change(path: Path, by: Callable[[dict], None]) -> None:
    """Change what a data file says."""
    records = yaml.load(path.read_text(encoding="utf-8"), Loader)
    by(records)
    write(path, records)


def write(path: Path, records: dict) -> None:
    dumped = yaml.dump(records, None, Dumper, allow_unicode=True, sort_keys=False, width=1000)
    dumped = re.sub(r": '(true|false)'$", r": \1", dumped, flags=re.M)  # they were no words
    path.parent.mkdir(exist_ok=True)
    path.write_text(dumped, encoding="utf-8")
