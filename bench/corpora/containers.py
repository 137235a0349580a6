"""What a secret can be packed into: encodings of text and containers of files, made with Python's own library.

    CONTAINERS["gzip"](".env", text) -> (file name, bytes), or None where this machine lacks what makes it

The text is a small file with one secret in it; what compresses gets enough around it to be worth compressing. Nothing here is random, and no archive holds the time it was made."""

import base64
import bz2
import ctypes
import gzip
import html
import importlib.util
import io
import json
import lzma
import marshal
import os
import quopri
import sqlite3
import tarfile
import tempfile
import urllib.parse
import zipfile
import zlib


def utf16_with_mark(_, text):
    return "export.reg", "\ufeff".encode("utf-16-le") + text.replace("\n", "\r\n").encode("utf-16-le")


def utf16_big_endian(_, text):
    return "export.txt", "\ufeff".encode("utf-16-be") + text.encode("utf-16-be")


def utf16_without_mark(_, text):
    return "profile.txt", text.encode("utf-16-le")


def utf32(_, text):
    return "wide.txt", "\ufeff".encode("utf-32-le") + text.encode("utf-32-le")


def latin1(_, text):
    return "notes.txt", ("# fa\u00e7ade, caf\u00e9\n" + text).encode("latin-1")


def printable_runs(_, text):
    return "core.bin", bytes(range(32)) * 8 + b"\0" + text.encode() + b"\0" + bytes(range(128, 256)) * 4


def base64_plain(_, text):
    return "payload.txt", b"payload: " + base64.b64encode(text.encode()) + b"\n"


def base64_url(_, text):
    return "link.txt", b"https://acme.io/load?state=" + base64.urlsafe_b64encode(text.encode()).rstrip(b"=") + b"&page=2\n"


def base64_wrapped(_, text):
    return "mail.eml", b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(("service settings follow\n" * 4 + text).encode())


def base64_twice(_, text):
    return "twice.txt", b"data = " + base64.b64encode(base64.b64encode(text.encode())) + b"\n"


def kubernetes_secret(name, text):
    data = base64.b64encode(text.encode()).decode()
    return "secret.yaml", f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  {name.strip('.')}: {data}\n".encode()


def hexadecimal(_, text):
    return "dump.txt", b"blob = " + text.encode().hex().encode() + b"\n"


def percent(_, text):
    return "request.log", b"GET /callback?body=" + urllib.parse.quote(text, safe="").encode() + b"&x=1 HTTP/1.1\n"


def unicode_escapes(_, text):
    return "strings.js", b'const body = "' + "".join(f"\\u{ord(c):04x}" for c in text).encode() + b'";\n'


def hex_escapes(_, text):
    return "strings.c", b'const char body[] = "' + "".join(f"\\x{byte:02x}" for byte in text.encode()).encode() + b'";\n'


def json_escaped(_, text):
    return "event.json", json.dumps({"id": 7, "body": json.dumps({"file": text})}).encode() + b"\n"


def html_entities(_, text):
    return "page.html", ("<pre>" + "".join(f"&#{ord(c)};" if not c.isalnum() else c for c in text) + "</pre>\n").encode()


def html_escaped(_, text):
    return "page.html", f"<pre>{html.escape(text)}</pre>\n".encode()


def quoted_printable(_, text):
    return "letter.eml", b"Content-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(text.encode())


def gzip_file(name, text):
    return name.strip(".") + ".gz", gzip.compress(text.encode(), mtime=0)


def bzip2_file(name, text):
    return name.strip(".") + ".bz2", bz2.compress(text.encode())


def xz_file(name, text):
    return name.strip(".") + ".xz", lzma.compress(text.encode())


def zstd_bytes(data):
    try:
        library = ctypes.CDLL("libzstd.so.1")
    except OSError:
        return None
    library.ZSTD_compress.restype = library.ZSTD_compressBound.restype = ctypes.c_size_t
    library.ZSTD_compressBound.argtypes = [ctypes.c_size_t]
    library.ZSTD_compress.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    room = ctypes.create_string_buffer(library.ZSTD_compressBound(len(data)))
    size = library.ZSTD_compress(room, len(room), data, len(data), 3)
    return room.raw[:size]


