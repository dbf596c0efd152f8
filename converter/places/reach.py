"""Takes a URL and gives the file system that fsspec has for it, with the refusals of many libraries told in a few ways.

The one door to fsspec. It knows no secrets: keys come from where each library looks for them (AWS_ACCESS_KEY_ID and its kin, ~/.aws,
FSSPEC_S3_…), in each process for itself.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from converter.errors import ConverterError, Exit, MissingError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

SCHEME = r"[A-Za-z][A-Za-z0-9+.-]+"
_WEB = ("http", "https")
_CONNECT, _READ = 10, 20  # seconds that a web server is waited for; it is asked twice
_PATIENCE = {"connect_timeout": 5, "read_timeout": 10, "retries": {"mode": "standard", "total_max_attempts": 3}}
_TRIED = 2  # times that s3fs does all that again: after a minute without an answer it is told
_TALKING = ("botocore", "aiobotocore", "aiohttp", "s3fs", "requests", "urllib3")
_PLAIN: dict[type[OSError], int] = {
    FileNotFoundError: errno.ENOENT,
    IsADirectoryError: errno.EISDIR,
    NotADirectoryError: errno.ENOTDIR,
    PermissionError: errno.EACCES,
}
# RFC 9110, 15.5: who asks is not known, may not see it; there is nothing, and no more
_BY_STATUS: dict[int | None, type[OSError]] = {401: PermissionError, 403: PermissionError, 404: FileNotFoundError, 410: FileNotFoundError}


class UnreachedError(ConverterError):
    """A place elsewhere does not answer, or lets nobody in: the fault of no page."""

    exit_code = Exit.MISSING


def opened(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL, and the path in it. Errors: MissingError without the package for it; UsageError for a scheme that nobody knows."""
    try:
        import fsspec
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingError(
            "an address of this form needs fsspec, which is not installed", where=url, hint="pip install 'broadsheet[cloud]'"
        ) from error
    schemes = [scheme for link in url.split("::") if (scheme := link.partition("://")[0]) in ("s3", "s3a")]
    options: dict[str, Any] = {
        scheme: {"config_kwargs": _PATIENCE | dict(fsspec.config.conf.get(scheme, {}).get("config_kwargs", {}))} for scheme in schemes
    }
    options |= {scheme: _waiting(fsspec.config.conf.get(scheme, {})) for scheme in _WEB if f"{scheme}://" in url}
    try:
        if schemes:
            fsspec.get_filesystem_class("s3").retries = _TRIED
        fs, path = url_to_fs(url, use_listings_cache=False, **options)  # what is there now, not what was there
    except ImportError as error:
        hint = f"pip install 'broadsheet[cloud]' (S3, zip, http), or the package that fsspec wants: {error}"
        raise MissingError("the package for addresses of this form is not installed", where=url, hint=hint) from error
    except ValueError as error:
        raise UsageError(
            f"is no address that can be read ({error})", where=url, hint="addresses look like s3://bucket/folder, zip://folder::archive.zip"
        ) from error
    return fs, str(path)


def _waiting(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Of a web server a file may take as long as it will, as long as something comes. stated: in the user's settings of fsspec."""
    try:
        from aiohttp import ClientTimeout
    except ImportError:  # told by fsspec
        return {}
    return {
        "client_kwargs": {"timeout": ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=_READ)}
        | dict(stated.get("client_kwargs", {}))
    }


@contextmanager
def told(url: str, *, archived: bool = False) -> Iterator[None]:
    """What a library raises, as an OSError of the system's kinds where it is about this place, else as UnreachedError.

    archived: it lies in an archive, and what the archive's own reader raises is about its bytes.
    """
    try:
        yield
    except (ConverterError, MemoryError):
        raise
    except Exception as error:
        why = _cause(error)
        if kind := next((kind for kind in _PLAIN if isinstance(why, kind)), None) or _BY_STATUS.get(_status(why)):
            if isinstance(why, kind) and why.errno is not None:
                raise
            raise kind(_PLAIN[kind], os.strerror(_PLAIN[kind]), url) from error  # many libraries leave number and words out
        if _is_silence(why) or not archived:
            raise _unreached(url, why) from error
        raise OSError(errno.EIO, f"the archive is damaged, or protected ({_words(why)})", url) from error


def _cause(error: Exception) -> Exception:
    """What a library met. That for the web says of whatever it meets that there is no such file."""
    met = error.__cause__
    if isinstance(error, FileNotFoundError) and isinstance(met, Exception):
        return met if isinstance(met, ConnectionError | TimeoutError) or _library(met) == "aiohttp" else error
    return error


def _library(error: Exception) -> str:
    return type(error).__module__.split(".")[0]


def _is_silence(error: Exception) -> bool:
    """Whether it is said by what talks with servers, and not by what reads their bytes."""
    return isinstance(error, ConnectionError | TimeoutError) or _library(error) in _TALKING


def _status(error: Exception) -> int | None:
    """What a web server answered."""
    return getattr(error, "status", None)


def _unreached(url: str, error: Exception) -> UnreachedError:
    kind = type(error).__name__
    if "Credential" in kind:
        hint = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, as for the program aws"
        return UnreachedError("wants to know who asks, and no keys were found", where=url, hint=hint)
    server = "; for a server of your own name it: AWS_ENDPOINT_URL=https://HOST" if url.partition("://")[0].endswith("s3") else ""
    hint = f"see whether the network and the server are there{server}; then type the command again: it goes on from here"
    if status := _status(error):
        return UnreachedError(f"is not given: the server answers {status} ({getattr(error, 'message', kind)})", where=url, hint=hint)
    return UnreachedError(f"does not answer ({kind}: {_words(error)})", where=url, hint=hint)


def _words(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:300] or type(error).__name__
