"""What stands beside a drawing wherever it goes: its finding, its caveat, where it is from."""

from dataclasses import asdict, dataclass

from .rows import ChartData

MOST_NAMED = 6  # publishers in a line of sources
MOST_AT_ONCE = 2  # publishers below a drawing, where the other sources open


@dataclass(frozen=True)
class Credit:
    """A source, as far as a caption names it."""

    publisher: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Caption:
    """The words that a chart keeps when it leaves the site, in one language.

    Every form of a chart is made from them: `foot` for people, `for_programs` for all others.
    """

    title: str
    subtitle: str
    unit: str  # what the numbers count; nothing where they are days
    note: str
    as_of: str  # the day on which the record ends, as an ISO date
    credits: tuple[Credit, ...]
    address: str  # of the chart's page; nothing where the site has no address yet
    foot: str = ""  # unit, day, sources and terms as sentences
    address_in_words: str = ""
    citation: str = ""  # how the chart is cited, in plain words

    @property
    def named(self) -> list[int]:
        """The places of the sources that a line names: the first of each of some publishers."""
        firsts: dict[str, int] = {}
        for place, credit in enumerate(self.credits):
            firsts.setdefault(credit.publisher, place)
        return list(firsts.values())[:MOST_NAMED]

    @property
    def more(self) -> int:
        """How many sources are of publishers that a line of sources does not name."""
        named = {self.credits[place].publisher for place in self.named}
        return sum(credit.publisher not in named for credit in self.credits)

    def for_programs(self, in_brief: bool = False) -> dict[str, object]:
        """The same under names; what there is none of is left out.

        In brief the sources are those that a line names, and how many more there are.
        """
        places = self.named if in_brief else range(len(self.credits))
        named = {
            "title": self.title,
            "subtitle": self.subtitle,
            "unit": self.unit,
            "note": self.note,
            "as_of": self.as_of,
            "sources": [_known(self.credits[place]) for place in places],
            "more_sources": len(self.credits) - len(places),
            "url": self.address,
        }
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Sheet:
    """A chart to draw, with the words that stand around it in a file of its own."""

    data: ChartData
    alt: str
    caption: Caption

    @property
    def named(self) -> list[str]:
        """The ids of the sources that stand below the drawing."""
        return [self.data.sources[place] for place in self.caption.named[:MOST_AT_ONCE]]

    @property
    def others(self) -> list[str]:
        """The ids of all other sources, in their order."""
        named = self.named
        return [id_ for id_ in self.data.sources if id_ not in named]


def _known(credit: Credit) -> dict[str, str]:
    return {name: words for name, words in asdict(credit).items() if words}
