"""Linked data of the small record, and whether what checks linked data sees a fault."""

import json

import pytest

from factbook.publishing.linked_nodes import iso, span
from factbook.record.values import Day
from factbook.site import build_site
from schema_org_checks import nodes_in, types_of, wrong
from small import edit

OF_AN_ADDRESS = {"url", "item", "contentUrl", "distribution", "image", "potentialAction"}


@pytest.mark.parametrize(
    ("node", "fault"),
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
def test_the_check_finds(node, fault):
    assert list(wrong(node, {"#a": "Dataset"})) == [fault]


def test_without_an_address_no_page_of_the_site_has_one(small_site):
    for path in small_site.pages:
        for node in nodes_in(json.loads(small_site.linked_data(path))):
            assert not OF_AN_ADDRESS & node.keys(), (path, node)
            assert node.get("@id", "_:").startswith("_:"), (path, node)


def test_without_an_address_the_data_are_still_schema_orgs(small_site):
    for path in small_site.pages:
        graph = json.loads(small_site.linked_data(path))
        for node in graph["@graph"]:
            assert list(wrong(node, types_of([graph]))) == [], path


def test_a_post_that_has_ended(small_copy):
    edit(
        small_copy.data / "people" / "people.yml",
        "start: 2029-01-15",
        "start: 2029-Q1\n      end: 2030-05",
    )
    told = build_site(small_copy).linked_data("people/ada-brightwater.md")
    graph = json.loads(told)["@graph"]
    (person,) = [node for node in graph if node["@type"] == "Person"]
    assert "jobTitle" not in person
    role = person["worksFor"]
    organization = role.pop("worksFor")
    assert role == {
        "@type": "OrganizationRole",
        "roleName": "Minister of Light",
        "startDate": "2029",
        "endDate": "2030-05",
        "description": "until May 2030",
    }
    assert organization == {"@type": "GovernmentOrganization", "name": "Ministry of Light"}


@pytest.mark.parametrize(
    "written, day",
    [
        ("2025-10-31", "2025-10-31"),
        ("2025-10", "2025-10"),
        ("2025", "2025"),
        ("2025-Q4", "2025"),
        ("2025-H1", "2025"),
    ],
)
def test_a_day_in_iso_8601(written, day):
    assert iso(Day(written)) == day


def test_the_time_that_days_span():
    assert span([Day("2025-Q4"), Day("2024")]) == "2024-01-01/2025-12-31"
    assert span([]) == ""
    assert iso(None) == ""
