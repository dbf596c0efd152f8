"""Makes small bags for tests, as RFC 8493 has them and without any code of the project, so that the two can be held to each other."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

PAYLOAD: Mapping[str, bytes] = {
    "data/tei/page.xml": "<TEI>一</TEI>\n".encode(),
    "data/source/page.txt": "本报讯　第一版。\n".encode(),
    "data/html/index.html": b"<!doctype html><title>1</title>\n",
    "data/html/empty.txt": b"",
}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def manifest_of(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """algorithm: as hashlib calls it."""
    return "".join(f"{hashlib.new(algorithm, content).hexdigest()}  {name}\n" for name, content in sorted(files.items())).encode()


def tag_files(
    payload: Mapping[str, bytes],
    *,
    version: str = "1.0",
    algorithms: Iterable[str] = ("sha256", "sha512"),
    encoding: str = "UTF-8",
    agent: str = "",
) -> dict[str, bytes]:
    """All tag files of a bag with this payload, by name."""
    info = "package-info.txt" if version in ("0.93", "0.94", "0.95") else "bag-info.txt"
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    elements = f"Source-Organization: Archive of 晋绥\nPayload-Oxum: {oxum}\n" + (f"Bag-Software-Agent: {agent}\n" if agent else "")
    files = {f"manifest-{name.replace('_', '')}.txt": manifest_of(payload, name) for name in algorithms} | {info: elements.encode()}
    files = {name: content.decode().encode(encoding) for name, content in files.items()}
    files["bagit.txt"] = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()
    tags = {f"tagmanifest-{name.replace('_', '')}.txt": manifest_of(files, name).decode().encode(encoding) for name in algorithms}
    return files | tags


def bag(
    folder: Path,
    payload: Mapping[str, bytes] = PAYLOAD,
    *,
    version: str = "1.0",
    algorithms: Iterable[str] = ("sha256", "sha512"),
    encoding: str = "UTF-8",
    agent: str = "",
) -> Path:
    """A bag in a folder."""
    write(folder, dict(payload) | tag_files(payload, version=version, algorithms=tuple(algorithms), encoding=encoding, agent=agent))
    (folder / "data").mkdir(exist_ok=True)
    return folder


def sealed(folder: Path) -> Path:
    """Makes the tag manifests of a bag anew, so that a change of a tag file is not found by them."""
    for old in folder.glob("tagmanifest-*.txt"):
        algorithm = old.stem.removeprefix("tagmanifest-")
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.startswith("tagmanifest-")}
        old.write_bytes(manifest_of(files, algorithm))
    return folder


def zip_of(folder: Path, target: Path, top: str | None = None) -> Path:
    """A ZIP of a bag. top: the folder in it; empty for none."""
    top = folder.name + "/" if top is None else top
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(folder).as_posix())
    return target
