"""All that clients of others can do, against the everything server: `mcp` and `fastmcp`, in every revision that they
speak, over HTTP, standard streams and the deprecated HTTP with SSE. (Neither has a WebSocket client.)"""

import contextlib

import anyio
import fastmcp
import mcp
import mcp_types as types
import pytest
from fastmcp.client.transports import SSETransport, StdioTransport, StreamableHttpTransport
from mcp.client.sse import sse_client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.subscriptions import ResourceUpdated, ToolsListChanged
from mcp.client.subscriptions import listen as subscribe
from mcp.shared.message import ClientMessageMetadata

from conftest import component
from forge import LEGACY, Server, clean_environment
from schemas import MODERN
from taps import tapped_command, tapped_url

ROOT = "file:///workspace"
WATCHED = "test://watched-resource"


class Ears:
    """What a client has heard and was asked, and how it answers."""

    def __init__(self):
        self.logged = []
        self.notes = []
        self.asked = []
        self.action = "accept"

    def of(self, kind):
        return [note for note in self.notes if isinstance(note, kind)]

    async def hear(self, message):
        self.notes.append(message)

    def sampled(self, messages):
        self.asked.append("sampling")
        return f"You said: {messages[0].content.text}"

    def elicited(self, params):
        self.asked.append(params)
        is_form = isinstance(params, types.ElicitRequestFormParams)
        content = {"username": "ada", "email": "ada@example.com"} if is_form and self.action == "accept" else None
        return types.ElicitResult(action=self.action, content=content)


class Official:
    """The client of the `mcp` package."""

    transports = {
        "http": lambda url: url,
        "sse": sse_client,
        "stdio": lambda command: stdio_client(
            StdioServerParameters(command=command[0], args=command[1:], env=clean_environment())
        ),
    }

    @staticmethod
    @contextlib.asynccontextmanager
    async def open(transport, mode, ears):
        async def sample(context, params):
            text = types.TextContent(type="text", text=ears.sampled(params.messages))
            return types.CreateMessageResult(role="assistant", model="test", content=text)

        async def elicit(context, params):
            return ears.elicited(params)

        async def roots(context):
            return types.ListRootsResult(roots=[types.Root(uri=ROOT)])

        async def log(params):
            ears.logged.append(params.data)

        async with mcp.Client(
            transport,
            mode=mode,
            sampling_callback=sample,
            elicitation_callback=elicit,
            list_roots_callback=roots,
            logging_callback=log,
            message_handler=ears.hear,
            log_level="debug",
        ) as client:
            yield client

    @staticmethod
    def call(client, name, arguments=None, progress=None):
        return client.call_tool(name, arguments or {}, progress_callback=progress)

    tools = staticmethod(lambda client: client.list_tools())
    complete = staticmethod(lambda client, *arguments: client.complete(*arguments))
    set_level = staticmethod(lambda client, level: client.session.set_logging_level(level))


class FastMCP:
    """The client of the `fastmcp` package."""

    transports = {
        "http": StreamableHttpTransport,
        "sse": SSETransport,
        "stdio": lambda command: StdioTransport(command[0], command[1:], env=clean_environment(), keep_alive=False),
    }

    @staticmethod
    @contextlib.asynccontextmanager
    async def open(transport, mode, ears):
        async def elicit(message, kind, params, context):
            return ears.elicited(params)

        async def log(message):
            ears.logged.append(message.data)

        async with fastmcp.Client(
            transport,
            mode=mode,
            roots=[ROOT],
            sampling_handler=lambda messages, params, context: ears.sampled(messages),
            elicitation_handler=elicit,
            log_handler=log,
            message_handler=ears.hear,
        ) as client:
            yield client

    @staticmethod
    def call(client, name, arguments=None, progress=None):
        return client.call_tool_mcp(name, arguments or {}, progress_handler=progress)

    tools = staticmethod(lambda client: client.list_tools_mcp())
    complete = staticmethod(lambda client, *arguments: client.complete_mcp(*arguments))
    set_level = staticmethod(lambda client, level: client.set_logging_level(level))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    binary = component("MCP_FORGE_EVERYTHING", "the binary with one of everything")
    with Server(binary, config="[mcp]\nlegacy_sse = true\n", folder=tmp_path_factory.mktemp("everything")) as server:
        yield server
        assert server.alive, "the server died:\n" + "\n".join(server.log[-20:])


