"""Editors and `mcp-forge check` agree on what a configuration is."""

import json
import pathlib
import subprocess
import sys

import jsonschema
import pytest

from configuration_schema import FILE, violations
from forge import clean_environment
from pages import ROOT, every_block

TAPLO = pathlib.Path(sys.executable).with_name("taplo")
WRONG = [
    ("prot = 1", "Additional properties"),
    ("[server.transport]\ntype = 'htpp'", "not valid under any of the schemas"),
    ("[server.transport.http]\nport = 65536", "greater than the maximum of 65535"),
    ("[server.limits]\nbody = '4 megabytes'", "does not match"),
    ("[middleware.jwt]", "\"enabled\" is a required property"),
    ("[oauth_protected_resource]\nenabled = true", "is a required property"),
]


def check(binary, *words, environment=None):
    return subprocess.run(
        [binary, "check", *map(str, words)], capture_output=True, text=True, env=clean_environment() | (environment or {}), cwd="/"
    )


def taplo(file, *options):
    return subprocess.run([TAPLO, "check", *options, str(file)], capture_output=True, text=True, cwd=ROOT)


def test_the_program_prints_the_file_for_editors(binary):
    answer = check(binary, "--schema")
    assert answer.returncode == 0 and answer.stdout == FILE.read_text(), "write it anew with scripts/reference"


def test_it_means_the_same_in_the_newest_draft():
    schema = json.loads(FILE.read_text())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert '"definitions"' not in FILE.read_text() and '"items": [' not in FILE.read_text()


def blocks():
    return [pytest.param(block, id=block.place) for block in every_block() if block.language == "toml" and block.mark not in ("part", "client")]


@pytest.mark.parametrize("block", blocks())
def test_it_takes_what_the_pages_show(block):
    assert violations(block.text) == []


def test_taplo_finds_it_through_the_first_line():
    answer = taplo(ROOT / "config.toml")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_taplo_marks_what_is_wrong(text, message, binary, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(f"#:schema {FILE.as_uri()}\n{text}\n")
    answer = taplo(file)
    assert answer.returncode != 0 and message in answer.stderr
    assert violations(text) != []
    assert check(binary, "--config", file).returncode == 78


@pytest.mark.parametrize("block", blocks())
def test_taplo_takes_what_the_pages_show(block, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(block.text if block.text.startswith("#:schema") else f"#:schema {FILE.as_uri()}\n{block.text}")
    if "#:schema ./config.schema.json" in block.text:
        (tmp_path / FILE.name).write_text(FILE.read_text())
    answer = taplo(file)
    assert answer.returncode == 0, answer.stderr


def test_a_key_is_explained_even_when_the_file_is_wrong(binary, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[mcp]\npage_size = 'many'\n")
    answer = check(binary, "--explain", "page_size", "--config", file)
    assert answer.returncode == 0 and answer.stdout.startswith("mcp.page_size\n")
    assert "integer, 1 to 10000" in answer.stdout and "now      not known" in answer.stdout


@pytest.mark.parametrize("word", ["page_sise", "issuer", "", "[nonsense]"])
def test_what_is_no_key_is_wrong_usage(word, binary):
    answer = check(binary, "--explain", word)
    assert answer.returncode == 64 and answer.stdout == "" and f"'{word}'" in answer.stderr


def test_no_explanation_shows_a_secret(binary, tmp_path):
    secret = "0123456789abcdef0123456789abcdef-and-no-more"
    file = tmp_path / "config.toml"
    file.write_text(f"[server.keys]\nring = ['{secret}', '${{SERVER_KEY}}']\n[management]\ntoken = '{secret}'\n")
    for key in ("server.keys.ring", "management.token", "server.keys", "management"):
        answer = check(binary, "--explain", key, "--config", file, environment={"SERVER_KEY": secret})
        assert answer.returncode == 0 and "0123456789" not in answer.stdout + answer.stderr
    assert "[secret]" in check(binary, "--explain", "management.token", "--config", file, environment={"SERVER_KEY": secret}).stdout
