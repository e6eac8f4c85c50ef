"""Files the app ships: icons, the embedded model's weights, the demo song."""

from pathlib import Path

FOLDER = Path(__file__).parent
COMPACT_WEIGHTS = FOLDER / "models" / "compact.safetensors"
DEMO_SONG = FOLDER / "demo" / "woodshed_blues.ogg"
TRANSLATIONS = FOLDER / "translations"
