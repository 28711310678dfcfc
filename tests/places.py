"""Where things are; importing this lets tests import the hooks."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MACHINE, RECORD = TESTS / "machine", TESTS / "record"
# The record and the prose that tests/record looks at.
DATA = ROOT / os.environ.get("DATA_DIR", "data")
DOCS = ROOT / os.environ.get("DOCS_DIR", "docs")
TEMPLATES = ROOT / "docs" / "templates"

for folder in (ROOT / "hooks", TESTS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
