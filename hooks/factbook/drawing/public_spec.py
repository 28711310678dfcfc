"""A specification as others may use it: with the caption of its chart, in real colours."""

import json
from collections.abc import Iterator
from typing import Any

from .captions import Caption, Sheet
from .letters import Letters
from .marks import HALO
from .palette import in_colors

Specification = dict[str, Any]  # of Vega-Lite
PADDING = 12  # around a specification that others draw, in px


def public_spec(
    spec: Specification, sheet: Sheet, letters: Letters, colors: dict[str, str]
) -> Specification:
    """The specification as others may use it: with its caption, in real colours.

    Its `usermeta` holds the caption piece by piece.
    """
    plain = json.loads(in_colors(json.dumps(spec, ensure_ascii=False), colors))
    caption = sheet.caption
    return {
        "$schema": plain.pop("$schema"),
        "description": " ".join(filter(None, (f"{caption.title}. {sheet.alt}", caption.note))),
        "usermeta": {"caption": caption.for_programs()},
        **plain,
        "layer": list(_halos_below(plain["layer"])),
        "title": _title(caption, plain["width"], letters),
        "autosize": "pad",
        "padding": PADDING,
    }


def _halos_below(layers: list[Specification]) -> Iterator[Specification]:
    """Layers where what is drawn around letters is one of its own: Vega draws it above them."""
    for layer in layers:
        mark = layer["mark"]
        if mark["type"] == "text" and "stroke" in mark:
            yield layer
            mark = {name: look for name, look in mark.items() if name not in HALO}
        yield {**layer, "mark": mark}


def _title(caption: Caption, width: float, letters: Letters) -> dict[str, Any]:
    """A caption as the title of Vega-Lite, which has no place for words below a drawing."""
    below = (caption.subtitle, caption.note, caption.foot, caption.address_in_words)
    lines = [line for words in below if words for line in letters.wrap(words, width, size=12)]
    return {
        "text": letters.wrap_evenly(
            caption.title,
            width,
            bold=True,
            size=17,
        ),
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 17,
        "subtitleFontSize": 12,
        "offset": 16,
    }
