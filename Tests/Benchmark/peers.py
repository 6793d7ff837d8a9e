"""The same tool on the Python servers. usage: peers.py mcp|fastmcp PORT"""

import sys

kind, port = sys.argv[1], int(sys.argv[2])


def hello_world(name: str) -> str:
    """Say hello to someone."""
    return f"Hello, {name}! 👋"


if kind == "mcp":
    from mcp.server import MCPServer

    server = MCPServer("bench", log_level="ERROR")
    server.tool()(hello_world)
    server.run("streamable-http", host="127.0.0.1", port=port, stateless_http=True, json_response=True)
else:
    from fastmcp import FastMCP

    server = FastMCP("bench")
    server.tool(hello_world)
    server.run(
        "http", show_banner=False, host="127.0.0.1", port=port, path="/mcp", log_level="error",
        stateless_http=True, json_response=True,
    )
