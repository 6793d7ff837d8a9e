"""The published schemas of every revision, and the check that each message of a server passes in every test.

`WIRE` is told what goes over a connection by `recorder`, which sees all sockets, and by the taps in front of standard
streams. It finds out which revision is spoken and which request a result belongs to."""

import functools
import json
import os
import pathlib
import time

import jsonschema

MODERN = "2026-07-28"
LATEST_LEGACY = "2025-11-25"
TASKS = json.loads((pathlib.Path(__file__).parent / "tasks.schema.json").read_text())
RESULTS = {
    "initialize": "InitializeResult",
    "ping": "EmptyResult",
    "logging/setLevel": "EmptyResult",
    "resources/subscribe": "EmptyResult",
    "resources/unsubscribe": "EmptyResult",
    "server/discover": "DiscoverResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult",
    "prompts/list": "ListPromptsResult",
    "prompts/get": "GetPromptResult",
    "completion/complete": "CompleteResult",
    "subscriptions/listen": "SubscriptionsListenResult",
    "tasks/list": "ListTasksResult",
    "tasks/get": "GetTaskResult",
    "tasks/cancel": "CancelTaskResult",
    "tasks/result": "CallToolResult",
}


class Revision:
    """The published schema of one revision, and ours of the tasks extension of 2026-07-28."""

    def __init__(self, folder, version):
        self.version = version
        self.document = json.loads((pathlib.Path(folder) / f"{version}.json").read_text())
        self.definitions = "$defs" if "$defs" in self.document else "definitions"
        self.validators = {}

    def check(self, value, *names):
        """`value` is valid under the first of `names` that the revision defines."""
        if names not in self.validators:
            self.validators[names] = self.validator(names)
        self.validators[names].validate(value)

    def validator(self, names):
        ours = self.version == MODERN
        source, key = self.document, self.definitions
        if ours and names[0] in TASKS["$defs"]:
            source, key = TASKS, "$defs"
        name = next(name for name in names if name in source[key])
        schema = {"$schema": source["$schema"], "$ref": f"#/{key}/{name}", key: source[key]}
        return jsonschema.validators.validator_for(schema)(schema)

    def check_message(self, message, request=None):
        """A message of the server; `request` is what a response answers."""
        if "method" in message:
            kind = "ServerRequest" if "id" in message else "ServerNotification"
            if self.version == MODERN and message["method"] == "notifications/tasks":
                kind = "TaskNotification"
            assert kind != "ServerRequest" or self.version != MODERN, f"a request of the server: {message}"
            self.check(message, "JSONRPCRequest" if "id" in message else "JSONRPCNotification")
            return self.check(message, kind)
        if "error" in message:
            # JSON-RPC 2.0 §5.1 wants null where the id is unknown; schemas before 2025-11-25 have no word for that.
            known = message if message.get("id") is not None else message | {"id": 0}
            return self.check(known, "JSONRPCErrorResponse", "JSONRPCError")
        self.check(message, "JSONRPCResultResponse", "JSONRPCResponse")
        if request:
            assert message["id"] == request["id"] and type(message["id"]) is type(request["id"])
            self.check(message["result"], self.kind(message["result"], request))

    def kind(self, result, request):
        method = request["method"]
        if self.version == MODERN:
            if method in ("tasks/update", "tasks/cancel"):
                return "TaskAcknowledgement"
            if result.get("resultType") == "input_required":
                return "InputRequiredResult"
            if result.get("resultType") == "task":
                return "CreateTaskResult"
        elif method == "tools/call" and "task" in request.get("params", {}):
            return "CreateTaskResult"
        return RESULTS[method]


def named_version(message):
    """The revision that a request says it is of, if it does."""
    params = message.get("params")
    meta = params.get("_meta") if isinstance(params, dict) else None
    return meta.get("io.modelcontextprotocol/protocolVersion") if isinstance(meta, dict) else None


def is_request(message):
    return isinstance(message, dict) and isinstance(message.get("method"), str) and "id" in message


