"""What goes wrong with separating, with weights and with downloads, in sentences for a person."""

from __future__ import annotations

from app.model_words import listed
from app.translation import translate
from separation import errors as separation


def about_separation(error: separation.SeparationError) -> str:
    """A sentence about what ends a separation."""
    match error:
        case separation.SeparationCancelledError():
            return translate("ErrorMessages", "Separating was cancelled. What is done is kept.")
        case separation.UnknownModelError(name=name, known=known):
            return translate(
                "ErrorMessages", "There is no model called “{name}”. Choose one of: {known}."
            ).format(name=name, known=", ".join(known))
        case separation.UnlikeModelsError(names=names):
            return translate(
                "ErrorMessages",
                "The models {names} do not separate into the same stems, and have no mean. "
                "Choose models of the same stems.",
            ).format(names=listed(names))
        case separation.UnknownStemError(stem=stem, known=known):
            return translate(
                "ErrorMessages", "This model makes no stem “{stem}”. It makes: {known}."
            ).format(stem=stem, known=", ".join(known))
        case separation.ModelNameUnusableError(name=name):
            return translate(
                "ErrorMessages",
                "No model of yours can be called “{name}”. Choose a name that is not taken, of "
                "small letters, digits and underscores.",
            ).format(name=name)
        case separation.TransferCancelledError():
            return translate(
                "ErrorMessages", "It was stopped. What was downloaded is kept for the next time."
            )
        case separation.DeviceMissingError(device=device, available=available):
            choices = ", ".join(available)
            return translate(
                "ErrorMessages",
                "This computer cannot compute on “{device}”. Choose one of: {choices}.",
            ).format(device=device, choices=choices)
        case separation.NotEnoughMemoryError(device=device):
            return translate(
                "ErrorMessages",
                "There was not enough memory on the {device}. Close some programs and try again.",
            ).format(device=device)
        case separation.WorkerDiedError(exit_code=code):
            return translate(
                "ErrorMessages",
                "Separating stopped unexpectedly (code {code}), perhaps for lack of memory. "
                "Close some programs and open the song again; what is done is kept.",
            ).format(code=code)
        case separation.StoreInUseError():
            return translate(
                "ErrorMessages",
                "This song is being separated by another Woodshed. Wait for it, or close it.",
            )
        case separation.StoreDamagedError() | separation.WavUnusableError():
            return translate(
                "ErrorMessages",
                "The stored stems of this song are damaged. Open the song again to make them anew.",
            )
        case separation.MissingStemsError(missing=missing):
            return translate("ErrorMessages", "Stems are missing: {missing}.").format(
                missing=", ".join(missing)
            )
        case separation.StemLengthsError():
            return translate(
                "ErrorMessages",
                "The stems are not equally long. Export them again from the same project.",
            )
        case _:
            return translate("ErrorMessages", "Separating failed: {error}.").format(error=error)


def about_weights(error: separation.WeightsError) -> str:
    """A sentence about a file of weights."""
    name = error.path.name
    match error:
        case separation.WeightsMissingError() | separation.WeightsDamagedError():
            return translate(
                "ErrorMessages", "A part of Woodshed is missing or damaged. Install it again."
            )
        case separation.WeightsNotHereError():
            return translate(
                "ErrorMessages",
                "This model is not on this computer yet. Download it, or import its files.",
            )
        case separation.WeightsUnknownError():
            return translate(
                "ErrorMessages",
                "“{name}” belongs to none of the models Woodshed knows. If you trust where it is "
                "from, import it again and say which architecture it has.",
            ).format(name=name)
        case separation.NotAModelError():
            return translate(
                "ErrorMessages", "“{name}” is not a model. Models are files that end in .th."
            ).format(name=name)
        case separation.WeightsUnreadableError(cause=cause):
            reason = cause.strerror or cause
            return translate(
                "ErrorMessages",
                "“{name}” cannot be read ({reason}). Check it, or choose another file.",
            ).format(name=name, reason=reason)
        case separation.WeightsWriteError(disk_full=True):
            return translate(
                "ErrorMessages", "The disk is full. Make some room for the model and try again."
            )
        case separation.WeightsWriteError(path=path, cause=cause):
            return translate(
                "ErrorMessages",
                "The model cannot be kept in “{parent}” ({cause}). Check the folder and try again.",
            ).format(parent=path.parent, cause=cause.strerror or cause)
        case separation.CheckpointUnsafeError():
            return translate(
                "ErrorMessages",
                "“{name}” holds something that does not belong in a model and could do harm. It "
                "was refused, and nothing in it was run. Delete it.",
            ).format(name=name)
        case separation.CheckpointUnsuitableError(reason=reason):
            return translate("ErrorMessages", "“{name}” cannot be used: it {reason}.").format(
                name=name, reason=reason
            )
        case _:
            return translate(
                "ErrorMessages",
                "“{name}” is damaged, or no model at all, and was not used. Download it again.",
            ).format(name=name)


def about_download(error: separation.DownloadError) -> str:
    """A sentence about a download that ended early."""
    host = error.host
    match error:
        case separation.NoNetworkError():
            return translate(
                "ErrorMessages",
                "“{host}” cannot be reached. Connect to the internet and try again.",
            ).format(host=host)
        case separation.ProxyUnusableError(reason=reason):
            return translate(
                "ErrorMessages",
                "The proxy does not let Woodshed through to “{host}” ({reason}). Check the "
                "system's proxy settings.",
            ).format(host=host, reason=reason)
        case separation.ServerUntrustedError():
            return translate(
                "ErrorMessages",
                "“{host}” could not prove that it is the right server, so nothing was "
                "downloaded. Try again in another network.",
            ).format(host=host)
        case separation.DownloadInsecureError():
            return translate(
                "ErrorMessages",
                "“{host}” is not reached over a secure connection, so nothing was downloaded. "
                "Try again in another network.",
            ).format(host=host)
        case separation.DownloadRefusedError(status=status):
            return translate(
                "ErrorMessages",
                "“{host}” would not send the model (status {status}). Try again later.",
            ).format(host=host, status=status)
        case separation.DownloadDroppedError():
            return translate(
                "ErrorMessages",
                "The connection to “{host}” broke too often. Try again; what was received is kept.",
            ).format(host=host)
        case separation.WebPageError():
            return translate(
                "ErrorMessages",
                "A web page came in place of the model. If this network asks for a sign-in, open "
                "a browser and sign in, then try again.",
            )
        case separation.DownloadLengthError() | separation.DownloadDamagedError():
            return translate(
                "ErrorMessages",
                "“{host}” sent something else than the model, so it was refused. Try again.",
            ).format(host=host)
        case _:
            return translate("ErrorMessages", "The download failed: {error}.").format(error=error)
