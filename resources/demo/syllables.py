"""What the singer can pronounce: vowels as formants, consonants as the way into them."""

from __future__ import annotations

from dataclasses import dataclass

# First five formants of a mezzo-soprano in hertz; those above belong to the head, not to the vowel.
VOWELS: dict[str, tuple[float, ...]] = {
    "oo": (370, 800, 2650, 3500, 4400),
    "oh": (480, 900, 2700, 3500, 4400),
    "ah": (830, 1280, 2850, 3550, 4450),
    "eh": (590, 1980, 2800, 3700, 4500),
    "ee": (340, 2450, 3150, 3850, 4650),
}
_HUM = (280.0, 1050.0, 2300.0, 3300.0, 4200.0)  # lips or tongue closed, the nose open


@dataclass(frozen=True)
class Consonant:
    """How a syllable begins. Locus: the formants it starts from; the vowel follows after them.

    closed_s: time with the mouth closed. murmur: how loud that sounds, against the vowel.
    noise: loudness of a burst or hiss around noise_hz for noise_s.
    """

    locus: tuple[float, ...] | None = None
    closed_s: float = 0.0
    murmur: float = 0.0
    noise: float = 0.0
    noise_s: float = 0.0
    noise_hz: float = 5000.0


_CONSONANTS: dict[str, Consonant] = {
    "": Consonant(),
    "d": Consonant((300, 1750, 2800, 3600, 4500), 0.045, 0.05, noise=0.5, noise_s=0.018),
    "l": Consonant((380, 1150, 2900, 3600, 4500), 0.060, 0.45),
    "m": Consonant(_HUM, 0.075, 0.40),
    "n": Consonant((290, 1550, 2500, 3400, 4300), 0.065, 0.36),
    "s": Consonant((320, 1700, 2800, 3600, 4500), 0.090, noise=0.42, noise_s=0.1, noise_hz=7500.0),
    "w": Consonant((320, 650, 2400, 3400, 4300), 0.050, 0.6),
    "y": Consonant((310, 2400, 3100, 3800, 4600), 0.050, 0.6),
}


def split_syllable(syllable: str) -> tuple[Consonant, tuple[str, ...]]:
    """The onset and the vowels of a syllable such as "lah" or "mee-oo".

    Raises: ValueError for a sound the singer does not know.
    """
    first, *rest = syllable.split("-")
    onset = first[:-2]
    vowels = (first[-2:], *rest)
    if onset not in _CONSONANTS or not set(vowels) <= set(VOWELS):
        raise ValueError(f"cannot sing {syllable!r}")
    return _CONSONANTS[onset], vowels
