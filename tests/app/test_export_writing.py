"""Exported files against what is heard: read back and compared, sample by sample."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from app.errors import ExportReadError
from app.export_order import (
    SOUND_FORMATS,
    ExportFile,
    ExportFormat,
    ExportOrder,
    PlacedFile,
    SoundFiles,
)
from app.export_writing import write_export
from app.file_names import free_names
from player.audio_file import open_audio
from player.beat_grid import BeatGrid
from player.click import Click
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack, Samples
from player.render import render
from player.transport import LoopRegion
from player.treatment import Treatment
from separation.mapped_wav import MappedWavWriter
from tests.player.songs import STEM_NAMES, noise_song, stem_sum

HALF_A_STEP = 0.5 / (1 << 23)
LOOP = LoopRegion(10_001, 40_000)


def kept(folder: Path, song: Multitrack) -> SoundFiles:
    """The song as files."""
    folder.mkdir()
    paths = tuple(folder / f"{name}.wav" for name in song.names)
    for path, samples in zip(paths, song.stems, strict=True):
        with MappedWavWriter(path) as wav:
            wav.write(0, samples)
    return SoundFiles(song.names, paths, song.frames)


@pytest.fixture
def song() -> Multitrack:
    return noise_song(1.5)


@pytest.fixture
def sound(tmp_path: Path, song: Multitrack) -> SoundFiles:
    return kept(tmp_path / "sound", song)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exported"
    made.mkdir()
    return made


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    made = tmp_path / "workplace"
    made.mkdir()
    return made


def stem_files(names: tuple[str, ...] = STEM_NAMES) -> tuple[ExportFile, ...]:
    return tuple(
        ExportFile(name, name, tuple(float(name == other) for other in STEM_NAMES for _ in "lr"))
        for name in names
    )


def mix_file(mixer: MixerState) -> tuple[ExportFile, ...]:
    return (ExportFile("mix", "Song", tuple(map(float, mixer.gains(STEM_NAMES)))),)


def heard(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE
    return samples


def rendered_mix(
    song: Multitrack, mixer: MixerState, treatment: Treatment, loop: LoopRegion | None = None
) -> Samples:
    """What `woodshed render` would write."""
    blocks = render(
        song,
        mixer,
        tempo_ratio=treatment.tempo_ratio,
        pitch_semitones=treatment.pitch_semitones,
        formants_kept=treatment.formants_kept,
        loop=loop,
    )
    return np.concatenate(list(blocks))


@pytest.mark.parametrize("file_format", [ExportFormat.WAV, ExportFormat.FLAC])
def test_stems_are_themselves_within_half_a_step(
    folder: Path, workplace: Path, song: Multitrack, sound: SoundFiles, file_format: ExportFormat
) -> None:
    fractions: list[float] = []
    order = ExportOrder(folder, file_format, stem_files(), sound, Treatment())
    exported = write_export(order, workplace, fractions.append)
    assert exported.factor == 1.0
    for path, samples in zip(exported.paths, song.stems, strict=True):
        assert soundfile.info(path).subtype == "PCM_24"
        assert np.abs(heard(path).astype(np.float64) - samples).max() <= HALF_A_STEP
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("loop", [None, LOOP])
@pytest.mark.parametrize(
    "treatment",
    [
        pytest.param(Treatment(), id="direct"),
        pytest.param(Treatment(0.75, -2.0), id="slower"),
        pytest.param(Treatment(1.0, 3.0, formants_kept=True), id="natural", marks=pytest.mark.slow),
    ],
)
def test_the_mix_is_what_is_rendered(
    folder: Path,
    workplace: Path,
    song: Multitrack,
    sound: SoundFiles,
    treatment: Treatment,
    loop: LoopRegion | None,
) -> None:
    mixer = (
        MixerState.for_stems(STEM_NAMES)
        .with_strip("vocals", StemMix(muted=True))
        .with_strip("bass", StemMix(gain_db=-4.5, pan=0.3))
    )
    order = ExportOrder(folder, ExportFormat.WAV, mix_file(mixer), sound, treatment, loop)
    exported = write_export(order, workplace)
    rendered = rendered_mix(song, mixer, treatment, loop)
    got = heard(exported.paths[0])
    assert got.shape == (order.frames, 2)
    assert np.abs(got.astype(np.float64) - rendered).max() <= HALF_A_STEP


@pytest.mark.slow
def test_stretched_stems_add_up_to_the_stretched_song(
    folder: Path, workplace: Path, song: Multitrack, sound: SoundFiles
) -> None:
    treatment = Treatment(0.8)
    order = ExportOrder(folder, ExportFormat.WAV, stem_files(), sound, treatment)
    exported = write_export(order, workplace)
    total = sum(heard(path).astype(np.float64) for path in exported.paths)
    mixer = MixerState.for_stems(STEM_NAMES)
    rendered = rendered_mix(song, mixer, treatment)
    assert np.abs(total - rendered).max() <= 5 * HALF_A_STEP


def test_where_no_stem_is_finished_the_mix_is_heard(
    folder: Path, workplace: Path, song: Multitrack, sound: SoundFiles, tmp_path: Path
) -> None:
    mix = stem_sum(song)
    with MappedWavWriter(tmp_path / "mix.wav") as wav:
        wav.write(0, mix)
    unfinished = SoundFiles((), (), song.frames, tmp_path / "mix.wav")
    order = ExportOrder(
        folder, ExportFormat.WAV, (ExportFile("mix", "", (1.0, 1.0)),), unfinished, Treatment()
    )
    exported = write_export(order, workplace)
    assert np.abs(heard(exported.paths[0]) - mix).max() <= HALF_A_STEP


@pytest.mark.parametrize("file_format", [ExportFormat.MP3, ExportFormat.OGG])
def test_lossy_files_hold_the_song_and_its_title(
    folder: Path, workplace: Path, tmp_path: Path, file_format: ExportFormat
) -> None:
    time_s = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    tone = (0.3 * np.sin(2 * np.pi * 440 * time_s)).astype(np.float32)
    song = Multitrack(("tone",), (np.stack([tone, 0.5 * tone], axis=1),), len(tone))
    title = "Für Élise – 夜 – tone"
    file = ExportFile("tone", title, (1.0, 1.0))
    order = ExportOrder(folder, file_format, (file,), kept(tmp_path / "tone", song), Treatment())
    exported = write_export(order, workplace)
    with open_audio(exported.paths[0]) as reader:
        assert reader.title == title
        got = np.concatenate(list(reader.blocks()))
        assert not reader.truncated
    assert abs(len(got) - len(tone)) < 1200
    middle = got[SAMPLE_RATE // 2 : 3 * SAMPLE_RATE // 2]
    assert np.abs(np.fft.rfft(middle[:, 0])).argmax() == 440
    assert np.std(middle, axis=0) == pytest.approx(0.3 / np.sqrt(2) * np.array([1, 0.5]), rel=0.02)


@pytest.mark.parametrize("tempo_ratio", [1.0, 0.9])
@pytest.mark.parametrize("file_format", SOUND_FORMATS)
def test_what_is_too_loud_is_turned_down_alike(
    folder: Path, workplace: Path, tmp_path: Path, file_format: ExportFormat, tempo_ratio: float
) -> None:
    quiet = noise_song(1.0)
    loud = Multitrack(quiet.names, (quiet.stems[0] * 12, *quiet.stems[1:]), quiet.frames)
    files = stem_files(("vocals", "bass"))
    sound = kept(tmp_path / "loud", loud)
    order = ExportOrder(folder, file_format, files, sound, Treatment(tempo_ratio))
    exported = write_export(order, workplace)
    assert exported.factor < 0.6
    vocals, bass = (heard(path) for path in exported.paths)
    assert np.abs(vocals).max() <= 1.0
    if tempo_ratio == 1.0:
        assert exported.factor == pytest.approx(1 / np.abs(loud.stems[0]).max())
        ratio = np.std(bass[:30_000]) / np.std(loud.stems[2][:30_000])
        assert ratio == pytest.approx(exported.factor, rel=0.05)
    if file_format is ExportFormat.WAV and tempo_ratio == 1.0:
        expected = loud.stems[2] * np.float32(exported.factor)
        assert np.abs(bass - expected).max() <= HALF_A_STEP


@pytest.mark.parametrize("tempo_ratio", [1.0, pytest.param(0.9, marks=pytest.mark.slow)])
def test_nothing_is_overwritten_and_nothing_temporary_left(
    folder: Path, workplace: Path, sound: SoundFiles, tempo_ratio: float
) -> None:
    (folder / "Bass.WAV").write_bytes(b"mine")
    files = stem_files(("drums", "bass"))
    order = ExportOrder(folder, ExportFormat.WAV, files, sound, Treatment(tempo_ratio))
    first = write_export(order, workplace)
    assert [path.name for path in first.paths] == ["drums (2).wav", "bass (2).wav"]
    for left in workplace.iterdir():
        assert left.suffix == ".wav", "only what the stretcher gave, which goes with the folder"
        left.unlink()
    second = write_export(order, workplace)
    assert [path.name for path in second.paths] == ["drums (3).wav", "bass (3).wav"]
    assert (folder / "Bass.WAV").read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 5


def test_what_comes_at_the_last_moment_is_not_overwritten(
    folder: Path, workplace: Path, sound: SoundFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program writes a file after everybody has looked which names are taken."""

    def look(*given: Any) -> tuple[str, ...]:
        names = free_names(*given)
        if not (folder / "bass.wav").exists():
            (folder / "bass.wav").write_bytes(b"mine")
        return names

    monkeypatch.setattr("app.export_writing.free_names", look)
    order = ExportOrder(folder, ExportFormat.WAV, stem_files(("drums", "bass")), sound, Treatment())
    exported = write_export(order, workplace)
    assert [path.name for path in exported.paths] == ["drums (2).wav", "bass (2).wav"]
    assert (folder / "bass.wav").read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 3


