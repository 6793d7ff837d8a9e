"""Metrics as Prometheus sees them: its checker, a scrape, the alert rules and the dashboard."""

import json
import pathlib
import re
import shutil
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import pytest

from conftest import absent
from forge import call, connect, exchange, get, hello, post, receive, request, tool
from issuer import Issuer, Key
from providers import free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "helm/monitoring/dashboard.json"
ALERTS = ROOT / "helm/monitoring/alerts.yaml"
OPEN = "application/openmetrics-text; version=1.0.0"


def program(name):
    return shutil.which(name) or absent(name)


def metrics_port(server):
    return next(int(found.group(1)) for line in server.log if (found := re.search(r":(\d+)/metrics", line)))


def page(server, accept="*/*"):
    url = f"http://127.0.0.1:{metrics_port(server)}/metrics"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=5) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def series(server):
    return {line.rsplit(" ", 1)[0] for line in page(server)[1].splitlines() if line and not line.startswith("#")}


@pytest.fixture
def watched(start):
    """A server with everything that has metrics, after some calls."""
    issuer = Issuer()
    key = Key("one")
    issuer.published = [key]
    issuer.start()
    local = f'[middleware.jwt.validation.local]\nissuer = "{issuer.name}"\naudience = "{issuer.audience}"\n'
    server = start(
        f'[traces]\nendpoint = "http://127.0.0.1:{free_port()}"\n[management]\nport = 0\n'
        f'[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "local"\n{local}'
    )
    server.token = {"Authorization": f"Bearer {key.token(issuer.claims())}"}
    assert call(server, hello(), headers=server.token).status == 200
    call(server, tool("fail"), headers=server.token)
    yield server
    issuer.stop()


