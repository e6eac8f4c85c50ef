"""What to tell a person: one sentence for every error, saying what happened and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from app import errors as app
from player import errors as player
from separation import errors as separation


def sentence(error: BaseException) -> str:
    """What happened and what to do, for someone who does not know what a codec is."""
    match error:
        case player.AudioFileError(path=path):
            return _about_file(error, path)
        case player.OutputError():
            return _about_sound(error)
        case app.SongStoreError(cause=cause) | separation.StoreWriteError(cause=cause):
            return _about_disk(cause)
        case app.BookmarksError():
            return _about_bookmarks(error)
        case app.MidiPackageMissingError(reason=reason):
            return (
                f'Pedals need python-rtmidi ({reason}): “pip install "woodshed[pedals]"” brings it.'
            )
        case app.MidiError():
            return "This system offers no MIDI, so there are no pedals to learn."
        case app.ExportError():
            return _about_export(error)
        case app.UnknownStemsError(unknown=unknown, known=known):
            return f"There is no stem “{', '.join(unknown)}”. There are: {', '.join(known)}."
        case app.ModelNotHereError(name=name, megabytes=megabytes):
            return (
                f"The model {name} is not on this computer yet: "
                f"“woodshed models download {name}” gets it ({megabytes} MB)."
            )
        case app.EmbeddedModelError(title=title):
            return f"{title} comes with Woodshed and cannot be removed."
        case app.LoopOutsideError(duration_s=duration_s):
            return f"The loop does not lie in the song, which is {duration_s:.3f} s long."
        case separation.DownloadError():
            return _about_download(error)
        case separation.WeightsError():
            return _about_weights(error)
        case separation.SeparationError():
            return _about_separation(error)
        case MemoryError():
            return "There was not enough memory. Close some programs and try again."
        case OSError():
            return _about_disk(error)
        case _:
            detail = f"{type(error).__name__}: {error}"
            return f"Something went wrong that Woodshed does not know ({detail})."


def _about_file(error: player.AudioFileError, path: Path) -> str:
    name = path.name or str(path)
    match error:
        case player.FileMissingError():
            return f"“{name}” is not there. Was it moved or renamed?"
        case player.FileEmptyError():
            return f"“{name}” is empty. Copy or download it again."
        case player.IsAFolderError():
            return f"“{name}” is a folder. Choose a song in it."
        case player.NotAFolderError():
            return f"“{name}” is not a folder of stems."
        case player.NoStemsInFolderError():
            return f"There are no sound files in the folder “{name}”. Choose one that holds stems."
        case player.NoPermissionError():
            return f"You may not read “{name}”. Change its permissions or choose another song."
        case player.NoSoundInFileError():
            return f"“{name}” holds no sound. Choose another file."
        case player.UnsupportedAudioError():
            return (
                f"“{name}” is protected or in a form that cannot be read. "
                "Convert it to MP3, FLAC or WAV and try again."
            )
        case player.FileUnreadableError(detail=detail):
            return (
                f"“{name}” could not be read from the disk ({detail}). Try again or copy it anew."
            )
        case _:
            return f"“{name}” is not a song that can be read. Choose a sound file, like MP3 or WAV."


def _about_sound(error: player.OutputError) -> str:
    match error:
        case player.PortAudioMissingError():
            return (
                "There is no sound: the PortAudio library is missing. "
                "Install it (on Debian and Ubuntu: libportaudio2) and start again."
            )
        case player.SoundSystemError():
            return (
                "There is no sound: the system's sound service does not answer. "
                "Start it, then choose the output again."
            )
        case player.NoOutputDeviceError():
            return (
                "There is no sound: no loudspeaker or headphones were found. "
                "Plug some in, then look again with the loudspeaker button."
            )
        case player.OutputGoneError():
            return (
                "The loudspeaker or headphones went away. Press Play to go on with another output."
            )
        case player.OutputStalledError():
            return "The sound output took no more sound and was opened anew. Press Play to go on."
        case player.ComputerSleptError():
            return "The computer was asleep. Press Play to go on where it stopped."
        case player.OutputDeviceError(device_name=name, reason=reason):
            return f"There is no sound: “{name}” would not play ({reason}). Choose another output."
        case _:
            return f"There is no sound: {error}."


def _about_disk(cause: OSError) -> str:
    if cause.errno in separation.NO_ROOM:
        return "The disk is full. Make some room and open the song again; what is done is kept."
    if cause.errno == errno.ENOENT and cause.filename:
        return f"There is no folder “{Path(cause.filename).parent}”. Make it or choose another."
    where = f" “{cause.filename}”" if cause.filename else ""
    return f"Writing{where} failed: {cause.strerror or cause}. Check the disk and try again."


def _about_bookmarks(error: app.BookmarksError) -> str:
    match error:
        case app.BookmarksNotReadError(cause=cause):
            return (
                f"The loops and markers of this song cannot be read ({cause.strerror or cause}), "
                "and new ones will not be kept. Check the disk and open the song again."
            )
        case app.BookmarksNotSavedError(cause=cause):
            return (
                f"The loops and markers could not be kept ({cause.strerror or cause}). "
                "Check the disk and change one of them to try again."
            )
        case app.BookmarksFromNewerError():
            return (
                "A newer Woodshed kept the loops and markers of this song. They stay as they are, "
                "and new ones will not be kept. Open the song with the newer one."
            )
        case app.BookmarksDamagedError(aside=aside):
            return (
                "The loops and markers of this song were damaged. "
                f"They were put aside as “{aside}”."
            )
        case _:
            return f"Something is wrong with the loops and markers of this song: {error}."


def _about_export(error: app.ExportError) -> str:
    match error:
        case app.SongNotReadError():
            return "The song is still being read. Wait a moment."
        case app.StemsNotReadyError():
            return (
                "The stems are not all separated there yet. "
                "Wait for them, or choose a loop where they are."
            )
        case app.NothingHeardError():
            return "Nothing is heard. Let a stem through, or turn it up."
        case app.ExportWriteError(folder=folder, cause=cause):
            return _about_export_folder(folder, cause)
        case app.ExportDiedError(exit_code=code):
            return (
                f"Exporting stopped unexpectedly (code {code}). "
                "Close some programs and try again; nothing was left behind."
            )
        case _:
            return f"Exporting failed: {error}."


def _about_export_folder(folder: Path, cause: OSError) -> str:
    if cause.errno in separation.NO_ROOM:
        return f"There is no room for it in “{folder}”. Make some, or choose another folder."
    if cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"You may not write in “{folder}”. Choose another folder."
    if cause.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"“{folder}” is not a folder. Choose another one."
    reason = cause.strerror or cause
    return f"Writing in “{folder}” failed ({reason}). Check the disk, or choose another folder."


def _about_separation(error: separation.SeparationError) -> str:
    match error:
        case separation.SeparationCancelledError():
            return "Separating was cancelled. What is done is kept."
        case separation.UnknownModelError(name=name, known=known):
            return f"There is no model called “{name}”. Choose one of: {', '.join(known)}."
        case separation.UnlikeModelsError(names=names):
            return (
                f"The models {' and '.join(names)} do not separate into the same stems, and have "
                "no mean. Choose models of the same stems."
            )
        case separation.UnknownStemError(stem=stem, known=known):
            return f"This model makes no stem “{stem}”. It makes: {', '.join(known)}."
        case separation.ModelNameUnusableError(name=name):
            return (
                f"No model of yours can be called “{name}”. Choose a name that is not taken, "
                "of small letters, digits and underscores."
            )
        case separation.TransferCancelledError():
            return "It was stopped. What was downloaded is kept for the next time."
        case separation.DeviceMissingError(device=device, available=available):
            choices = ", ".join(available)
            return f"This computer cannot compute on “{device}”. Choose one of: {choices}."
        case separation.NotEnoughMemoryError(device=device):
            return (
                f"There was not enough memory on the {device}. Close some programs and try again."
            )
        case separation.WorkerDiedError(exit_code=code):
            return (
                f"Separating stopped unexpectedly (code {code}), perhaps for lack of memory. "
                "Close some programs and open the song again; what is done is kept."
            )
        case separation.StoreInUseError():
            return "This song is being separated by another Woodshed. Wait for it, or close it."
        case separation.StoreDamagedError() | separation.WavUnusableError():
            return (
                "The stored stems of this song are damaged. Open the song again to make them anew."
            )
        case separation.MissingStemsError(missing=missing):
            return f"Stems are missing: {', '.join(missing)}."
        case separation.StemLengthsError():
            return "The stems are not equally long. Export them again from the same project."
        case _:
            return f"Separating failed: {error}."


def _about_weights(error: separation.WeightsError) -> str:
    name = error.path.name
    match error:
        case separation.WeightsMissingError() | separation.WeightsDamagedError():
            return "A part of Woodshed is missing or damaged. Install it again."
        case separation.WeightsNotHereError():
            return "This model is not on this computer yet. Download it, or import its files."
        case separation.WeightsUnknownError():
            return (
                f"“{name}” belongs to none of the models Woodshed knows. "
                "If you trust where it is from, import it again and say which architecture it has."
            )
        case separation.NotAModelError():
            return f"“{name}” is not a model. Models are files that end in .th."
        case separation.WeightsUnreadableError(cause=cause):
            reason = cause.strerror or cause
            return f"“{name}” cannot be read ({reason}). Check it, or choose another file."
        case separation.WeightsWriteError(disk_full=True):
            return "The disk is full. Make some room for the model and try again."
        case separation.WeightsWriteError(path=path, cause=cause):
            return (
                f"The model cannot be kept in “{path.parent}” ({cause.strerror or cause}). "
                "Check the folder and try again."
            )
        case separation.CheckpointUnsafeError():
            return (
                f"“{name}” holds something that does not belong in a model and could do harm. "
                "It was refused, and nothing in it was run. Delete it."
            )
        case separation.CheckpointUnsuitableError(reason=reason):
            return f"“{name}” cannot be used: it {reason}."
        case _:
            return f"“{name}” is damaged, or no model at all, and was not used. Download it again."


def _about_download(error: separation.DownloadError) -> str:
    host = error.host
    match error:
        case separation.NoNetworkError():
            return f"“{host}” cannot be reached. Connect to the internet and try again."
        case separation.ProxyUnusableError(reason=reason):
            return (
                f"The proxy does not let Woodshed through to “{host}” ({reason}). "
                "Check the system's proxy settings."
            )
        case separation.ServerUntrustedError():
            return (
                f"“{host}” could not prove that it is the right server, so nothing was downloaded. "
                "Try again in another network."
            )
        case separation.DownloadInsecureError():
            return (
                f"“{host}” is not reached over a secure connection, so nothing was downloaded. "
                "Try again in another network."
            )
        case separation.DownloadRefusedError(status=status):
            return f"“{host}” would not send the model (status {status}). Try again later."
        case separation.DownloadDroppedError():
            return (
                f"The connection to “{host}” broke too often. Try again; what was received is kept."
            )
        case separation.WebPageError():
            return (
                "A web page came in place of the model. If this network asks for a sign-in, "
                "open a browser and sign in, then try again."
            )
        case separation.DownloadLengthError() | separation.DownloadDamagedError():
            return f"“{host}” sent something else than the model, so it was refused. Try again."
        case _:
            return f"The download failed: {error}."
