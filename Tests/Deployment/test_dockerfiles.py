"""What linters say of the files that images are built from."""

import json
import os
import subprocess

import pytest

from conftest import ROOT, executable

FILES = [ROOT / "Dockerfile", ROOT / "compose/identity/Dockerfile"]
BOTH = pytest.mark.parametrize("file", FILES, ids=["server", "identity"])


@BOTH
def test_hadolint_finds_nothing(file):
    answer = subprocess.run([executable("hadolint"), file], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


@BOTH
def test_checkov_finds_nothing(file):
    answer = subprocess.run(
        [executable("checkov"), "--skip-download", "--file", file, "--framework", "dockerfile", "--output", "json"],
        capture_output=True,
        text=True,
        env=os.environ | {"BC_SKIP_MAPPING": "TRUE", "LOG_LEVEL": "ERROR"},
    )
    report = json.loads(answer.stdout)
    assert [check["check_id"] for check in report["results"]["failed_checks"]] == []
    assert report["summary"]["passed"] > 10


def test_the_image_is_built_from_what_is_named_and_nothing_else():
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    for line in lines:
        if line.startswith("!"):
            assert (ROOT / line[1:]).exists(), line
