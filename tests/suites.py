"""The tests of the record, run on another record: those that need neither a browser nor MkDocs."""

import os
import subprocess
import sys
from pathlib import Path

from places import ROOT

BOUNDED = "not browser and not site and not suite"


def judge(data: Path, docs: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """What the tests of the record say of a data folder."""
    command = [sys.executable, "-m", "pytest", "tests/record", "-q", "-m", BOUNDED]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "--tb", "short", *options],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data), "DOCS_DIR": str(docs)},
        capture_output=True,
        text=True,
    )
