"""`mcp-forge convert`: what comes out loads, and nothing that is there is lost."""

import subprocess

from forge import clean_environment

PYTHON = """
[server]
name = "tools"
version = "1"
[middleware.jwt]
enabled = true
[middleware.jwt.validation]
strategy = "local"
jwt_exposed_claims = "all"
[middleware.jwt.validation.local]
jwks_uri = "https://login.example.com/keys"
cache_interval = 10
whitelist_domains = ["login.example.com"]
issuer = "https://login.example.com"
audience = "tools"
[auth]
client_id = "a"
client_secret = "${SECRET}"
colour = "hunter2"
"""
GO = """
server:
  name: &name tools
  version: "1"
  transport: {type: http, http: {host: "127.0.0.1:8080"}}
middleware:
  access_logs: {redacted_headers: [X-Session]}
"""


def run(binary, tmp_path, *words, **environment):
    return subprocess.run(
        [str(binary), *words], capture_output=True, text=True, cwd=tmp_path, env=clean_environment() | environment, timeout=20
    )


def test_a_file_of_the_python_edition_becomes_one_of_this_server(binary, tmp_path):
    (tmp_path / "old.toml").write_text(PYTHON)
    done = run(binary, tmp_path, "convert", "old.toml", "-o", "config.toml", SECRET="s3cr3t")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "config.toml").read_text()
    assert text.index("jwt_exposed_claims") < text.index("[server]") < text.index("[middleware.jwt]") < text.index("[auth]")
    assert "# from 'middleware.jwt.validation.jwt_exposed_claims', where it had no effect\njwt_exposed_claims" in text
    assert "dropped, because there is no such key: 'auth.colour'" in text and "hunter2" not in text + done.stderr
    assert "${SECRET}" in text and "s3cr3t" not in text
    checked = run(binary, tmp_path, "check", "--config", "config.toml", SECRET="s3cr3t")
    assert checked.returncode == 0 and "wrong table" not in checked.stderr, checked.stderr
    assert (tmp_path / "config.toml").stat().st_mode & 0o777 == 0o600


def test_yaml_is_found_and_goes_to_standard_output(binary, tmp_path):
    (tmp_path / "config.yaml").write_text(GO)
    done = run(binary, tmp_path, "convert")
    assert done.returncode == 0, done.stderr
    (tmp_path / "new.toml").write_text(done.stdout)
    assert "# from '127.0.0.1:8080'\nhost = \"127.0.0.1\"\nport = 8080\n" in done.stdout
    assert "./config.yaml: server.transport.http.host: from '127.0.0.1:8080'" in done.stderr
    difference = run(binary, tmp_path, "check", "--config", "new.toml", "--diff", "config.yaml").stdout
    assert difference.splitlines() == [
        'server.transport.http.host: "127.0.0.1:8080" → "127.0.0.1" (needs a restart)',
        "server.transport.http.port: (default) → 8080 (needs a restart)",
    ]


def test_a_file_that_is_there_stays_without_force(binary, tmp_path):
    (tmp_path / "config.yaml").write_text(GO)
    (tmp_path / "config.toml").write_text("mine")
    done = run(binary, tmp_path, "convert", "config.yaml", "-o", "config.toml")
    assert done.returncode == 71 and "there is a file already; --force replaces it" in done.stderr
    assert (tmp_path / "config.toml").read_text() == "mine"
    assert run(binary, tmp_path, "convert", "config.yaml", "-o", "config.toml", "--force").returncode == 0
    assert "[server]" in (tmp_path / "config.toml").read_text()


def test_what_is_no_file_to_convert_is_told(binary, tmp_path):
    done = run(binary, tmp_path, "convert")
    assert done.returncode == 78 and "./config.yaml: there is no such file" in done.stderr
    (tmp_path / "wrong.yaml").write_text("server: [")
    done = run(binary, tmp_path, "convert", "wrong.yaml", "-o", "out.toml")
    assert done.returncode == 78 and "wrong.yaml:1:" in done.stderr and not (tmp_path / "out.toml").exists()
    (tmp_path / "wrong.yaml").write_text("server: {transport: {type: pigeon}}")
    done = run(binary, tmp_path, "convert", "wrong.yaml", "-o", "out.toml")
    assert done.returncode == 78 and "out.toml:2:8: 'server.transport.type' must be 'http' or 'stdio'" in done.stderr
    assert run(binary, tmp_path, "convert", "a", "b").returncode == 64


def test_other_words_for_commands(binary, tmp_path):
    (tmp_path / "config.yaml").write_text(GO)
    assert run(binary, tmp_path, "validate").stdout == "./config.yaml: ok\n"
    assert run(binary, tmp_path, "serve", "--config", "nothing.yaml").returncode == 78