class Wire:
    """Checks every message, once for each text, and counts."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "mcp-schema" if folder else None
        self.is_on = bool(self.folder and self.folder.exists())
        self.sessions = {}
        self.seen = set()
        self.messages = 0
        self.seconds = 0.0

    @functools.cache
    def revision(self, version):
        return Revision(self.folder, version if (self.folder / f"{version}.json").exists() else LATEST_LEGACY)

    def check(self, message, version, request=None):
        """A message of the server in a conversation of `version`."""
        if not self.is_on:
            return
        start = time.perf_counter()
        self.messages += 1
        revision = self.revision(version)
        is_result = "result" in message and is_request(request) and request["method"] in RESULTS | {"tasks/update": ""}
        kind = revision.kind(message["result"], request) if is_result else None
        text = json.dumps({k: v for k, v in message.items() if k != "id"}, sort_keys=True)
        if (version, kind, text) not in self.seen or is_result and message.get("id") != request["id"]:
            revision.check_message(message, request if is_result else None)
            self.seen.add((version, kind, text))
        self.seconds += time.perf_counter() - start

    # HTTP

    def learn(self, answer_headers, answer):
        """Which revision a session speaks that an answer opens."""
        if session := self.is_on and answer_headers.get("mcp-session-id"):
            for message in self.messages_of(answer_headers, answer):
                if version := (message.get("result") or {}).get("protocolVersion"):
                    self.sessions[session] = version

    def over_http(self, headers, body, answer_headers, answer):
        """One request and its answer, both as far as they have come; names of header fields in lower case."""
        messages = self.messages_of(answer_headers, answer) if self.is_on and answer else []
        request = self.parsed(body) if messages else None
        version = self.version(request, headers)
        for message in messages:
            own = request
            if isinstance(request, list):
                own = next((one for one in request if is_request(one) and one["id"] == message.get("id")), None)
            if is_request(own) and own["method"] == "initialize" and "result" in message:
                version = message["result"]["protocolVersion"]
            belongs = is_request(own) and "method" not in message and message.get("id") == own["id"]
            self.check(message, version, own if belongs else None)

    def over_channel(self, sent, received):
        """All messages of both directions of a WebSocket."""
        channel = Channel(self)
        for message in sent:
            channel.sent(message)
        for message in received:
            channel.received(message)

    def version(self, request, headers):
        if isinstance(request, dict) and named_version(request):
            return MODERN
        session = self.sessions.get(headers.get("mcp-session-id"))
        return session or headers.get("mcp-protocol-version", "").strip() or "2025-03-26"

    @staticmethod
    def parsed(body):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None

    def messages_of(self, headers, body):
        kind = headers.get("content-type", "")
        if kind.startswith("text/event-stream"):
            blocks = body.replace(b"\r\n", b"\n").split(b"\n\n")[:-1]
            lines = [line[5:].strip() for block in blocks for line in block.split(b"\n") if line.startswith(b"data:")]
            found = [self.parsed(line) for line in lines]
        elif kind.startswith("application/json"):
            found = self.parsed(body)
        else:
            return []
        found = found if isinstance(found, list) else [found]
        return [one for one in found if isinstance(one, dict) and "jsonrpc" in one]


class Channel:
    """Both directions of standard streams or of a WebSocket."""

    def __init__(self, wire):
        self.wire = wire
        self.version = MODERN
        self.requests = {}

    def sent(self, message):
        message = self.wire.parsed(message) if isinstance(message, (str, bytes)) else message
        for one in message if isinstance(message, list) else [message]:
            if is_request(one) and isinstance(one["id"], (str, int)):
                self.requests.setdefault(one["id"], []).append(one)

    def received(self, message):
        message = self.wire.parsed(message) if isinstance(message, (str, bytes)) else message
        for one in message if isinstance(message, list) else [message]:
            self.check(one)

    def check(self, message):
        # An id may be used again once it was answered.
        asked = self.requests.get(message.get("id")) if "method" not in message else None
        request = asked.pop(0) if asked else None
        if request and request["method"] == "initialize" and "result" in message:
            self.version = message["result"]["protocolVersion"]
        self.wire.check(message, self.version_of(message, request), request)

    def version_of(self, message, request):
        if request:
            return MODERN if named_version(request) else self.version
        # Both eras may share a channel: what belongs to a request of 2026-07-28 names it.
        meta = (message.get("params") or {}).get("_meta") or {}
        is_modern = "io.modelcontextprotocol/subscriptionId" in meta
        return MODERN if is_modern else self.version


WIRE = Wire(os.environ.get("MCP_FORGE_VECTORS"))
