"""What the tests run against. Anything that is missing is skipped with its name, or fails where all is required."""

import os
import pathlib

import pytest

from forge import Server
from pages import commands
from recorder import every_message_is_checked, summary  # noqa: F401 (pytest finds the fixture here)

REQUIRED = bool(os.environ.get("MCP_FORGE_REQUIRED"))


def component(variable, what):
    path = os.environ.get(variable, "")
    if path and pathlib.Path(path).exists():
        return pathlib.Path(path)
    return absent(f"{what} is absent ({variable})")


def absent(what):
    """Skips the test, or fails where all is required."""
    (pytest.fail if REQUIRED else pytest.skip)(what)


@pytest.fixture(scope="session")
def binary():
    return component("MCP_FORGE_BINARY", "the server's binary")


@pytest.fixture(scope="session")
def probe():
    return component("MCP_FORGE_PROBE", "the binary with waiting tools")


@pytest.fixture(scope="module")
def everything():
    """The server that has one of everything."""
    with Server(component("MCP_FORGE_EVERYTHING", "the binary with one of everything")) as server:
        yield server
        assert server.alive, "the server died:\n" + "\n".join(server.log[-20:])


@pytest.fixture(scope="session")
def schemas():
    return component("MCP_FORGE_VECTORS", "the folder of public vectors") / "mcp-schema"


@pytest.fixture(scope="module")
def server(binary):
    """The server as it comes: no configuration, loopback."""
    with Server(binary) as server:
        yield server
        assert server.alive, "the server died:\n" + "\n".join(server.log[-20:])


@pytest.fixture
def start(request, tmp_path, binary, probe):
    """Starts servers of one's own: `start(config, probe=True)`."""
    running = []

    def launch(config=None, *arguments, waiting=True, **options):
        server = Server(probe if waiting else binary, *arguments, config=config, folder=tmp_path, **options)
        running.append(server)
        return server

    yield launch
    for server in running:
        server.__exit__()


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(summary())
    run, not_run = commands()
    terminalreporter.write_line(f"blocks of commands in the documentation: {len(run)} run, {len(not_run)} not run")
    for block in not_run:
        terminalreporter.write_line(f"  not run: {block.place}: {block.detail}")
