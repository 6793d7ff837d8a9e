"""The values and configurations of docs/deploy are ones that the chart and the server take."""

import re
import subprocess

import pytest
import yaml

from chart import HELMS, rendered
from conftest import ROOT, executable
from test_chart import FOREIGN
from test_chart_configuration import check, keys

GUIDES = sorted((ROOT / "docs/deploy").glob("*.md"))


def blocks(language, first):
    """Blocks of code whose first line is the comment `# first`."""
    found = []
    for file in GUIDES:
        texts = re.findall(rf"^```{language}\n# {re.escape(first)}\n(.*?)^```", file.read_text(), re.MULTILINE | re.DOTALL)
        found += [pytest.param(text, id=f"{file.stem}-{at}") for at, text in enumerate(texts)]
    return found


@pytest.mark.parametrize("text", blocks("yaml", "values.yaml"))
def test_values_are_rendered(text, binary, tmp_path):
    of = rendered(values=yaml.safe_load(text))
    assert of.objects == rendered(values=yaml.safe_load(text), which=HELMS[0]).objects
    file = tmp_path / "objects.yaml"
    file.write_text(of.text)
    answer = subprocess.run([executable("kubernetes-validate"), "-k", "1.37", "--strict", file], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    for document in of.objects:
        assert "spec" in document or document["kind"] not in FOREIGN
    answer = check(binary, of.configuration, tmp_path, keys(tmp_path, of.container))
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("text", blocks("toml", "config.toml"))
def test_configurations_are_taken(text, binary, tmp_path):
    answer = check(binary, text, tmp_path)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_a_guide_says_what_was_run_and_what_was_not(file):
    if file.stem != "README":
        text = file.read_text()
        assert "\n## What was run\n" in text and "\nNot run: " in text
