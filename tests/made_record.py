"""A project with a record of a wanted size, made up from a seed, to measure builds with.

Its records are in two languages and have the shapes of real ones; templates, assets and code are
those of this project. The same size and seed give the same files.
"""

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

import yaml

from places import MACHINE, ROOT  # isort: skip -- finds the hooks

from small import write_settings

FIRST_DAY, DAYS = date(2029, 1, 15), 530  # within the small record, whose minister it has
UNREAD = shutil.ignore_patterns("screenshots")  # which the README of this project shows
A_FILE = 25  # so many records stand in one
CHARTS = 12  # one chart for so many records
# Of twenty records so many are of each kind; a source for each comes on top.
SHARES = {
    "programs": 6,
    "investments": 4,
    "promises": 4,
    "indicators": 2,
    "events": 2,
    "organizations": 2,
}
STAGES = {
    "programs": ("announced", "funded", "under-way", "delivered"),
    "investments": ("announced", "memorandum", "contracted", "building"),
    "promises": ("announced", "funded", "contracted", "delivered"),
}
ENGLISH = ("ba", "cor", "den", "fal", "gri", "hol", "jun", "kes", "lam", "mor", "nar", "ost")
KOREAN = ("가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하")
TOPIC_PAGE = """---
title: {title}
description: What is said of {title}.
topic: {id}
---
# What is there of {title}? {{#top}}

{charts}

## The evidence {{#evidence}}

{{{{ part("topic-records", topic="{id}") }}}}
"""

Made = dict[str, object]


