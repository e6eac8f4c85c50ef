from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from separation.training.sources import FETCHED, Source, SourceError, fetch


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    repository = tmp_path / "mirror" / "owner" / "drums"
    (repository / "kit").mkdir(parents=True)
    (repository / "kit" / "kick drum.wav").write_bytes(b"boom")
    (repository / "kit" / "read.txt").write_text("no sound")
    (repository / "elsewhere.wav").write_bytes(b"no")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "first")
    return tmp_path / "mirror"


def test_keeps_what_is_wanted_at_its_commit(tmp_path: Path, mirror: Path) -> None:
    commit = git(mirror / "owner" / "drums", "rev-parse", "HEAD")
    source = Source("owner/drums", commit, "CC0 1.0", "drums", ("kit",))
    folder = fetch(source, tmp_path / "sources", mirror)
    assert (folder / "kit" / "kick drum.wav").read_bytes() == b"boom"
    assert not (folder / "kit" / "read.txt").exists()
    assert not (folder / "elsewhere.wav").exists()
    assert (folder / "COMMIT").read_text().strip() == commit


def test_goes_without_files_the_copy_lacks(tmp_path: Path, mirror: Path) -> None:
    repository = mirror / "owner" / "drums"
    blob = git(repository, "rev-parse", "HEAD:elsewhere.wav")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    commit = git(repository, "rev-parse", "HEAD")
    folder = fetch(Source("owner/drums", commit, "CC0 1.0", "drums"), tmp_path / "s", mirror)
    assert (folder / "kit" / "kick drum.wav").exists()
    assert not (folder / "elsewhere.wav").exists()


def test_says_what_could_not_be_fetched(tmp_path: Path, mirror: Path) -> None:
    with pytest.raises(SourceError, match="drums"):
        fetch(Source("owner/drums", "0" * 40, "CC0 1.0", "drums"), tmp_path / "s", mirror)


def test_every_source_names_its_licence() -> None:
    assert all(source.licence and len(source.commit) == 40 for source in FETCHED)
    assert len({source.name for source in FETCHED}) == len(FETCHED)
