"""What the training data are made of, and how it is fetched: by git, at one commit each."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from separation.errors import SeparationError

_COMMIT_FILE = "COMMIT"


class SourceError(SeparationError):
    """A source could not be fetched."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} could not be fetched: {reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """A repository on GitHub at one commit, of which only `folders` and `suffixes` are kept."""

    repository: str
    commit: str
    licence: str
    purpose: str
    folders: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".wav",)

    @property
    def name(self) -> str:
        """The repository's name without its owner: the folder under `sources`."""
        return self.repository.split("/")[1]

    def keeps(self, path: str) -> bool:
        """Whether the file at `path`, as git names it, belongs to the data."""
        inside = not self.folders or any(path.startswith(f"{folder}/") for folder in self.folders)
        return inside and path.lower().endswith(self.suffixes)


@dataclass(frozen=True)
class Package:
    """Something a package manager installs: a soundfont or a library."""

    name: str
    licence: str
    purpose: str


FREEDOOM = Source(
    "freedoom/freedoom",
    "d14dbbee3b6fbfb2c11cdb65eb61216e86d4ee85",
    "BSD-3-Clause",
    "112 rock and metal pieces as MIDI",
    ("musics",),
    (".mid",),
)
GROOVES = Source(
    "zharry29/drums-with-llm",
    "476adbc938a600eaca26bbb02648e6127b5eca64",
    "CC BY 4.0",
    "drums played by people, as MIDI (Groove MIDI Dataset)",
    ("groove",),
    (".mid",),
)
LIEDER = Source(
    "OpenScore/Lieder",
    "bca122458de6da362abe62dd6aec62e25d7759b1",
    "CC0 1.0",
    "songs for voice and piano as scores",
    ("scores",),
    (".mxl",),
)
ALYS = Source(
    "oxygen-dioxide/ALYS-DB-001-JA",
    "bfcc78a29a75f69c1c21dd9821e54736774fb3cc",
    "GPL-3.0",
    "86 minutes of a woman's singing, syllable by syllable",
    ("A4", "C4", "E4", "breaths"),
    (".wav", ".ini"),
)
SOLFEGE = Source(
    "wcgbg/solfege-samples",
    "5929af86329852f8e1d06e6f0643470a06c08c63",
    "GPL-3.0",
    "sung notes of a man and of two women",
    ("samples/chengu/notes", "samples/jennifer/notes", "samples/katy/notes-orig"),
)
KERSTIN = Source(
    "rhasspy/dataset-voice-kerstin",
    "f73127135cf80d6ef52aef6af58c49774f4fd625",
    "CC0 1.0",
    "German speech, made to sing",
    ("verified",),
    (".flac",),
)
KATHLEEN = Source(
    "rhasspy/dataset-voice-kathleen",
    "c51cb971036a127359b43c621f26ca5081eab13e",
    "CC0 1.0",
    "English speech, made to sing",
    ("data",),
)
GROWLY_BASS = Source(
    "sfzinstruments/karoryfer.growlybass",
    "4f483268fc66b5a6d5781d421c0d11b8d08d3fc6",
    "CC0 1.0",
    "an electric bass, note by note",
    ("sustain",),
)
MEAT_BASS = Source(
    "sfzinstruments/karoryfer.meatbass",
    "ac9e859564bda286ab5ec672d00ff1aa2fef2895",
    "CC0 1.0",
    "a plucked double bass, note by note",
    ("Samples/pizz",),
)
SHINY_GUITAR = Source(
    "sfzinstruments/karoryfer.shinyguitar",
    "57243cca85277dbcc120ce17c6178032f93c80f3",
    "CC0 1.0",
    "an acoustic-electric guitar, note by note",
    ("Samples",),
)
BLACK_AND_GREEN_GUITARS = Source(
    "kmturley/karoryfer.black-and-green-guitars",
    "f370da48d37869ed4d1b268fdb221547ac28919f",
    "CC0 1.0",
    "two electric guitars, note by note",
    ("Samples/black/ord", "Samples/green/ord"),
)
SAMPLED_DRUMS = Source(
    "oramics/sampled",
    "84d3405e107ad52986e7ca99af6a4ed3efe205de",
    "public domain (the drum machines taken)",
    "four drum machines",
    ("DM/CR-78", "DM/LM-2", "DM/TR-505", "DM/MRK-2"),
)
SONIC_PI = Source(
    "sonic-pi-net/sonic-pi",
    "c0002065a976b1355e7889f4aa96a1804e2b8119",
    "CC0 1.0 (etc/samples)",
    "single drum sounds",
    ("etc/samples",),
    (".flac",),
)
EVERYTHING_IS_FREE = Source(
    "ichbinsoftware/everythingisfree",
    "",
    "CC0 1.0",
    "stems of four real songs, grouped by hand (see --real)",
)

