"""A file of weights as it is published: what it is called, where it is, how it is known again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WeightsFile:
    """One published file.

    sha256: the full digest in lower-case hex, or as much of its beginning as is published.
    megabytes: about how large it is, in units of 10**6 bytes, for saying so before a download.
    """

    name: str
    url: str
    sha256: str
    megabytes: int

    def matches(self, sha256: str) -> bool:
        """Whether a file with this full digest is this one."""
        return sha256.startswith(self.sha256)
