"""The pages say what is true: their commands run, their settings are taken, their links lead somewhere (see pages.py)."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import tomllib

import mcp
import pytest
import yaml
from mcp.client.stdio import StdioServerParameters, stdio_client

from forge import clean_environment
from pages import MARK, ROOT, SHELLS, anchors, blocks, commands, every_block, links, pages, text
from schemas import LATEST_LEGACY, MODERN, WIRE
from taps import tapped_command

# What the settings on the pages take from the environment.
VARIABLES = {name: "a-secret-of-at-least-thirty-two-bytes" for name in ("CLIENT_SECRET", "SERVER_KEY", "METRICS_TOKEN", "OLD", "NEW")}


def named(found):
    return [pytest.param(block, id=block.place) for block in found]


def marked(mark):
    return named(block for block in every_block() if block.mark == mark)


def of(*languages):
    return named(block for block in every_block() if block.language in languages and block.mark != "part")


# Marks


def test_every_block_of_commands_is_marked():
    bare = [block.place for block in every_block() if block.language in SHELLS and block.mark not in ("run", "not run")]
    assert bare == [], "mark them <!-- run --> or <!-- not run: WHY --> (CONTRIBUTING.md)"


def test_what_is_not_run_or_checked_says_why():
    silent = [block.place for block in every_block() if block.mark in ("not run", "part") and len(block.detail) < 8]
    assert silent == []


def test_marks_mean_something():
    assert all(block.options <= {"", "serves", "in the clone"} for block in commands()[0])
    for page in pages():
        stray = re.findall(r"<!-- (?:run|not run|output|file|part|client)\b[^>]*-->\n(?! *```)", text(page))
        assert stray == [], f"{page}: nothing to mark"
        assert len(re.findall(MARK.pattern.removesuffix(" *$"), text(page))) == sum(block.mark != "" for block in blocks(page))


# Commands

# A network of its own: port 8080 is free there, whatever runs on this machine.
LOOPBACK = """
import fcntl, socket, struct, sys
with socket.socket() as any:
    name = struct.pack("16sh", b"lo", 0)
    flags = struct.unpack("16sh", fcntl.ioctl(any, 0x8913, name))[1]
    fcntl.ioctl(any, 0x8914, struct.pack("16sh", b"lo", flags | 1))
