"""What can go wrong with the files and the server under the application, each with its sentence."""

from sse_desktop.domain.errors import N_, DomainError


class UnsafeSqlite(DomainError):
    """The SQLite library at hand can damage files."""

    sentence = N_(
        "This installation carries SQLite {version}, which can damage data. Nothing was opened. Install the application again."
    )


class WrongPassphrase(DomainError):
    """The file is encrypted with another passphrase, or is no database of ours."""

    sentence = N_(
        "The data could not be opened with this passphrase. Nothing was changed. Check the passphrase and try again."
    )


class DiskTrouble(DomainError):
    """The disk refused to store a change."""

    sentence = N_(
        "The disk did not store the last entry ({reason}). What was saved before is safe. Free some space and enter it again."
    )


class DiskFull(DomainError):
    """There is no room for what is needed beside the data to open them."""

    sentence = N_("The disk is full, so the data can't be opened. Nothing was changed. Free some space and open again.")


class DiskFailed(DomainError):
    """After an input/output error nothing more is written: the system may have dropped what it could not store."""

    sentence = N_(
        "The disk reported an error ({reason}). Nothing more is saved here, so that nothing gets lost. Close the application, open it again and check the last entries."
    )


class DataDamaged(DomainError):
    """The content of the file is not what was written."""

    sentence = N_(
        "The data are damaged ({reason}). Nothing more is saved here. Keep this folder, and restore the latest backup into a new one."
    )


class StoreBusy(DomainError):
    """Somebody else was writing for longer than we wait."""

    sentence = N_("Another program is writing to the data. The last entry was not saved. Enter it again in a moment.")


class ServerTrouble(DomainError):
    """The PostgreSQL server did not answer, or gave the transaction up."""

    sentence = N_(
        "The server did not store the last entry ({reason}). What was saved before is safe. Check the network and enter it again."
    )


class NewerFile(DomainError):
    """The file was written by a newer application."""

    sentence = N_(
        "These data were saved by a newer version of the application. Nothing was changed. Update the application on this computer."
    )


class OlderData(DomainError):
    """The schema is older than the application's, and this is not the place to change it."""

    sentence = N_(
        "These data are of an older version of the application. Nothing was changed. Open them once as the only user, or ask the administrator to update the server."
    )


class NotOurFile(DomainError):
    """There is a file, but not one of ours."""

    sentence = N_(
        "The file {path} is not a data file of this application. Nothing was changed. Choose another folder or restore a backup."
    )


class NoSuchData(DomainError):
    """There is no database in the folder."""

    sentence = N_("There are no data in the folder {path}. Choose another folder, or create a cooperative.")


class AlreadyThere(DomainError):
    """A new database would overwrite one."""

    sentence = N_("There are already data in the folder {path}. Nothing was changed. Choose an empty folder.")


class NoRoomToUpdate(DomainError):
    """The disk is too full for the copy a migration works on."""

    sentence = N_(
        "The data must be brought to the new version, which needs {megabytes} MB free on the disk. Nothing was changed. Free some space and open again."
    )


class UpdateFailed(DomainError):
    """The migrated copy is not what it should be."""

    sentence = N_(
        "The data could not be brought to the new version ({reason}). The old data are untouched. Send the report to your support."
    )


class CannotWriteFile(DomainError):
    """The disk is full, the folder is read-only or another program holds the file."""

    sentence = N_(
        "The file {path} could not be written: {reason}. The old file is untouched. Free some space or choose another folder."
    )
