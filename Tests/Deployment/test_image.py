"""The container image that MCP_FORGE_IMAGE names, run as a careful cluster would run it."""

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
import time
import uuid

import pytest

from conftest import absent
from forge import connect, exchange, get, hello, post, receive
from proxies import free_port

ENGINE = os.environ.get("MCP_FORGE_ENGINE") or shutil.which("podman") or shutil.which("docker")
MEMORY = "64m"
OPEN = '[server.transport.http]\nhost = "0.0.0.0"\nallow_anonymous = true\n'


@pytest.fixture(scope="module")
def image():
    name = os.environ.get("MCP_FORGE_IMAGE")
    if not name:
        pytest.skip("no image is named by MCP_FORGE_IMAGE")
    return name if ENGINE else absent("podman or docker")


def engine(*arguments, check=True, text=True, **options):
    answer = subprocess.run([ENGINE, *map(str, arguments)], capture_output=True, text=text, timeout=60, **options)
    assert not check or answer.returncode == 0, answer.stderr
    return answer


def inspect(image):
    return json.loads(engine("image", "inspect", image).stdout)[0]


def run(image, *arguments, options=()):
    strict = ["--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--memory", MEMORY]
    return engine("run", "--rm", "--network", "none", *strict, *options, image, *arguments, check=False)


def file(image, path):
    """The content of a file of the image."""
    container = engine("create", image).stdout.split()[-1]
    try:
        with tarfile.open(fileobj=io.BytesIO(engine("cp", f"{container}:{path}", "-", text=False).stdout)) as archive:
            return archive.extractfile(archive.getmembers()[0]).read()
    finally:
        engine("rm", container, check=False)


class Container:
    """The image, serving on a port of this machine."""

    def __init__(self, image, folder, port, config=OPEN):
        self.name, self.port = f"mcp-forge-{uuid.uuid4().hex[:8]}", port
        folder.chmod(0o755)
        (folder / "config.toml").write_text(config)
        strict = ["--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--memory", MEMORY]
        place = ["--network", "host", "--volume", f"{folder}:/data:ro"]
        engine("run", "--detach", "--name", self.name, *strict, *place, image, "http", "--port", port)

    def __enter__(self):
        deadline = time.monotonic() + 20
        while True:
            try:
                if exchange(self.port, get("/health", "localhost"), expect=1, patience=3).statuses == [200]:
                    return self
            except OSError:
                assert time.monotonic() < deadline, self.log
                time.sleep(0.1)

    def __exit__(self, *_):
        engine("rm", "--force", self.name, check=False)

    @property
    def log(self):
        answer = engine("logs", self.name, check=False)
        return answer.stdout + answer.stderr

    @property
    def state(self):
        return json.loads(engine("inspect", self.name).stdout)[0]["State"]


@pytest.fixture
def container(image, tmp_path):
    with Container(image, tmp_path, free_port()) as container:
        yield container


def test_it_is_small(image):
    assert inspect(image)["Size"] <= 45_000_000


def test_it_says_what_it_is(image):
    found = inspect(image)
    config = found["Config"]
    assert config["User"] == "65532:65532"
    assert config["Entrypoint"] == ["/usr/bin/mcp-forge"] and config["Cmd"] == ["http"]
    labels = config["Labels"]
    assert labels["org.opencontainers.image.title"] == "mcp-forge" and labels["org.opencontainers.image.licenses"] == "MIT"
    assert {"version", "revision", "created", "description"} <= {label.rsplit(".", 1)[-1] for label in labels}
    health = config.get("Healthcheck") or found.get("HealthCheck") or found.get("Healthcheck")
    assert health["Test"] == ["CMD", "/usr/bin/mcp-forge", "healthcheck"]


@pytest.mark.parametrize("shell", ["/bin/sh", "/bin/bash", "/usr/bin/env"])
def test_it_has_no_shell(image, shell):
    assert run(image, "-c", "true", options=["--entrypoint", shell]).returncode == 127


def test_it_starts_without_anything(image):
    answer = run(image, "version")
    assert answer.returncode == 0 and answer.stdout.startswith("mcp-forge ")


def test_a_wrong_configuration_ends_it_with_78(image, tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "config.toml").write_text("[server]\nnaem = 'x'\n")
    answer = run(image, options=["--volume", f"{tmp_path}:/data:ro"])
    assert answer.returncode == 78 and "did you mean 'name'?" in answer.stderr


def test_its_health_is_asked_without_a_shell(container):
    asked = engine("exec", container.name, "/usr/bin/mcp-forge", "healthcheck", "--port", container.port, check=False)
    assert asked.returncode == 0, asked.stderr
    asked = engine("exec", container.name, "/usr/bin/mcp-forge", "healthcheck", "--port", "1", check=False)
    assert asked.returncode == 1


def test_under_load_it_drains_and_ends_with_0(container):
    stop, served, failures = threading.Event(), [], []

    def load():
        while not stop.is_set():
            try:
                connection = connect(container.port)
            except OSError:
                return  # It no longer listens.
            with connection:
                data = post(hello(), f"localhost:{container.port}")
                while not stop.is_set():
                    try:
                        connection.sendall(data)
                        answer = receive(connection, data, expect=1, patience=5)
                    except OSError:
                        break
                    if not answer.responses:
                        # A connection that was idle when draining began is closed before it has answered anything.
                        if answer.raw:
                            failures.append(answer.raw)
                        break
                    (served if answer.final.status == 200 else failures).append(answer.final.status)
                    if answer.final.headers.get("connection") == "close":
                        break

    threads = [threading.Thread(target=load) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    before = len(served)
    engine("stop", "--time", "20", container.name)
    stop.set()
    for thread in threads:
        thread.join(20)
    state = container.state
    assert state["ExitCode"] == 0 and not state.get("OOMKilled"), container.log[-2000:]
    assert before > 300 and failures == []
    print(f"{before} calls in 3 s from 8 threads of Python, in {MEMORY}")


def test_a_crash_is_told(container):
    engine("kill", "--signal", "SEGV", container.name)
    deadline = time.monotonic() + 20
    while "Backtrace took" not in container.log and time.monotonic() < deadline:
        time.sleep(0.2)
    log = container.log
    assert "*** Signal 11: Backtracing from" in log and "Program crashed" in log
    assert re.search(r"[0-9a-f]{40} mcp-forge +/usr/bin/mcp-forge", log), log


def test_it_lists_what_it_is_made_of(image, tmp_path):
    text = file(image, "/usr/share/sbom/mcp-forge.spdx.json")
    document = json.loads(text)
    names = {package["name"] for package in document["packages"]}
    assert {"mcp-forge", "swift-runtime", "libc6", "libssl3", "libcurl4", "ca-certificates", "tzdata"} <= names
    assert {"libre2-dev", "libstdc++-12-dev", "libyaml-dev"} <= names
    assert all(package["versionInfo"] for package in document["packages"])
    if shutil.which("pyspdxtools"):
        written = tmp_path / "mcp-forge.spdx.json"
        written.write_bytes(text)
        checked = subprocess.run(["pyspdxtools", "-i", written], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr


def test_it_knows_authorities_and_time_zones(image):
    assert b"BEGIN CERTIFICATE" in file(image, "/etc/ssl/certs/ca-certificates.crt")
    assert file(image, "/usr/share/zoneinfo/Europe/Berlin").startswith(b"TZif")
