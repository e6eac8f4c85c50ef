"""What is asked of a checkpoint before torch sees it: how it is packed, and what it names.

torch.load(weights_only=True) runs no program, but it trusts sizes: a compressed record may unpack
to terabytes, and a name it allows may be called with a number that fills the memory. So a
checkpoint is a zip archive of uncompressed records that lie within the file, and its pickle names
nothing but the official checkpoints' names.
"""

from __future__ import annotations

import pickletools
import zipfile
from pathlib import Path

from separation.errors import CheckpointDamagedError, CheckpointUnsafeError

_ZIP_START = b"PK\x03\x04"
_PICKLE_NAME = "data.pkl"
_ORDERED_DICT = "collections.OrderedDict"


def check_archive(path: Path, known_names: frozenset[str]) -> None:
    """Check the checkpoint at `path` without unpickling anything.

    known_names: what it may name besides torch's own types, as "module.name".
    Raises: CheckpointDamagedError, CheckpointUnsafeError, OSError.
    """
    with path.open("rb") as start:
        if start.read(len(_ZIP_START)) != _ZIP_START:
            raise CheckpointDamagedError(path, "not a checkpoint in torch's zip format")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_records(path, archive.infolist())
            for name in _named(archive.read(_pickle_record(path, archive))):
                if name not in known_names and name != _ORDERED_DICT and not _is_torch(name):
                    raise CheckpointUnsafeError(path, f"names {name}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise CheckpointDamagedError(path, f"not a sound archive: {error}") from error


def _check_records(path: Path, records: list[zipfile.ZipInfo]) -> None:
    # torch looks names up without regard to case.
    names = {record.filename.lower() for record in records}
    is_plain = all(record.compress_type == zipfile.ZIP_STORED for record in records)
    whole_bytes = sum(record.file_size for record in records)
    if len(names) < len(records) or not is_plain or whole_bytes > path.stat().st_size:
        raise CheckpointUnsafeError(path, "unpacks to more than its file holds")


def _pickle_record(path: Path, archive: zipfile.ZipFile) -> str:
    # Everything lies in one folder, which has the name the archive was first saved under.
    for name in archive.namelist():
        if name.partition("/")[2] == _PICKLE_NAME:
            return name
    raise CheckpointDamagedError(path, f"has no {_PICKLE_NAME}")


def _named(pickle: bytes) -> set[str]:
    """The "module.name" of everything a pickle could call.

    Raises: ValueError if it is no pickle of the second protocol.
    """
    names = set()
    for opcode, argument, _ in pickletools.genops(pickle):
        if opcode.name in ("GLOBAL", "INST"):
            names.add(str(argument).replace(" ", ".", 1))
        elif opcode.proto > 2:
            # Later protocols put the name together on the stack; torch writes the second.
            raise ValueError(f"has the opcode {opcode.name}")
    return names


def _is_torch(name: str) -> bool:
    # Which of these may be called, torch decides from a list of its own.
    return name.startswith("torch.")
