"""The guard before every zip: this file opens archives of strangers, after a look at how much their directory lists."""

from __future__ import annotations

import io
import zipfile
import zlib
from lzma import LZMAError
from typing import IO, Final

from sse_desktop.exchange.refusals import TooLarge

# What the unpackers of the library raise over damaged archives (encrypted: RuntimeError; packed in another way:
# NotImplementedError; bzip2 and the sums of gzip: OSError), and numbers in them that are none.
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    KeyError,
    ValueError,
    OSError,
)
_LARGEST_DIRECTORY: Final = 4 * 1024 * 1024
_LIMIT_MB: Final = 512
# The end of a zip names the size of its directory; a comment of up to 64 KiB may follow (APPNOTE 4.3.16).
_MARK: Final = b"PK\x05\x06"
_END: Final = 22
_LONGEST_COMMENT: Final = 1 << 16


def opened_zip(source: IO[bytes] | bytes) -> zipfile.ZipFile:
    """Open a zip whose directory is of plausible size: each file it lists takes memory before one is read.

    Raises: TooLarge, zipfile.BadZipFile.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END - _LONGEST_COMMENT))
    end = file.read()
    at = end.rfind(_MARK)
    if at >= 0 and int.from_bytes(end[at + 12 : at + 16], "little") > _LARGEST_DIRECTORY:
        raise TooLarge(limit_mb=_LIMIT_MB)
    file.seek(0)
    return zipfile.ZipFile(file)
