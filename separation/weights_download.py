"""Downloads a file of weights so that only the right one ever gets its name.

HTTPS through the system's proxies and trusted certificates (httpx2); goes on after a dropped line
and in a later sitting; the digest decides, before anybody opens what came.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from separation.errors import (
    DownloadDamagedError,
    DownloadDroppedError,
    DownloadError,
    DownloadInsecureError,
    DownloadLengthError,
    DownloadRefusedError,
    NoNetworkError,
    ProxyUnusableError,
    ServerUntrustedError,
    TransferCancelledError,
    WebPageError,
)
from separation.file_digest import file_digest
from separation.partial_download import PartialDownload, received_bytes
from separation.weights_file import WeightsFile
from separation.weights_folder import (
    StoredWeights,
    adopt_weights,
    keep_weights,
    only_writer,
    writing,
)

if TYPE_CHECKING:
    import httpx2

_CONNECT_LIMIT_S = 15.0
_READ_LIMIT_S = 30.0
_CANCEL_POLL_S = 0.1
_CLOSE_LIMIT_S = 0.5
# The line may break as often as it likes while each try brings this much.
_TRIES = 4
_GOOD_GAIN_BYTES = 1 << 20
_FIRST_PAUSE_S = 0.5
_MOST_REDIRECTS = 5
_PASSING_STATUSES = (408, 425, 429, 500, 502, 503, 504)
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html)", re.IGNORECASE)

OnProgress = Callable[[int, int | None], None]


def download_weights(
    file: WeightsFile,
    on_progress: OnProgress = lambda done_bytes, total_bytes: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> StoredWeights:
    """Bring `file` into the folder of weights; returns at once if it is there.

    Blocks, and calls both functions in the caller's thread about ten times a second. The second
    number of bytes is None as long as the server has not told it. If another process downloads the
    same file it waits for that one.

    Raises: DownloadError, TransferCancelledError (within a second), WeightsWriteError. What was
    received is kept for the next time, unless it was wrong or the disk is full.
    """

    def tell_of_the_other() -> None:
        on_progress(received_bytes(file), None)

    with only_writer(file.name, cancelled, tell_of_the_other):
        stored = adopt_weights(file, cancelled)
        if stored is not None:
            return stored
        with PartialDownload(file) as part:
            # What was put together from several answers may be of several versions: once more.
            for _ in range(2):
                transfer = _Transfer(file, part, on_progress, cancelled)
                transfer.run()
                part.close()
                with writing(part.path):
                    sha256 = file_digest(part.path, cancelled)
                if file.matches(sha256):
                    stored = keep_weights(file, part.path, sha256)
                    part.drop()
                    return stored
                part.drop()
                if not transfer.joined:
                    break
            raise DownloadDamagedError(transfer.host)


class _StartAgainError(Exception):
    """What is here cannot be gone on with."""


class _Transfer:
    """Fills `part` until it is as long as the server says; `joined` from more than one answer.

    It runs an event loop in the caller's thread: a cancelled task lets go of a stalled line at
    once, on every system, which a blocking read does not.
    """

    def __init__(
        self,
        file: WeightsFile,
        part: PartialDownload,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
    ) -> None:
        self.joined = False
        self.host = _host(file.url)
        self._file = file
        self._part = part
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._was_reached = False
        self._receiving: asyncio.Task[None] | None = None
        # The catalogue knows megabytes only; beyond these it is another file.
        self._least_bytes = file.megabytes * 500_000
        self._most_bytes = file.megabytes * 2_000_000

    def run(self) -> None:
        """Receive all of it. Raises: as `download_weights`."""
        # Not asyncio.run: that waits for a look-up of the host's name even after a cancel.
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(self._watch())
        finally:
            tasks = asyncio.all_tasks(loop)
            for task in tasks:
                task.cancel()
            if tasks:
                loop.run_until_complete(asyncio.wait(tasks, timeout=_CLOSE_LIMIT_S))
            self._look_at_end()
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()

    def _look_at_end(self) -> None:
        """A Ctrl-C in the midst of receiving is on its way up already: it is not logged too."""
        receiving = self._receiving
        if receiving is not None and receiving.done() and not receiving.cancelled():
            receiving.exception()

    async def _watch(self) -> None:
        self._receiving = receiving = asyncio.ensure_future(self._receive())
        while not receiving.done():
            if self._cancelled():
                raise TransferCancelledError
            await asyncio.wait({receiving}, timeout=_CANCEL_POLL_S)
            self._on_progress(self._part.size_bytes, self._part.total_bytes)
        receiving.result()

    async def _receive(self) -> None:
        import httpx2  # late: a list of models needs no network

        async with self._client() as client:
            failures = 0
            may_start_again = True
            while True:
                before_bytes = self._part.size_bytes
                try:
                    return await self._receive_once(client)
                except _StartAgainError:
                    self._part.drop()
                    if not may_start_again:
                        raise DownloadLengthError(self.host) from None
                    may_start_again = False
                    continue
                except httpx2.TransportError as error:
                    failure = self._failure(error)
                    if not self._is_passing(failure):
                        raise failure from error
                except DownloadRefusedError as error:
                    if error.status not in _PASSING_STATUSES:
                        raise
                    failure = error
                if self._part.size_bytes - before_bytes >= _GOOD_GAIN_BYTES:
                    failures = 0
                failures += 1
                if failures == _TRIES:
                    raise failure
                await asyncio.sleep(_FIRST_PAUSE_S * 2 ** (failures - 1))

    def _client(self) -> httpx2.AsyncClient:
        import httpx2

        timeout = httpx2.Timeout(_READ_LIMIT_S, connect=_CONNECT_LIMIT_S)
        try:
            return httpx2.AsyncClient(timeout=timeout)
        except OSError as error:  # SSL_CERT_FILE names no file of certificates
            raise ServerUntrustedError(self.host) from error
        except (ValueError, ImportError, httpx2.InvalidURL) as error:
            raise ProxyUnusableError(self.host, str(error)) from error

    async def _receive_once(self, client: httpx2.AsyncClient) -> None:
        part = self._part
        if part.total_bytes is not None and part.size_bytes == part.total_bytes:
            self.joined = True  # in an earlier sitting, who knows how
            return
        # Compressed, a file would have another length than the announced one.
        headers = {"Accept-Encoding": "identity"}
        if part.size_bytes:
            headers["Range"] = f"bytes={part.size_bytes}-"
            if part.validator is not None:
                headers["If-Range"] = part.validator
        async with self._answer(client, headers) as answer:
            self._was_reached = True
            if "html" in answer.headers.get("Content-Type", ""):
                raise WebPageError(self.host)
            blocks = answer.aiter_raw()
            if answer.status_code == 206:
                self._go_on(answer)
            else:
                block = await anext(blocks, b"")
                if _WEB_PAGE.match(block):
                    raise WebPageError(self.host)
                part.begin(self._announced(answer), _validator(answer))
                self._append(block)
            async for block in blocks:
                self._append(block)
            part.close()

    def _go_on(self, answer: httpx2.Response) -> None:
        part = self._part
        span = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
        if span is None or int(span[1]) != part.size_bytes or not part.size_bytes:
            raise _StartAgainError
        if part.total_bytes not in (None, int(span[2])):
            raise _StartAgainError
        self.joined = True
        part.go_on()

    def _append(self, block: bytes) -> None:
        if self._part.size_bytes + len(block) > self._most_bytes:
            self._part.drop()
            raise DownloadLengthError(self.host)
        self._part.append(block)

    def _announced(self, answer: httpx2.Response) -> int | None:
        length = answer.headers.get("Content-Length")
        if length is None:
            return None
        if not length.isdecimal() or not self._least_bytes <= int(length) <= self._most_bytes:
            raise DownloadLengthError(self.host)
        return int(length)

    @asynccontextmanager
    async def _answer(
        self, client: httpx2.AsyncClient, headers: dict[str, str]
    ) -> AsyncIterator[httpx2.Response]:
        """The answer at the end of every redirect, each of which has to be as safe as HTTPS."""
        import httpx2

        try:
            url = httpx2.URL(self._file.url)
            may_be_local = _is_local(url)
            for _ in range(_MOST_REDIRECTS):
                self.host = url.host
                is_safe = url.scheme == "https" or (may_be_local and _is_local(url))
                if not is_safe or not url.host:
                    raise DownloadInsecureError(self.host)
                async with client.stream("GET", url, headers=headers) as answer:
                    if answer.has_redirect_location:
                        url = url.join(answer.headers["Location"])
                        continue
                    if answer.status_code == 416 and "Range" in headers:
                        raise _StartAgainError
                    if answer.status_code not in (200, 206):
                        raise DownloadRefusedError(self.host, answer.status_code)
                    yield answer
                    return
        except httpx2.InvalidURL as error:
            raise DownloadInsecureError(self.host) from error
        raise DownloadRefusedError(self.host, answer.status_code)

    def _failure(self, error: httpx2.TransportError) -> DownloadError:
        """What `error` is to a person."""
        import httpx2

        if isinstance(error, httpx2.ProxyError):
            return ProxyUnusableError(self.host, str(error))
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
            return ServerUntrustedError(self.host)
        if not self._was_reached and isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
            return NoNetworkError(self.host)
        if isinstance(error, httpx2.RemoteProtocolError):
            return DownloadLengthError(self.host)
        return DownloadDroppedError(self.host)

    @staticmethod
    def _is_passing(failure: DownloadError) -> bool:
        return isinstance(failure, DownloadDroppedError | DownloadLengthError)


def _validator(answer: httpx2.Response) -> str | None:
    """What the server calls this version, if it is exact enough for If-Range (RFC 9110)."""
    tag: str | None = answer.headers.get("ETag")
    if tag is not None and not tag.startswith("W/"):
        return tag
    date: str | None = answer.headers.get("Last-Modified")
    return date


def _is_local(url: httpx2.URL) -> bool:
    return url.scheme == "http" and url.host in _LOCAL_HOSTS


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    return chain
