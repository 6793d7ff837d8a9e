"""What compose.yaml starts: its schema, its care, and the configuration that it mounts."""

import ast
import os
import subprocess

import pytest
import yaml

from conftest import ROOT, executable

SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]


def test_it_is_a_compose_file():
    command = [executable("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_nothing_that_it_does_not_need(service):
    settings = SERVICES[service]
    assert settings["read_only"] and settings["cap_drop"] == ["ALL"] and settings["mem_limit"]
    assert settings["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in settings["ports"])


def test_the_server_takes_its_configuration(binary):
    environment = os.environ | SERVICES["mcp-forge"]["environment"]
    command = [binary, "check", "--config", ROOT / "compose/server/config.toml"]
    answer = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("file", sorted((ROOT / "compose/identity").glob("*.py")), ids=lambda file: file.name)
def test_the_identity_provider_is_python(file):
    ast.parse(file.read_text())
