"""Each page's linked data are true to schema.org's vocabulary, to the record and to the site."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from rdflib import RDF, Graph, URIRef
from schema_org import registry  # schema.org's vocabulary, version 30.1

from factbook.publishing.linked_data import linked_data
from factbook.publishing.linked_nodes import iso, span
from factbook.record.values import Day
from factbook.site import Folders, build_site

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
TEXTS = {
    "URL": r"https?://\S+",
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\d(T.*)?",
    "Text": r"(?s).+",
}
PARTS = ("maker", "site", "crumbs", "this", "data")  # what identifies a thing and is no anchor


# ---------------------------------------------------------------- what schema.org allows


def is_a(type_: str, wanted: str) -> bool:
    return wanted in (type_, *registry.ancestry(type_))


def wrong(node: dict, types: dict[str, str]) -> Iterator[str]:
    """What the vocabulary does not allow in a node; `types` are those of the nodes that are only named."""
    type_ = node.get("@type", "")
    if type_ not in registry.CLASS_METADATA or registry.CLASS_METADATA[type_].superseded_by:
        yield f"no type {type_!r}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        property_ = registry.PROPERTY_BY_SCHEMA.get(
            re.sub("-(in|out)put$", "", name)
        )  # of actions: schema.org/docs/actions.html
        if (
            not property_
            or property_.superseded_by
            or not any(is_a(type_, domain) for domain in property_.domains)
        ):
            yield f"{type_} has no {name}"
            continue
        for item in value if isinstance(value, list) else [value]:
            yield from misfit(item, name, property_.ranges, types)


def misfit(item, name: str, ranges: tuple[str, ...], types: dict[str, str]) -> Iterator[str]:
    """What of a value is outside the ranges of its property."""
    if isinstance(item, dict) and is_role(
        item
    ):  # stands between a property and its value, and repeats the property
        yield from misfit(item[name], name, ranges, types)
        yield from wrong({key: value for key, value in item.items() if key != name}, types)
    elif isinstance(item, dict):
        type_ = (
            types.get(item["@id"], "WebPage") if item.keys() == {"@id"} else item.get("@type", "")
        )
        if not any(is_a(type_, range_) for range_ in ranges):
            yield f"{name} is no {type_}"
        if item.keys() != {"@id"}:
            yield from wrong(item, types)
    elif isinstance(item, bool) or isinstance(item, int):
        if (
            "Boolean" if isinstance(item, bool) else "Integer"
        ) not in ranges and "Number" not in ranges:
            yield f"{name} is no number: {item}"
    elif not any(re.fullmatch(TEXTS.get(range_, "(?!)"), item) for range_ in ranges):
        yield f"{name} is not {item!r}"


def is_role(node: dict) -> bool:
    return node.get("@type", "") in registry.CLASS_METADATA and is_a(node["@type"], "Role")


def inside(part) -> Iterator[dict]:
    """Every node of a graph, however deep."""
    if isinstance(part, dict):
        yield part
    for value in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from inside(value)


def types_of(graphs) -> dict[str, str]:
    return {
        node["@id"]: node["@type"]
        for node in inside(list(graphs))
        if node.keys() > {"@id", "@type"}
    }


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"@type": "Persona", "name": "a"}, "no type 'Persona'"),
        ({"@type": "Person", "headline": "a"}, "Person has no headline"),
        ({"@type": "Person", "worksFor": "a"}, "worksFor is not 'a'"),
        (
            {"@type": "Person", "worksFor": {"@type": "Person", "name": "a"}},
            "worksFor is no Person",
        ),
        ({"@type": "Person", "worksFor": {"@id": "#a"}}, "worksFor is no Dataset"),
        ({"@type": "WebSite", "license": "CC BY"}, "license is not 'CC BY'"),
        ({"@type": "Article", "datePublished": "2025-Q4"}, "datePublished is not '2025-Q4'"),
        (
            {
                "@type": "Person",
                "worksFor": {
                    "@type": "OrganizationRole",
                    "headline": "a",
                    "worksFor": {"@type": "Project", "name": "b"},
                },
            },
            "OrganizationRole has no headline",
        ),
    ],
)
def test_the_check_finds(node, told):
    assert list(wrong(node, {"#a": "Dataset"})) == [told]


# ---------------------------------------------------------------- the real site


def read(page: Path) -> list[dict]:
    return [
        json.loads(text)
        for text in SCRIPT.findall(page.read_text(encoding="utf-8").partition("</head>")[0])
    ]


@pytest.fixture(scope="module")
def graphs(real_site) -> dict[Path, dict]:
    """The graph of each page; pages of citations, bare charts and the page for lost addresses have none."""
    found = {page: read(page) for page in real_site.rglob("index.html")}
    assert all(len(scripts) <= 1 for scripts in found.values())
    return {page: scripts[0] for page, scripts in found.items() if scripts}


def of(graphs, real_site, path: str) -> dict[str, dict]:
    """The nodes of a page by their type."""
    return {node["@type"]: node for node in graphs[real_site / path / "index.html"]["@graph"]}


def test_every_page_of_the_site_is_told(graphs, real_site):
    untold = {
        page.parent.relative_to(real_site).as_posix()
        for page in real_site.rglob("index.html")
        if page not in graphs
    }
    assert not [path for path in untold if not re.match(r"(ko/)?(cite|embed)\b", path)]
    assert len(graphs) > 600


def test_every_type_and_property_is_schema_orgs(graphs):
    types = types_of(graphs.values())
    told = {
        f"{page.parent.name}: {problem}"
        for page, graph in graphs.items()
        for node in graph["@graph"]
        for problem in wrong(node, types)
    }
    assert not told, sorted(told)[:20]


def test_another_reader_finds_the_same(graphs):
    """rdflib reads all pages as one graph, and knows each word of it from its own copy of the vocabulary."""
    from rdflib.namespace import SDO

    whole = {
        "@context": {"@vocab": str(SDO)},
        "@graph": [node for graph in graphs.values() for node in graph["@graph"]],
    }
    read_ = Graph().parse(data=json.dumps(whole), format="json-ld")
    words = {
        URIRef(word.removesuffix("-input"))
        for word in {*read_.predicates(), *read_.objects(None, RDF.type)} - {RDF.type}
    }
    assert len(words) > 50
    assert not [word for word in words if word not in SDO]


def test_what_is_named_is_told_somewhere_and_always_as_the_same(graphs):
    types, told = (
        types_of(graphs.values()),
        {node["@id"] for graph in graphs.values() for node in graph["@graph"]},
    )
    for page, graph in graphs.items():
        for node in inside(graph["@graph"]):
            if "@id" in node and not node["@id"].endswith("#maker"):
                assert node["@id"] in told or node["@type"] == "DefinedTerm", (page, node)
                assert node.get("@type", types[node["@id"]]) == types[node["@id"]], (page, node)


def test_each_address_on_the_site_leads_to_a_page_or_file(graphs, real_site, address):
    anchors = {
        page: set(re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8")))
        for page in graphs
        if page.parent.name == "glossary"
    }
    for page, graph in graphs.items():
        for url in {
            value
            for node in inside(graph)
            for part in node.values()
            for value in (part if isinstance(part, list) else [part])
            if isinstance(value, str) and value.startswith(address) and "{" not in value
        }:
            path, _, anchor = url.removeprefix(address).partition("#")
            target = real_site / path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (page, url)
            assert not anchor or anchor in PARTS or anchor in anchors[target], (page, url)


def test_the_crumbs_are_those_on_the_page(graphs, real_site, address):
    crumbed = 0
    for page in graphs:
        shown = re.search(r'<nav class="crumbs".*?</nav>', page.read_text(encoding="utf-8"), re.S)
        if shown:
            own = f"{address}{page.parent.relative_to(real_site).as_posix()}/"
            links = [
                (urljoin(own, link), name)
                for link, name in re.findall(r'<a href="([^"]*)">([^<]*)</a>', shown[0])
            ]
            items = of(graphs, real_site, page.parent.relative_to(real_site))["BreadcrumbList"][
                "itemListElement"
            ]
            assert [(item["item"]["@id"], item["name"]) for item in items[:-1]] == links
            assert [item["position"] for item in items] == [1, 2, 3] and items[-1]["item"][
                "@id"
            ] == own
            crumbed += 1
    assert crumbed > 500


def test_nothing_in_the_data_ends_their_script(graphs):
    for page in graphs:
        assert not re.search("[<>&]", SCRIPT.search(page.read_text(encoding="utf-8"))[1])


def test_the_search_is_one_that_the_site_answers(graphs, real_site, address):
    for path, language in (("", "en"), ("ko", "ko")):
        template = of(graphs, real_site, path)["WebSite"]["potentialAction"]["target"][
            "urlTemplate"
        ]
        opensearch = (real_site / "search" / language / "opensearch.xml").read_text(
            encoding="utf-8"
        )
        assert template.replace("{words}", "{searchTerms}") in opensearch


def test_a_job_title_has_its_day_and_an_ended_post_is_none(graphs, real_site, real_book):
    from factbook.meaning.figures import newest_post

    for id_, person in real_book.people.items():
        told = of(graphs, real_site, f"people/{id_}")["Person"]
        if not any(post.seen or post.start for post in person.posts):
            assert not {"jobTitle", "worksFor"} & told.keys()
            continue
        post = newest_post(real_book, id_)
        assert ("jobTitle" in told) == (not post.end)
        assert post.end or str((post.seen or post.start).last.year) in told[
            "jobTitle"
        ].removeprefix(post.title.en)
        assert ("worksFor" in told) == bool(post.organization)
        if post.organization:
            assert (told["worksFor"].get("startDate"), told["worksFor"].get("endDate")) == (
                iso(post.start) or None,
                iso(post.end) or None,
            )
            assert told["worksFor"]["description"]


def test_no_law_is_given_a_date_that_the_record_does_not_mark(graphs, real_site, real_book):
    for id_, program in real_book.programs.items():
        types = of(graphs, real_site, f"programs/{id_}")
        assert ("Legislation" in types) == (program.kind == "law")
        assert not [
            name for node in types.values() for name in node if name.startswith("legislation")
        ]


def test_an_indicator_is_a_dataset_with_its_files_and_time(graphs, real_site, real_book, address):
    for id_, indicator in real_book.indicators.items():
        told = of(graphs, real_site, f"ko/indicators/{id_}")["Dataset"]
        assert (
            50 <= len(of(graphs, real_site, f"indicators/{id_}")["Dataset"]["description"]) <= 5000
        )  # as Google asks
        files = [
            file["contentUrl"].removeprefix(f"{address}data/") for file in told["distribution"]
        ]
        assert files == [
            *(
                f"charts/{chart}.ko.csv"
                for chart, record in real_book.charts.items()
                if record.indicator == id_
            ),
            "indicators.json",
        ]
        first, last = told["temporalCoverage"].split("/")
        assert first <= last and all(
            first <= row.period.first.isoformat() and row.period.last.isoformat() <= last
            for row in indicator.rows.values()
            if row.period
        )


def test_each_page_knows_its_translation(graphs, real_site, address):
    told = 0
    for graph in graphs.values():
        page = graph["@graph"][0]
        for twin in page.get("workTranslation", []):
            other = of(graphs, real_site, twin["@id"].removeprefix(address))
            told += 1
            assert next(iter(other.values()))["translationOfWork"] == {"@id": page["@id"]}
    assert told > 300


def test_an_article_names_its_sources(graphs, real_site, real_book):
    for topic in real_book.topics.values():
        article = of(graphs, real_site, topic.page)["Article"]
        assert len(article["citation"]) == len(set(article["citation"])) > 3
        assert (
            article["headline"]
            and article["datePublished"] == real_book.site.as_of.last.isoformat()
        )


def test_every_term_of_the_glossary_is_told(graphs, real_site, real_book):
    assert len(of(graphs, real_site, "ko/glossary")["DefinedTermSet"]["hasDefinedTerm"]) == len(
        real_book.glossary
    )


# ---------------------------------------------------------------- the small record


def test_without_an_address_no_page_of_the_site_has_one(small_site):
    for path in small_site.cited:
        for node in inside(linked_data(small_site.published, path, {})):
            assert (
                not {"url", "item", "contentUrl", "distribution", "image", "potentialAction"}
                & node.keys()
            ), (path, node)
            assert node.get("@id", "_:").startswith("_:"), (path, node)


def test_without_an_address_the_data_are_still_schema_orgs(small_site):
    for path in small_site.cited:
        graph = linked_data(small_site.published, path, {"description": "words"})
        assert not [
            problem for node in graph["@graph"] for problem in wrong(node, types_of([graph]))
        ], path


def test_a_post_that_has_ended(small_copy):
    file = small_copy.data / "people" / "people.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "start: 2029-01-15", "start: 2029-Q1\n      end: 2030-05"
        ),
        encoding="utf-8",
    )
    built = build_site(
        Folders(small_copy.data, small_copy.docs, None, small_copy.templates_elsewhere)
    )
    person = next(
        node
        for node in built.linked_data("people/ada-brightwater.md", {})["@graph"]
        if node["@type"] == "Person"
    )
    assert "jobTitle" not in person
    assert person["worksFor"] | {"worksFor": None} == {
        "@type": "OrganizationRole",
        "roleName": "Minister of Light",
        "startDate": "2029",
        "endDate": "2030-05",
        "description": "until May 2030",
        "worksFor": None,
    }
    assert person["worksFor"]["worksFor"] == {
        "@type": "GovernmentOrganization",
        "name": "Ministry of Light",
    }


def test_days():
    assert [iso(Day(day)) for day in ("2025-10-31", "2025-10", "2025", "2025-Q4", "2025-H1")] == [
        "2025-10-31",
        "2025-10",
        "2025",
        "2025",
        "2025",
    ]
    assert span([Day("2025-Q4"), Day("2024")]) == "2024-01-01/2025-12-31"
    assert span([]) == "" == iso(None)
