"""The core: from a folder of YAML facts to the pages, charts and downloads of a site.

It knows nothing of MkDocs, and only its last room knows the command line. A room imports only
from the rooms before it in ROAD, and within a room a module only from those before it in the ROAD
of the room. `site` is the recipe.
"""

import sys

if sys.flags.optimize > 1:
    # What a field or a call is for is read from its docstring, and stands on the site.
    sys.exit("Without docstrings a site would lack words: unset PYTHONOPTIMIZE, leave out -OO")

ROAD = (
    "record",  # YAML -> the Book: everything that the data folder says, checked
    "meaning",  # what is computed from the record, and how it is worded
    "drawing",  # charts: figures -> rows -> SVG and PNG
    "writing",  # prose and templates -> pages, their addresses and citations
    "publishing",  # the record and its pages -> files that leave the site
    "authoring",  # help for those who write the record
    "site",  # build_site: a data folder and a docs folder -> everything that is published
    "framing",  # what stands around each page, where no generator fills our frame
    "commands",  # what a person or make asks for: python -m factbook COMMAND
)
