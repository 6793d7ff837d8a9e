"""The pods of the chart, run by podman, which reads objects of Kubernetes; with the image that MCP_FORGE_IMAGE names."""

import json
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
import yaml

from chart import rendered
from test_image import image  # noqa: F401 (a fixture)

BAD = '[server]\nnaem = "x"\n'


def podman(*arguments, check=True):
    answer = subprocess.run(["podman", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    assert not check or answer.returncode == 0, answer.stderr
    return answer


@pytest.fixture
def objects(image):  # noqa: F811
    if not shutil.which("podman"):
        pytest.skip("podman is absent")

    def render(values=None):
        name, _, tag = image.rpartition(":")
        main = {"image": {"repository": name, "tag": tag, "pullPolicy": "Never"}}
        return rendered(values={"controllers": {"application": {"containers": {"main": main}}}} | (values or {}))

    return render


@contextmanager
def played(folder, *documents):
    file = folder / "pods.yaml"
    file.write_text(yaml.safe_dump_all(documents))
    try:
        podman("play", "kube", "--network", "podman", file)
        yield
    finally:
        podman("play", "kube", "--down", file, check=False)


def state(container):
    return json.loads(podman("inspect", container).stdout)[0]


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def log(container):
    answer = podman("logs", container)
    return answer.stdout + answer.stderr


def test_the_pod_serves_and_drains(objects, tmp_path):
    of = objects()
    name = of.one("Deployment")["metadata"]["name"] + "-pod-0-main"
    with played(tmp_path, of.one("ConfigMap", "-configuration"), of.one("Deployment")):
        until(lambda: "listening on http://0.0.0.0:8080/mcp" in log(name))
        found = state(name)
        assert found["HostConfig"]["ReadonlyRootfs"] and found["Config"]["User"] == "65532:65532"
        asked = podman("exec", name, "/usr/bin/mcp-forge", "healthcheck", "--config", "/data/config.toml", check=False)
        assert asked.returncode == 0, asked.stderr
        podman("pod", "stop", name.removesuffix("-main"))
        assert state(name)["State"]["ExitCode"] == 0


@pytest.mark.parametrize(("text", "status", "said"), [(None, 0, "ok"), (BAD, 78, "did you mean 'name'?")], ids=["good", "bad"])
def test_the_hook_tells_a_bad_configuration(objects, tmp_path, text, status, said):
    of = objects({"configMaps": {"configuration": {"data": {"config.toml": text}}}} if text else None)
    spec = of.one("Job")["spec"]["template"]["spec"]
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "mcp-forge-hook"}, "spec": spec}
    with played(tmp_path, of.one("ConfigMap", "-check"), pod):
        until(lambda: state("mcp-forge-hook-check")["State"]["Status"] in ("exited", "stopped"))
        assert state("mcp-forge-hook-check")["State"]["ExitCode"] == status
        assert said in log("mcp-forge-hook-check")
