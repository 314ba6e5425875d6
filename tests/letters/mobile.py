"""A gateway of text messages that somebody else runs: it knows only what docs/text-messages.md says."""

import contextlib
import json
import threading

from tests.served import dripping, new_certificate, serving


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

    def answer(headers, body):
        return gateway.answer(headers, body), dripping(b" " * 100) if gateway.behave == "dripping" else []

    with serving(answer, certificate) as address:
        settings.EXEAT_SMS = f"{address}/messages?from=exeat"
        settings.EXEAT_SMS_SECRET = gateway.secret
        try:
            yield gateway
        finally:
            gateway.released.set()