def test_a_stem_that_is_gone_is_an_error_and_writes_nothing(
    folder: Path, workplace: Path, sound: SoundFiles
) -> None:
    sound.stems[1].unlink()
    order = ExportOrder(folder, ExportFormat.WAV, stem_files(), sound, Treatment())
    with pytest.raises(ExportReadError) as raised:
        write_export(order, workplace)
    assert raised.value.path == sound.stems[1]
    assert list(folder.iterdir()) == []


def test_what_is_kept_in_the_folder_and_goes_is_no_error_of_the_song(
    folder: Path, workplace: Path, sound: SoundFiles
) -> None:
    def lose_it(_: float) -> None:
        shutil.rmtree(workplace, ignore_errors=True)

    order = ExportOrder(folder, ExportFormat.WAV, stem_files(), sound, Treatment(2.0))
    with pytest.raises(OSError, match="No such file"):
        write_export(order, workplace, lose_it)
    assert list(folder.iterdir()) == []


def test_an_order_is_told_in_one_line(folder: Path, sound: SoundFiles) -> None:
    mixer = MixerState.for_stems(STEM_NAMES).with_strip("bass", StemMix(gain_db=-4.7, pan=0.31))
    treatment = Treatment(0.6, 12 * np.log2(415 / 440), formants_kept=True)
    for loop, mix in ((None, None), (LOOP, folder / "mix.wav")):
        finished = ((0, 500), (900, 1000))
        placed = (PlacedFile("take/1-0", 300, folder / "take.wav"),)
        told = SoundFiles(sound.names, sound.stems, sound.frames, mix, finished, placed)
        order = ExportOrder(folder, ExportFormat.OGG, mix_file(mixer), told, treatment, loop)
        line = order.encode()
        assert line.count(b"\n") == 1
        assert ExportOrder.decode(line) == order