def peer(kit, transport, version):
    """One client: its library, its way to the server, its revision."""
    return pytest.param(kit, transport, version, id=f"{kit.__name__}-{transport}-{version}")


PEERS = [
    peer(kit, transport, version)
    for kit in (Official, FastMCP)
    for transport in ("http", "stdio", "sse")
    for version in (*LEGACY, MODERN)
    if not (transport == "sse" and version == MODERN)
]


def tap(server, transport, folder):
    """Where the client connects to; what passes there is checked."""
    if transport == "stdio":
        binary = component("MCP_FORGE_EVERYTHING", "the binary with one of everything")
        return tapped_command([binary, "stdio"], folder)
    return tapped_url(server, "/mcp" if transport == "http" else "/sse")


@pytest.fixture
def connected(request, server, tmp_path, monkeypatch):
    """Runs a conversation of a client with the server."""

    def run(kit, transport, version, conversation):
        if version != MODERN:
            # Its clients offer the newest handshake, and take an older one; this makes them clients of that age.
            monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", version)

        async def main(target):
            ears = Ears()
            with anyio.fail_after(30):
                mode = MODERN if version == MODERN else "legacy"
                async with kit.open(kit.transports[transport](target), mode, ears) as client:
                    assert client.protocol_version == version
                    return await conversation(client, ears)

        with tap(server, transport, tmp_path) as target:
            return anyio.run(main, target)

    return run


def text(result):
    assert not result.is_error, result
    return result.content[0].text


async def until(holds, again=None):
    """Waits for what comes on a stream of its own; `again` causes it once more, should the stream have opened late."""
    with anyio.fail_after(10):
        while not holds():
            if again:
                await again()
            await anyio.sleep(0.05)


@pytest.mark.parametrize("kit, transport, version", PEERS)
def test_a_client_is_served_with_all_that_it_can_do(connected, kit, transport, version):
    async def conversation(client, ears):
        assert len((await kit.tools(client)).tools) > 20
        assert text(await kit.call(client, "greet", {"name": "Ada"})) == "Hello, Ada!"

        reference = types.PromptReference(type="ref/prompt", name="test_prompt_with_arguments")
        completion = await kit.complete(client, reference, {"name": "arg1", "value": "test"})
        assert completion.completion.values == ["testValue1", "testValue2"]

        sampled = text(await kit.call(client, "test_sampling", {"prompt": "Hello"}))
        assert (ears.asked, sampled) == (["sampling"], "LLM response: You said: Hello")

        assert ROOT in text(await kit.call(client, "test_input_required_result_list_roots"))

        shown = []

        async def progress(done, total, message):
            shown.append((done, total))

        await kit.call(client, "test_tool_with_progress", progress=progress)
        assert shown == [(0, 100), (50, 100), (100, 100)]

    connected(kit, transport, version, conversation)


@pytest.mark.parametrize("kit, transport, version", [one for one in PEERS if one.values[2] >= "2025-06-18"])
def test_the_user_is_asked(connected, kit, transport, version):
    async def conversation(client, ears):
        answer = text(await kit.call(client, "test_elicitation", {"message": "Who?"}))
        assert answer.startswith("User response: action=accept") and "ada@example.com" in answer
        assert ears.asked[-1].message == "Who?"
        for action in ("decline", "cancel"):
            ears.action = action
            answer = text(await kit.call(client, "test_elicitation", {"message": "Who?"}))
            assert answer == f"User response: action={action}, content={{}}"
        if version < "2025-11-25":
            return
        assert text(await kit.call(client, "open_page")) == "The page stays closed."
        ears.action = "accept"
        assert text(await kit.call(client, "open_page")) == "The page was opened."
        assert ears.asked[-1].url == "https://example.com/connect"
        if version == MODERN:
            return
        await until(lambda: ears.of(types.ElicitCompleteNotification))
        assert [note.params.elicitation_id for note in ears.of(types.ElicitCompleteNotification)] == [
            ears.asked[-1].elicitation_id
        ]

    connected(kit, transport, version, conversation)


