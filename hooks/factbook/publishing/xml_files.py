"""What all files of XML have in common: how they begin, and the letters that none may hold."""

import re
from xml.etree.ElementTree import Element, tostring

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_file(root: Element) -> str:
    """An element as a file."""
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{without_forbidden(text)}\n'


def without_forbidden(text: str) -> str:
    """XML without the control characters that no escape makes lawful in it (XML 1.0, 2.2)."""
    return FORBIDDEN.sub("", text)
