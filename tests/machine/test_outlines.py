"""The outline of a country, from a file of the world to the map."""

import json

import pytest

from commands import typed
from factbook.authoring.outlines import NoCountry, outline
from factbook.record.outline import FILE, read_outline

# An island that lies on both sides of the line of dates: two pieces with a coast in two arcs each.
WORLD = {
    "transform": {"scale": [0.001, 0.001], "translate": [-180, -18]},
    "arcs": [
        [[359000, 0], [1000, 0], [0, 1000]],
        [[360000, 1000], [-1000, 0], [0, -1000]],
        [[0, 0], [0, 1000], [500, 0]],
        [[0, 0], [500, 1000]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "001", "arcs": [[0]], "properties": {"name": "Other"}},
                {
                    "type": "MultiPolygon",
                    "id": "242",
                    "arcs": [[[0, 1]], [[2, -4]]],
                    "properties": {"name": "Isles"},
                },
            ]
        }
    },
}


@pytest.mark.parametrize("country", ["242", "Isles"])
def test_a_country_over_the_line_of_dates_is_in_one_piece(tmp_path, country):
    feature = outline(WORLD, country, "made up")
    assert feature["properties"] == {"name": "Isles", "source": "made up"}
    (tmp_path / FILE).write_text(json.dumps(feature), encoding="utf-8")
    west, east = read_outline(tmp_path)
    assert west == ((179, -18), (180, -18), (180, -17), (179, -17), (179, -18))
    assert east == ((180, -18), (180, -17), (180.5, -17), (180, -18))


def test_a_record_without_an_outline_has_none(tmp_path):
    assert read_outline(tmp_path) == ()
    with pytest.raises(NoCountry, match="no country 'Nowhere'"):
        outline(WORLD, "Nowhere", "made up")


@pytest.mark.parametrize(
    "world, country, source, told",
    [
        (
            json.dumps(WORLD),
            "isles",
            "x",
            "world.json has no country 'isles'; did you mean 'Isles'?",
        ),
        (json.dumps(WORLD), "Isles", " ", "say where the file is from"),
        ("no JSON", "Isles", "x", "world.json is no TopoJSON of countries, such as"),
        ('{"features": []}', "Isles", "x", "world.json is no TopoJSON of countries, such as"),
        ("[]", "Isles", "x", "world.json is no TopoJSON of countries, such as"),
    ],
)
def test_what_is_no_outline_is_told_and_not_written(tmp_path, world, country, source, told):
    (tmp_path / "data").mkdir()
    (tmp_path / "world.json").write_text(world, encoding="utf-8")
    done = typed("outline", "world.json", country, "--source", source, folder=tmp_path)
    assert done.returncode == 1 and told in done.stderr
    assert not (tmp_path / "data" / FILE).exists()
