"""Downloads from a server on this machine: an honest one, a broken one, and several liars."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.error_messages import sentence
from separation import partial_download, weights_download
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
    WeightsWriteError,
)
from separation.weights_download import download_weights
from separation.weights_file import WeightsFile
from separation.weights_folder import (
    StoredWeights,
    find_weights,
    only_writer,
    unfinished_folder,
    weights_folder,
)
from tests.separation.conftest import FileSizeLimit
from tests.separation.weights_server import (
    ETAG,
    Answer,
    Request,
    WeightsServer,
    announcing,
    dropped_after,
    endless,
    failing,
    honest,
    proxy,
    redirecting,
    sending,
    silent,
    stalled_after,
    weights_server,
)

CONTENT = random.Random(1).randbytes(1_100_000)
OTHER = random.Random(2).randbytes(1_100_000)
HALF = 600_000


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, no proxy, and no patience."""
    monkeypatch.setenv("WOODSHED_DATA_DIR", str(tmp_path / "data"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    # Nobody is trusted: the system's long list would be read again in every test.
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setattr(weights_download, "_FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(weights_download, "_CANCEL_POLL_S", 0.01)
    return weights_folder()


@pytest.fixture
def server() -> Iterator[WeightsServer]:
    with weights_server(CONTENT) as serving:
        yield serving


def published(
    server: WeightsServer, content: bytes = CONTENT, digest_letters: int = 64
) -> WeightsFile:
    sha256 = hashlib.sha256(content).hexdigest()[:digest_letters]
    return WeightsFile("a-model.th", server.url, sha256, 1)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


KEPT = {"a-model.th", "a-model.th.json", "unfinished/a-model.th.lock"}
NOTHING = {"unfinished/a-model.th.lock"}
STARTED = {*NOTHING, "unfinished/a-model.th.part", "unfinished/a-model.th.part.json"}


def refused(
    server: WeightsServer, kind: type[DownloadError], folder: Path, left: set[str] = NOTHING
) -> DownloadError:
    """Download, and return the error once it is seen that nothing got the file's name."""
    with pytest.raises(kind) as caught:
        download_weights(published(server))
    assert find_weights(published(server)) is None
    assert files(folder) == left
    assert caught.value.host in ("localhost", "127.0.0.1")
    assert caught.value.host in sentence(caught.value) or kind is WebPageError
    return caught.value


@pytest.mark.parametrize("digest_letters", [64, 8])
def test_the_file_arrives(server: WeightsServer, folder: Path, digest_letters: int) -> None:
    told: list[tuple[int, int | None]] = []
    threads: set[int] = set()

    def on_progress(done_bytes: int, total_bytes: int | None) -> None:
        told.append((done_bytes, total_bytes))
        threads.add(threading.get_ident())

    file = published(server, digest_letters=digest_letters)
    stored = download_weights(file, on_progress)
    assert stored == StoredWeights(
        folder / "a-model.th", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT)
    )
    assert stored.path.read_bytes() == CONTENT
    assert find_weights(file) == stored
    assert files(folder) == KEPT
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert threads == {threading.get_ident()}


def test_what_is_here_is_not_downloaded_again(server: WeightsServer, folder: Path) -> None:
    first = download_weights(published(server))
    assert download_weights(published(server)) == first
    assert len(server.asked) == 1
    # Put there by hand, or left by a kill between the two writes: it is read, and gets its record.
    (folder / "a-model.th.json").unlink()
    assert find_weights(published(server)) is None
    assert download_weights(published(server)) == first
    assert len(server.asked) == 1
    first.path.write_bytes(OTHER)
    (folder / "a-model.th.json").unlink()
    assert download_weights(published(server)) == first
    assert len(server.asked) == 2


def test_a_dropped_line_is_gone_on_with(server: WeightsServer, folder: Path) -> None:
    server.answers = [dropped_after(HALF), dropped_after(200_000)]
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [(asked.span, asked.if_range) for asked in server.asked] == [
        (None, None),
        (f"bytes={HALF}-", ETAG),
        (f"bytes={HALF + 200_000}-", ETAG),
    ]
    assert server.sent_bytes == len(CONTENT)
    assert files(folder) == KEPT


def test_a_later_sitting_goes_on(server: WeightsServer, folder: Path) -> None:
    received = [0]

    def on_progress(done_bytes: int, total_bytes: int | None) -> None:
        received[0] = done_bytes

    server.answers = [stalled_after(HALF)]
    with pytest.raises(TransferCancelledError):
        download_weights(published(server), on_progress, lambda: received[0] == HALF)
    assert files(folder) == STARTED
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert server.asked[1].span == f"bytes={HALF}-"
    assert server.sent_bytes == len(CONTENT)


def start_earlier(folder: Path, beginning: bytes, **changed: object) -> None:
    """Leave behind what an earlier sitting had."""
    (folder / "unfinished").mkdir(parents=True)
    (folder / "unfinished" / "a-model.th.part").write_bytes(beginning)
    note = {
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "total": len(CONTENT),
        "validator": ETAG,
        **changed,
    }
    (folder / "unfinished" / "a-model.th.part.json").write_text(json.dumps(note))


@pytest.mark.parametrize("validator", [ETAG, None])
def test_a_wrong_beginning_ends_in_one_fresh_try(
    server: WeightsServer, folder: Path, validator: str | None
) -> None:
    start_earlier(folder, OTHER[:HALF], validator=validator)
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [asked.span for asked in server.asked] == [f"bytes={HALF}-", None]
    assert files(folder) == KEPT


def test_a_wrong_file_that_is_whole_ends_in_one_fresh_try(
    server: WeightsServer, folder: Path
) -> None:
    start_earlier(folder, OTHER)
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [asked.span for asked in server.asked] == [None]


def test_a_right_file_that_is_whole_is_not_asked_for(server: WeightsServer, folder: Path) -> None:
    start_earlier(folder, CONTENT)
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert not server.asked


def test_the_fresh_try_is_the_last(server: WeightsServer, folder: Path) -> None:
    start_earlier(folder, OTHER[:HALF])
    server.content = OTHER[:-1] + b"?"
    refused(server, DownloadDamagedError, folder)
    assert len(server.asked) == 2


def test_a_new_version_is_started_anew(server: WeightsServer, folder: Path) -> None:
    start_earlier(folder, OTHER[:HALF], validator='"long ago"')
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [asked.sent_bytes for asked in server.asked] == [len(CONTENT)]


def test_a_server_without_ranges_is_started_anew(server: WeightsServer, folder: Path) -> None:
    start_earlier(folder, CONTENT[:HALF])
    server.knows_ranges = False
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [asked.sent_bytes for asked in server.asked] == [len(CONTENT)]


@pytest.mark.parametrize(
    "changed", [{"sha256": "0" * 64}, {"total": 5}, {"total": "x"}, {"validator": []}]
)
def test_a_beginning_of_something_else_is_dropped(
    server: WeightsServer, folder: Path, changed: dict[str, object]
) -> None:
    start_earlier(folder, CONTENT[:HALF], **changed)
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    # A strange validator is passed on, and the server sends all of it.
    assert server.sent_bytes == len(CONTENT)


def elsewhere(request: Request) -> None:
    """Send another part than the one that was asked for."""
    size = len(CONTENT)
    request.head(206, Content_Length=10, Content_Range=f"bytes 5-14/{size}")
    request.send(CONTENT[5:15])


def of_another(request: Request) -> None:
    """Send the right place of a file of another length."""
    start = request.start
    request.head(206, Content_Length=10, Content_Range=f"bytes {start}-{start + 9}/{start + 10}")
    request.send(CONTENT[start:][:10])


@pytest.mark.parametrize("answer", [elsewhere, of_another, failing(416)])
def test_a_part_that_does_not_fit_is_not_put_behind(
    server: WeightsServer, folder: Path, answer: Answer
) -> None:
    server.answers = [dropped_after(HALF), answer]
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert server.asked[-1].span is None


def test_parts_that_never_fit_are_given_up(server: WeightsServer, folder: Path) -> None:
    server.answers = [dropped_after(HALF), elsewhere] * 2
    refused(server, DownloadLengthError, folder)
    assert len(server.asked) == 4


def test_a_line_that_always_drops_is_given_up_and_kept(server: WeightsServer, folder: Path) -> None:
    server.answers = [dropped_after(HALF), *[dropped_after(0)] * 3]
    refused(server, DownloadLengthError, folder, STARTED)
    assert len(server.asked) == 4
    assert (folder / "unfinished" / "a-model.th.part").read_bytes() == CONTENT[:HALF]
    assert download_weights(published(server)).path.read_bytes() == CONTENT


def test_a_line_may_drop_often_while_it_brings_something(
    server: WeightsServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_download, "_GOOD_GAIN_BYTES", 100_000)
    server.answers = [dropped_after(150_000)] * 7
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert server.sent_bytes == len(CONTENT)


@pytest.mark.parametrize("answer", [silent, stalled_after(HALF)])
def test_a_stalled_line_is_given_up(
    server: WeightsServer, folder: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_download, "_READ_LIMIT_S", 0.05)
    server.answers = [answer, silent, silent, silent, silent]
    refused(server, DownloadDroppedError, folder, NOTHING if answer is silent else STARTED)


@pytest.mark.parametrize("answer", [silent, stalled_after(HALF)])
def test_a_cancel_is_answered_while_the_server_stalls(
    server: WeightsServer, folder: Path, answer: Answer
) -> None:
    server.answers = [answer]
    asked_at: list[float] = []

    def cancelled() -> bool:
        if server.asked and server.sent_bytes == (0 if answer is silent else HALF):
            asked_at.append(time.monotonic())
        return bool(asked_at)

    with pytest.raises(TransferCancelledError):
        download_weights(published(server), cancelled=cancelled)
    # Not a benchmark: the read limit is thirty times as long.
    assert time.monotonic() - asked_at[0] < 1.0


def test_a_cancel_is_answered_while_nobody_accepts(folder: Path) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/a-model.th"
        file = WeightsFile("a-model.th", url, "0" * 64, 1)
        asked = []
        with pytest.raises(TransferCancelledError):
            download_weights(file, cancelled=lambda: len(asked) == 3 or asked.append(1) is not None)
    assert files(folder) == NOTHING


def test_an_error_of_the_listener_ends_it(server: WeightsServer, folder: Path) -> None:
    class OwnError(Exception):
        pass

    def on_progress(done_bytes: int, total_bytes: int | None) -> None:
        if done_bytes == HALF:
            raise OwnError

    server.answers = [stalled_after(HALF)]
    with pytest.raises(OwnError):
        download_weights(published(server), on_progress)
    assert download_weights(published(server)).path.read_bytes() == CONTENT


@pytest.mark.parametrize("length", [100, 400_000, 3_000_000])
def test_a_length_the_file_cannot_have_is_refused(
    server: WeightsServer, folder: Path, length: int
) -> None:
    server.answers = [announcing(length)]
    refused(server, DownloadLengthError, folder)
    assert len(server.asked) == 1


def test_a_length_that_is_a_little_too_short_is_refused(
    server: WeightsServer, folder: Path
) -> None:
    server.answers = [announcing(len(CONTENT) - 1000)]
    refused(server, DownloadDamagedError, folder)


def test_a_length_that_is_a_little_too_long_is_refused(server: WeightsServer, folder: Path) -> None:
    server.answers = [announcing(len(CONTENT) + 1000), *[announcing(2000)] * 4]
    # It goes on behind the end with what is not there: no such range, from the start, short again.
    refused(server, DownloadLengthError, folder)


def test_more_than_any_announced_length_is_cut_off(server: WeightsServer, folder: Path) -> None:
    server.answers = [endless]
    refused(server, DownloadLengthError, folder)
    assert server.sent_bytes < 30_000_000


def test_a_file_without_a_length_arrives(server: WeightsServer, folder: Path) -> None:
    def unannounced(request: Request) -> None:
        request.head(200)
        request.send(CONTENT)

    totals: set[int | None] = set()
    server.answers = [unannounced]
    download_weights(published(server), lambda done, total: totals.add(total))
    assert totals == {None}


@pytest.mark.parametrize(
    "answer",
    [
        sending(b"<p>Sign in", "text/html; charset=utf-8"),
        sending(b"\n <!DOCTYPE html><p>Sign in" + bytes(1_000_000)),
    ],
)
def test_a_web_page_is_not_a_model(server: WeightsServer, folder: Path, answer: Answer) -> None:
    server.answers = [answer]
    refused(server, WebPageError, folder)


def test_a_web_page_does_not_cost_what_was_received(server: WeightsServer, folder: Path) -> None:
    start_earlier(folder, CONTENT[:HALF])
    server.answers = [sending(b"<html>Sign in", "text/html")]
    refused(server, WebPageError, folder, STARTED)
    download_weights(published(server))
    assert server.asked[1].span == f"bytes={HALF}-"


def test_a_tampered_file_is_thrown_away(server: WeightsServer, folder: Path) -> None:
    server.answers = [sending(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))]
    refused(server, DownloadDamagedError, folder)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [404, 403, 304, 204])
