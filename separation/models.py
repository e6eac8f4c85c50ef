"""The catalogue: what is known of every model before it is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from separation.errors import UnknownModelError, UnlikeModelsError
from separation.private_models import PrivateModel, private_models
from separation.segments import Windowing
from separation.weights_file import WeightsFile

STEMS = ("vocals", "drums", "bass", "other")
SIX_STEMS = ("vocals", "drums", "bass", "guitar", "piano", "other")
EMBEDDED_MODEL = "compact"
_TOGETHER = "+"


class Architecture(Enum):
    """Which network a file of weights belongs to."""

    COMPACT = "compact"
    HTDEMUCS = "HTDemucs"
    HDEMUCS = "HDemucs"


@dataclass(frozen=True)
class Member:
    """One network of a model. `weighs`: how much its estimate of each of the model's stems counts;
    a network that counts for no wanted stem need not run.
    """

    architecture: Architecture
    weights: WeightsFile
    weighs: tuple[float, ...]


@dataclass(frozen=True)
class PublishedSdr:
    """The mean signal-to-distortion ratio over the stems, in dB, as somebody published it."""

    mean_db: float
    source: str


@dataclass(frozen=True)
class ModelInfo:
    """What is known of a model before it is loaded.

    It is the weighted mean of its members. One call takes `segment_frames`, of which
    `context_frames` at each edge are thrown away; neighbouring segments are cross-faded over
    `fade_frames`. `windowing`: what is heard around the last, shorter segment.
    """

    name: str
    title: str
    licence: str
    stems: tuple[str, ...]
    sample_rate: int
    segment_frames: int
    context_frames: int
    fade_frames: int
    windowing: Windowing
    members: tuple[Member, ...]
    published_sdr: PublishedSdr | None = None

    @property
    def files(self) -> tuple[WeightsFile, ...]:
        """Its weights, each file once."""
        return tuple(dict.fromkeys(member.weights for member in self.members))

    @property
    def megabytes(self) -> int:
        """About how large its files are together, in 10**6 bytes."""
        return sum(file.megabytes for file in self.files)

    @property
    def is_embedded(self) -> bool:
        """Whether it comes with the app."""
        return all(member.architecture is Architecture.COMPACT for member in self.members)

    @property
    def weights_digest(self) -> str:
        """Tells results apart: other weights, or other weighing, give another one."""
        if len(self.members) == 1:
            return self.members[0].weights.sha256
        parts = [f"{member.weights.sha256} {member.weighs}" for member in self.members]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


_COMPACT_FILE = WeightsFile(
    name="compact.safetensors",
    url="",
    sha256="9a479467ff77455bcda97c26a70696e95c66658bafd694b96290b617df7d4d83",
    megabytes=8,
)

_COMPACT = ModelInfo(
    name=EMBEDDED_MODEL,
    title="Compact",
    licence="GPL-3.0-or-later",
    stems=STEMS,
    sample_rate=44100,
    # Whole hops of 1024: 10.0 s heard, 1.0 s thrown away at each edge, 0.5 s of cross-fade.
    # Per second of song this is the cheapest length, and the first second comes soonest.
    segment_frames=432 * 1024,
    context_frames=44 * 1024,
    fade_frames=22 * 1024,
    windowing=Windowing.INSIDE,
    members=(Member(Architecture.COMPACT, _COMPACT_FILE, (1.0, 1.0, 1.0, 1.0)),),
)

# The hybrid transformer takes exactly the 7.8 s it was trained on.
_HTDEMUCS_FRAMES = 343980
# The older hybrid takes any length. Its authors scored it on 44 s; 12 s come to the ear sooner.
_HDEMUCS_FRAMES = 12 * 44100
_HYBRID_TRANSFORMER = "https://dl.fbaipublicfiles.com/demucs/hybrid_transformer/"
_MDX = "https://dl.fbaipublicfiles.com/demucs/mdx_final/"
_PAPER = "Rouard et al. 2023 (arXiv:2211.08553), on MUSDB18-HQ"


# What each takes at once, and what it hears around a shorter last segment.
_SHAPES = {
    Architecture.HTDEMUCS: (_HTDEMUCS_FRAMES, Windowing.CENTRED),
    Architecture.HDEMUCS: (_HDEMUCS_FRAMES, Windowing.FITTED),
}


def _of_demucs(
    name: str,
    title: str,
    members: tuple[Member, ...],
    *,
    stems: tuple[str, ...] = STEMS,
    published_sdr: PublishedSdr | None = None,
) -> ModelInfo:
    """A model of the Demucs family, whose members are all of one architecture."""
    segment_frames, windowing = _SHAPES[members[0].architecture]
    return ModelInfo(
        name=name,
        title=title,
        licence="MIT",
        stems=stems,
        sample_rate=44100,
        segment_frames=segment_frames,
        context_frames=0,
        fade_frames=segment_frames // 4,
        windowing=windowing,
        members=members,
        published_sdr=published_sdr,
    )


def _htdemucs_file(name: str, sha256: str, megabytes: int = 84) -> WeightsFile:
    return WeightsFile(name, _HYBRID_TRANSFORMER + name, sha256, megabytes)


def _specialist(stem: str, name: str, sha256: str) -> Member:
    weighs = tuple(float(stem == each) for each in STEMS)
    return Member(Architecture.HTDEMUCS, _htdemucs_file(name, sha256), weighs)


def _one_of_four(name: str, sha256: str) -> Member:
    file = WeightsFile(name, _MDX + name, sha256, 167)
    return Member(Architecture.HDEMUCS, file, (0.25, 0.25, 0.25, 0.25))


_HTDEMUCS = _of_demucs(
    "htdemucs",
    "HTDemucs",
    (
        Member(
            Architecture.HTDEMUCS,
            _htdemucs_file(
                "955717e8-8726e21a.th",
                "8726e21a993978c7ba086d3872e7608d7d5bfca646ca4aca459ffda844faa8b4",
            ),
            (1.0, 1.0, 1.0, 1.0),
        ),
    ),
    published_sdr=PublishedSdr(8.8, _PAPER),
)

_HTDEMUCS_FT = _of_demucs(
    "htdemucs_ft",
    "HTDemucs, four specialists",
    (
        _specialist(
            "drums",
            "f7e0c4bc-ba3fe64a.th",
            "ba3fe64ae8ef66ac9a4857222ce48efbdc5eb3ad375cb79dd13debee5aaa4066",
        ),
        _specialist(
            "bass",
            "d12395a8-e57c48e6.th",
            "e57c48e6b0e38af4f7118d7bd08c49f0a0c0edf7d09143bdd902ea0d237303e6",
        ),
        _specialist(
            "other",
            "92cfc3b6-ef3bcb9c.th",
            "ef3bcb9c8b40d14ae5d51b6db2587339cc12c6b77c0be151ce6d69002e087bf2",
        ),
        _specialist(
            "vocals",
            "04573f0d-f3cf25b2.th",
            "f3cf25b222c4eed7cd49dd8b2c9597d50c18bd154090f7b919cfa5f93cf22c49",
        ),
    ),
    published_sdr=PublishedSdr(9.0, _PAPER),
)

_HTDEMUCS_6S = _of_demucs(
    "htdemucs_6s",
    "HTDemucs, six stems",
    (
        Member(
            Architecture.HTDEMUCS,
            _htdemucs_file(
                "5c90dfd2-34c22ccb.th",
                "34c22ccb381c6f9fdbf324f04e1e2fe21aaaf293f5ded163a162697ff9a02ddd",
                megabytes=55,
            ),
            (1.0,) * len(SIX_STEMS),
        ),
    ),
    stems=SIX_STEMS,
)

_HDEMUCS_MMI = _of_demucs(
    "hdemucs_mmi",
    "Hybrid Demucs",
    (
        Member(
            Architecture.HDEMUCS,
            _htdemucs_file("75fc33f5-1941ce65.th", "1941ce65", megabytes=167),
            (1.0, 1.0, 1.0, 1.0),
        ),
    ),
    published_sdr=PublishedSdr(8.3, _PAPER),
)

_MDX_EXTRA = _of_demucs(
    "mdx_extra",
    "MDX challenge, four networks",
    (
        _one_of_four(
            "e51eebcc-c1b80bdd.th",
            "c1b80bdd6de58274abf359e66822a76f49ce2b9f086fc5dc917ac14598e6bebf",
        ),
        _one_of_four(
            "a1d90b5c-ae9d2452.th",
            "ae9d245283bf24b552913ee233a1101dcd0aeaed59b1c0a2da0e1f6eda15101b",
        ),
        _one_of_four(
            "5d2d6c55-db83574e.th",
            "db83574e05b2308f76e2764819da673f2d16d437b9e619f5fcb72f275fc0e24f",
        ),
        _one_of_four(
            "cfa93e08-61801ae1.th",
            "61801ae1567d606c97a9c3469e943ae306d0a873eeb60d623ae7cfc7042b3f68",
        ),
    ),
)

MODELS = {
    model.name: model
    for model in (_COMPACT, _HTDEMUCS, _HTDEMUCS_FT, _HTDEMUCS_6S, _HDEMUCS_MMI, _MDX_EXTRA)
}


def known_models() -> dict[str, ModelInfo]:
    """The catalogue, and after it the models that a person has imported, by name."""
    own = (_private_info(model) for model in private_models())
    return MODELS | {model.name: model for model in own if model is not None}


def model_info(name: str) -> ModelInfo:
    """What is known of the model `name`; for names joined by "+", of their ensemble.

    Raises: UnknownModelError, UnlikeModelsError.
    """
    models = model_parts(name)
    return models[0] if len(models) == 1 else ensemble(models)


def model_parts(name: str) -> tuple[ModelInfo, ...]:
    """The models whose names are joined by "+" in `name`, each once.

    Raises: UnknownModelError.
    """
    parts = [part.strip() for part in name.split(_TOGETHER)]
    known = MODELS if all(part in MODELS for part in parts) else known_models()
    for part in parts:
        if part not in known:
            raise UnknownModelError(part, tuple(known))
    return tuple(known[part] for part in dict.fromkeys(parts))


def ensemble(models: Sequence[ModelInfo]) -> ModelInfo:
    """The mean of several models' estimates of each stem.

    It goes by the grid of the model that takes the shortest segments; the others take any.

    Raises: UnlikeModelsError if they do not separate into the same stems.
    """
    first = models[0]
    if any(model.stems != first.stems for model in models):
        raise UnlikeModelsError(tuple(model.name for model in models))
    leading = min(models, key=lambda model: model.segment_frames)
    return replace(
        leading,
        name=_TOGETHER.join(model.name for model in models),
        title=" and ".join(model.title for model in models),
        licence=", ".join(dict.fromkeys(model.licence for model in models)),
        members=tuple(
            replace(member, weighs=_share(model, member, len(models)))
            for model in models
            for member in model.members
        ),
        published_sdr=None,
    )


def _share(model: ModelInfo, member: Member, models: int) -> tuple[float, ...]:
    """How much a member of one of several models counts for each stem, all adding up to one."""
    columns = zip(*(each.weighs for each in model.members), strict=True)
    return tuple(
        weigh / sum(column) / models for weigh, column in zip(member.weighs, columns, strict=True)
    )


def _private_info(model: PrivateModel) -> ModelInfo | None:
    """What a model of a person's own is to the engine; None if there is no engine for it."""
    try:
        architecture = Architecture(model.architecture)
    except ValueError:
        return None
    # In the catalogue's order, whatever the checkpoint's: models of the same stems go together.
    places = {stem: place for place, stem in enumerate(SIX_STEMS)}
    stems = tuple(sorted(model.stems, key=lambda stem: places.get(stem, len(places))))
    member = Member(architecture, model.file, (1.0,) * len(stems))
    info = _of_demucs(model.name, model.name, (member,), stems=stems)
    if architecture is Architecture.HTDEMUCS:
        segment_frames = int(model.segment_s * model.sample_rate)  # as the network does
        info = replace(info, segment_frames=segment_frames, fade_frames=segment_frames // 4)
    return replace(info, licence="unknown")
