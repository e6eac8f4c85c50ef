"""Chords, keys and capos in words."""

from __future__ import annotations

from app.reading.shown_chords import UNCERTAIN, ShownChords, is_uncertain
from app.translation import decimal, translate
from player.reading.chord_chart import ChordSpan
from player.reading.chord_symbol import Chord, Quality, parse_chord
from player.reading.song_key import Key

_NO_CHORD = ("", "n", "nc", "n.c.", "n.c", "-", "–")


def no_chord() -> str:
    """As charts write that there is none."""
    return translate("ChordWords", "N.C.")


def typed_chord(text: str) -> Chord | None:
    """What somebody has typed; nothing, or N.C., is no chord.

    Raises: ValueError if it is none.
    """
    plain = text.strip()
    return None if plain.lower() in (*_NO_CHORD, no_chord().lower()) else parse_chord(plain)


def span_text(span: ChordSpan, shown: ShownChords) -> str:
    """What is written of a chord: its shape, with a question mark where it is uncertain."""
    if span.chord is None:
        return no_chord()
    return shown.shape_text(span.chord) + ("?" if is_uncertain(span) else "")


def confidence_words(span: ChordSpan) -> str:
    """How sure a chord is: what a person has set is."""
    if span.confidence >= 1.0:
        return translate("ChordWords", "set by you")
    return translate("ChordWords", "{percent} % sure").format(percent=round(100 * span.confidence))


def told(span: ChordSpan, shown: ShownChords) -> str:
    """A chord, how it sounds where a capo makes that another, and how sure it is."""
    if span.chord is None:
        return translate("ChordWords", "No chord, {sure}").format(sure=confidence_words(span))
    name = shown.shape_text(span.chord)
    if shown.capo:
        name = translate("ChordWords", "{shape}, sounds as {heard}").format(
            shape=name, heard=shown.heard_text(span.chord)
        )
    return f"{name}, {confidence_words(span)}"


def spoken(chord: Chord | None, *, flats: bool) -> str:
    """A chord as one says it: F sharp minor seventh over C sharp."""
    if chord is None:
        return translate("ChordWords", "no chord")
    name = translate("ChordWords", "{root} {quality}").format(
        root=_note(chord.root, flats=flats), quality=_quality(chord.quality)
    )
    if chord.bass is None:
        return name
    bass = _note(chord.bass, flats=flats)
    return translate("ChordWords", "{chord} over {bass}").format(chord=name, bass=bass)


def spoken_span(span: ChordSpan, shown: ShownChords) -> str:
    """What hands hold, as one says it, and whether that is uncertain."""
    chord = span.chord
    if chord is None:
        return spoken(None, flats=False)
    words = spoken(shown.shape(chord), flats=shown.is_shape_flat(chord))
    if is_uncertain(span):
        return translate("ChordWords", "perhaps {chord}").format(chord=words)
    return words


def key_name(key: Key) -> str:
    """A key as it is written: B♭ minor."""
    text = translate("ChordWords", "{tonic} major")
    if key.is_minor:
        text = translate("ChordWords", "{tonic} minor")
    return text.format(tonic=key.tonic_name)


def key_words(key: Key | None, confidence: float) -> str:
    """The key, and whether that is sure; nothing while none is known."""
    if key is None:
        return ""
    name = key_name(key)
    if confidence < UNCERTAIN:
        return translate("ChordWords", "probably {key}").format(key=name)
    return name


def short_key(key: Key | None, confidence: float) -> str:
    """As `key_words`, where there is little room: B♭m?"""
    if key is None:
        return ""
    return key.tonic_name + ("m" if key.is_minor else "") + ("?" if confidence < UNCERTAIN else "")


def key_confidence_words(confidence: float) -> str:
    """How sure the key is: what a person has set is."""
    if confidence >= 1.0:
        return translate("ChordWords", "Key: set by you")
    return translate("ChordWords", "Key: {percent} % sure").format(percent=round(100 * confidence))


def capo_words(shown: ShownChords) -> str:
    """Where the capo is, and what hands play there: Capo 2: shapes in G."""
    if not shown.capo:
        return translate("ChordWords", "No capo")
    key = shown.shape_key
    if key is None:
        return translate("ChordWords", "Capo {fret}").format(fret=shown.capo)
    text = translate("ChordWords", "Capo {fret}: shapes in {key}")
    return text.format(fret=shown.capo, key=short_key(key, 1.0))


def beats_words(beats: int) -> str:
    """In how many beats something comes."""
    if beats == 1:
        return translate("ChordWords", "in 1 beat")
    return translate("ChordWords", "in {beats} beats").format(beats=beats)


def seconds_words(seconds: float) -> str:
    """In how many seconds something comes."""
    return translate("ChordWords", "in {seconds} s").format(seconds=decimal(seconds, 1))


def not_a_chord(text: str) -> str:
    """What is said to somebody who typed something else."""
    words = translate("ChordWords", "“{text}” is no chord. Chords are written as C, F#m7 or B♭/D.")
    return words.format(text=text.strip())


def _note(pitch_class: int, *, flats: bool) -> str:
    sharp = (
        translate("ChordWords", "C"),
        translate("ChordWords", "C sharp"),
        translate("ChordWords", "D"),
        translate("ChordWords", "D sharp"),
        translate("ChordWords", "E"),
        translate("ChordWords", "F"),
        translate("ChordWords", "F sharp"),
        translate("ChordWords", "G"),
        translate("ChordWords", "G sharp"),
        translate("ChordWords", "A"),
        translate("ChordWords", "A sharp"),
        translate("ChordWords", "B"),
    )
    flat = {
        1: translate("ChordWords", "D flat"),
        3: translate("ChordWords", "E flat"),
        6: translate("ChordWords", "G flat"),
        8: translate("ChordWords", "A flat"),
        10: translate("ChordWords", "B flat"),
    }
    return flat[pitch_class] if flats and pitch_class in flat else sharp[pitch_class]


def _quality(quality: Quality) -> str:
    return {
        Quality.MAJOR: translate("ChordWords", "major"),
        Quality.MINOR: translate("ChordWords", "minor"),
        Quality.SEVENTH: translate("ChordWords", "seven"),
        Quality.MAJOR_SEVENTH: translate("ChordWords", "major seven"),
        Quality.MINOR_SEVENTH: translate("ChordWords", "minor seven"),
        Quality.SUSPENDED: translate("ChordWords", "suspended four"),
        Quality.DIMINISHED: translate("ChordWords", "diminished"),
        Quality.AUGMENTED: translate("ChordWords", "augmented"),
        Quality.HALF_DIMINISHED: translate("ChordWords", "half diminished"),
        Quality.DIMINISHED_SEVENTH: translate("ChordWords", "diminished seven"),
        Quality.SUSPENDED_SECOND: translate("ChordWords", "suspended two"),
        Quality.SIXTH: translate("ChordWords", "six"),
        Quality.MINOR_SIXTH: translate("ChordWords", "minor six"),
        Quality.ADDED_NINTH: translate("ChordWords", "add nine"),
        Quality.NINTH: translate("ChordWords", "nine"),
        Quality.MINOR_NINTH: translate("ChordWords", "minor nine"),
        Quality.MAJOR_NINTH: translate("ChordWords", "major nine"),
        Quality.POWER: translate("ChordWords", "five"),
    }[quality]
