"""The song itself: the chords, melody, lyric and bass line of "Woodshed Blues"."""

from __future__ import annotations

from resources.demo.score import Section, pitch_number, read_line

TITLE = "Woodshed Blues"

# Four voices each, above the bass. Neighbours in the song share tones or move by a step: the A
# that the verse hangs on sinks through A flat (the borrowed F minor) to the G of the last cadence.
VOICINGS: dict[str, tuple[int, ...]] = {
    name: tuple(pitch_number(pitch) for pitch in pitches.split())
    for name, pitches in {
        "Am7": "G3 A3 C4 E4",
        "D9": "F#3 A3 C4 E4",
        "G6": "G3 B3 D4 E4",
        "Fmaj7": "F3 A3 C4 E4",
        "E7": "E3 G#3 B3 D4",
        "G7sus": "F3 G3 C4 D4",
        "G7": "F3 G3 B3 D4",
        "C": "G3 C4 E4 G4",
        "G/B": "G3 B3 D4 G4",
        "Am": "A3 C4 E4 G4",
        "F": "A3 C4 E4 A4",
        "C/E": "G3 C4 E4 G4",
        "F/A": "A3 C4 F4 A4",
        "Fm6": "Ab3 C4 D4 F4",
        "G7/D": "G3 B3 D4 F4",
        "C6": "G3 A3 C4 E4",
    }.items()
}

_SILENT_BAR = "-/4"

INTRO = Section(
    chords=("Am7", "D9", "Am7", "E7"),
    lead=read_line(
        [_SILENT_BAR, _SILENT_BAR, _SILENT_BAR, "-/2.5 B3/.5 D4/.5 ~E4/.5"], "oo wah oo"
    ),
    bass=read_line(
        [
            _SILENT_BAR,
            "-/2.5 D2/.5 C2/.5 B1/.5",
            "A1/1.5 A1/.5 C2/.5 D2/.5 ~E2/1",
            "E1/1.5 E1/.5 G#1/.5 B1/.5 D2/.5 G#1/.5",
        ]
    ),
    groove="intro",
    fill="snare",
    comping="held",
)

VERSE = Section(
    chords=("Am7", "D9", "Am7", "G6", "Fmaj7", "E7", "Am7", "G7sus G7"),
    lead=read_line(
        [
            "-/.5 E4/.5 G4/.5 A4/1.5 G4/.5 E4/.5",
            "~F#4/2 -/.5 E4/.5 D4/.5 C4/.5",
            "E4/2 -/1 C4/.5 D4/.5",
            "E4/1 D4/.5 B3/1.5 -/1",
            "-/.5 A3/.5 C4/.5 E4/1.5 D4/.5 C4/.5",
            "D4/1.5 C4/.5 B3/1 ~G#3/1",
            "A3/2.5 -/1.5",
            "-/.5 G3/.5 C4/.5 D4/.5 F4/.5 ~G4/1 B4/.5",
        ],
        "doh lah mee-oo nah dee yah loh dah nah mee soh lah wee doh mah"
        " lah noh yeh-ee dah loo mah nee loh wah nah-oo"
        " sah dah lee-ah noh mah yeh",
    ),
    bass=read_line(
        [
            "A1/1.5 A1/.5 C2/.5 D2/.5 E2/.5 C#2/.5",
            "D2/1.5 D2/.5 F#2/.5 E2/.5 C2/.5 B1/.5",
            "A1/1.5 E2/.5 G2/.5 E2/.5 A1/.5 G#1/.5",
            "G1/1.5 G1/.5 B1/.5 D2/.5 G2/.5 F#2/.5",
            "F2/1.5 F2/.5 E2/.5 C2/.5 A1/.5 F1/.5",
            "E1/1.5 E1/.5 G#1/.5 B1/.5 D2/.5 B1/.5",
            "A1/1.5 C2/.5 ~E2/1 C2/.5 A1/.5",
            "G1/1.5 G1/.5 D2/.5 B1/.5 A1/.5 B1/.5",
        ]
    ),
    groove="verse",
    fill="toms",
    comping="syncopated",
    strummed=True,
)

