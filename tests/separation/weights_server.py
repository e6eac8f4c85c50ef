"""A web server on this machine that serves one file, honestly or not, and a small proxy."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ETAG = '"the-first-version"'


@dataclass
class Asked:
    """One request as it came; `sent_bytes` of the body were sent for it."""

    path: str
    span: str | None
    if_range: str | None
    sent_bytes: int = 0


@dataclass
class WeightsServer:
    """Serves `content`; `answers` come first, one for each request, then honest ones."""

    content: bytes = field(repr=False)
    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    etag: str | None = ETAG
    knows_ranges: bool = True
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def sent_bytes(self) -> int:
        return sum(asked.sent_bytes for asked in self.asked)


class Request(BaseHTTPRequestHandler):
    """One request, with the words an answer is made of."""

    protocol_version = "HTTP/1.1"
    weights: WeightsServer

    def do_GET(self) -> None:
        self.close_connection = True
        weights = self.weights
        self.asked = Asked(self.path, self.headers["Range"], self.headers["If-Range"])
        weights.asked.append(self.asked)
        answer = weights.answers.pop(0) if weights.answers else honest
        with contextlib.suppress(ConnectionError):
            answer(self)

    @property
    def start(self) -> int:
        """Where the answer has to start, by what was asked for."""
        span = re.fullmatch(r"bytes=(\d+)-", self.asked.span or "")
        same = self.asked.if_range in (None, self.weights.etag)
        return int(span[1]) if span and same and self.weights.knows_ranges else 0

    def head(self, status: int, **fields: str | int) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def head_of_file(self, length: int | None = None) -> None:
        """Announce the file from where it was asked for, or a false `length`."""
        size = len(self.weights.content)
        fields: dict[str, str | int] = {"Content_Type": "application/octet-stream"}
        fields["Content_Length"] = size - self.start if length is None else length
        if self.weights.etag is not None:
            fields["ETag"] = self.weights.etag
        if self.start:
            fields["Content_Range"] = f"bytes {self.start}-{size - 1}/{size}"
        self.head(206 if self.start else 200, **fields)

    def send(self, body: bytes) -> None:
        for place in range(0, len(body), 1 << 16):
            block = body[place : place + (1 << 16)]
            self.wfile.write(block)
            self.asked.sent_bytes += len(block)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests' output is not a log."""


Answer = Callable[[Request], None]


def honest(request: Request) -> None:
    if request.start > len(request.weights.content):
        request.head(416, Content_Range=f"bytes */{len(request.weights.content)}")
        return
    request.head_of_file()
    request.send(request.weights.content[request.start :])


def dropped_after(count: int) -> Answer:
    def answer(request: Request) -> None:
        request.head_of_file()
        request.send(request.weights.content[request.start :][:count])

    return answer


def stalled_after(count: int) -> Answer:
    def answer(request: Request) -> None:
        request.head_of_file()
        request.send(request.weights.content[request.start :][:count])
        request.weights.closing.wait(20)

    return answer


def silent(request: Request) -> None:
    request.weights.closing.wait(20)


def announcing(length: int) -> Answer:
    """Announce a `length`, whatever the file's own is, and send no more than there is."""

    def answer(request: Request) -> None:
        request.head_of_file(length)
        request.send(request.weights.content[request.start :][:length])

    return answer


def endless(request: Request) -> None:
    request.head(200)
    while not request.weights.closing.is_set():
        request.send(request.weights.content)


def sending(body: bytes, content_type: str = "application/octet-stream") -> Answer:
    def answer(request: Request) -> None:
        request.head(200, Content_Type=content_type, Content_Length=len(body))
        request.send(body)

    return answer


def failing(status: int) -> Answer:
    return lambda request: request.head(status, Content_Length=0)


def redirecting(url: str) -> Answer:
    return lambda request: request.head(302, Location=url, Content_Length=0)


@contextmanager
def weights_server(content: bytes, certificate: Path | None = None) -> Iterator[WeightsServer]:
    """Serve `content` on this machine; over TLS with a certificate and its key in one file."""
    weights = WeightsServer(content)
    handler = type("Handler", (Request,), {"weights": weights})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = False
        scheme = "http"
        if certificate is not None:
            scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        weights.url = f"{scheme}://localhost:{server.server_port}/a-model.th"
        with _serving(server):
            try:
                yield weights
            finally:
                weights.closing.set()


class _Passing(BaseHTTPRequestHandler):
    """A proxy: passes plain requests on, and joins two lines for CONNECT."""

    passed: list[str]

    def do_GET(self) -> None:
        self.passed.append(self.path)
        host, _, path = self.path.removeprefix("http://").partition("/")
        name, _, port = host.partition(":")
        lines = [f"GET /{path} HTTP/1.1", *(f"{k}: {v}" for k, v in self.headers.items())]
        with socket.create_connection((name, int(port))) as onward:
            onward.sendall("\r\n".join([*lines, "", ""]).encode())
            while block := onward.recv(1 << 16):
                self.wfile.write(block)

    def do_CONNECT(self) -> None:
        self.passed.append(self.path)
        name, _, port = self.path.partition(":")
        with socket.create_connection((name, int(port))) as onward:
            self.send_response(200)
            self.end_headers()
            ends = {onward: self.connection, self.connection: onward}
            while True:
                for end in select.select(list(ends), [], [], 5)[0]:
                    block = end.recv(1 << 16)
                    if not block:
                        return
                    ends[end].sendall(block)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests' output is not a log."""


@contextmanager
def proxy(passed: list[str]) -> Iterator[str]:
    """A proxy's address; what it passed on is added to `passed`."""
    handler = type("Handler", (_Passing,), {"passed": passed})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, _serving(server):
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
