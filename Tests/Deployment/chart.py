"""The chart, rendered by a helm of either generation."""

import functools
import subprocess
from dataclasses import dataclass

import yaml

from conftest import ROOT, executable

CHART = ROOT / "helm"
EVERYTHING = ROOT / "Tests/Deployment/values.yaml"
HELMS = ["helm3", "helm4"]
SPACE = "tools"


@dataclass
class Rendered:
    text: str

    @functools.cached_property
    def objects(self):
        return [document for document in yaml.safe_load_all(self.text) if document]

    def all(self, kind):
        return [document for document in self.objects if document["kind"] == kind]

    def one(self, kind, ending=""):
        found = [document for document in self.all(kind) if document["metadata"]["name"].endswith(ending)]
        assert len(found) == 1, f"{len(found)} of {kind} {ending}"
        return found[0]

    @property
    def pod(self):
        return self.one("Deployment")["spec"]["template"]

    @property
    def container(self):
        return self.pod["spec"]["containers"][0]

    @property
    def configuration(self):
        return self.one("ConfigMap", "-configuration")["data"]["config.toml"]


def helm(command, *arguments, which="helm4", input=None):
    return subprocess.run(
        [executable(which), command, *map(str, arguments)], capture_output=True, text=True, input=input, timeout=60
    )


def template(*arguments, which="helm4", values=None):
    """What helm says to `helm template release`, with `values` (a dictionary) over those of the chart."""
    given = ["--values", "-"] if values is not None else []
    text = yaml.safe_dump(values) if values is not None else None
    return helm("template", "release", CHART, "--namespace", SPACE, *given, *arguments, which=which, input=text)


def rendered(*arguments, which="helm4", values=None):
    answer = template(*arguments, which=which, values=values)
    assert answer.returncode == 0, answer.stderr
    return Rendered(answer.stdout)


@functools.cache
def defaults(which="helm4"):
    return rendered(which=which)


@functools.cache
def everything(which="helm4"):
    return rendered("--values", EVERYTHING, which=which)
