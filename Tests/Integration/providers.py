"""OpenID providers that others wrote, on loopback, and the pages on which people log in there."""

import http.cookiejar
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
USER, PASSWORD = "alice", "alice-pass-1"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    """Cookies and forms, without scripts; redirects are handed out and not followed."""

    class _Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    def __init__(self):
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            self._Stay, urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )

    def open(self, url, form=None):
        """Status, fields and text."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            answer = self.opener.open(urllib.request.Request(url, data), timeout=20)
        except urllib.error.HTTPError as failure:
            answer = failure
        return answer.status, answer.headers, answer.read().decode()


class Provider:
    """A process that is an OpenID provider, from its start until the end of a `with`."""

    def __init__(self, command, folder, port, environment, patience=90):
        self.port, self.issuer = port, f"http://127.0.0.1:{port}"
        self.log = open(folder / "provider.log", "wb")
        # With a group of its own: some have workers, which must not outlive them.
        self.process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=self.log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + patience
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                text = (folder / "provider.log").read_text("utf-8", "replace")
                raise AssertionError(f"the provider did not start:\n{text[-2000:]}")
            time.sleep(0.1)

    def _answers(self):
        try:
            return Browser().open(f"{self.issuer}/.well-known/openid-configuration")[0] == 200
        except OSError:
            return False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.log.close()


class Idpyoidc(Provider):
    """Client mcp / mcp-secret-0123456789; clients may register themselves."""

    def __init__(self, folder, redirects=(), scopes=()):
        port = free_port()
        super().__init__(
            [sys.executable, str(HERE / "idp" / "idpyoidc_server.py"), str(port), str(folder)],
            folder,
            port,
            {"REDIRECT": " ".join(redirects) or "http://127.0.0.1:1/none", "SCOPES": " ".join(scopes)},
        )

    def log_in(self, url):
        """Where the provider sends the browser that came with `url`, once alice has logged in."""
        browser = Browser()
        status, fields, page = browser.open(url)
        if status in (302, 303):
            return fields["Location"]
        assert status == 200, page
        action = re.search(r'action="([^"]*)"', page)[1]
        token = re.search(r'name="token" value="([^"]*)"', page)[1]
        form = {"token": token, "username": USER, "password": PASSWORD}
        status, fields, page = browser.open(urllib.parse.urljoin(self.issuer + "/", action), form)
        assert status == 303, page
        return fields["Location"]


class Canaille(Provider):
    """Client mcp / secret, tokens for the audience mcp; real pages for logging in and consenting."""

    def __init__(self, folder, redirect):
        port = free_port()
        script = HERE / "idp" / "canaille"
        binary = pathlib.Path(sys.executable).parent / "canaille"
        super().__init__([str(script), str(binary), str(port), redirect], folder, port, {})
