"""Variables of the environment: they hold against the file, are checked like it, and never show a secret."""

import os
import signal
import subprocess

import pytest

from forge import Server, call, clean_environment, hello, request, until

FILE = "[server]\nname = \"from the file\"\n"
RING = "0123456789abcdef0123456789abcdef-hunter2"


def run(binary, tmp_path, *words, config=FILE, **environment):
    path = tmp_path / "config.toml"
    path.write_text(config)
    command = [str(binary), *words, "--config", str(path)]
    return subprocess.run(command, capture_output=True, text=True, env=clean_environment() | environment, timeout=20)


def check(binary, tmp_path, config=FILE, **environment):
    return run(binary, tmp_path, "check", config=config, **environment)


def name(server):
    answer = call(server, request("server/discover"))
    return answer.json["result"]["serverInfo"]["name"]


def test_a_variable_holds_against_the_file_and_the_log_says_so(binary, tmp_path):
    with Server(binary, config=FILE, folder=tmp_path, environment={"MCP_FORGE__DEMO__ENABLED": "true"}) as server:
        assert server.says("demo.enabled from MCP_FORGE__DEMO__ENABLED")
        tools = call(server, request("tools/list")).json["result"]["tools"]
        assert "add" in [tool["name"] for tool in tools]


def test_it_holds_at_a_reload_too(binary, tmp_path):
    with Server(binary, config=FILE, folder=tmp_path, environment={"MCP_FORGE__DEMO__ENABLED": "true"}) as server:
        assert call(server, hello()).status == 200
        (tmp_path / "config.toml").write_text(FILE + "[demo]\nenabled = false\n[mcp]\npage_size = 50\n")
        server.process.send_signal(signal.SIGHUP)
        assert server.says("the configuration was read again, and holds")
        tools = call(server, request("tools/list")).json["result"]["tools"]
        assert "add" in [tool["name"] for tool in tools]


def test_there_need_be_no_file(binary, tmp_path):
    environment = clean_environment() | {"MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT": "9000"}
    done = subprocess.run([str(binary), "check"], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=20)
    assert done.returncode == 0
    assert done.stdout == (
        "no file, built-in defaults: ok\n  server.transport.http.port from MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT\n"
    )


def test_arrays_are_lists_or_toml(binary, tmp_path):
    for text in ("a.example,b.example", '["a.example", "b.example"]'):
        done = check(binary, tmp_path, MCP_FORGE__SERVER__TRANSPORT__HTTP__ALLOWED_HOSTS=text)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"MCP_FORGE__SERVER__PROT": "1"}, "MCP_FORGE__SERVER__PROT: unknown key 'server.prot'"),
        ({"MCP_FORGE__SEVRER__NAME": "1"}, "MCP_FORGE__SEVRER__NAME: unknown key 'sevrer' (did you mean 'server'?)"),
        ({"MCP_FORGE__SERVER": "1"}, "MCP_FORGE__SERVER: 'server' must be a table, not a string"),
        ({"MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT": "x"}, "MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT: 'server.transport.http.port' must be an integer"),
        ({"MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT": "99999"}, "must be from 0 to 65535"),
        ({"MCP_FORGE__SERVER__TRANSPORT__HTTP__HOST": "0.0.0.0"}, "without authentication needs allow_anonymous = true"),
        ({"MCP_FORGE__SERVER__KEYS__RING_FILE": "/nowhere"}, "MCP_FORGE__SERVER__KEYS__RING_FILE: the file that MCP_FORGE__SERVER__KEYS__RING_FILE names cannot be read"),
        ({"MCP_FORGE__SERVER__KEYS__RING_FILE": "/dev/null"}, "MCP_FORGE__SERVER__KEYS__RING_FILE: the file that it names is empty"),
        ({"MCP_FORGE__SERVER__KEYS__RINK_FILE": "/etc/hostname"}, "MCP_FORGE__SERVER__KEYS__RINK_FILE: unknown key 'server.keys.rink' (did you mean 'ring'?)"),
        ({"MCP_PORT": "eighty"}, "MCP_PORT: 'server.transport.http.port' must be an integer"),
        ({"MCPENGINE_HOST": "0.0.0.0"}, "without authentication needs allow_anonymous = true"),
        ({"MCP_FORGE_VARIABLES_OF": "nobody"}, "MCP_FORGE_VARIABLES_OF: 'nobody' is no server whose variables are read"),
        ({"MCP_FORGE_VARIABLES_OF": "bridge", "ENABLE_AUTH": "true"}, "missing key 'middleware.jwt.validation.local"),
        ({"MCP_FORGE_VARIABLES_OF": "bridge", "REQUIRED_SCOPES": "mcp"}, "REQUIRED_SCOPES: there is no such key here"),
    ],
)
def test_what_is_wrong_opens_no_port(binary, tmp_path, variables, says):
    done = run(binary, tmp_path, "http", "--port", "0", **variables)
    assert done.returncode == 78, done
    assert says in done.stderr and "http://" not in done.stderr


