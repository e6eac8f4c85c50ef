"""What can go wrong in the player: one class per case, with the facts in its fields."""

from __future__ import annotations

from pathlib import Path


class PlayerError(Exception):
    """Base of every error the player raises on purpose."""


class AudioFileError(PlayerError):
    """A file or folder that cannot be heard; `path` is the one that was asked for."""

    says = "cannot be read"

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail

    def __str__(self) -> str:
        sentence = f"{self.path} {self.says}"
        return f"{sentence}: {self.detail}" if self.detail else sentence


class FileMissingError(AudioFileError):
    """There is nothing at the path."""

    says = "does not exist"


class IsAFolderError(AudioFileError):
    """A file was asked for and the path is a folder."""

    says = "is a folder, not an audio file"


class NotAFolderError(AudioFileError):
    """A folder of stems was asked for and the path is a file."""

    says = "is not a folder"


class NoPermissionError(AudioFileError):
    """The system does not let this user read the path."""

    says = "may not be read by this user"


class FileUnreadableError(AudioFileError):
    """The disk or the network failed; `detail` is what the system said."""

    says = "could not be read from the disk"


class FileEmptyError(AudioFileError):
    """The file has no bytes."""

    says = "is empty"


class NotAudioError(AudioFileError):
    """No decoder recognises the file, or it is too damaged to give one frame."""

    says = "is not audio that can be read"


class UnsupportedAudioError(AudioFileError):
    """The container is known, but its sound is encrypted or in a codec without a decoder."""

    says = "holds sound in a form that cannot be decoded"


class NoSoundInFileError(AudioFileError):
    """A sound container without a single frame of sound, or a video without a sound track."""

    says = "holds no sound"


class NoStemsInFolderError(AudioFileError):
    """A folder in which no file is a stem."""

    says = "holds no audio files to play as stems"


class MidiUnreadableError(PlayerError):
    """A file that is no MIDI file, or a damaged one: `reason`, in English."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is not a MIDI file that can be read: {reason}")
        self.path = path
        self.reason = reason


class OutputError(PlayerError):
    """There is no sound to be had."""


class PortAudioMissingError(OutputError):
    """The PortAudio library is not installed."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"PortAudio could not be loaded: {detail}")
        self.detail = detail


class SoundSystemError(OutputError):
    """PortAudio is there, but the system's sound service will not talk to it."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"the sound system does not answer: {detail}")
        self.detail = detail


class NoOutputDeviceError(OutputError):
    """PortAudio knows no device that can play stereo."""

    def __init__(self) -> None:
        super().__init__("there is no output device")


class OutputDeviceError(OutputError):
    """A device was found but will not play."""

    def __init__(self, device_name: str, reason: str) -> None:
        super().__init__(f"{device_name}: {reason}")
        self.device_name = device_name
        self.reason = reason


class OutputGoneError(OutputError):
    """The device that played was unplugged, or its service ended."""

    def __init__(self) -> None:
        super().__init__("the output device is gone")


class OutputStalledError(OutputError):
    """The device that played is there, but takes no more sound."""

    def __init__(self) -> None:
        super().__init__("the output device takes no more sound")


class ComputerSleptError(OutputError):
    """The computer was asleep, and the device with it."""

    def __init__(self) -> None:
        super().__init__("the computer was asleep")


class InputError(PlayerError):
    """There is nothing to record from."""


class NoInputDeviceError(InputError):
    """PortAudio knows no device that can record."""

    def __init__(self) -> None:
        super().__init__("there is no input device")


class InputDeviceError(InputError):
    """A device was found but will not record."""

    def __init__(self, device_name: str, reason: str) -> None:
        super().__init__(f"{device_name}: {reason}")
        self.device_name = device_name
        self.reason = reason


class InputGoneError(InputError):
    """The device that was recorded from gives no more sound."""

    def __init__(self) -> None:
        super().__init__("the input device gives no more sound")


class RecordingWriteError(PlayerError):
    """The operating system refused to write what is recorded; what was written before stays."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class RecordingUnreadableError(PlayerError):
    """A recording on the disk makes no sense: `reason`."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CalibrationError(PlayerError):
    """How long sound takes from the output to the input could not be measured."""


class CalibrationSilentError(CalibrationError):
    """Nothing was heard in the input."""

    def __init__(self) -> None:
        super().__init__("the input stayed silent")


class CalibrationUnclearError(CalibrationError):
    """Something was heard, but too few of the clicks were found, or in too different places."""

    def __init__(self, found: int, clicks: int) -> None:
        super().__init__(f"{found} of {clicks} clicks were found")
        self.found = found
        self.clicks = clicks


class CalibrationUnsteadyError(CalibrationError):
    """Every measurement was clear and none was like another: the devices take turns in how long
    they need. `apart_s`: how far the measurements were apart.
    """

    def __init__(self, apart_s: float) -> None:
        super().__init__(f"the measurements differ by {apart_s * 1000:.1f} ms")
        self.apart_s = apart_s


class LyricsError(PlayerError):
    """Lyrics that cannot be had; `name`: of the file, "" for what was pasted."""

    says = "cannot be read"

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(f"{name} {self.says} {detail}".strip())
        self.name = name
        self.detail = detail


class LyricsUnreadableError(LyricsError):
    """The disk or the network failed; `detail` is what the system said."""


class NotLyricsError(LyricsError):
    """What is there is no text."""

    says = "is not text"


class NoLyricsError(LyricsError):
    """A text without words."""

    says = "has no words"


class LyricsTooLargeError(LyricsError):
    """More than any song has."""

    says = "is too large"


class ScoreFileError(PlayerError):
    """A file of a score that cannot be shown; `path` is the one that was asked for."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class ScoreMissingError(ScoreFileError):
    """There is no file at the path."""


class ScoreNotReadError(ScoreFileError):
    """The system does not give the file; `detail` is what it said."""


class ScoreFormatError(ScoreFileError):
    """It is no score of a kind that can be read."""


class ScoreDamagedError(ScoreFileError):
    """It begins like a score, and makes no sense then."""


class ScoreTooLargeError(ScoreFileError):
    """It is larger, or takes longer to be read, than any score does."""


class ScoreEmptyError(ScoreFileError):
    """There is not one note in it."""