@pytest.mark.parametrize("kit, transport, version", PEERS)
def test_a_client_hears_the_log_at_the_level_that_it_wants(connected, kit, transport, version):
    async def conversation(client, ears):
        if version == MODERN:
            await kit.call(client, "test_logging_tool")
            assert ears.logged == ["test_logging_tool is at work"]
            return
        await kit.call(client, "test_tool_with_logging")
        await until(lambda: len(ears.logged) >= 3)
        assert ears.logged == ["Tool execution started", "Tool processing data", "Tool execution completed"]
        await kit.set_level(client, "error")
        await kit.call(client, "test_tool_with_logging")
        await kit.set_level(client, "info")
        await kit.call(client, "test_tool_with_logging")
        await until(lambda: len(ears.logged) >= 6)
        assert len(ears.logged) == 6

    connected(kit, transport, version, conversation)


@pytest.mark.parametrize("kit, transport, version", PEERS)
def test_a_call_is_given_up_and_the_next_is_answered(connected, kit, transport, version):
    async def conversation(client, ears):
        with anyio.move_on_after(0.3) as scope:
            await kit.call(client, "slow_compute", {"seconds": 60})
        assert scope.cancelled_caught
        assert text(await kit.call(client, "greet", {"name": "Ada"})) == "Hello, Ada!"

    connected(kit, transport, version, conversation)


@pytest.mark.parametrize("kit, transport, version", PEERS)
def test_a_client_hears_of_changes(connected, kit, transport, version):
    async def modern(client, ears):
        async with subscribe(client.session, tools_list_changed=True, resource_subscriptions=[WATCHED]) as changes:
            await kit.call(client, "test_trigger_resource_change")
            assert await anext(changes) == ResourceUpdated(uri=WATCHED)
            await kit.call(client, "test_trigger_tool_change")
            assert await anext(changes) == ToolsListChanged()
        await kit.call(client, "test_trigger_tool_change")

    async def legacy(client, ears):
        async def touch():
            await kit.call(client, "test_trigger_resource_change")

        async def change():
            await kit.call(client, "test_trigger_tool_change")

        await client.session.subscribe_resource(WATCHED)
        await until(lambda: ears.of(types.ResourceUpdatedNotification), again=touch)
        assert {note.params.uri for note in ears.of(types.ResourceUpdatedNotification)} == {WATCHED}
        await until(lambda: ears.of(types.ToolListChangedNotification), again=change)
        await client.session.unsubscribe_resource(WATCHED)
        count = len(ears.of(types.ResourceUpdatedNotification))
        changes = len(ears.of(types.ToolListChangedNotification))
        await touch()
        # What comes on the same stream behind it has come, and it has not.
        await until(lambda: len(ears.of(types.ToolListChangedNotification)) > changes, again=change)
        assert len(ears.of(types.ResourceUpdatedNotification)) == count

    connected(kit, transport, version, modern if version == MODERN else legacy)


WITH_STREAMS = [one for one in PEERS if one.values[1] == "http" and one.values[2] != MODERN]


@pytest.mark.parametrize("kit, transport, version", WITH_STREAMS)
def test_a_client_that_was_cut_off_goes_on_where_it_was(connected, kit, transport, version):
    async def conversation(client, ears):
        request = types.CallToolRequest(params=types.CallToolRequestParams(name="test_tool_with_progress", arguments={}))
        tokens = []
        cut = anyio.Event()

        async def note(token):
            tokens.append(token)
            cut.set()

        async def begin():
            with contextlib.suppress(mcp.MCPError):
                await client.session.send_request(
                    request,
                    types.CallToolResult,
                    metadata=ClientMessageMetadata(on_resumption_token_update=note),
                    progress_callback=ignore,
                )

        async def ignore(*_):
            pass

        async with anyio.create_task_group() as group:
            group.start_soon(begin)
            await cut.wait()
            group.cancel_scope.cancel()
        result = await client.session.send_request(
            request, types.CallToolResult, metadata=ClientMessageMetadata(resumption_token=tokens[-1])
        )
        assert text(result) == "Progress was shown in three steps."

    connected(kit, transport, version, conversation)


@pytest.mark.parametrize("kit", [Official, FastMCP])
def test_a_client_comes_back_to_a_call_that_left_its_connection(connected, kit):
    async def conversation(client, ears):
        return text(await kit.call(client, "test_reconnection"))

    assert connected(kit, "http", "2025-11-25", conversation) == "The result was waiting for you."


