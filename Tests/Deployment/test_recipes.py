"""The recipes of the justfile, in a clean clone."""

import json
import re
import subprocess

import pytest

from conftest import ROOT, absent, executable

# What somebody who comes from the projects before this one types.
WANTED = """test cov bench lint typing check-all install update clean clean-cache fresh run run-stdio dev-http dev-stdio
docker-build docker-push package package-signature new-tool new-resource new-prompt fork""".split()


def just(*arguments, folder=ROOT, **options):
    return subprocess.run([executable("just"), *arguments], cwd=folder, capture_output=True, text=True, **({"timeout": 60} | options))


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone") / "clean"
    done = subprocess.run(["git", "clone", "--quiet", ROOT, folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def recipes(clone):
    return json.loads(just("--dump", "--dump-format", "json", folder=clone).stdout)["recipes"]


def test_all_that_are_wanted_are_there(recipes):
    assert set(WANTED) <= set(recipes)


def test_the_list_says_what_each_is_for(clone, recipes):
    listed = just(folder=clone).stdout
    for name, recipe in recipes.items():
        if not recipe["private"] and not name.startswith("_"):
            assert recipe["doc"], f"{name} says nothing"
            assert re.search(rf"^    {re.escape(name)}\b.*# ", listed, re.MULTILINE), name


def test_they_run_what_is_there(clone):
    for script in set(re.findall(r"scripts/[\w-]+", (clone / "justfile").read_text())):
        file = clone / script
        assert file.is_file() and file.stat().st_mode & 0o111, script
        assert subprocess.run(["bash", "-n", file]).returncode == 0


def test_each_can_be_expanded(clone, recipes):
    for name, recipe in recipes.items():
        needed = ["x" for parameter in recipe["parameters"] if parameter["default"] is None and parameter["kind"] == "singular"]
        answer = just("--dry-run", name, *needed, folder=clone)
        assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("recipe", ["clean", "clean-cache"])
def test_cleaning_works_when_there_is_nothing_to_clean(clone, recipe):
    assert just(recipe, folder=clone).returncode == 0


def test_cleaning_keeps_the_tools(clone):
    for name in (".build/tools/kept", ".build/x86_64-unknown-linux-gnu/gone", "dist/gone"):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).touch()
    assert just("clean", folder=clone).returncode == 0
    assert (clone / ".build/tools/kept").exists()
    assert not (clone / ".build/x86_64-unknown-linux-gnu").exists() and not (clone / "dist").exists()
    assert just("clean-cache", folder=clone).returncode == 0
    assert not (clone / ".build").exists()


# Here, and not in the clone, where the server is built already: what is left of these recipes takes seconds.

INITIALIZE = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},'
    '"clientInfo":{"name":"recipes","version":"1"}}}\n'
)


@pytest.fixture
def built():
    if not (ROOT / ".build/release/mcp-forge").exists():
        absent("the release build")


def test_installing_puts_the_executable_where_it_is_wanted(built, tmp_path):
    answer = just("install", tmp_path, timeout=900)
    assert answer.returncode == 0, answer.stderr
    said = subprocess.run([tmp_path / "bin/mcp-forge", "version"], capture_output=True, text=True)
    assert said.returncode == 0 and said.stdout.startswith("mcp-forge ")


def test_running_over_standard_streams_leaves_them_to_the_protocol(built):
    answer = just("run-stdio", input=INITIALIZE, timeout=900)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["result"]["serverInfo"]["name"] == "mcp-forge"


def test_a_package_holds_what_it_should_and_its_checksum_is_right(built):
    for recipe in ("package", "package-signature"):
        answer = just(recipe, timeout=900)
        assert answer.returncode == 0, answer.stderr
    archive = answer.stdout.split()[0]
    names = subprocess.run(["tar", "-tzf", ROOT / archive], capture_output=True, text=True).stdout.split()
    assert {name.rpartition("/")[2] for name in names} >= {"mcp-forge", "config.toml", "LICENSE", "README.md", "CHANGELOG.md"}
    checked = subprocess.run(["sha256sum", "--check", f"{archive.rpartition('/')[2]}.sha256"], cwd=ROOT / "dist", capture_output=True)
    assert checked.returncode == 0
