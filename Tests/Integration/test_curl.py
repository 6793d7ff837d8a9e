"""The README's call, with curl."""

import json
import re
import shlex
import shutil
import subprocess

import pytest

from taps import tapped_url


def test_the_call_of_the_readme_answers_as_the_readme_says(server, pytestconfig):
    if not shutil.which("curl"):
        pytest.skip("no curl here")
    readme = (pytestconfig.rootpath.parent.parent / "README.md").read_text()
    command = re.search(r"^```sh\n(curl .*?)\n```", readme, re.MULTILINE | re.DOTALL).group(1)
    answer = json.loads(re.search(r"```json\n(.*?)\n```", readme, re.DOTALL).group(1))
    with tapped_url(server, "") as url:
        words = shlex.split(command.replace("\\\n", " ").replace("http://localhost:8080", url))
        output = subprocess.run([*words, "--silent", "--max-time", "5"], capture_output=True, text=True, check=True).stdout
    assert json.loads(output) == answer
