"""The countries of the world as TopoJSON -> one of them as a GeoJSON feature, for maps."""

from itertools import groupby
from typing import Any

from ..record.problems import did_you_mean

Json = dict[str, Any]
Place = tuple[float, float]  # degrees east and north
DECIMALS = 2  # of a degree: a kilometre, less than a map of a country shows


class NoCountry(Exception):
    """Why a file has no such country."""


def outline(world: Json, country: str, source: str) -> Json:
    """The country of a code or a name; NoCountry where the file has none of them.

    A coast that runs over the line of dates is written beyond 180 degrees, in one piece.
    """
    shape = _shape(world, country)
    many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    polygons = [_rings(world, polygon) for polygon in many]
    places = [place for polygon in polygons for ring in polygon for place in ring]
    is_cut = max(east for east, _ in places) - min(east for east, _ in places) > 180
    return {
        "type": "Feature",
        "properties": {"name": shape["properties"]["name"], "source": source},
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [_all_written(polygon, is_cut) for polygon in polygons],
        },
    }


def _shape(world: Json, country: str) -> Json:
    shapes: list[Json] = world["objects"]["countries"]["geometries"]
    for shape in shapes:
        if country in (str(shape.get("id")), shape["properties"]["name"]):
            return shape
    names = [shape["properties"]["name"] for shape in shapes]
    raise NoCountry(f"no country '{country}'{did_you_mean(country, names)}")


def _ring(world: Json, arcs: list[int]) -> list[Place]:
    """Arcs one after the other; where one ends, the next begins."""
    ring: list[Place] = []
    for number in arcs:
        arc = _arc(world, number)
        ring += arc[1:] if ring else arc
    return ring


def _arc(world: Json, number: int) -> list[Place]:
    """An arc, whose places are written as steps; one below zero runs backwards."""
    transform = world["transform"]
    (wide, high), (east, north) = transform["scale"], transform["translate"]
    x = y = 0
    places = []
    for dx, dy in world["arcs"][number if number >= 0 else ~number]:
        x, y = x + dx, y + dy
        places.append((x * wide + east, y * high + north))
    return places if number >= 0 else places[::-1]


def _rings(world: Json, polygon: list[list[int]]) -> list[list[Place]]:
    return [_ring(world, arcs) for arcs in polygon]


def _all_written(polygon: list[list[Place]], is_cut: bool) -> list[list[list[float]]]:
    return [_written(ring, is_cut) for ring in polygon]


def _written(ring: list[Place], is_cut: bool) -> list[list[float]]:
    """A ring in few digits, each place once in a row."""
    moved = [(east + 360 if is_cut and east < 0 else east, north) for east, north in ring]
    rounded = [[round(east, DECIMALS), round(north, DECIMALS)] for east, north in moved]
    return [place for place, _ in groupby(rounded)]
