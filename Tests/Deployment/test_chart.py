"""The chart as a whole: what linters, both generations of helm, and the schemas of Kubernetes say of it."""

import json
import os
import subprocess

import pytest

from chart import CHART, EVERYTHING, HELMS, defaults, everything, helm
from conftest import ROOT, executable

BOTH = pytest.mark.parametrize("values", [defaults, everything], ids=["defaults", "everything"])
# Kinds whose schemas do not come with Kubernetes: test_chart_resources.py looks at them.
FOREIGN = {
    "AuthorizationPolicy",
    "EnvoyFilter",
    "ExternalSecret",
    "HTTPRoute",
    "RequestAuthentication",
    "PrometheusRule",
    "ServiceMonitor",
}


@pytest.mark.parametrize("which", HELMS)
@pytest.mark.parametrize("values", [[], ["--values", EVERYTHING]], ids=["defaults", "everything"])
def test_helm_finds_nothing_to_complain_about(which, values):
    answer = helm("lint", "--strict", CHART, *values, which=which)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "[WARNING]" not in answer.stdout and "[ERROR]" not in answer.stdout


@BOTH
def test_both_generations_of_helm_render_the_same_objects(values):
    assert values("helm3").objects == values("helm4").objects


@BOTH
@pytest.mark.parametrize("version", ["1.31", "1.34", "1.37"])
def test_objects_are_those_of_kubernetes(values, version, tmp_path):
    file = tmp_path / "objects.yaml"
    file.write_text(values().text)
    answer = subprocess.run(
        [executable("kubernetes-validate"), "-k", version, "--strict", file], capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    known = [line for line in (answer.stdout + answer.stderr).splitlines() if " passed for resource " in line]
    assert len(known) == len([document for document in values().objects if document["kind"] not in FOREIGN])


@BOTH
def test_what_is_rendered_is_tidy(values, tmp_path):
    file = tmp_path / "objects.yaml"
    file.write_text(values().text)
    answer = subprocess.run(
        [executable("yamllint"), "--strict", "-c", ROOT / "Tests/Deployment/yamllint.yaml", file],
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stdout


def test_checkov_has_no_objection_that_is_not_explained(tmp_path):
    for values in (defaults, everything):
        (tmp_path / f"{values.__name__}.yaml").write_text(values().text)
    command = ["checkov", "--skip-download", "--directory", tmp_path, "--framework", "kubernetes", "--compact", "--quiet"]
    answer = subprocess.run(
        [executable(command[0]), *command[1:], "--output", "json", "--config-file", ROOT / "Tests/Deployment/checkov.yaml"],
        capture_output=True,
        text=True,
        env=os.environ | {"BC_SKIP_MAPPING": "TRUE", "LOG_LEVEL": "ERROR"},
    )
    report = json.loads(answer.stdout)
    failed = [(check["check_id"], check["resource"]) for check in report["results"]["failed_checks"]]
    assert failed == []
    assert report["summary"]["passed"] > 200
