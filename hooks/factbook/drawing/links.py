"""Drawings whose rows are links: to the address of each row, as it is written from one page."""

import re
from collections.abc import Callable
from html import escape

from ..record.values import Address
from .rows import ChartData

ROW = re.compile(r'<path\b[^>]* data-point="(\d+)"[^>]*/>')


def with_links(svg: str, data: ChartData, href: Callable[[Address], str]) -> str:
    """A drawing in which each row leads to its record.

    It is then a group, not one image: nobody could reach the links in an image.
    """

    def link(found: re.Match[str]) -> str:
        address = data.points[int(found[1])].address
        return f'<a href="{escape(href(address))}">{found[0]}</a>'

    return ROW.sub(link, svg).replace(' role="img"', ' role="group"', 1)