def test_the_process_that_writes_knows_neither_qt_nor_torch() -> None:
    program = "import sys, app.export_worker; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    modules = {name.split(".")[0] for name in done.stdout.split()}
    assert {"app", "soundfile"} <= modules
    assert not modules & {"PySide6", "torch"}


@pytest.mark.parametrize("tempo_ratio", [1.0, 0.75])
@pytest.mark.parametrize("loop", [None, LOOP])
def test_the_click_and_the_count_in_are_written_as_they_are_rendered(
    folder: Path,
    workplace: Path,
    song: Multitrack,
    sound: SoundFiles,
    tempo_ratio: float,
    loop: LoopRegion | None,
) -> None:
    mixer = MixerState.for_stems(STEM_NAMES)
    grid = BeatGrid(tuple(range(0, song.frames, SAMPLE_RATE // 4)), (0, 4))
    click = Click(grid, StemMix(-6.0), count_in_bars=1)
    file = mix_file(mixer)[0]
    with_click = replace(file, gains=(*file.gains, 1.0, 1.0))
    treatment = Treatment(tempo_ratio)
    order = ExportOrder(folder, ExportFormat.WAV, (with_click,), sound, treatment, loop, click)
    exported = write_export(order, workplace)
    blocks = render(song, mixer, tempo_ratio=tempo_ratio, loop=loop, click=click)
    rendered = np.concatenate(list(blocks))
    got = heard(exported.paths[0]) / np.float32(exported.factor)
    assert abs(len(got) - order.frames) <= 1
    assert np.abs(got.astype(np.float64) - rendered).max() <= 2 * HALF_A_STEP / exported.factor
    counted = round(SAMPLE_RATE / tempo_ratio)
    assert np.abs(got[:counted]).max() > 0.2
