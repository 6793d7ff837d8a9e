"""Clients of both eras, written by hand."""

import http.client
import json
import threading
from dataclasses import dataclass, field

from forge import CLIENT, META, mcp_headers
from schemas import MODERN, Revision

LEGACY = "2025-11-25"
CAPABILITIES = {"sampling": {}, "elicitation": {}, "roots": {"listChanged": True}}
@dataclass
class Reply:
    """What came back for one request."""

    status: int
    headers: dict
    messages: list = field(default_factory=list)

    @property
    def response(self):
        return next(message for message in self.messages if "method" not in message)

    @property
    def result(self):
        assert "result" in self.response, self.response
        return self.response["result"]

    @property
    def error(self):
        assert "error" in self.response, self.response
        return self.response["error"]

    def notifications(self, method=None):
        return [m for m in self.messages if "method" in m and "id" not in m and method in (None, m["method"])]

    @property
    def requests(self):
        return [m for m in self.messages if "method" in m and "id" in m]


def events(response):
    """The events of a stream, one at a time: dictionaries of their fields."""
    event = {}
    for line in response:
        line = line.decode().rstrip("\r\n")
        if not line and event:
            yield event
            event = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(":")
            event[name] = value.removeprefix(" ")


class Client:
    """What both eras have in common."""

    version = None

    def __init__(self, server, schemas):
        self.server = server
        self.revision = Revision(schemas, self.version)
        self.next_id = 0

    def number(self):
        self.next_id += 1
        return self.next_id

    def send(self, method, path, body=None, headers=None, timeout=15):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=timeout)
        fields = {key: value for key, value in (headers or {}).items() if value is not None}
        connection.request(method, path, body, fields)
        return connection.getresponse()

    def post(self, message, headers=None):
        """Sends a message; the whole reply. Questions of the server are answered on the way."""
        response = self.send("POST", "/mcp", json.dumps(message), self.headers(message) | (headers or {}))
        reply = Reply(response.status, {key.lower(): value for key, value in response.getheaders()})
        if reply.headers.get("content-type", "").startswith("text/event-stream"):
            for event in events(response):
                if event.get("data"):
                    self.take(reply, json.loads(event["data"]))
        else:
            body = response.read()
            if body:
                self.take(reply, json.loads(body))
        return reply

    def take(self, reply, incoming):
        reply.messages.append(incoming)
        self.hear(incoming)

    def hear(self, message):
        pass

    def call(self, name, arguments=None, **options):
        params = {"name": name}
        if arguments is not None:
            params["arguments"] = arguments
        return self.ask("tools/call", params, **options)


class ModernClient(Client):
    version = MODERN

    def headers(self, message):
        headers = mcp_headers(message)
        if message["method"].startswith("tasks/"):
            headers["Mcp-Name"] = message["params"]["taskId"]
        return headers

    def message(self, method, params=None, capabilities=CAPABILITIES, meta=None, id=None):
        params = dict(params or {})
        own = META | {"io.modelcontextprotocol/clientCapabilities": capabilities} | (meta or {})
        params["_meta"] = {key: value for key, value in own.items() if value is not None}
        return {"jsonrpc": "2.0", "id": self.number() if id is None else id, "method": method, "params": params}

    def ask(self, method, params=None, headers=None, **options):
        reply = self.post(self.message(method, params, **options), headers)
        assert reply.response["id"] == self.next_id or "id" in options
        return reply

    def listen(self, notifications, id="listen-1"):
        """The messages of a subscription as they come."""
        return self.stream(self.message("subscriptions/listen", {"notifications": notifications}, id=id))

    def stream(self, message):
        response = self.send("POST", "/mcp", json.dumps(message), self.headers(message), timeout=10)
        assert response.status == 200, response.read()
        for event in events(response):
            yield json.loads(event["data"])


class LegacyClient(Client):
    """One session; it answers what the server asks, and listens to its own stream."""

    version = LEGACY

    def __init__(self, server, schemas, answers=None, version=LEGACY, listens=True, capabilities=None):
        self.version = version
        super().__init__(server, schemas)
        self.answers = answers or {}
        self.session = None
        self.asked = []
        self.heard = []
        self.failures = []
        capabilities = capabilities or {"sampling": {}, "elicitation": {}}
        hello = {"protocolVersion": version, "capabilities": capabilities, "clientInfo": CLIENT}
        self.opening = self.post({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello})
        self.session = self.opening.headers.get("mcp-session-id")
        assert self.post({"jsonrpc": "2.0", "method": "notifications/initialized"}).status == 202
        if self.session and listens:
            threading.Thread(target=self.follow, daemon=True).start()

    def headers(self, message=None):
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        if message is None or message.get("method") != "initialize":
            named = self.version if self.version >= "2025-06-18" else None
            headers |= {"MCP-Protocol-Version": named, "Mcp-Session-Id": self.session}
        return headers

    def follow(self):
        """Reads the stream of the session, for what belongs to no request."""
        try:
            response = self.send("GET", "/mcp", headers=self.headers() | {"Accept": "text/event-stream"}, timeout=60)
            if response.status != 200:
                return
            for event in events(response):
                if event.get("data"):
                    self.hear(json.loads(event["data"]))
        except (OSError, http.client.HTTPException):
            pass
        except AssertionError as failure:
            self.failures.append(failure)

    def hear(self, message):
        self.heard.append(message)
        if "method" in message and "id" in message:
            self.asked.append(message)
            result = self.answers[message["method"]](message["params"])
            assert self.post({"jsonrpc": "2.0", "id": message["id"], "result": result}).status == 202

    def ask(self, method, params=None, headers=None, meta=None):
        message = {"jsonrpc": "2.0", "id": self.number(), "method": method}
        params = dict(params or {})
        if meta:
            params["_meta"] = meta
        if params:
            message["params"] = params
        reply = self.post(message, headers)
        assert reply.response["id"] == message["id"]
        return reply

    def events(self, message, last=None):
        """The raw events of a call, or of what comes after the event `last`; and the content type."""
        if last is None:
            response = self.send("POST", "/mcp", json.dumps(message), self.headers(message))
        else:
            headers = self.headers() | {"Accept": "text/event-stream", "Last-Event-ID": last}
            response = self.send("GET", "/mcp", headers=headers)
        assert response.status == 200, response.read()
        return response.getheader("content-type"), events(response)

    def end(self):
        return self.send("DELETE", "/mcp", headers=self.headers()).status
