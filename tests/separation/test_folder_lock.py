"""Who locks a file, alone or with others, and that a dead process locks nothing."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from separation.folder_lock import FileLock, FolderLock


def test_many_may_share_and_one_may_be_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first, second = FileLock(path, shared=True), FileLock(path, shared=True)
    for holder in (first, second):
        with pytest.raises(BlockingIOError):
            FileLock(path)
        holder.release()
    alone = FileLock(path)
    with pytest.raises(BlockingIOError):
        FileLock(path, shared=True)
    with pytest.raises(BlockingIOError):
        FileLock(path)
    alone.release()
    alone.release()
    FileLock(path, shared=True).release()


def test_a_forgotten_lock_is_released(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    del lock
    gc.collect()
    FileLock(tmp_path / "lock").release()


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from separation.folder_lock import *\n"
        "lock = FolderLock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BlockingIOError):
            FolderLock(tmp_path)
        holder.kill()
    FolderLock(tmp_path).release()
