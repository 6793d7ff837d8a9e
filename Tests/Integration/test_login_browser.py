"""Logging in as people do: our /login, the provider's own pages in Chromium, our /callback, and a call with the token."""

import base64
import json
import os
import pathlib
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx2
import mcp
import pytest
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import sync_playwright

from conftest import REQUIRED
from forge import Server, until
from providers import PASSWORD, USER, Canaille, free_port


@pytest.fixture(scope="module")
def page():
    chromium = shutil.which("chromium")
    if not chromium:
        (pytest.fail if REQUIRED else pytest.skip)("Chromium is absent")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"]
        )
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def place(binary, tmp_path_factory):
    port = free_port()
    with Canaille(tmp_path_factory.mktemp("canaille"), f"http://127.0.0.1:{port}/callback") as provider:
        text = f"""
        [server]
        title = "Tools of <Alice & Co>"
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = "local"
        [middleware.jwt.validation.local]
        issuer = "{provider.issuer}"
        audience = "mcp"
        [auth]
        client_id = "mcp"
        client_secret = "secret"
        redirect_uri = "http://127.0.0.1:{port}/callback"
        show_token = true
        [access.tools.hello_world]
        scopes = []
        condition = 'payload.sub == "alice"'
        """
        with Server(binary, "--port", str(port), config=text, folder=tmp_path_factory.mktemp("server")) as server:
            yield server


def keep(page, name):
    """Nothing needs to be scrolled sideways; pictures for whoever wants to look, in the folder MCP_FORGE_PICTURES."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if folder := os.environ.get("MCP_FORGE_PICTURES"):
                page.screenshot(path=pathlib.Path(folder) / f"{name}-{width}-{scheme}.png")


def test_a_person_logs_in_and_calls(place, page):
    errors = []
    own = f"http://{place.host}/"
    page.on("console", lambda message: errors.append(message.text) if message.location["url"].startswith(own) else None)
    page.goto(f"http://{place.host}/login")
    page.fill("input[name=login]", USER)
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=password]")
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("button[name=answer][value=accept], #token")
    if page.query_selector("#token") is None:
        page.click("button[name=answer][value=accept]")
    page.wait_for_selector("#token")
    keep(page, "logged-in")
    assert page.url.startswith(f"http://{place.host}/callback?")
    assert page.text_content("h1") == "You are logged in"
    assert page.text_content(".server") == "Tools of <Alice & Co>"
    assert page.text_content("dd") == "alice@example.com"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).borderRadius") == "12px", "the style applies"
    assert errors == []
    # The provider's own cookies are for this host, too.
    names = [cookie["name"] for cookie in page.context.cookies(f"http://{place.host}/callback")]
    assert not [name for name in names if "mcp" in name]
    token = page.input_value("#token")

    async def run():
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx2.AsyncClient(headers=headers, timeout=30) as http:
            async with mcp.Client(streamable_http_client(place.url, http_client=http)) as client:
                return await client.call_tool("hello_world", {"name": "Ada"})

    # Playwright has an event loop in this thread already.
    with ThreadPoolExecutor() as elsewhere:
        answer = elsewhere.submit(anyio.run, run).result()
    assert "Hello, Ada!" in answer.content[0].text
    assert token not in "\n".join(place.log)
    page.reload()
    keep(page, "not-logged-in")
    assert page.text_content("h1") == "You are not logged in"
    assert "another login" in page.text_content("main") or "under way" in page.text_content("main")
    # This provider answers 500 to a second login within the second of the first.
    payload = token.split(".")[1]
    issued = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["iat"]
    assert until(lambda: time.time() >= issued + 1)
    # The provider knows the person still, so there is nothing to type.
    page.click("text=Try again")
    page.wait_for_selector("#token")