def zstd_file(name, text):
    # Repeated, or it would be stored as it is.
    data = zstd_bytes((text * 3).encode())
    return None if data is None else (name.strip(".") + ".zst", data)


def zip_bytes(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tar_bytes(files, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def zip_file(name, text):
    return "backup.zip", zip_bytes([("readme.txt", b"settings\n"), ("conf/" + name, text.encode())])


def zip_without_name(name, text):
    return "backup.dat", zip_bytes([("conf/" + name, text.encode())])


def jar_file(name, text):
    return "service.jar", zip_bytes([("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\n"), ("BOOT-INF/classes/" + name, text.encode())])


def wheel_file(name, text):
    return "acme-1.0-py3-none-any.whl", zip_bytes([("acme/" + name, text.encode()), ("acme-1.0.dist-info/METADATA", b"Name: acme\n")])


def office_file(_, text):
    body = f'<?xml version="1.0"?><w:document><w:body><w:p><w:t>{html.escape(text, quote=False)}</w:t></w:p></w:body></w:document>'
    return "notes.docx", zip_bytes([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.encode())])


def tar_file(name, text):
    return "backup.tar", tar_bytes([("conf/" + name, text.encode())])


def tar_gzip(name, text):
    return "backup.tgz", gzip.compress(tar_bytes([("conf/" + name, text.encode())]), mtime=0)


def tar_xz(name, text):
    return "backup.tar.xz", lzma.compress(tar_bytes([("conf/" + name, text.encode())]))


def nested(name, text):
    inner = gzip.compress(tar_bytes([("conf/" + name, text.encode())]), mtime=0)
    return "release.zip", zip_bytes([("image/rootfs.tar.gz", inner)])


def base64_in_gzip(name, text):
    return name.strip(".") + ".log.gz", gzip.compress(b"payload: " + base64.b64encode(text.encode()) + b"\n", mtime=0)


def docker_image(name, text):
    layer = tar_bytes([("app/" + name, text.encode())])
    manifest = json.dumps([{"Config": "config.json", "Layers": ["3f/layer.tar"]}]).encode()
    return "image.tar", tar_bytes([("manifest.json", manifest), ("config.json", b"{}"), ("3f/layer.tar", layer)])


def debian_package(name, text):
    files = (("debian-binary", b"2.0\n"), ("control.tar.gz", gzip.compress(tar_bytes([("./control", b"Package: acme\n")]), mtime=0)),
             ("data.tar.xz", lzma.compress(tar_bytes([("./etc/acme/" + name, text.encode())]))))
    data = b"!<arch>\n"
    for member, content in files:
        data += f"{member:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode() + content + b"\n" * (len(content) % 2)
    return "acme_1.0_all.deb", data


def seven_zip(name, text):
    """By libarchive, where it is installed: Python has no writer of its own."""
    try:
        library = ctypes.CDLL("libarchive.so.13")
    except OSError:
        return None
    library.archive_write_new.restype = library.archive_entry_new.restype = ctypes.c_void_p
    data, regular_file = text.encode(), 0o100000
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "backup.7z")
        archive, entry = ctypes.c_void_p(library.archive_write_new()), ctypes.c_void_p(library.archive_entry_new())
        library.archive_write_set_format_7zip(archive)
        library.archive_write_open_filename(archive, path.encode())
        library.archive_entry_set_pathname(entry, b"conf/" + name.encode())
        library.archive_entry_set_size(entry, ctypes.c_int64(len(data)))
        library.archive_entry_set_filetype(entry, regular_file)
        library.archive_write_header(archive, entry)
        library.archive_write_data(archive, data, ctypes.c_size_t(len(data)))
        library.archive_entry_free(entry)
        library.archive_write_free(archive)
        with open(path, "rb") as file:
            return "backup.7z", file.read()


