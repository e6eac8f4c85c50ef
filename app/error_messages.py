"""What to tell a person: one sentence for every error, saying what happened and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from app import errors as app
from app.reading.error_messages import about_reading
from app.reading.errors import ReadingError
from app.reading.lyrics_messages import about_lyrics
from app.reading.score_words import about_score
from app.separation_messages import about_download, about_separation, about_weights
from app.translation import decimal, translate
from player import errors as player
from separation import errors as separation


def sentence(error: BaseException) -> str:
    """What happened and what to do, for someone who does not know what a codec is."""
    match error:
        case player.AudioFileError(path=path):
            return _about_file(error, path)
        case player.MidiUnreadableError(path=path):
            return translate(
                "ErrorMessages", "“{name}” is damaged, or not a MIDI file. Try another one."
            ).format(name=path.name)
        case player.OutputError():
            return _about_sound(error)
        case player.InputError():
            return _about_input(error)
        case player.CalibrationError():
            return _about_calibration(error)
        case player.RecordingWriteError(cause=cause) | app.TakeNotKeptError(cause=cause):
            return _about_take_on_disk(cause)
        case player.RecordingUnreadableError(path=path):
            return translate(
                "ErrorMessages", "The recording “{name}” is damaged and cannot be a take."
            ).format(name=path.name)
        case app.TakesUnreadableError(reason=reason):
            return translate(
                "ErrorMessages",
                "The takes of this song cannot be read ({reason}). They stay as they are, and "
                "nothing new is recorded. Check the disk and open the song again.",
            ).format(reason=reason)
        case app.TakesDamagedError(aside=aside):
            return translate(
                "ErrorMessages",
                "The list of this song's takes was damaged and put aside as “{aside}”. Nothing "
                "that was recorded is lost; names and levels may be.",
            ).format(aside=aside)
        case app.SongStoreError(cause=cause) | separation.StoreWriteError(cause=cause):
            return _about_disk(cause)
        case app.BookmarksError():
            return _about_bookmarks(error)
        case app.PracticeError():
            return _about_practice(error)
        case app.SongRecordError(reason=reason):
            return translate(
                "ErrorMessages",
                "What was set for this song cannot be read ({reason}). It stays as it is, and what "
                "you set now is not remembered.",
            ).format(reason=reason)
        case app.BeatsUnknownError():
            return translate(
                "ErrorMessages", "Beats and tuning of this song could not be looked for."
            )
        case ReadingError():
            return about_reading(error)
        case player.LyricsError():
            return about_lyrics(error)
        case player.ScoreFileError():
            return about_score(error)
        case app.MidiPackageMissingError(reason=reason):
            return translate(
                "ErrorMessages",
                'Pedals need python-rtmidi ({reason}): “pip install "woodshed[pedals]"” brings it.',
            ).format(reason=reason)
        case app.MidiError():
            return translate(
                "ErrorMessages", "This system offers no MIDI, so there are no pedals to learn."
            )
        case app.ExportError():
            return _about_export(error)
        case app.UnknownStemsError(unknown=unknown, known=known):
            return translate(
                "ErrorMessages", "There is no stem “{unknown}”. There are: {known}."
            ).format(unknown=", ".join(unknown), known=", ".join(known))
        case app.ModelNotHereError(name=name, megabytes=megabytes):
            return translate(
                "ErrorMessages",
                "The model {name} is not on this computer yet: “woodshed models download {name}” "
                "gets it ({megabytes} MB).",
            ).format(name=name, megabytes=megabytes)
        case app.EmbeddedModelError(title=title):
            return translate(
                "ErrorMessages", "{title} comes with Woodshed and cannot be removed."
            ).format(title=title)
        case app.LoopOutsideError(duration_s=duration_s):
            return translate(
                "ErrorMessages", "The loop does not lie in the song, which is {duration_s} s long."
            ).format(duration_s=decimal(duration_s, 3))
        case separation.DownloadError():
            return about_download(error)
        case separation.WeightsError():
            return about_weights(error)
        case separation.SeparationError():
            return about_separation(error)
        case MemoryError():
            return translate(
                "ErrorMessages", "There was not enough memory. Close some programs and try again."
            )
        case OSError():
            return _about_disk(error)
        case _:
            detail = f"{type(error).__name__}: {error}"
            return translate(
                "ErrorMessages", "Something went wrong that Woodshed does not know ({detail})."
            ).format(detail=detail)


def _about_file(error: player.AudioFileError, path: Path) -> str:
    name = path.name or str(path)
    match error:
        case player.FileMissingError():
            return translate(
                "ErrorMessages", "“{name}” is not there. Was it moved or renamed?"
            ).format(name=name)
        case player.FileEmptyError():
            return translate(
                "ErrorMessages", "“{name}” is empty. Copy or download it again."
            ).format(name=name)
        case player.IsAFolderError():
            return translate("ErrorMessages", "“{name}” is a folder. Choose a song in it.").format(
                name=name
            )
        case player.NotAFolderError():
            return translate("ErrorMessages", "“{name}” is not a folder of stems.").format(
                name=name
            )
        case player.NoStemsInFolderError():
            return translate(
                "ErrorMessages",
                "There are no sound files in the folder “{name}”. Choose one that holds stems.",
            ).format(name=name)
        case player.NoPermissionError():
            return translate(
                "ErrorMessages",
                "You may not read “{name}”. Change its permissions or choose another song.",
            ).format(name=name)
        case player.NoSoundInFileError():
            return translate(
                "ErrorMessages", "“{name}” holds no sound. Choose another file."
            ).format(name=name)
        case player.UnsupportedAudioError():
            return translate(
                "ErrorMessages",
                "“{name}” is protected or in a form that cannot be read. Convert it to MP3, FLAC "
                "or WAV and try again.",
            ).format(name=name)
        case player.FileUnreadableError(detail=detail):
            return translate(
                "ErrorMessages",
                "“{name}” could not be read from the disk ({detail}). Try again or copy it anew.",
            ).format(name=name, detail=detail)
        case _:
            return translate(
                "ErrorMessages",
                "“{name}” is not a song that can be read. Choose a sound file, like MP3 or WAV.",
            ).format(name=name)


def _about_sound(error: player.OutputError) -> str:
    match error:
        case player.PortAudioMissingError():
            return translate(
                "ErrorMessages",
                "There is no sound: the PortAudio library is missing. Install it (on Debian and "
                "Ubuntu: libportaudio2) and start again.",
            )
        case player.SoundSystemError():
            return translate(
                "ErrorMessages",
                "There is no sound: the system's sound service does not answer. Start it, then "
                "choose the output again.",
            )
        case player.NoOutputDeviceError():
            return translate(
                "ErrorMessages",
                "There is no sound: no loudspeaker or headphones were found. Plug some in, then "
                "look again with the loudspeaker button.",
            )
        case player.OutputGoneError():
            return translate(
                "ErrorMessages",
                "The loudspeaker or headphones went away. Press Play to go on with another output.",
            )
        case player.OutputStalledError():
            return translate(
                "ErrorMessages",
                "The sound output took no more sound and was opened anew. Press Play to go on.",
            )
        case player.ComputerSleptError():
            return translate(
                "ErrorMessages", "The computer was asleep. Press Play to go on where it stopped."
            )
        case player.OutputDeviceError(device_name=name, reason=reason):
            return translate(
                "ErrorMessages",
                "There is no sound: “{name}” would not play ({reason}). Choose another output.",
            ).format(name=name, reason=reason)
        case _:
            return translate("ErrorMessages", "There is no sound: {error}.").format(error=error)


def _about_input(error: player.InputError) -> str:
    match error:
        case player.NoInputDeviceError():
            return translate(
                "ErrorMessages",
                "There is nothing to record from: no microphone or other input was found. Plug one "
                "in, then look again in the menu of inputs.",
            )
        case player.InputDeviceError(device_name=name, reason=reason):
            return translate(
                "ErrorMessages",
                "“{name}” would not record ({reason}). Choose another input.",
            ).format(name=name, reason=reason)
        case player.InputGoneError():
            return translate(
                "ErrorMessages",
                "The input gives no more sound. What was recorded until then is kept.",
            )
        case _:
            return translate("ErrorMessages", "Nothing can be recorded: {error}.").format(
                error=error
            )


def _about_calibration(error: player.CalibrationError) -> str:
    match error:
        case player.CalibrationUnclearError(found=found, clicks=clicks):
            return translate(
                "ErrorMessages",
                "Only {found} of {clicks} clicks were heard clearly. Bring the microphone nearer "
                "to the loudspeaker, be quiet, and measure again.",
            ).format(found=found, clicks=clicks)
        case player.CalibrationUnsteadyError(apart_s=apart_s):
            return translate(
                "ErrorMessages",
                "Every time the devices were opened they were {apart} ms earlier or later. Choose "
                "another output or input, by cable rather than by radio, and measure again.",
            ).format(apart=round(apart_s * 1000))
        case _:
            return translate(
                "ErrorMessages",
                "Nothing was heard of the clicks. Turn loudspeaker and input up, and measure "
                "again.",
            )


def _about_take_on_disk(cause: OSError) -> str:
    if cause.errno in separation.NO_ROOM:
        return translate(
            "ErrorMessages",
            "The disk is full, so recording has ended. What was played until then is kept; make "
            "some room before the next take.",
        )
    return translate(
        "ErrorMessages", "A take could not be written ({cause}). Check the disk and try again."
    ).format(cause=cause.strerror or cause)


def _about_disk(cause: OSError) -> str:
    if cause.errno in separation.NO_ROOM:
        return translate(
            "ErrorMessages",
            "The disk is full. Make some room and open the song again; what is done is kept.",
        )
    if cause.errno == errno.ENOENT and cause.filename:
        return translate(
            "ErrorMessages", "There is no folder “{parent}”. Make it or choose another."
        ).format(parent=Path(cause.filename).parent)
    where = f" “{cause.filename}”" if cause.filename else ""
    return translate(
        "ErrorMessages", "Writing{where} failed: {cause}. Check the disk and try again."
    ).format(where=where, cause=cause.strerror or cause)


def _about_bookmarks(error: app.BookmarksError) -> str:
    match error:
        case app.BookmarksNotReadError(cause=cause):
            return translate(
                "ErrorMessages",
                "The loops and markers of this song cannot be read ({cause}), and new ones will "
                "not be kept. Check the disk and open the song again.",
            ).format(cause=cause.strerror or cause)
        case app.BookmarksNotSavedError(cause=cause):
            return translate(
                "ErrorMessages",
                "The loops and markers could not be kept ({cause}). Check the disk and change "
                "one of them to try again.",
            ).format(cause=cause.strerror or cause)
        case app.BookmarksFromNewerError():
            return translate(
                "ErrorMessages",
                "A newer Woodshed kept the loops and markers of this song. They stay as they "
                "are, and new ones will not be kept. Open the song with the newer one.",
            )
        case app.BookmarksDamagedError(aside=aside):
            return translate(
                "ErrorMessages",
                "The loops and markers of this song were damaged. They were put aside as "
                "“{aside}”.",
            ).format(aside=aside)
        case _:
            return translate(
                "ErrorMessages",
                "Something is wrong with the loops and markers of this song: {error}.",
            ).format(error=error)


def _about_practice(error: app.PracticeError) -> str:
    match error:
        case app.PracticeNotKeptError(cause=cause):
            return translate(
                "ErrorMessages",
                "What you practise of this song cannot be kept ({cause}). Check the disk and open "
                "the song again.",
            ).format(cause=cause.strerror or cause)
        case app.PracticeDamagedError(aside=aside):
            return translate(
                "ErrorMessages",
                "What you have practised of this song was damaged. It was put aside as “{aside}”, "
                "and counting begins anew.",
            ).format(aside=aside)
        case _:
            return translate(
                "ErrorMessages",
                "A newer Woodshed has kept what you practised of this song. It stays as it is, and "
                "nothing is added to it here. Open the song with the newer one.",
            )


def _about_export(error: app.ExportError) -> str:
    match error:
        case app.SongNotReadError():
            return translate("ErrorMessages", "The song is still being read. Wait a moment.")
        case app.StemsNotReadyError():
            return translate(
                "ErrorMessages",
                "Not every stem is separated there yet. Wait for them, or choose a loop where they "
                "are.",
            )
        case app.NothingHeardError():
            return translate(
                "ErrorMessages", "Nothing would be heard. Unmute a stem, or turn it up."
            )
        case app.ExportReadError(path=path, reason=reason):
            return translate(
                "ErrorMessages",
                "“{name}” of this song cannot be read any more ({reason}). Open the song again, "
                "then export it.",
            ).format(name=path.stem, reason=reason)
        case app.ExportWriteError(folder=folder, cause=cause):
            return _about_export_folder(folder, cause)
        case app.ExportDiedError(exit_code=code):
            return translate(
                "ErrorMessages",
                "Exporting stopped unexpectedly (code {code}). Close some programs and try again; "
                "nothing was left behind.",
            ).format(code=code)
        case _:
            return translate("ErrorMessages", "Exporting failed: {error}.").format(error=error)


def _about_export_folder(folder: Path, cause: OSError) -> str:
    if cause.errno in separation.NO_ROOM:
        words = translate(
            "ErrorMessages",
            "There is no room for it in “{folder}”. Make some, or choose another folder.",
        )
    elif cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        words = translate(
            "ErrorMessages", "You may not write in “{folder}”. Choose another folder."
        )
    elif cause.errno == errno.ENOENT:
        words = translate(
            "ErrorMessages", "“{folder}” is not there any more. Choose another folder."
        )
    elif cause.errno in (errno.ENOTDIR, errno.EEXIST):
        words = translate("ErrorMessages", "“{folder}” is not a folder. Choose another one.")
    else:
        words = translate(
            "ErrorMessages",
            "Writing in “{folder}” failed ({reason}). Check the disk, or choose another folder.",
        )
    return words.format(folder=folder, reason=cause.strerror or cause)
