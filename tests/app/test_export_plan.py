"""What is written, for what is chosen and heard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import NothingHeardError, SongNotReadError, StemsNotReadyError
from app.export_choice import ExportChoice, ExportPart, ExportTempo, ExportWhat
from app.export_order import ExportFormat, ExportOrder, SoundFiles
from app.export_plan import plan_export
from app.export_report import export_report
from app.export_source import ExportSource
from player.beat_grid import BeatGrid
from player.click import Click
from player.mixer import MixerState, StemMix
from player.multitrack import SAMPLE_RATE, Multitrack
from player.transport import LoopRegion
from player.treatment import Treatment
from tests.player.songs import STEM_NAMES, noise_song, stem_sum

MIX = ExportChoice(Path("/music"))
STEMS, HEARD = replace(MIX, what=ExportWhat.STEMS), replace(MIX, what=ExportWhat.HEARD)
LOOP = LoopRegion(SAMPLE_RATE, 2 * SAMPLE_RATE)
AS_IT_IS = Treatment()
UNTOUCHED = MixerState.for_stems(STEM_NAMES)
NO_VOCALS = UNTOUCHED.with_strip("vocals", StemMix(muted=True))


def source(mixer: MixerState = UNTOUCHED, treatment: Treatment = AS_IT_IS) -> ExportSource:
    song = noise_song(3.0)
    paths = tuple(Path(f"{name}.wav") for name in song.names)
    return ExportSource("Blues", song, SoundFiles(song.names, paths, song.frames), mixer, treatment)


def separating(finished: tuple[tuple[int, int], ...], mixer: MixerState) -> ExportSource:
    """A song of which only these spans are separated."""
    whole = source(mixer)
    song = whole.multitrack
    part = Multitrack(song.names, song.stems, song.frames, mix=stem_sum(song), finished=finished)
    files = replace(whole.files, mix=Path("mix.wav"), finished=finished)
    return replace(whole, multitrack=part, files=files)


def names(of: ExportSource, choice: ExportChoice, taken: tuple[str, ...] = ()) -> list[str]:
    return [file.name for file in plan_export(of, choice, taken).files]


def test_the_mix_has_the_gains_of_the_desk() -> None:
    mixer = NO_VOCALS.with_strip("bass", StemMix(gain_db=-6.0, pan=-1.0))
    (file,) = plan_export(source(mixer), MIX).files
    half = pytest.approx(0.501, abs=0.001)
    assert file.gains == (0.0, 0.0, 1.0, 1.0, half, 0.0, 1.0, 1.0)
    assert file.name == "Blues - without vocals"


def test_stems_have_no_gains_and_each_a_file() -> None:
    mixer = NO_VOCALS.with_strip("bass", StemMix(gain_db=-6.0, pan=-1.0))
    order = plan_export(source(mixer), STEMS)
    assert [file.name for file in order.files] == [f"Blues - {name}" for name in STEM_NAMES]
    assert order.files[2].gains == (0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0)
    assert names(source(mixer), HEARD) == ["Blues - drums", "Blues - bass", "Blues - other"]
    soloed = UNTOUCHED.with_strip("bass", StemMix(soloed=True))
    assert names(source(soloed), HEARD) == ["Blues - bass"]
    down = UNTOUCHED.with_strip("bass", StemMix(gain_db=-60.0))
    assert "Blues - bass" not in names(source(down), HEARD)


def test_tempo_pitch_and_loop_are_in_the_name_and_in_the_order() -> None:
    treatment = Treatment(0.75, -2.0, formants_kept=True)
    looped = replace(source(NO_VOCALS, treatment), loop=LOOP, loop_name="Verse: two")
    order = plan_export(looped, replace(MIX, part=ExportPart.LOOP))
    assert order.files[0].name == "Blues - without vocals - Verse- two - 75 % - pitch -2"
    assert (order.treatment, order.loop) == (treatment, LOOP)
    assert order.duration_s == pytest.approx(1 / 0.75, abs=1e-4)
    recorded = plan_export(looped, replace(MIX, tempo=ExportTempo.RECORDED))
    assert recorded.files[0].name == "Blues - without vocals"
    assert (recorded.treatment, recorded.loop) == (Treatment(), None)
    assert recorded.frames == looped.multitrack.frames


def test_a_loop_that_went_away_is_the_whole_song() -> None:
    assert plan_export(source(), replace(MIX, part=ExportPart.LOOP)).loop is None


def test_the_song_as_it_is_does_not_take_its_own_name() -> None:
    assert names(source(), MIX) == ["Blues - mix"]
    assert names(source(treatment=Treatment(0.5)), MIX) == ["Blues - 50 %"]


def test_taken_names_get_a_number() -> None:
    assert names(source(), MIX, ("blues - MIX.wav",)) == ["Blues - mix (2)"]
    mp3 = replace(MIX, file_format=ExportFormat.MP3)
    assert names(source(), mp3, ("Blues - mix.wav",)) == ["Blues - mix"]


def test_while_it_is_separated_what_is_finished_can_be_exported() -> None:
    some = separating(((0, 2 * SAMPLE_RATE + 500),), NO_VOCALS)
    for choice in (MIX, STEMS, HEARD):
        with pytest.raises(StemsNotReadyError):
            plan_export(some, choice)
        looped = replace(some, loop=LOOP)
        order = plan_export(looped, replace(choice, part=ExportPart.LOOP))
        assert order.sound.mix is not None
        further = replace(some, loop=LoopRegion(SAMPLE_RATE, 2 * SAMPLE_RATE + 400))
        with pytest.raises(StemsNotReadyError):
            plan_export(further, replace(choice, part=ExportPart.LOOP))


def test_the_untouched_mix_needs_no_stems() -> None:
    quiet = replace(UNTOUCHED, master_gain_db=-6.0)
    order = plan_export(separating((), quiet), MIX)
    assert order.files[0].gains[-2:] == pytest.approx((0.501, 0.501), abs=0.001)
    with pytest.raises(StemsNotReadyError):
        plan_export(separating((), NO_VOCALS), MIX)


def test_what_cannot_be_exported_is_said() -> None:
    silent = UNTOUCHED
    for name in STEM_NAMES:
        silent = silent.with_strip(name, StemMix(muted=True))
    for choice in (MIX, HEARD):
        with pytest.raises(NothingHeardError):
            plan_export(source(silent), choice)
    assert len(plan_export(source(silent), STEMS).files) == 4
    with pytest.raises(SongNotReadError):
        plan_export(replace(source(), is_decoded=False), MIX)
    shown, order = export_report(source(silent), MIX, ())
    assert order is None
    assert shown.hindrance == "Nothing would be heard. Unmute a stem, or turn it up."
    assert shown.names == ()


def test_the_report_says_what_will_be_written() -> None:
    looped = replace(source(NO_VOCALS, Treatment(0.75, -2.0)), loop=LOOP, loop_name="Verse")
    shown, order = export_report(looped, replace(HEARD, part=ExportPart.LOOP), ())
    assert order is not None
    assert shown.names[0] == "Blues - drums - Verse - 75 % - pitch -2.wav"
    assert shown.length_words == "3 files, each 0:01 long"
    assert shown.part_words == "Verse: one round, 0:01.000 to 0:02.000"
    assert shown.tempo_words == "75 % · pitch −2"
    assert [option.value for option in shown.parts if option.is_chosen] == ["loop"]
    shown, _ = export_report(source(), replace(MIX, part=ExportPart.LOOP), ())
    assert [option.value for option in shown.parts if option.is_chosen] == ["song"]
    assert not shown.parts[1].is_enabled


def test_a_file_name_that_is_no_text_becomes_a_title() -> None:
    """As old files on Linux have: Latin-1, which Python hands on as halves of surrogate pairs."""
    (file,) = plan_export(replace(source(), title="Caf\udce9"), MIX).files
    assert file.title.startswith("Caf?")
    assert file.name.startswith("Caf - ")
    assert file.name.encode()


# The click.

GRID = BeatGrid(tuple(range(0, 3 * SAMPLE_RATE, SAMPLE_RATE // 2)), (0, 4))


def clicking(mixer: MixerState = UNTOUCHED) -> ExportSource:
    return replace(source(mixer), click=Click(GRID))


def test_the_click_is_only_added_when_it_is_asked_for() -> None:
    assert plan_export(clicking(), MIX).click is None
    order = plan_export(clicking(), replace(MIX, click=True))
    assert order.click is not None
    assert order.click.is_on
    assert order.click.count_in_bars == 0
    assert order.files[0].gains == (*plan_export(clicking(), MIX).files[0].gains, 1.0, 1.0)
    assert order.files[0].name == "Blues - with click"


def test_a_count_in_alone_makes_the_file_longer_and_does_not_click() -> None:
    plain = plan_export(clicking(), MIX)
    order = plan_export(clicking(), replace(MIX, count_in=True))
    assert order.click is not None
    assert not order.click.is_on
    assert order.frames == plain.frames + 2 * SAMPLE_RATE


def test_as_many_bars_are_counted_as_before_playing() -> None:
    two = replace(clicking(), click=Click(GRID, count_in_bars=2))
    order = plan_export(two, replace(MIX, count_in=True))
    assert order.frames == two.multitrack.frames + 4 * SAMPLE_RATE


def test_beside_stems_the_click_has_a_file_of_its_own() -> None:
    order = plan_export(clicking(), replace(STEMS, click=True))
    *stems, click = order.files
    assert click.name == "Blues - click"
    assert click.gains == (0.0,) * 8 + (1.0, 1.0)
    assert all(file.gains[-2:] == (0.0, 0.0) for file in stems)


def test_without_known_beats_there_is_nothing_to_add() -> None:
    assert plan_export(source(), replace(MIX, click=True, count_in=True)).click is None
    report, _ = export_report(source(), MIX, ())
    assert not any(option.is_enabled for option in report.additions)
    assert report.addition_words == "The beats of this song are not known yet."


def test_the_process_that_writes_is_told_all_of_the_click() -> None:
    order = plan_export(clicking(), replace(MIX, click=True, count_in=True))
    assert ExportOrder.decode(order.encode()) == order
