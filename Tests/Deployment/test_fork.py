"""The project under another name, in a copy: renamed, with a tool, a resource and a prompt of its own, built and tested."""

import os
import re
import shutil
import subprocess
import textwrap

import pytest

from conftest import ROOT, executable

NAME, TITLE, OLD = "acme-tools", "ACME Tools", "mcp-forge"
KEPT = ("scripts/fork", "docs/fork.md", "Tests/Deployment/test_fork.py", "CHANGELOG.md", "LICENSE")
IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.com"))}

# Where the name is used, and what opens no sockets.
SUITES = "^(App|Auth|HTTP|MCP|Telemetry)Tests"

pytestmark = pytest.mark.skipif(
    f'.executable(name: "{OLD}"' not in (ROOT / "Package.swift").read_text(), reason="this is a fork already"
)


def run(folder, *command, status=0, timeout=60):
    answer = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, timeout=timeout, env=os.environ | IDENTITY
    )
    assert answer.returncode == status, answer.stdout[-6000:] + answer.stderr[-6000:]
    return answer.stdout + answer.stderr


def clone(folder):
    run(folder.parent, "git", "clone", "--quiet", ROOT, folder)
    run(folder, "git", "switch", "--quiet", "--create", "work")
    return folder


def files(folder):
    return run(folder, "git", "ls-files").split()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The copy, renamed once for all tests of this module."""
    folder = clone(tmp_path_factory.mktemp("fork") / "copy")
    before = set(files(folder))
    run(folder, "scripts/fork", NAME, TITLE)
    for old in before:
        assert (folder / old.replace(OLD, NAME)).exists(), old
    run(folder, "git", "commit", "--quiet", "--message", "Another name")
    return folder


@pytest.mark.parametrize("name", ["", "Acme", "acme_tools", "-acme", "acme--tools", "9lives", "a" * 41, "http", "apptests", "my-mcp-forge"])
def test_what_is_no_name_changes_nothing(name, tmp_path):
    folder = clone(tmp_path / "copy")
    run(folder, "scripts/fork", name, status=64)
    assert run(folder, "git", "status", "--porcelain") == ""


def test_changes_that_are_not_committed_are_not_mixed_with_it(tmp_path):
    folder = clone(tmp_path / "copy")
    (folder / "notes.txt").touch()
    assert "not clean" in run(folder, "scripts/fork", NAME, status=1)
    assert run(folder, "git", "status", "--porcelain") == "?? notes.txt\n"


def test_it_happens_once(copy):
    assert f"this is a fork already: {NAME}" in run(copy, "scripts/fork", "other-tools", status=1)
    assert run(copy, "git", "status", "--porcelain") == ""


def test_the_old_name_is_nowhere(copy):
    found = [file for file in files(copy) if file not in KEPT and re.search(b"mcp.forge", (copy / file).read_bytes(), re.IGNORECASE)]
    assert found == [] and not [file for file in files(copy) if OLD in file]


def test_every_spelling_has_become_one_of_the_new_name(copy):
    assert f'.executable(name: "{NAME}", targets: ["{NAME}"])' in (copy / "Package.swift").read_text()
    assert f"name: {NAME}\n" in (copy / "helm/Chart.yaml").read_text()
    assert f"ENTRYPOINT [\"/usr/bin/{NAME}\"]" in (copy / "Dockerfile").read_text()
    assert f"/{NAME} " in (copy / f"packaging/systemd/{NAME}.service").read_text()
    assert "acme_tools_build_info" in (copy / "docs/metrics.md").read_text()
    assert "ACME_TOOLS_BINARY" in (copy / "Tests/Integration/conftest.py").read_text()
    assert (copy / "README.md").read_text().startswith(f"# {TITLE}\n")


def test_what_others_read_is_still_right(copy, tmp_path):
    run(copy, executable("helm4"), "lint", "--strict", "helm")
    assert f"app.kubernetes.io/name: {NAME}" in run(copy, executable("helm4"), "template", "x", "helm")
    run(copy, executable("hadolint"), "Dockerfile")
    run(copy, executable("yamllint"), "--strict", *(file for file in files(copy) if file.endswith((".yaml", ".yml"))))
    changed = run(copy, "git", "diff", "--name-only", "HEAD~1", "--", "*.swift").split()
    run(copy, executable("swift"), "format", "lint", "--strict", "-p", *changed, timeout=120)


def test_what_comes_from_upstream_can_be_renamed_and_merged(copy, tmp_path):
    upstream = clone(tmp_path / "upstream")
    (upstream / "Sources/App/Resources/About.swift").open("a").write("// mcp-forge says more.\n")
    run(upstream, "git", "commit", "--quiet", "--all", "--message", "Upstream")
    fork = tmp_path / "fork"
    run(tmp_path, "git", "clone", "--quiet", copy, fork)
    run(fork, "git", "fetch", "--quiet", upstream, "work:upstream")
    run(fork, "git", "switch", "--quiet", "--create", "upstream-renamed", "upstream")
    run(fork, "scripts/fork", NAME, TITLE)
    run(fork, "git", "commit", "--quiet", "--message", "Upstream, renamed")
    run(fork, "git", "switch", "--quiet", "work")
    run(fork, "git", "merge", "--quiet", "upstream-renamed")
    assert f"// {NAME} says more.\n" in (fork / "Sources/App/Resources/About.swift").read_text()


@pytest.mark.parametrize("kind, name", [("tool", "hello-world"), ("tool", "9lives"), ("tool", "a" * 65), ("widget", "x")])
def test_what_is_there_or_is_no_name_is_not_begun(kind, name, copy):
    answer = subprocess.run([copy / "scripts/new", kind, name], capture_output=True, text=True)
    assert answer.returncode in (1, 64) and answer.stderr
    assert run(copy, "git", "status", "--porcelain") == ""


def test_the_copy_builds_and_passes_with_a_tool_of_its_own(copy):
    """Minutes: everything is compiled under the new name, and its unit tests run."""
    for recipe, name in (("new-tool", "roll_dice"), ("new-resource", "PriceList"), ("new-prompt", "weekly-report")):
        run(copy, executable("just"), recipe, name)
    assert len(run(copy, "git", "status", "--porcelain", "--untracked-files=all").splitlines()) == 7
    run(copy, "swift", "format", "lint", "--strict", "-r", "-p", "Sources/App", "Tests/AppTests")
    log = run(copy, "swift", "build", "--build-tests", timeout=1500)
    assert "warning:" not in log
    tests = run(copy, "swift", "test", "--skip-build", "--parallel", "--filter", SUITES, timeout=900)
    for suite in ("RollDiceTests", "PriceListTests", "WeeklyReportTests"):
        assert f"Suite {suite} passed" in tests, textwrap.shorten(tests[-4000:], 4000)
    binary = copy / f".build/debug/{NAME}"
    assert run(copy, binary, "version").startswith(f"{NAME} ")
    config = copy / "bad.toml"
    config.write_text("[server]\nnaem = 1\n")
    assert "did you mean 'name'?" in run(copy, binary, "check", "--config", config, status=78)
    shutil.rmtree(copy / ".build")