def test_a_refusal_is_told_with_its_status(
    server: WeightsServer, folder: Path, status: int
) -> None:
    server.answers = [failing(status)]
    error = refused(server, DownloadRefusedError, folder)
    assert isinstance(error, DownloadRefusedError)
    assert error.status == status
    assert str(status) in sentence(error)


def test_a_passing_refusal_is_tried_again(server: WeightsServer, folder: Path) -> None:
    server.answers = [failing(503), failing(502), failing(429)]
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    (folder / "a-model.th").unlink()
    server.answers = [failing(503)] * 4
    refused(server, DownloadRefusedError, folder, {*NOTHING, "a-model.th.json"})


def test_without_a_network_it_says_so_at_once(folder: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/a-model.th"
    with pytest.raises(NoNetworkError):
        download_weights(WeightsFile("a-model.th", url, "0" * 64, 1))
    with pytest.raises(NoNetworkError):
        download_weights(WeightsFile("a-model.th", "https://a.invalid/a-model.th", "0" * 64, 1))


@pytest.mark.parametrize("url", ["http://example.org/a", "ftp://example.org/a", "a-file", "https:"])
def test_only_https_is_asked(folder: Path, url: str) -> None:
    with pytest.raises(DownloadInsecureError):
        download_weights(WeightsFile("a-model.th", url, "0" * 64, 1))


def test_redirects_are_followed_but_not_out_of_https(server: WeightsServer, folder: Path) -> None:
    server.answers = [redirecting("http://example.org/a-model.th")]
    with pytest.raises(DownloadInsecureError) as caught:
        download_weights(published(server))
    assert caught.value.host == "example.org"
    server.answers = [redirecting("/elsewhere"), redirecting("?again=1")]
    assert download_weights(published(server)).path.read_bytes() == CONTENT
    assert [asked.path for asked in server.asked[-2:]] == ["/elsewhere", "/elsewhere?again=1"]


def test_redirects_come_to_an_end(server: WeightsServer, folder: Path) -> None:
    server.answers = [redirecting("/again")] * 10
    refused(server, DownloadRefusedError, folder)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody trusts yet, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to make a certificate with")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(path)),
            *("-addext", "subjectAltName=DNS:localhost", "-out", str(path.with_suffix(".crt"))),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system keeps what it trusts")
def test_over_tls_only_from_who_can_be_trusted(
    folder: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with weights_server(CONTENT, certificate) as server:
        refused(server, ServerUntrustedError, folder)
        monkeypatch.setenv("SSL_CERT_FILE", str(folder / "nowhere.pem"))
        refused(server, ServerUntrustedError, folder)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server.answers = [redirecting("http://localhost:1/a-model.th")]
        refused(server, DownloadInsecureError, folder)
        passed: list[str] = []
        with proxy(passed) as address:
            monkeypatch.setenv("HTTPS_PROXY", address)
            assert download_weights(published(server)).path.read_bytes() == CONTENT
        assert passed == [server.url.removeprefix("https://").partition("/")[0]]


def test_the_proxy_of_the_environment_is_used(
    server: WeightsServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[str] = []
    with proxy(passed) as address:
        monkeypatch.setenv("HTTP_PROXY", address)
        download_weights(published(server))
        assert passed == [server.url]
        (folder / "a-model.th").unlink()
        monkeypatch.setenv("NO_PROXY", "localhost")
        download_weights(published(server))
        assert passed == [server.url]


def test_a_proxy_that_refuses_or_makes_no_sense_is_named(
    server: WeightsServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers = [failing(407)]
    file = WeightsFile("a-model.th", "https://models.example/a-model.th", "0" * 64, 1)
    monkeypatch.setenv("HTTPS_PROXY", "gopher://localhost")
    with pytest.raises(ProxyUnusableError):
        download_weights(file)
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    with pytest.raises(ProxyUnusableError):
        download_weights(file)


def test_a_full_disk_is_told_as_such_and_not_filled(
    server: WeightsServer, folder: Path, file_size_limit: FileSizeLimit
) -> None:
    with file_size_limit(HALF), pytest.raises(WeightsWriteError) as caught:
        download_weights(published(server))
    assert caught.value.disk_full
    assert sentence(caught.value).startswith("The disk is full.")
    assert files(folder) == NOTHING


def test_a_disk_without_room_is_not_begun_on(
    server: WeightsServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder.parent.parent)._replace(free=len(CONTENT) - 1)
    monkeypatch.setattr(partial_download.shutil, "disk_usage", lambda path: usage)
    received: list[int] = []
    with pytest.raises(WeightsWriteError) as caught:
        download_weights(published(server), lambda done, total: received.append(done))
    assert caught.value.disk_full
    assert not any(received)


def test_a_folder_that_cannot_be_made_is_told(server: WeightsServer, folder: Path) -> None:
    folder.parent.write_bytes(b"a file in its place")
    with pytest.raises(WeightsWriteError) as caught:
        download_weights(published(server))
    assert not caught.value.disk_full


def test_a_second_process_waits_for_the_first(server: WeightsServer, folder: Path) -> None:
    file = published(server)
    server.answers = [dropped_after(HALF), lambda request: (held.wait(10), honest(request))[1]]
    held = threading.Event()
    there = [False]

    def first() -> None:
        download_weights(file)
        there[0] = True

    thread = threading.Thread(target=first)
    thread.start()
    told: list[int] = []

    def on_progress(done_bytes: int, total_bytes: int | None) -> None:
        told.append(done_bytes)
        if done_bytes == HALF:
            held.set()

    while not (unfinished_folder() / "a-model.th.part").exists():
        time.sleep(0.001)
    assert download_weights(file, on_progress).path.read_bytes() == CONTENT
    thread.join()
    assert there[0]
    assert server.sent_bytes == len(CONTENT)
    assert HALF in told


def test_waiting_can_be_cancelled(server: WeightsServer) -> None:
    file = published(server)
    with only_writer(file.name, lambda: False), pytest.raises(TransferCancelledError):
        download_weights(file, cancelled=lambda: True)
    assert not server.asked


def test_a_killed_download_is_gone_on_with(server: WeightsServer, folder: Path) -> None:
    server.answers = [stalled_after(HALF)]
    file = published(server)
    program = (
        "from separation.weights_download import download_weights\n"
        "from separation.weights_file import WeightsFile\n"
        f"download_weights(WeightsFile({file.name!r}, {file.url!r}, {file.sha256!r}, 1))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=Path.cwd()) as process:
        wait_until(lambda: (folder / "unfinished/a-model.th.part").exists())
        wait_until(lambda: (folder / "unfinished/a-model.th.part").stat().st_size == HALF)
        process.kill()
    assert download_weights(file).path.read_bytes() == CONTENT
    assert server.sent_bytes == len(CONTENT)


def wait_until(reached: Callable[[], bool]) -> None:
    give_up_at_s = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < give_up_at_s
        time.sleep(0.005)


def test_neither_torch_nor_the_web_is_imported_for_nothing() -> None:
    program = (
        "import sys\n"
        "import separation.weights_download, separation.weights_import, separation.private_models\n"
        "print(sorted({'torch', 'httpx2', 'demucs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
