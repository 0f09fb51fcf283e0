"""A provider at whom readers sign in (OpenID Connect), on this machine alone, for tests."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "observatory", "a-secret-of-the-test-alone"


@contextmanager
def provider(address, *, verified=True):
    """Serve a provider that signs everybody in as the reader of this address; its root."""
    from joserfc import jwk, jwt

    key = jwk.RSAKey.generate_key(2048, {"kid": "one"})
    asked = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                asked["nonce"] = query.get("nonce")
                asked["client"] = query["client_id"]
                back = urlencode({"code": "once", "state": query["state"]})
                self.send_response(302)
                self.send_header("Location", f"{query['redirect_uri']}?{back}")
                self.end_headers()
                return
            self._json(
                {
                    "/jwks": {"keys": [key.as_dict(private=False)]},
                    "/.well-known/openid-configuration": {
                        "issuer": root,
                        "authorization_endpoint": f"{root}/authorize",
                        "token_endpoint": f"{root}/token",
                        "jwks_uri": f"{root}/jwks",
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                    },
                }[parts.path]
            )

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            now = int(time.time())
            access = "access"
            half = hashlib.sha256(access.encode()).digest()[:16]
            claims = {
                "iss": root, "aud": asked["client"], "sub": "1", "iat": now, "exp": now + 600,
                "nonce": asked["nonce"], "email": address, "email_verified": verified,
                "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
            }  # fmt: skip
            token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
            self._json({"access_token": access, "token_type": "Bearer", "id_token": token})

        def _json(self, body):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    root = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield root
    finally:
        server.shutdown()
        server.server_close()


def secrets(root, site, admitted=()):
    """The secrets of an app at `site` whose readers sign in at a provider."""
    return f"""
[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "{"c" * 40}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{root}/.well-known/openid-configuration"

[observatory]
admitted = {json.dumps(list(admitted))}
"""
