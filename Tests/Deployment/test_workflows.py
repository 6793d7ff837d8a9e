"""The workflows of continuous integration: their schema, their safety, and that what they run is there."""

import re
import subprocess

import pytest
import yaml

from conftest import ROOT, executable

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
JOBS = [
    pytest.param(job, id=f"{file.stem}-{name}")
    for file in WORKFLOWS
    for name, job in yaml.safe_load(file.read_text())["jobs"].items()
]


def test_there_is_one_for_each_task():
    assert {file.stem for file in WORKFLOWS} == {"build", "chart", "image", "release", "test"}


def test_they_are_workflows():
    command = [executable("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *WORKFLOWS]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


def test_zizmor_finds_nothing():
    command = [executable("zizmor"), "--offline", "--no-progress", ROOT / ".github"]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 0 and "No findings to report" in answer.stdout, answer.stdout + answer.stderr


def test_nothing_is_permitted_that_a_job_does_not_ask_for():
    for file in WORKFLOWS:
        assert yaml.safe_load(file.read_text())["permissions"] == {}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends_and_keeps_no_credentials(job):
    assert job["timeout-minutes"] <= 60
    for step in job["steps"]:
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("job", JOBS)
def test_a_job_runs_what_is_there(job):
    for step in job["steps"]:
        for script in re.findall(r"scripts/[\w-]+", step.get("run", "")):
            assert (ROOT / script).is_file(), script
