"""Proxies in front of the server: their configurations, and how to start them."""

import json
import pathlib
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from conftest import ROOT, executable

KEYS = """
[server.keys]
ring = ["0123456789abcdef0123456789abcdef"]
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running(command, port, folder):
    """A proxy as a process, once it listens on `port`."""
    log = folder / "proxy.log"
    with open(log, "w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < deadline, log.read_text()[-2000:]
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


class Listener(BaseHTTPRequestHandler):
    """Serves the texts in `documents`, and remembers the fields of every other request."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.server.documents.get(self.path, "{}").encode()
        if self.path not in self.server.documents:
            self.server.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


@contextmanager
def listener(documents=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.documents, server.seen = documents or {}, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def cluster(name, ports, **more):
    endpoints = [
        {"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}}} for port in ports
    ]
    assignment = {"cluster_name": name, "endpoints": [{"lb_endpoints": endpoints}]}
    return {"name": name, "connect_timeout": "1s", "type": "STATIC", "load_assignment": assignment} | more


def envoy(folder, port, *, filters=(), route=None, clusters):
    """The command of an Envoy that listens on `port`; its routes lead to the first of `clusters`."""
    api = "type.googleapis.com/envoy.extensions.filters"
    router = {"name": "envoy.filters.http.router", "typed_config": {"@type": f"{api}.http.router.v3.Router"}}
    manager = {
        "@type": f"{api}.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "in",
        "http_filters": [*filters, router],
        "route_config": {
            "response_headers_to_add": [
                {"header": {"key": "x-served-by", "value": "%UPSTREAM_REMOTE_ADDRESS%"}}
            ],
            "virtual_hosts": [
                {
                    "name": "all",
                    "domains": ["*"],
                    "routes": [
                        {"match": {"prefix": "/"}, "route": {"cluster": clusters[0]["name"], "timeout": "0s"} | (route or {})}
                    ],
                }
            ],
        },
    }
    chain = {"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}
    address = {"socket_address": {"address": "127.0.0.1", "port_value": port}}
    file = folder / "envoy.json"
    file.write_text(
        json.dumps(
            {
                "static_resources": {
                    "listeners": [{"name": "in", "address": address, "filter_chains": [chain]}],
                    "clusters": clusters,
                }
            }
        )
    )
    return [executable("envoy"), "-c", file, "--concurrency", "1", "--use-dynamic-base-id", "--log-level", "warning"]


def haproxy(folder, port, upstreams):
    """The command of an HAProxy that listens on `port` and hashes on the session id."""
    own = {
        "bind": [f"    bind 127.0.0.1:{port}"],
        "server": [f"    server forge-{at} 127.0.0.1:{to} check inter 200 fall 1" for at, to in enumerate(upstreams)],
    }
    lines = []
    for line in (ROOT / "docs/deploy/haproxy.cfg").read_text().splitlines():
        word = line.split()[0] if line.split() else ""
        lines += own.pop(word, []) if word in ("bind", "server") else [line]
    file = pathlib.Path(folder) / "haproxy.cfg"
    file.write_text("\n".join(lines) + "\n")
    return [executable("haproxy"), "-db", "-f", file]