def notebook_output(_, text):
    cell = {"cell_type": "code", "source": ["show()\n"], "outputs": [{"output_type": "stream", "name": "stdout", "text": text.splitlines(True)}]}
    return "analysis.ipynb", json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}, indent=1).encode()


def notebook_source(_, text):
    source = ["settings = '''\n", *text.splitlines(True), "'''\n"]
    return "analysis.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": source, "outputs": []}], "nbformat": 4, "metadata": {}}, indent=1).encode()


def sqlite_file(_, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "app.db")
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE settings (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("INSERT INTO settings (body) VALUES (?)", (text,))
        connection.commit()
        connection.close()
        with open(path, "rb") as file:
            return "app.sqlite3", file.read()


def python_bytecode(_, text):
    code = compile(f"SETTINGS = {text!r}\n", "settings.py", "exec")
    return "settings.cpython.pyc", importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


def byte_list(_, text):
    data = text.encode()
    rows = ",\n".join("  " + ", ".join(f"0x{byte:02x}" for byte in data[at:at + 12]) for at in range(0, len(data), 12))
    return "settings.h", f"unsigned char settings[] = {{\n{rows}\n}};\n".encode()


def byte_list_decimal(_, text):
    return "settings.json", json.dumps({"type": "Buffer", "data": list(text.encode())}).encode() + b"\n"


def hex_pairs(_, text):
    return "capture.txt", b"payload=" + text.encode().hex(":").encode() + b"\n"


def word_dump(_, text):
    data = text.encode() + b"\0" * (len(text.encode()) % 2)
    rows = [f"{at:07x} " + " ".join(f"{data[i + 1]:02x}{data[i]:02x}" for i in range(at, min(at + 16, len(data)), 2))
            for at in range(0, len(data), 16)]
    return "dump.txt", "\n".join(rows).encode() + b"\n"


def zlib_stream(_, text):
    data = text.encode()
    return "objects/9f/86d081884c7d659a2feaa0c55ad015", zlib.compress(b"blob %d\0" % len(data) + data)


def pdf_file(_, text):
    lines = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in text.split("\n")]
    page = "BT /F1 12 Tf\n" + "".join(f"[({line[:7]}) -3 ({line[7:]})] TJ T*\n" if "\\" not in line else f"({line}) Tj T*\n"
                                     for line in lines) + "ET"
    packed = zlib.compress(page.encode())
    head = f"%PDF-1.4\n1 0 obj\n<</Length {len(packed)} /Filter /FlateDecode>>\nstream\n".encode()
    return "manual.pdf", head + packed + b"\nendstream\nendobj\n%%EOF\n"


CONTAINERS = {
    "utf-16": utf16_with_mark, "utf-16-be": utf16_big_endian, "utf-16-no-bom": utf16_without_mark, "utf-32": utf32, "latin-1": latin1,
    "binary-runs": printable_runs, "base64": base64_plain, "base64url": base64_url, "base64-wrapped": base64_wrapped,
    "base64-twice": base64_twice, "k8s-secret": kubernetes_secret, "hex": hexadecimal, "percent": percent, "u-escapes": unicode_escapes,
    "x-escapes": hex_escapes, "byte-list": byte_list, "byte-list-decimal": byte_list_decimal, "hex-pairs": hex_pairs,
    "hexdump-words": word_dump, "json-in-json": json_escaped, "html-entities": html_entities, "html-escaped": html_escaped,
    "quoted-printable": quoted_printable, "gzip": gzip_file, "zlib": zlib_stream, "bzip2": bzip2_file, "xz": xz_file, "zstd": zstd_file,
    "zip": zip_file, "pdf": pdf_file,
    "zip-no-name": zip_without_name, "jar": jar_file, "wheel": wheel_file, "docx": office_file, "tar": tar_file, "tar.gz": tar_gzip,
    "tar.xz": tar_xz, "tar.gz-in-zip": nested, "base64-in-gzip": base64_in_gzip, "docker-image": docker_image, "deb": debian_package,
    "7z": seven_zip, "ipynb-output": notebook_output, "ipynb-source": notebook_source, "sqlite": sqlite_file, "pyc": python_bytecode,
}
