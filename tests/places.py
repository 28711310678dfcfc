"""Where things are; importing this lets tests import the hooks."""

import os
import sys
from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
MACHINE, RECORD = TESTS / "machine", TESTS / "record"
DATA = ROOT / os.environ.get("DATA_DIR", "data")  # the record that tests/record looks at

for folder in (ROOT / "hooks", TESTS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
