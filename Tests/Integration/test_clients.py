"""Clients that others wrote, against the binary: the official `mcp` and `fastmcp`, over HTTP and standard streams."""

import time
from contextlib import asynccontextmanager

import anyio
import fastmcp
import mcp
import pytest
from fastmcp.client.transports import StdioTransport
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from forge import clean_environment
from taps import tapped_command, tapped_url

MODES = ["2026-07-28", "auto", "legacy"]


class Official:
    """The client of the `mcp` package."""

    ToolFailure = None

    @staticmethod
    @asynccontextmanager
    async def open(target, mode):
        if not isinstance(target, str):
            target = stdio_client(StdioServerParameters(command=target[0], args=target[1:], env=clean_environment()))
        async with mcp.Client(target, mode=mode) as client:
            yield client

    tools = staticmethod(lambda client: client.list_tools())
    call = staticmethod(lambda client, name, arguments: client.call_tool(name, arguments))
    resources = staticmethod(lambda client: client.list_resources())
    templates = staticmethod(lambda client: client.list_resource_templates())
    prompts = staticmethod(lambda client: client.list_prompts())

    @staticmethod
    async def read(client, uri):
        return (await client.read_resource(uri)).contents

    @staticmethod
    async def complete(client, reference, argument):
        return (await client.complete(reference, argument)).completion


class FastMCP:
    """The client of the `fastmcp` package."""

    @staticmethod
    @asynccontextmanager
    async def open(target, mode):
        if not isinstance(target, str):
            target = StdioTransport(target[0], target[1:], env=clean_environment(), keep_alive=False)
        async with fastmcp.Client(target, mode=mode) as client:
            yield client

    tools = staticmethod(lambda client: client.list_tools_mcp())
    call = staticmethod(lambda client, name, arguments: client.call_tool_mcp(name, arguments))
    resources = staticmethod(lambda client: client.list_resources_mcp())
    templates = staticmethod(lambda client: client.list_resource_templates_mcp())
    prompts = staticmethod(lambda client: client.list_prompts_mcp())
    read = staticmethod(lambda client, uri: client.read_resource(uri))
    complete = staticmethod(lambda client, reference, argument: client.complete(reference, argument))


CLIENTS = [Official, FastMCP]


@pytest.fixture(params=["http", "stdio"])
def target(request, binary, tmp_path):
    """What the client is pointed at: a URL, or a command."""
    is_http = request.param == "http"
    with tapped_url(request.getfixturevalue("server")) if is_http else tapped_command([binary, "stdio"], tmp_path) as target:
        yield target


@pytest.fixture(params=["http", "stdio"])
def waiting(request, probe, start, tmp_path):
    """The same with tools that wait."""
    with tapped_url(start()) if request.param == "http" else tapped_command([probe, "stdio"], tmp_path) as target:
        yield target


def run(kit, target, mode, body):
    async def main():
        with anyio.fail_after(30):
            async with kit.open(target, mode) as client:
                return await body(client)

    return anyio.run(main)


each = pytest.mark.parametrize("mode", MODES)
every = pytest.mark.parametrize("kit", CLIENTS)


@every
@each
def test_the_tools_are_listed(kit, target, mode):
    async def body(client):
        tools = (await kit.tools(client)).tools
        hello = next(tool for tool in tools if tool.name == "hello_world")
        assert hello.input_schema["required"] == ["name"]

    run(kit, target, mode, body)


@every
@each
def test_a_tool_is_called(kit, target, mode):
    async def body(client):
        result = await kit.call(client, "hello_world", {"name": "Ada"})
        assert not result.is_error
        assert result.content[0].text == "Hello, Ada! 👋"

    run(kit, target, mode, body)


@every
@each
def test_a_missing_argument_is_an_error_that_the_model_reads(kit, target, mode):
    async def body(client):
        result = await kit.call(client, "hello_world", {})
        assert result.is_error
        assert result.content[0].text == "Error: name parameter is required and must be a string"

    run(kit, target, mode, body)


@every
@each
def test_a_wrong_argument_is_an_error_that_names_it(kit, target, mode):
    async def body(client):
        result = await kit.call(client, "hello_world", {"name": 7})
        assert result.is_error
        assert "name" in result.content[0].text

    run(kit, target, mode, body)


@every
@each
def test_an_unknown_tool_is_a_protocol_error(kit, target, mode):
    async def body(client):
        with pytest.raises(MCPError) as raised:
            await kit.call(client, "no_such_tool", {})
        assert raised.value.error.code == -32602

    run(kit, target, mode, body)


@every
@each
def test_a_resource_is_listed_and_read(kit, target, mode):
    async def body(client):
        resource = (await kit.resources(client)).resources[0]
        contents = await kit.read(client, str(resource.uri))
        assert contents[0].text
        assert str(contents[0].uri) == str(resource.uri)

    run(kit, target, mode, body)


@every
@each
def test_a_resource_template_is_listed_and_a_resource_of_it_is_read(kit, target, mode):
    async def body(client):
        template = (await kit.templates(client)).resource_templates[0].uri_template
        start, end = template.index("{"), template.index("}")
        contents = await kit.read(client, template[:start] + "Ada" + template[end + 1 :])
        assert "Ada" in contents[0].text

    run(kit, target, mode, body)


@every
@each
def test_a_prompt_is_listed_and_got(kit, target, mode):
    async def body(client):
        prompt = (await kit.prompts(client)).prompts[0]
        arguments = {argument.name: "Ada" for argument in prompt.arguments or []}
        messages = (await client.get_prompt(prompt.name, arguments)).messages
        assert "Ada" in messages[0].content.text

    run(kit, target, mode, body)


@every
@each
def test_an_argument_of_a_prompt_is_completed(kit, target, mode):
    async def body(client):
        prompt = (await kit.prompts(client)).prompts[0]
        reference = mcp.types.PromptReference(type="ref/prompt", name=prompt.name)
        completion = await kit.complete(client, reference, {"name": prompt.arguments[0].name, "value": ""})
        assert isinstance(completion.values, list)

    run(kit, target, mode, body)


@every
@each
def test_calls_run_at_the_same_time(kit, waiting, mode):
    async def body(client):
        begin = time.monotonic()
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(kit.call, client, "slow", {"ms": 400})
        assert time.monotonic() - begin < 1.6

    run(kit, waiting, mode, body)


@every
@each
def test_a_call_is_cancelled_and_the_next_one_answered(kit, waiting, mode):
    async def body(client):
        begin = time.monotonic()
        with anyio.move_on_after(0.3) as scope:
            await kit.call(client, "slow", {"ms": 60_000})
        assert scope.cancelled_caught
        result = await kit.call(client, "hello_world", {"name": "Ada"})
        assert result.content[0].text == "Hello, Ada! 👋"
        assert time.monotonic() - begin < 5

    run(kit, waiting, mode, body)