_CHORUS_OPENING_LEAD = (
    "C5/1.5 B4/.5 C5/.5 E5/1.5",
    "D5/1.5 C5/.5 B4/1 -/.5 G4/.5",
    "A4/1.5 G4/.5 A4/.5 C5/1.5",
    "A4/2.5 -/.5 G4/.5 A4/.5",
    "C5/1.5 B4/.5 C5/.5 E5/1.5",
)
_CHORUS_OPENING_LYRIC = (
    "wah doo lah nee-ah dah noh lah mah soh doo lah wee-oo nah lah doo wah doo lah nee-ah"
)
_CHORUS_OPENING_BASS = (
    "C2/1.5 G1/.5 C2/1 E2/.5 C2/.5",
    "B1/1.5 B1/.5 D2/.5 G2/.5 D2/.5 B1/.5",
    "A1/1.5 E2/.5 A1/1 G1/1",
    "F1/1.5 F1/.5 A1/.5 C2/.5 D2/.5 D#2/.5",
    "~E2/1.5 E2/.5 G2/.5 E2/.5 C2/.5 E2/.5",
)

CHORUS = Section(
    chords=("C", "G/B", "Am", "F", "C/E", "F/A", "Fm6", "G7/D"),
    lead=read_line(
        [
            *_CHORUS_OPENING_LEAD,
            "~F5/1.5 E5/.5 D5/1 C5/1",
            "D5/1.5 C5/.5 ~Ab4/1.5 G4/.5",
            "G4/1 A4/.5 B4/.5 ~D5/2",
        ],
        _CHORUS_OPENING_LYRIC + " yah dee noh mah soh lah nah-oo doo lah mee yeh wah-oo",
    ),
    bass=read_line(
        [
            *_CHORUS_OPENING_BASS,
            "F2/1.5 F2/.5 C2/1 A1/.5 C2/.5",
            "F2/1.5 C2/.5 Ab1/.5 C2/.5 F1/.5 F#1/.5",
            "G1/1.5 G1/.5 D2/.5 F2/.5 D2/.5 G#1/.5",
        ]
    ),
    groove="chorus",
    fill="snare",
    comping="pushed",
    strummed=True,
    pad=True,
    doubled=True,
)

BREAK = Section(
    chords=("Am7", "D9", "Am7", "E7"),
    lead=read_line(
        [_SILENT_BAR, "-/2 E4/.5 G4/.5 ~A4/1", "A4/1 G4/.5 ~E4/1.5 -/1", "-/3 G4/.5 B4/.5"],
        "oo wah-oo lah oo wah-ee dah lah-ee doh",
    ),
    bass=read_line(
        [
            "A1/.5 A2/.5 -/.5 G2/.5 E2/.5 D2/.5 C2/.5 C#2/.5",
            "D2/.5 A2/.5 -/.5 C3/.5 A2/.5 F#2/.5 D2/.5 B1/.5",
            "A1/.5 A2/.5 -/.5 G2/.5 ~E2/1 D2/.5 D#2/.5",
            "E2/1 E1/.5 E1/.5 -/1 G#1/.5 B1/.5",
        ]
    ),
    groove="break",
    fill="toms",
    comping="stabs",
)

LAST_CHORUS = Section(
    chords=("C", "G/B", "Am", "F", "C/E", "Fm6", "C6"),
    lead=read_line(
        [
            *_CHORUS_OPENING_LEAD,
            "D5/1.5 C5/.5 ~Ab4/1 G4/.5 B4/.5",
            "~C5/4",
        ],
        _CHORUS_OPENING_LYRIC + " soh lah nah-oo doo lah wah-oo",
    ),
    bass=read_line(
        [
            *_CHORUS_OPENING_BASS,
            "F2/1.5 C2/.5 Ab1/.5 C2/.5 G1/.5 B1/.5",
            "~C2/4",
        ]
    ),
    groove="chorus",
    fill="",
    comping="pushed",
    strummed=True,
    pad=True,
    doubled=True,
    rings_out=True,
)

SONG = (INTRO, VERSE, CHORUS, BREAK, LAST_CHORUS)