def test_promtool_is_silent(watched):
    kind, text = page(watched)
    assert kind == "text/plain; version=0.0.4; charset=utf-8"
    checked = subprocess.run([program("promtool"), "check", "metrics"], input=text, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_openmetrics_comes_to_who_asks(watched):
    kind, text = page(watched, OPEN)
    assert kind.startswith("application/openmetrics-text; version=1.0.0") and text.endswith("\n# EOF\n")
    plain = page(watched)[1]
    assert {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")} == {
        line.split()[2].removesuffix("_total") for line in plain.splitlines() if line.startswith("# TYPE")
    }


def test_clients_make_no_series(watched):
    before = series(watched)
    for number in range(50):
        name = f"made-up-{number}"
        call(watched, tool(name), headers=watched.token)
        call(watched, request(f"{name}/{name}"), headers=watched.token)
        call(watched, request("resources/read", {"uri": f"made-up://{name}"}), headers=watched.token)
        call(watched, hello(id=name), headers=watched.token | {"User-Agent": name, "Mcp-Session-Id": name, name: name})
        exchange(watched.port, get(f"/{name}?{name}", watched.host, method=f"BREW{number}"), expect=1)
        exchange(watched.port, get("/", f"{name}.example"), expect=1)
    new = series(watched) - before
    assert {re.sub(r'status="\d+"', "", line) for line in new} <= {"http_server_requests_total{}"}
    assert len(new) < 10 and "made-up" not in page(watched)[1]


def test_ten_thousand_names_make_no_series(watched):
    """Tools, methods, paths and sessions that nobody has, as fast as they go."""
    before = series(watched)
    with connect(watched.port) as connection:
        for start in range(0, 10_000, 50):
            names = [f"made-up-{number}" for number in range(start, start + 50)]
            data = b"".join(
                post(tool(name), watched.host, watched.token)
                + get(f"/{name}", watched.host, {"Mcp-Session-Id": name, "User-Agent": name}, method=f"A{name.upper()}")
                for name in names
            )
            connection.sendall(data)
            answers = receive(connection, data, expect=100)
            assert len(answers.responses) == 100
    new = series(watched) - before
    assert {re.sub(r'status="\d+"', "", line) for line in new} <= {"http_server_requests_total{}"}
    assert len(new) < 5 and "made-up" not in page(watched)[1]


def test_pages_of_a_busy_server_are_whole(watched):
    """Counters never fall, and what a histogram counts is what its last bucket holds."""
    stop = threading.Event()

    def work():
        while not stop.is_set():
            call(watched, hello(), headers=watched.token)
            call(watched, tool("fail"), headers=watched.token)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    try:
        seen = {}
        for turn in range(20):
            text = page(watched)[1]
            values = {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line[0] != "#"}
            for name, value in values.items():
                if re.search(r"_(total|count|sum|bucket)\b", name):
                    assert value >= seen.get(name, 0), name
                if "_bucket{" in name and 'le="+Inf"' in name:
                    count = re.sub(r',?le="\+Inf"', "", name).replace("_bucket", "_count").replace("{}", "")
                    assert values[count] == value, name
            seen = values
            if turn % 5 == 0:
                checked = subprocess.run([program("promtool"), "check", "metrics"], input=text, capture_output=True, text=True)
                assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
                assert page(watched, OPEN)[1].endswith("\n# EOF\n")
    finally:
        stop.set()
        for worker in workers:
            worker.join()
    assert seen['http_server_requests_total{status="200"}'] > 20


@pytest.fixture
def prometheus(watched, tmp_path):
    """A Prometheus that scrapes the server, and its answer to a query."""
    port = free_port()
    config = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(ALERTS)],
        "scrape_configs": [
            {"job_name": "mcp-forge", "static_configs": [{"targets": [f"127.0.0.1:{metrics_port(watched)}"]}]}
        ],
    }
    (tmp_path / "prometheus.yml").write_text(json.dumps(config))
    process = subprocess.Popen(
        [program("prometheus"), f"--config.file={tmp_path}/prometheus.yml", f"--web.listen-address=127.0.0.1:{port}",
         f"--storage.tsdb.path={tmp_path}/data"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )

    def ask(path, **parameters):
        url = f"http://127.0.0.1:{port}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)["data"]

    try:
        for _ in range(300):
            try:
                result = ask("query", query='up{job="mcp-forge"}')["result"]
                if result and result[0]["value"][1] == "1" and ask("query", query="count_over_time(up[1m])")["result"][0]["value"][1] > "2":
                    break
            except OSError:
                assert process.poll() is None, "prometheus did not start"
            time.sleep(0.1)
        yield ask
    finally:
        process.kill()
        process.wait()


def expressions():
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def queries():
    """Each query of the dashboard as Grafana sends it, and of the alert rules."""
    for title, expression in expressions():
        for name, value in [("$job", ".*"), ("$instance", ".*"), ("$__rate_interval", "1m")]:
            expression = expression.replace(name, value)
        assert "$" not in expression
        yield title, expression
    for rule in re.findall(r"expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)", ALERTS.read_text()):
        yield "alerts", " ".join("".join(rule).split())


def test_a_real_prometheus_reads_everything_that_the_dashboard_and_the_alerts_ask_for(prometheus):
    (target,) = prometheus("targets")["activeTargets"]
    assert target["health"] == "up" and target["lastError"] == ""
    names = set(prometheus("label/__name__/values"))
    asked = list(queries())
    assert len(asked) >= 40
    for title, query in asked:
        assert prometheus("query", query=query)["resultType"] == "vector", query
        for name in re.findall(r"\b(?:mcp|http|process)_[a-z_]+\b", query):
            assert name in names, f"{title}: no metric {name}"
    empty = {title for title, query in expressions_now() if not prometheus("query", query=query)["result"]}
    assert not empty, f"panels without anything to show: {empty}"
    rules = prometheus("rules")["groups"][0]["rules"]
    assert len(rules) == 12 and {rule["health"] for rule in rules} == {"ok"}


def expressions_now():
    return [(title, query) for title, query in queries() if title != "alerts"]


def test_the_alert_rules_fire_for_what_they_are_for(tmp_path):
    for source in (ALERTS, ROOT / "Tests/Integration/alerts.test.yaml"):
        shutil.copy(source, tmp_path)
    tool = program("promtool")
    for words in (["check", "rules", "--lint=all", "--lint-fatal", "alerts.yaml"], ["test", "rules", "alerts.test.yaml"]):
        done = subprocess.run([tool, *words], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_docs_have_every_metric_of_the_dashboard():
    docs = (ROOT / "docs/metrics.md").read_text()
    for _, expression in expressions():
        for name in re.findall(r"\b(?:mcp|http|process)_[a-z_]+\b", expression):
            assert f"`{name.removesuffix('_bucket')}`" in docs, name