print("up", flush=True)
sys.stdin.read()
"""


class Reader:
    """Somebody who reads a page and types what it says."""

    def __init__(self, folder, binary):
        self.folder, self.serving, self.printed = folder / "page", None, ""
        self.folder.mkdir()
        tools = folder / "bin"
        tools.mkdir()
        (tools / "mcp-forge").symlink_to(binary)
        self.environment = clean_environment() | VARIABLES
        self.environment["PATH"] = f"{tools}:{os.path.dirname(sys.executable)}:{os.environ['PATH']}"
        self.network = subprocess.Popen(
            ["unshare", "--net", sys.executable, "-c", LOOPBACK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        isolated = self.network.stdout.readline() == b"up\n"
        self.inside = ["nsenter", "--net", "--target", str(self.network.pid), "--"] if isolated else []

    def command(self, script):
        return [*self.inside, "bash", "-euo", "pipefail", "-c", script]

    def place(self, block):
        return ROOT if "in the clone" in block.options else self.folder

    def follow(self, block):
        if block.mark == "file":
            (self.folder / block.detail).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / block.detail).write_text(block.text)
        elif block.mark == "output":
            assert like(self.printed, block.text), f"{block.place} shows\n{block.text}\nprinted was\n{self.printed}"
        elif block.mark == "run" and block.language == "console":
            # `> ` goes on with the command, as a shell shows it.
            for command, shown in re.findall(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
                printed = self.run(block, command.replace("\n> ", "\n"))
                assert like(printed, shown), f"{block.place}: $ {command}\nshown is\n{shown}\nprinted was\n{printed}"
        elif block.mark == "run" and "serves" in block.options:
            self.serve(block)
        elif block.mark == "run":
            self.printed = self.run(block, block.text)

    def run(self, block, script):
        # Standard error too: that is where the server says what is wrong.
        answer = subprocess.run(
            self.command(script),
            cwd=self.place(block),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        assert answer.returncode == 0, f"{block.place} ended with {answer.returncode}:\n{answer.stdout}"
        for message in filter(is_answer, map(WIRE.parsed, answer.stdout.splitlines())):
            WIRE.check(message, MODERN if "resultType" in message.get("result", {}) else LATEST_LEGACY)
        return answer.stdout

    def serve(self, block):
        self.leave()
        log = open(self.folder / "server.log", "w")
        self.serving = subprocess.Popen(
            self.command(block.text),
            cwd=self.place(block),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        ask = [*self.inside, "curl", "--silent", "--fail", "http://localhost:8080/health"]
        deadline = time.monotonic() + 300
        while subprocess.run(ask, capture_output=True).returncode:
            assert self.serving.poll() is None, f"{block.place} ended:\n{(self.folder / 'server.log').read_text()}"
            assert time.monotonic() < deadline, f"{block.place} does not serve"
            time.sleep(0.1)
        # Not somebody else's server, where there is no network of its own.
        time.sleep(0.1)
        assert self.serving.poll() is None, f"{block.place}: something else has the port"

    def leave(self):
        if self.serving is not None:
            os.killpg(self.serving.pid, signal.SIGTERM)
            self.serving.wait(20)
            self.serving = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.leave()
        self.network.stdin.close()
        self.network.wait(10)


def is_answer(value):
    return isinstance(value, dict) and value.get("jsonrpc") == "2.0" and ("result" in value or "error" in value)


def like(printed, shown):
    """Whether a text is the one that a page shows; times may differ."""
    times = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"
    parts = [re.sub(times, "…", part) for part in (printed.strip(), shown.strip())]
    return re.fullmatch(re.escape(parts[1]).replace("…", ".*"), parts[0], re.DOTALL) is not None


@pytest.mark.parametrize("page", [page for page in pages() if any(block.mark == "run" for block in blocks(page))])
def test_what_a_page_tells_to_run_runs(page, binary, tmp_path):
    with Reader(tmp_path, binary) as reader:
        for block in blocks(page):
            reader.follow(block)


# Settings


@pytest.mark.parametrize("block", of("toml"))
def test_configurations_are_taken(block, binary, tmp_path):
    if block.mark == "client":
        tomllib.loads(block.text)
        return
    (tmp_path / "config.toml").write_text(block.text)
    answer = subprocess.run(
        [binary, "check", "--config", tmp_path / "config.toml"], capture_output=True, text=True, env=clean_environment() | VARIABLES
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("block", of("json", "jsonc"))
def test_json_is_json(block):
    json.loads(block.text)


@pytest.mark.parametrize("block", of("yaml"))
def test_yaml_is_yaml(block):
    assert list(yaml.safe_load_all(block.text))


def entries(value):
    """The servers that the settings of a client name: whatever has a command or a URL."""
    if isinstance(value, dict):
        if isinstance(value.get("command"), str) or isinstance(value.get("url"), str):
            yield value
        for member in value.values():
            yield from entries(member)


@pytest.mark.parametrize("block", marked("client"))
def test_the_settings_of_a_client_start_the_server(block, binary, tmp_path):
    settings = tomllib.loads(block.text) if block.language == "toml" else json.loads(block.text)
    servers = list(entries(settings))
    assert servers, "they name no server"
    for server in servers:
        if "url" in server:
            assert re.fullmatch(r"https?://[^/]+/mcp", server["url"])
            continue
        assert server["command"] == "/usr/local/bin/mcp-forge"
        with tapped_command([binary, *server.get("args", [])], tmp_path) as (program, *arguments):
            asyncio.run(ask(StdioServerParameters(command=program, args=arguments, env=clean_environment())))


async def ask(parameters):
    async with mcp.Client(stdio_client(parameters)) as client:
        answer = await client.call_tool("hello_world", {"name": "Ada"})
        assert answer.content[0].text == "Hello, Ada! 👋"


# Messages


def said(message, sources):
    """Whether one of the sources has the message; `…` in it stands for anything."""
    parts = [part.strip() for part in message.split("…") if part.strip()]
    return any(all(part in source for part in parts) for source in sources)


def test_messages_of_the_troubleshooting_page_are_there():
    headings = re.findall(r"^### `(.+)`$", text("docs/troubleshooting.md"), re.MULTILINE)
    assert len(headings) > 30
    files = [*ROOT.glob("Sources/**/*.swift"), ROOT / "scripts/bootstrap"]
    sources = [file.read_text().replace('\\"', '"') for file in files]
    assert [message for message in headings if not said(message.removeprefix("bootstrap: "), sources)] == []


# Links


@pytest.mark.parametrize("page", pages())
def test_links_lead_somewhere(page):
    for target in links(page):
        path, _, fragment = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), target
        if fragment and file.suffix == ".md":
            assert fragment in anchors(str(file.resolve().relative_to(ROOT))), target


def test_every_page_can_be_reached_from_the_readme():
    seen, ahead = set(), ["README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page not in pages():
            continue
        seen.add(page)
        for target in links(page):
            file = ((ROOT / page).parent / target.partition("#")[0]).resolve()
            if file.is_dir():
                file /= "README.md"
            if file.is_relative_to(ROOT):
                ahead.append(str(file.relative_to(ROOT)))
    assert set(pages()) - seen == set()
