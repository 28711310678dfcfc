"""data/outline.json: where the land of the country lies, for maps; a GeoJSON feature."""

import json
from pathlib import Path

FILE = "outline.json"
REMEDY = "write it with `python -m factbook outline`"

Ring = tuple[tuple[float, float], ...]  # a coast: places in degrees, first east, then north
Outline = tuple[Ring, ...] | str  # the coasts and borders of a country, or why they are none


def read_outline(data: Path) -> Outline:
    """The coasts and borders of the country, or what is wrong with the file; none without one."""
    path = data / FILE
    if not path.is_file():
        return ()
    try:
        geometry = json.loads(path.read_text(encoding="utf-8"))["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return f"is no GeoJSON feature of polygons ({error}); {REMEDY}"
    return rings or f"has no polygon; {REMEDY}"


def _ring(points: list[list[float]]) -> Ring:
    ring = tuple((float(east), float(north)) for east, north, *_ in points)
    for east, north in ring:
        # A coast may go on beyond 180 degrees; what is no number lies nowhere.
        if not (abs(east) <= 360 and abs(north) <= 90):
            raise ValueError(f"there is no place at {east}, {north} degrees")
    return ring