def test_what_is_not_for_this_server_changes_nothing(binary, tmp_path):
    done = check(
        binary, tmp_path, HOST="0.0.0.0", PORT="x", DEBUG="true", LOG_LEVEL="none", MCP_TIMEOUT="x", MCP_FORGE_PORT="tcp://10.0.0.1:80",
        MCP_FORGE_SERVICE_HOST="10.0.0.1", MCP_PORT="tcp://10.0.0.1:80", MCPENGINE_PORT_80_TCP="tcp://10.0.0.1:80",
    )
    assert done.returncode == 0 and not done.stderr
    assert done.stdout.count("\n") == 1


def test_what_has_no_effect_is_told(binary, tmp_path):
    done = check(binary, tmp_path, MCPENGINE_SSE_PATH="/events", MCPENGINE_LOG_LEVEL="DEBUG")
    assert done.returncode == 0
    assert "MCPENGINE_SSE_PATH: warning: has no effect here" in done.stderr
    assert "log.level from MCPENGINE_LOG_LEVEL" in done.stdout


def test_no_secret_is_shown(binary, tmp_path):
    path = tmp_path / "ring"
    path.write_text(RING + "\n")
    variables = {
        "MCP_FORGE__SERVER__KEYS__RING_FILE": str(path),
        "MCP_FORGE__MANAGEMENT__TOKEN": "hunter2",
        "MCP_FORGE__SERVER__TITLE": "shown",
    }
    done = run(binary, tmp_path, "check", "--diff", **variables)
    assert done.returncode == 0, done.stderr
    assert "server.keys.ring: (default) → [secret] from MCP_FORGE__SERVER__KEYS__RING_FILE" in done.stdout
    assert "management.token: (default) → [secret] from MCP_FORGE__MANAGEMENT__TOKEN" in done.stdout
    assert 'server.title: (default) → "shown" from MCP_FORGE__SERVER__TITLE' in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    short = check(binary, tmp_path, MCP_FORGE__SERVER__KEYS__RING="hunter2,hunter3")
    assert short.returncode == 78 and "hunter" not in short.stdout + short.stderr
    with Server(binary, config=FILE, folder=tmp_path, environment=variables | {"MCP_FORGE__MANAGEMENT__PORT": "0"}) as server:
        assert call(server, hello()).status == 200
        assert server.stop() == 0
        assert not any("hunter2" in line for line in server.log)


def test_a_login_takes_its_secret_from_a_variable_before_the_file(binary, tmp_path):
    config = FILE + "[auth]\nissuer = \"https://login.example.com\"\nclient_id = \"a\"\nclient_secret = \"b\"\n"
    config += "redirect_uri = \"https://mcp.example.com/callback\"\n"
    done = check(binary, tmp_path, config, MCP_CLIENT_ID="hunter2", MCP_CLIENT_SECRET="hunter2")
    assert done.returncode == 0, done.stderr
    assert "auth.client_id from MCP_CLIENT_ID" in done.stdout and "auth.client_secret from MCP_CLIENT_SECRET" in done.stdout


def test_a_gateway_moves_in_with_its_variables(binary, tmp_path):
    done = check(
        binary, tmp_path, MCP_FORGE_VARIABLES_OF="bridge", HOST="127.0.0.1", PORT="8123", LOG_LEVEL="INFO", LOG_FORMAT="json",
        ENABLE_AUTH="true", KEYCLOAK_SERVER_URL="https://login.example.com", KEYCLOAK_REALM="tools", TOKEN_AUDIENCE="mcp",
        RATE_LIMIT_DEFAULT_LIMIT="5", CORS_ORIGINS='["https://app.example.com"]', SERVICE_REGISTRY_FILE="config/services.yaml",
    )
    assert done.returncode == 0, done.stderr
    assert "middleware.jwt.validation.local.issuer from KEYCLOAK_SERVER_URL" in done.stdout
    assert "SERVICE_REGISTRY_FILE: warning: has no effect here: this server is no gateway" in done.stderr
