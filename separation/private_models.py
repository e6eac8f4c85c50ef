"""Models of a person's own: checkpoints that the catalogue does not know, with what they told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from separation.weights_file import WeightsFile
from separation.weights_folder import read_record, weights_folder

_START = "private-"
_END = ".th"


@dataclass(frozen=True)
class PrivateModel:
    """One imported checkpoint, as it described itself.

    architecture: one of `separation.checkpoint.ARCHITECTURES`. segment_s: the length it was trained
    on, exactly.
    """

    name: str
    architecture: str
    stems: tuple[str, ...]
    sample_rate: int
    segment_s: Fraction
    sha256: str
    megabytes: int

    @property
    def file(self) -> WeightsFile:
        """Its weights, which nobody publishes."""
        return WeightsFile(f"{_START}{self.name}{_END}", "", self.sha256, self.megabytes)

    def fields(self) -> dict[str, Any]:
        """What the record of its weights says beside the digest."""
        return {
            "model": {
                "name": self.name,
                "architecture": self.architecture,
                "stems": list(self.stems),
                "sample_rate": self.sample_rate,
                "segment_s": str(self.segment_s),
            }
        }


def private_models() -> tuple[PrivateModel, ...]:
    """Every private model that is here, by name. What cannot be understood is left out."""
    found = []
    for path in sorted(weights_folder().glob(f"{_START}*{_END}")):
        try:
            found.append(_from_record(read_record(path)))
        except (OSError, ValueError, TypeError, KeyError, ZeroDivisionError):
            continue
    return tuple(found)


def _from_record(record: Mapping[str, Any]) -> PrivateModel:
    fields = record["model"]
    return PrivateModel(
        name=str(fields["name"]),
        architecture=str(fields["architecture"]),
        stems=tuple(map(str, fields["stems"])),
        sample_rate=int(fields["sample_rate"]),
        segment_s=Fraction(fields["segment_s"]),
        sha256=str(record["sha256"]),
        megabytes=round(int(record["bytes"]) / 1e6),
    )
