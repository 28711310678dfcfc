"""Each page's linked data are true to schema.org's vocabulary, to the record and to the site."""

import json
import re
from urllib.parse import urljoin

import pytest
from rdflib import RDF, Graph, URIRef

from factbook.meaning.figures import newest_post
from factbook.publishing.linked_nodes import iso
from schema_org_checks import nodes_in, types_of, wrong

PARTS = ("maker", "site", "this", "data")  # what identifies a thing and is no anchor
WITHOUT = {"cite", "embed"}  # pages of citations and bare charts
SHORTEST, LONGEST = 50, 5000  # letters of a dataset's description, as Google asks


@pytest.fixture(scope="module")
def graphs(web) -> dict[str, dict]:
    """The graph of each page by its address."""
    found = {url: page.linked_data for url, page in web.pages()}
    for url, scripts in found.items():
        expected = 0 if WITHOUT.intersection(url.split("/")) else 1
        assert len(scripts) == expected, url
    return {url: scripts[0] for url, scripts in found.items() if scripts}


def nodes(graphs, url: str) -> dict[str, dict]:
    """The nodes of a page by their type."""
    return {node["@type"]: node for node in graphs[url]["@graph"]}


# ---------------------------------------------------------------- true to the vocabulary


def test_every_type_and_property_is_schema_orgs(graphs):
    types = types_of(graphs.values())
    for url, graph in graphs.items():
        for node in graph["@graph"]:
            assert list(wrong(node, types)) == [], url


def test_another_reader_finds_the_same(graphs):
    """rdflib reads all pages as one graph, and knows each word from its own vocabulary."""
    from rdflib.namespace import SDO  # at the top pytest would ask it for names, and it warns

    every_node = [node for graph in graphs.values() for node in graph["@graph"]]
    whole = {"@context": {"@vocab": str(SDO)}, "@graph": every_node}
    graph = Graph().parse(data=json.dumps(whole), format="json-ld")
    words = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
    assert words
    for word in words:
        assert URIRef(word.removesuffix("-input")) in SDO, word


def test_what_is_named_is_told_somewhere_and_always_as_the_same(graphs):
    types = types_of(graphs.values())
    own = {node["@id"] for graph in graphs.values() for node in graph["@graph"]}
    for url, graph in graphs.items():
        for node in nodes_in(graph["@graph"]):
            if "@id" in node and not node["@id"].endswith("#maker"):
                assert node["@id"] in own or node["@type"] == "DefinedTerm", (url, node)
                assert node.get("@type", types[node["@id"]]) == types[node["@id"]], (url, node)


# ---------------------------------------------------------------- true to the site


def test_each_address_on_the_site_leads_to_a_page_or_file(graphs, web, address):
    for url, graph in graphs.items():
        for link in addresses_in(graph):
            if link.startswith(address) and "{" not in link:
                path, _, anchor = link.removeprefix(address).partition("#")
                assert web.has(path), (url, link)
                assert not anchor or anchor in PARTS or anchor in web.page(path).ids, (url, link)


def addresses_in(graph: dict) -> set[str]:
    """Every text that a graph holds; addresses are among them."""
    found = set()
    for node in nodes_in(graph):
        for part in node.values():
            values = part if isinstance(part, list) else [part]
            found.update(value for value in values if isinstance(value, str))
    return found


def test_the_crumbs_are_those_on_the_page(graphs, web, address):
    for url in graphs:
        for crumbs in web.page(url).all("nav", "crumbs"):
            own = f"{address}{url}"
            links = [(urljoin(own, link.href), link.words) for link in crumbs.links]
            items = graphs[url]["@graph"][0]["breadcrumb"]["itemListElement"]
            assert [(item["item"]["@id"], item["name"]) for item in items[:-1]] == links, url
            assert [item["position"] for item in items] == list(range(1, len(items) + 1)), url
            assert items[-1]["item"]["@id"] == own, url


