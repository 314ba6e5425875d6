"""A gateway of text messages that somebody else runs: it knows only what docs/text-messages.md says."""

import contextlib
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.cases.receiver import new_certificate


class Gateway:
    """What it was asked to send, and how it is to behave next."""

    def __init__(self):
        self.asked, self.sent, self.behave, self.secret = [], {}, "well", "let-me-in"
        self.released = threading.Event()

    def answer(self, headers, body):
        """Its status for one request; a message is sent once for each mark."""
        self.asked.append(body)
        if headers["Authorization"] != f"Bearer {self.secret}":
            return 401
        said = json.loads(body)
        if self.behave == "slow":
            self.released.wait(5)
        if self.behave == "refuses":
            return 422
        if self.behave == "fault":
            return 500
        assert headers["Idempotency-Key"] == said["id"]
        self.sent.setdefault(said["id"], said)
        return 504 if self.behave == "forgetful" else 202  # the first: it sent it, and the answer is lost

    @property
    def texts(self):
        """Every text that went out, with its number, in order."""
        return [(one["to"], one["text"]) for one in self.sent.values()]

    @property
    def last_code(self):
        """The code in the latest message."""
        return "".join(sign for sign in self.texts[-1][1] if sign.isdigit())


@contextlib.contextmanager
def open_gateway(settings, monkeypatch, folder):
    """Such a gateway at an address of this machine, set as the one to use."""
    gateway, certificate = Gateway(), folder / "gateway.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    new_certificate(certificate)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = gateway.answer(self.headers, body)
            with contextlib.suppress(OSError):  # who was too impatient has gone
                self.send_response(status)
                self.end_headers()

        def log_message(self, *_args):
            """Say nothing."""

    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = trust.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.EXEAT_SMS = f"https://127.0.0.1:{server.server_port}/messages?from=exeat"
    settings.EXEAT_SMS_SECRET = gateway.secret
    try:
        yield gateway
    finally:
        gateway.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
