"""Where the tools are, and what is tested. What is missing is skipped by name, or fails where all is required."""

import os
import pathlib
import shutil
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUIRED = bool(os.environ.get("MCP_FORGE_REQUIRED"))
# The tools of scripts/tools lie beside the interpreter that runs the tests.
os.environ["PATH"] = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
# A running server, and the bytes to talk to it with (forge); every message of it is checked.
sys.path.append(str(ROOT / "Tests/Integration"))

from recorder import every_message_is_checked  # noqa: E402, F401 (pytest finds the fixture here)


def absent(what):
    (pytest.fail if REQUIRED else pytest.skip)(f"{what} is absent")


def executable(name):
    return shutil.which(name) or absent(name)


@pytest.fixture(scope="session")
def binary():
    """The server."""
    path = pathlib.Path(os.environ.get("MCP_FORGE_BINARY") or ROOT / ".build/release/mcp-forge")
    return path if path.exists() else absent(f"the server's binary ({path.name})")
