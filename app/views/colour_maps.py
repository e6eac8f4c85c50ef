"""The colours of a spectrogram, from silence to the loudest: perceptually uniform maps.

In such a map, equal steps of level look equally far apart, and a brighter colour is a louder sound
also to a colour-blind eye. Source of all but grey, of which these are every sixteenth colour: van
der Walt & Smith 2015 (magma, inferno, viridis; CC0), Nuñez, Anderton & Renslow 2018,
"Optimizing colormaps with consideration for color vision deficiency" (cividis).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

Colours = NDArray[np.uint8]
"""256 colours, uint8 (256, 3): red, green, blue, from silence to the loudest."""

_ANCHORS = {
    "magma": "000004 0a0822 1d1147 36106b 51127c 6a1c81 832681 9c2e7f b73779"
    " cf4070 e55064 f4695c fb8761 fea571 fec287 fde0a1 fcfdbf",
    "inferno": "000004 0b0724 210c4a 3d0965 57106e 71196e 8a226a a32c61 bc3754"
    " d04545 e35933 f1711f f98c0a fcaa0f f9c932 f2e865 fcffa4",
    "viridis": "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c"
    " 1f9f88 27ad81 3dbc74 5cc863 81d34d aadc32 d5e21a fde725",
    "cividis": "00204d 002c69 06366e 2d426c 414d6b 52596c 61646f 6f7073 7d7c78"
    " 8b8779 9b9477 aca174 bcaf6f cebc68 e0cb5e f2da50 ffea46",
    "grey": "000000 ffffff",
}
COLOUR_MAPS = tuple(_ANCHORS)
"""The names of the maps; the first is the one to begin with."""

# Of a stem's own colour; above this, what is loud turns white, so that it stands out of a chord.
_PURE_UP_TO = 0.85
_WHITENED = 0.35


def colour_map(name: str) -> Colours:
    """One of `COLOUR_MAPS`."""
    anchors = [QColor(f"#{colour}") for colour in _ANCHORS[name].split()]
    places = np.linspace(0.0, 255.0, len(anchors))
    parts = [
        np.interp(np.arange(256), places, channel)
        for channel in zip(*((c.red(), c.green(), c.blue()) for c in anchors), strict=True)
    ]
    return np.round(np.stack(parts, axis=1)).astype(np.uint8)


def shades_of(colour: QColor) -> Colours:
    """From black to a colour, for pictures that are added up."""
    level = np.arange(256)[:, None] / 255.0
    pure = np.array([colour.red(), colour.green(), colour.blue()])
    white = np.clip((level - _PURE_UP_TO) / (1.0 - _PURE_UP_TO), 0.0, 1.0) * _WHITENED
    shades = pure * np.minimum(level / _PURE_UP_TO, 1.0)
    return np.round(shades + (255.0 - shades) * white).astype(np.uint8)