FETCHED = (
    FREEDOOM,
    GROOVES,
    LIEDER,
    ALYS,
    SOLFEGE,
    KERSTIN,
    KATHLEEN,
    GROWLY_BASS,
    MEAT_BASS,
    SHINY_GUITAR,
    BLACK_AND_GREEN_GUITARS,
    SAMPLED_DRUMS,
    SONIC_PI,
)

PACKAGES = (
    Package("fluid-soundfont-gm", "MIT", "General MIDI instruments"),
    Package("musescore-general-soundfont", "MIT", "General MIDI instruments"),
    Package("timgm6mb-soundfont", "GPL-2.0", "General MIDI instruments of the test items"),
    Package("libfluidsynth3", "LGPL-2.1", "plays soundfonts"),
    Package("pyfluidsynth", "LGPL-2.1", "plays soundfonts"),
    Package("pyworld", "MIT", "turns speech and syllables into sung melodies (WORLD)"),
)


def fetch(source: Source, sources: Path, mirror: Path | None = None) -> Path:
    """Bring what is kept of `source` to `sources`/NAME, unless it is there; return that folder.

    `mirror`: a folder of git directories OWNER/NAME, taken instead of GitHub. Files that a copy
    lacks are gone without.
    Raises: SourceError.
    """
    folder = sources / source.name
    if _commit_of(folder) == source.commit:
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    if mirror is None:
        repository = folder / "repository.git"
        _git(source, "init", "--quiet", "--bare", str(repository))
        url = f"https://github.com/{source.repository}"
        _git(source, "-C", str(repository), "fetch", "--quiet", "--depth=1", url, source.commit)
    else:
        repository = mirror / source.repository
    for path, content in _files(source, repository):
        into = folder / path
        into.parent.mkdir(parents=True, exist_ok=True)
        into.write_bytes(content)
    (folder / _COMMIT_FILE).write_text(source.commit + "\n", "utf-8")
    return folder


def _commit_of(folder: Path) -> str | None:
    try:
        return (folder / _COMMIT_FILE).read_text("utf-8").strip()
    except OSError:
        return None


def _git(source: Source, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise SourceError(source.name, str(error)) from error
    if done.returncode != 0:
        raise SourceError(source.name, done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _files(source: Source, repository: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file kept, those missing from the copy left out."""
    listing = _git(source, "-C", str(repository), "ls-tree", "-r", "-z", source.commit)
    with subprocess.Popen(
        ["git", "-C", str(repository), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for entry in listing.decode("utf-8").split("\0"):
            if not entry:
                continue
            attributes, path = entry.split("\t", 1)
            if not source.keeps(path):
                continue
            reader.stdin.write(attributes.split()[2].encode("ascii") + b"\n")
            reader.stdin.flush()
            header = reader.stdout.readline().split()
            if header[-1] == b"missing":
                continue
            content = reader.stdout.read(int(header[2]))
            reader.stdout.read(1)
            yield path, content
        reader.stdin.close()
