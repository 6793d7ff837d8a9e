"""An issuer of tokens whose keys can be changed, and which can be switched off, while servers depend on it."""

import base64
import http.server
import json
import threading
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from providers import free_port


def encoded(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    def __init__(self, id):
        self.id = id
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def jwk(self):
        n = self.private.public_key().public_numbers().n
        return {"kty": "RSA", "kid": self.id, "use": "sig", "alg": "RS256", "e": "AQAB", "n": encoded(n.to_bytes(256, "big"))}

    def token(self, claims, header=None):
        head = {"alg": "RS256", "kid": self.id, "typ": "at+jwt"} | (header or {})
        text = f"{encoded(head)}.{encoded(claims)}"
        return f"{text}.{encoded(self.private.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


class Issuer:
    """Metadata and keys at `name`; `published` is what clients see."""

    def __init__(self, audience="https://mcp.test"):
        self.port, self.audience = free_port(), audience
        self.name = f"http://127.0.0.1:{self.port}"
        self.published, self.asked, self.server = [], 0, None

    def claims(self, subject="ana", life=600, **changes):
        now = int(time.time())
        claims = {"iss": self.name, "aud": self.audience, "sub": subject, "iat": now, "exp": now + life, "scope": "tool:user tool:admin"}
        return {name: value for name, value in (claims | changes).items() if value is not None}

    def start(self):
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/.well-known/openid-configuration":
                    document = {"issuer": issuer.name, "jwks_uri": f"{issuer.name}/keys"}
                else:
                    issuer.asked += 1
                    document = {"keys": [key.jwk for key in issuer.published]}
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        http.server.ThreadingHTTPServer.allow_reuse_address = True
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
