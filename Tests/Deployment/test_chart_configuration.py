"""What the chart makes of a configuration is one that the server takes."""

import json
import os
import pathlib
import subprocess
import tomllib

import jsonschema
import pytest

from chart import defaults, everything


def check(binary, text, folder, environment=None):
    file = folder / "config.toml"
    file.write_text(text)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MCP_FORGE")}
    return subprocess.run(
        [binary, "check", "--config", file], capture_output=True, text=True, env=kept | (environment or {}), timeout=20
    )


def keys(folder, container):
    """The variables of the key ring, with files of the test's own behind them."""
    found = {}
    for variable in container.get("env", []):
        if variable["name"].startswith("KEY_RING_"):
            file = folder / variable["name"]
            file.write_text("0123456789abcdef0123456789abcdef" + variable["name"] + "\n")
            found[variable["name"]] = str(file)
    return found


@pytest.mark.parametrize("values", [defaults, everything])
def test_the_server_takes_the_configuration(values, binary, tmp_path):
    answer = check(binary, values().configuration, tmp_path, keys(tmp_path, values().container))
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""


@pytest.mark.parametrize("values", [defaults, everything])
def test_it_fits_the_schema_for_editors(values):
    schema = json.loads((pathlib.Path(__file__).resolve().parents[2] / "docs/config.schema.json").read_text())
    jsonschema.Draft7Validator(schema).validate(tomllib.loads(values().configuration))


def test_a_key_that_is_not_mounted_is_missed(binary, tmp_path):
    answer = check(binary, everything().configuration, tmp_path)
    assert answer.returncode == 78 and "KEY_RING_0" in answer.stderr
