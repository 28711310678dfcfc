"""What schema.org's vocabulary does not allow in linked data, by version 30.1 of it."""

import re
from collections.abc import Iterable, Iterator

from schema_org import registry

TEXTS = {
    "URL": r"https?://\S+",
    "Date": r"\d{4}(-\d\d(-\d\d)?)?",
    "DateTime": r"\d{4}-\d\d-\d\d(T.*)?",
    "Text": r"(?s).+",
}
NOTHING = "(?!)"


def wrong(node: dict, types: dict[str, str]) -> Iterator[str]:
    """What is not allowed in a node; `types` are those of the nodes that are only named."""
    type_ = node.get("@type", "")
    if type_ not in registry.CLASS_METADATA or registry.CLASS_METADATA[type_].superseded_by:
        yield f"no type {type_!r}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        # "-input" and "-output" belong to actions: schema.org/docs/actions.html
        property_ = registry.PROPERTY_BY_SCHEMA.get(re.sub("-(in|out)put$", "", name))
        if not property_ or property_.superseded_by or not has(type_, property_):
            yield f"{type_} has no {name}"
            continue
        for item in value if isinstance(value, list) else [value]:
            yield from misfit(item, name, property_.ranges, types)


def has(type_: str, property_) -> bool:
    return any(is_a(type_, domain) for domain in property_.domains)


def is_a(type_: str, wanted: str) -> bool:
    return wanted in (type_, *registry.ancestry(type_))


def misfit(item, name: str, ranges: tuple[str, ...], types: dict[str, str]) -> Iterator[str]:
    """What of a value is outside the ranges of its property."""
    if isinstance(item, dict) and is_role(item):
        # A role stands between a property and its value, and repeats the property.
        yield from misfit(item[name], name, ranges, types)
        yield from wrong({key: value for key, value in item.items() if key != name}, types)
    elif isinstance(item, dict):
        yield from misfit_of_node(item, name, ranges, types)
    elif isinstance(item, bool | int):
        kind = "Boolean" if isinstance(item, bool) else "Integer"
        if not {kind, "Number"}.intersection(ranges):
            yield f"{name} is no number: {item}"
    elif not any(re.fullmatch(TEXTS.get(range_, NOTHING), item) for range_ in ranges):
        yield f"{name} is not {item!r}"


def misfit_of_node(item: dict, name: str, ranges, types: dict[str, str]) -> Iterator[str]:
    only_named = item.keys() == {"@id"}
    type_ = types.get(item["@id"], "WebPage") if only_named else item.get("@type", "")
    if not any(is_a(type_, range_) for range_ in ranges):
        yield f"{name} is no {type_}"
    if not only_named:
        yield from wrong(item, types)


def is_role(node: dict) -> bool:
    return node.get("@type", "") in registry.CLASS_METADATA and is_a(node["@type"], "Role")


def nodes_in(part) -> Iterator[dict]:
    """Every node of a graph, however deep."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for value in part:
            yield from nodes_in(value)


def types_of(graphs: Iterable[dict]) -> dict[str, str]:
    """The type of each node that says more than its type."""
    nodes = nodes_in(list(graphs))
    return {node["@id"]: node["@type"] for node in nodes if node.keys() > {"@id", "@type"}}