def test_nothing_in_the_data_ends_their_script(graphs, web):
    for url in graphs:
        written = web.file(url).read_text(encoding="utf-8")
        script = re.search(r'<script type="application/ld\+json">(.*?)</script>', written, re.S)
        assert "<" not in script[1], url


def test_the_search_is_one_that_the_site_answers(graphs, web, language_folders):
    for language, folder in language_folders.items():
        action = nodes(graphs, folder)["WebSite"]["potentialAction"]
        template = action["target"]["urlTemplate"].replace("{words}", "{searchTerms}")
        assert template in web.read(f"search/{language}/opensearch.xml")


def test_each_page_knows_its_translation(graphs, address, language_folders):
    translated = 0
    for url, graph in graphs.items():
        page = graph["@graph"][0]
        for twin in page.get("workTranslation", []):
            other = graphs[twin["@id"].removeprefix(address)]["@graph"][0]
            assert other["translationOfWork"] == {"@id": page["@id"]}, url
            translated += 1
    assert translated or len(language_folders) == 1


# ---------------------------------------------------------------- true to the record


def test_a_job_title_has_its_day_and_an_ended_post_is_none(graphs, real_book):
    for id_, person in real_book.people.items():
        told = nodes(graphs, f"people/{id_}/")["Person"]
        if not any(post.seen or post.start for post in person.posts):
            assert not {"jobTitle", "worksFor"} & told.keys(), id_
            continue
        post = newest_post(real_book, id_)
        assert ("jobTitle" in told) == (not post.end), id_
        if not post.end:
            day = (post.seen or post.start).last
            assert str(day.year) in told["jobTitle"].removeprefix(post.title.en), id_
        assert ("worksFor" in told) == bool(post.organization), id_
        if post.organization:
            role = told["worksFor"]
            assert role.get("startDate") == (iso(post.start) or None), id_
            assert role.get("endDate") == (iso(post.end) or None), id_
            assert role["description"], id_


def test_no_law_is_given_a_date_that_the_record_does_not_mark(graphs, real_book):
    for id_, program in real_book.programs.items():
        found = nodes(graphs, f"programs/{id_}/")
        assert ("Legislation" in found) == (program.kind == "law"), id_
        for node in found.values():
            assert not [name for name in node if name.startswith("legislation")], id_


def test_an_indicator_is_a_dataset_with_its_files_and_time(
    graphs, real_book, address, language_folders
):
    for id_, indicator in real_book.indicators.items():
        own = [id__ for id__, chart in real_book.charts.items() if chart.indicator == id_]
        for language, folder in language_folders.items():
            data = nodes(graphs, f"{folder}indicators/{id_}/")["Dataset"]
            suffix = f".{language}" if folder else ""
            files = [file["contentUrl"] for file in data["distribution"]]
            charts = [f"{address}data/charts/{chart}{suffix}.csv" for chart in own]
            assert files == [*charts, f"{address}data/indicators.json"], (id_, language)
            if language == "en":
                assert SHORTEST <= len(data["description"]) <= LONGEST, id_
            first, last = data["temporalCoverage"].split("/")
            periods = [row.period for row in indicator.rows.values() if row.period]
            assert first <= last, id_
            assert all(first <= period.first.isoformat() for period in periods), id_
            assert all(period.last.isoformat() <= last for period in periods), id_


def test_an_article_names_its_sources(graphs, real_book):
    for topic in real_book.topics.values():
        article = nodes(graphs, f"{topic.page}/")["Article"]
        assert article["headline"]
        assert article["datePublished"] == real_book.site.as_of.last.isoformat()
        assert 0 < len(article["citation"]) == len(set(article["citation"])), topic.page


def test_every_term_of_the_glossary_is_told(graphs, real_book, language_folders):
    for folder in language_folders.values():
        terms = nodes(graphs, f"{folder}glossary/")["DefinedTermSet"]["hasDefinedTerm"]
        assert len(terms) == len(real_book.glossary)
