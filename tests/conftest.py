"""What every test gets: a home of its own, no leaked threads, and the real songs if present."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import tests.environment  # noqa: F401  (before any other of ours: it says why)
from tests.sound_system import SoundSystem

SHARED_AUDIO = Path(__file__).parents[1].parent / "shared" / "audio"


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives as long as the run: it runs after many a test."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let it take back what was spared, so that nothing looks leaked at the end."""
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="module")
def spared_imports() -> Iterator[None]:
    """Spare it also what tests import on their way: once there is torch, it would take 0.2 s."""
    yield
    gc.collect()
    gc.freeze()


# How long an example takes says more about what else the machine does than about the code.
# The same examples every time: what passes here passes there. `make test-all` looks further.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("exploring", settings.get_profile("steady"), derandomize=False)
settings.load_profile(os.environ.get("WOODSHED_HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def no_leaked_thread() -> Iterator[None]:
    """Fail the test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 2.0
    while time.monotonic() < deadline:
        leaked = [t for t in threading.enumerate() if t not in before and _is_ours(t)]
        if not leaked:
            return
        time.sleep(0.01)
    pytest.fail(f"threads left running: {[thread.name for thread in leaked]}")


def _is_ours(thread: threading.Thread) -> bool:
    # A QThreadPool thread that ran Python code stays known as a dummy while the pool keeps it warm.
    return thread.is_alive() and not isinstance(thread, threading._DummyThread)


@pytest.fixture
def sound_system(monkeypatch: pytest.MonkeyPatch) -> SoundSystem:
    """Sound devices as the test wants them, in place of PortAudio."""
    system = SoundSystem()
    system.install(monkeypatch)
    return system


@pytest.fixture(scope="session")
def shared_songs() -> Path:
    """The folder of real songs that may lie beside the checkout."""
    folder = SHARED_AUDIO / "songs"
    if not folder.is_dir():
        pytest.skip("the real songs do not lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def shared_stems() -> Path:
    """The folder of real stem folders that may lie beside the checkout."""
    folder = SHARED_AUDIO / "stems"
    if not folder.is_dir():
        pytest.skip("the real stems do not lie beside this checkout")
    return folder