def make_project(folder: Path, size: int, seed: int = 1) -> Path:
    """A project whose record has so many made-up records; gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "docs").mkdir()
    (folder / "hooks").symlink_to(ROOT / "hooks")
    for copied in ("docs/templates", "docs/assets"):  # no link leads out of docs/
        shutil.copytree(ROOT / copied, folder / copied, ignore=UNREAD)
    shutil.copytree(MACHINE / "small_data", folder / "data")
    starter = ROOT / "hooks" / "starter" / "docs"
    shutil.copytree(starter, folder / "docs", dirs_exist_ok=True)
    shutil.copytree(starter, folder / "docs" / "ko", ignore=shutil.ignore_patterns("about"))
    shutil.copy(ROOT / "docs" / "about" / "corrections.md", folder / "docs" / "about")
    Record(size, seed).write(folder)
    write_settings(folder)
    return folder


class Record:
    """Made-up records, one after another, by kind and id."""

    def __init__(self, size: int, seed: int):
        self.random, self.size = random.Random(seed), size
        self.kinds: dict[str, dict[str, Made]] = {}
        pairs = product(ENGLISH, ENGLISH)
        self.topics = [f"field-{one}{other}" for one, other in islice(pairs, max(3, size // 100))]

    def write(self, folder: Path) -> None:
        """All files of the record, and a page for each topic in each language."""
        self.kinds["topics"] = {id_: self._topic() for id_ in self.topics}
        for number in range(self.size):
            self._add(number)
        for kind, records in self.kinds.items():
            ids = list(records)
            for start in range(0, len(ids), A_FILE):
                some = {id_: records[id_] for id_ in ids[start : start + A_FILE]}
                path = folder / "data" / kind / f"made-{start // A_FILE}.yml"
                path.parent.mkdir(exist_ok=True)
                text = yaml.dump(some, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
                path.write_text(text, encoding="utf-8")
        for id_ in self.topics:
            for language in ("", "ko"):
                self._write_page(folder / "docs" / language / "topics" / f"{id_}.md", id_)

    def _write_page(self, path: Path, topic: str) -> None:
        charts = [id_ for id_, chart in self.kinds["charts"].items() if chart["topic"] == topic]
        calls = "\n\n".join(f'{{{{ chart("{id_}") }}}}' for id_ in charts)
        path.parent.mkdir(exist_ok=True)
        page = TOPIC_PAGE.format(id=topic, title=topic.replace("-", " "), charts=calls)
        path.write_text(page, encoding="utf-8")

    # ------------------------------------------------------------ records

    def _add(self, number: int) -> None:
        """One record, and the source that it rests on."""
        every = [kind for kind, share in SHARES.items() for _ in range(share)]
        kind, id_ = every[number * 7 % len(every)], f"made-{number}"
        day = FIRST_DAY + timedelta(days=self.random.randrange(DAYS))
        source = f"paper-{number}"
        self._put("sources", source, self._source(number, day))
        record = getattr(self, f"_{kind.rstrip('s')}")(number, day, source)
        self._put(kind, id_, {**record, "sources": [source]})
        if kind == "indicators" and number % CHARTS < CHARTS // 2:
            self._put("charts", f"chart-{number}", self._chart(id_, record))

    def _put(self, kind: str, id_: str, record: Made) -> None:
        self.kinds.setdefault(kind, {})[id_] = record

    def _topic(self) -> Made:
        return {
            "name": self._words(2),
            "question": {"en": "What is there?", "ko": "무엇이 있는가?"},
        }

    def _source(self, number: int, day: date) -> Made:
        return {
            "publisher": f"The {self._word(2).title()} Post",
            "title": self._words(6)["en"],
            "url": f"https://post.example/{number}",
            "published": day.isoformat(),
            "accessed": "2030-06-30",
            "language": "en",
            "kind": self.random.choice(("official", "press", "company", "research")),
        }

    def _program(self, number: int, day: date, source: str) -> Made:
        return self._undertaking("programs", number, day, source)

    def _investment(self, number: int, day: date, source: str) -> Made:
        return self._undertaking("investments", number, day, source)

    def _undertaking(self, kind: str, number: int, day: date, source: str) -> Made:
        figure = {
            "label": self._words(3),
            "unit": self.random.choice(("crown", "lamp")),
            "readings": list(self._readings(day, source)),
        }
        address = f"{kind}/made-{number}#size"
        return {
            "name": self._words(3),
            "topic": self.random.choice(self.topics),
            "summary": self._sentence(address),
            "parties": [self.random.choice(("wick-works", "candle-company"))],
            "people": ["ada-brightwater"],
            "steps": list(self._steps(kind, day, source)),
            "figures": {"size": figure},
        }

    def _promise(self, number: int, day: date, source: str) -> Made:
        return {
            "name": self._words(4),
            "by": ["ada-brightwater"],
            "made": day.isoformat(),
            "due": 2031,
            "topic": self.random.choice(self.topics),
            "summary": self._words(9),
            "steps": list(self._steps("promises", day, source)),
        }

    def _indicator(self, number: int, day: date, source: str) -> Made:
        rows = {
            f"y{year}": {
                "label": str(year),
                "period": year,
                "readings": list(self._readings(day, source)),
            }
            for year in range(2025, 2030)
        }
        return {
            "name": self._words(3),
            "topic": self.random.choice(self.topics),
            "unit": "crown",
            "summary": self._words(8),
            "rows": rows,
        }

    def _event(self, number: int, day: date, source: str) -> Made:
        topic = self.random.choice(self.topics)
        return {"date": day.isoformat(), "what": self._words(8), "topic": topic}

    def _organization(self, number: int, day: date, source: str) -> Made:
        return {"name": self._words(2), "kind": "company", "role": self._words(5)}

    def _chart(self, indicator: str, record: Made) -> Made:
        return {
            "kind": self.random.choice(("bars", "stage-bars", "series")),
            "topic": record["topic"],
            "indicator": indicator,
            "title": self._words(5),
            "subtitle": self._words(4),
            "alt": self._words(7),
        }

    # ------------------------------------------------------------ their parts

    def _steps(self, kind: str, day: date, source: str) -> Iterator[Made]:
        stages = STAGES[kind][: self.random.randint(1, 4)]
        for place, stage in enumerate(stages):
            then = min(day + timedelta(days=40 * place), date(2030, 6, 30))
            yield {
                "stage": stage,
                "date": then.isoformat(),
                "what": self._words(6),
                "sources": [source],
            }

    def _readings(self, day: date, source: str) -> Iterator[Made]:
        """One reading, or an older one with it."""
        stages = ("announced", "contracted")
        for place, stage in enumerate(stages[: self.random.randint(1, 2)]):
            then = min(day + timedelta(days=30 * place), date(2030, 6, 30))
            yield {
                "value": self.random.randint(10, 9999) * 1000,
                "stage": stage,
                "as_of": then.isoformat(),
                "sources": [source],
            }

    def _sentence(self, address: str) -> dict[str, str]:
        """Words with a figure among them."""
        begin, end = self._words(4), self._words(5)
        call = f"{{{{ figure('{address}', stage='announced') }}}}"
        return {language: f"{begin[language]} {call} {end[language]}." for language in begin}

    def _words(self, count: int) -> dict[str, str]:
        english = " ".join(self._word(self.random.randint(1, 3)) for _ in range(count))
        korean = " ".join(
            "".join(self.random.choices(KOREAN, k=self.random.randint(2, 4))) for _ in range(count)
        )
        return {"en": english.capitalize(), "ko": korean}

    def _word(self, syllables: int) -> str:
        return "".join(self.random.choices(ENGLISH, k=syllables))
