"""Files as they are handed in by people who mean harm, and the good ones beside them: (file name, bytes, declared type,
what must come of it: `taken`, or the status and key of the refusal). All are made here, none is kept in the tree."""

import io
import struct
import zipfile
import zlib

import papers

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"
UNSAFE, MISMATCH, NOT_ALLOWED = (422, "file.archive_unsafe"), (422, "file.type_mismatch"), (415, "file.type_not_allowed")
EMPTY, TOO_LARGE, NAME = (400, "file.empty"), (413, "file.too_large"), (400, "file.name_invalid")
NUL = (400, "query.malformed")
TAKEN = "taken"
# Pieces of it, so that no scanner of the source finds the whole.
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + "!$H+H*").encode()

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


def zipped(entries, **how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def declared_size(archive, size):
    """The same archive, its first entry telling another size in the directory."""
    at = archive.index(b"PK\x01\x02")
    return archive[:at + 24] + struct.pack("<I", size) + archive[at + 28:]


def flag(archive, bits):
    at = archive.index(b"PK\x01\x02")
    return archive[:at + 8] + struct.pack("<H", bits) + archive[at + 10:]


def many_entries(count):
    return zipped(WORD | {f"e{n}": b"" for n in range(count)}, method=zipfile.ZIP_STORED)


def overlapping():
    """Two entries of the directory that point to the same bytes (the bomb of Fifield, 2019)."""
    archive = zipped(WORD | {"a": b"\0" * 100_000})
    end = archive.rindex(b"PK\x05\x06")
    directory = struct.unpack("<I", archive[end + 16:end + 20])[0]
    entries = archive[directory:end]
    last = entries[entries.rindex(b"PK\x01\x02"):]
    copies = last * 50
    count = struct.unpack("<H", archive[end + 10:end + 12])[0] + 50
    tail = struct.pack("<HHIIH", count, count, len(entries) + len(copies), directory, 0)
    return archive[:end] + copies + archive[end:end + 8] + tail


def png_of(width, height):
    """A picture that says it is enormous, in a few bytes."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b""))


JPEG_BYTES = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xdb\x00\x43\x00" + b"\x08" * 64 + b"\xff\xd9"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LAUGHS = (b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((ord("b") + n,) + (ord("a") + n,) * 10) for n in range(9)) + b"]><l>&j;</l>")
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
GIFAR = b"GIF89a" + b"\0" * 20 + zipped({"Evil.class": b"\xca\xfe\xba\xbe"})


def bombs():
    flat = b"\0" * 30_000_000
    inner = zipped({"a": flat})
    return [
        ("ratio.docx", zipped(WORD | {"word/media/a.bin": flat}), DOCX, UNSAFE),
        ("nested.docx", zipped(WORD | {f"n{i}.zip": inner for i in range(5)}), DOCX, UNSAFE),
        ("nested.zip", zipped({f"n{i}.zip": inner for i in range(5)}), "application/zip", UNSAFE),
        ("entries.docx", many_entries(10_001), DOCX, UNSAFE), ("entries65536.xlsx", many_entries(65_536), XLSX, UNSAFE),
        ("declared.docx", declared_size(zipped(WORD), 0xFFFFFFF0), DOCX, UNSAFE), ("declared10g.docx", declared_size(zipped(WORD), 0xFFFFFFFF), DOCX, UNSAFE),
        ("overlap.docx", overlapping(), DOCX, UNSAFE), ("encrypted.docx", flag(zipped(WORD), 1), DOCX, UNSAFE),
        ("cut.docx", zipped(WORD)[:-10], DOCX, UNSAFE), ("twice.docx", zipped(WORD) + zipped(WORD), DOCX, UNSAFE),
        ("before.docx", b"PK\x03\x04" + b"x" * 100 + zipped(WORD), DOCX, UNSAFE), ("pixels.png", png_of(60_000, 60_000), PNG, TAKEN),  # nothing here unpacks pictures
        ("up.docx", zipped(WORD | {"../../../etc/cron.d/x": b"x"}), DOCX, UNSAFE), ("root.docx", zipped(WORD | {"/etc/passwd": b"x"}), DOCX, UNSAFE),
        ("drive.docx", zipped(WORD | {"C:/x.bat": b"x"}), DOCX, UNSAFE), ("back.docx", zipped(WORD | {"a\\..\\..\\x": b"x"}), DOCX, UNSAFE),
    ]


def programs():
    pdf = papers.pdf("a picture of nothing")
    return [
        ("macro.docx", zipped(WORD | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), DOCX, UNSAFE),
        ("macro.docm", zipped(WORD | {"word/vbaProject.bin": b"x"}), "application/vnd.ms-word.document.macroEnabled.12", UNSAFE),
        ("program.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/embeddings/a.EXE": b"MZ"}), XLSX, UNSAFE),
        ("jar.docx", zipped({"META-INF/MANIFEST.MF": b"", "A.class": b""}), DOCX, NOT_ALLOWED), ("apk.docx", zipped({"AndroidManifest.xml": b"", "classes.dex": b""}), DOCX, NOT_ALLOWED),
        ("setup.exe", b"MZ\x90\0" + b"\0" * 400, "application/x-msdownload", NOT_ALLOWED), ("setup.pdf", b"MZ\x90\0" + b"\0" * 400, PDF, NOT_ALLOWED),
        ("tool.pdf", b"\x7fELF\x02\x01\x01" + b"\0" * 400, PDF, NOT_ALLOWED), ("script.pdf", b"#!/bin/sh\nrm -rf /\n", PDF, MISMATCH),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "application/msword", NOT_ALLOWED), ("shortcut.pdf", b"L\0\0\0\x01\x14\x02\0" + b"\0" * 200, PDF, NOT_ALLOWED),
        ("eicar.com", EICAR, "application/octet-stream", MISMATCH), ("eicar.pdf", EICAR, PDF, MISMATCH), ("eicar.docx", zipped({"eicar.com": EICAR}), DOCX, UNSAFE),
        ("page.html", HTML, "text/html", MISMATCH), ("page.pdf", HTML, PDF, MISMATCH), ("picture.svg", SVG, "image/svg+xml", (415, 422)), ("picture.png", SVG, PNG, (415, 422)),
        ("laughs.xml", LAUGHS, "application/xml", (415, 422)), ("laughs.docx", LAUGHS, DOCX, (415, 422)), ("entity.xml", XXE, "text/xml", (415, 422)), ("entity.svg", XXE, "image/svg+xml", (415, 422)),
        ("polyglot.pdf", GIFAR, PDF, NOT_ALLOWED), ("late.pdf", b"<html>" + b" " * 900 + pdf, PDF, (415, 422)), ("picture.pdf", papers.png(), PDF, MISMATCH),
        ("paper.png", pdf, PNG, MISMATCH), ("paper.pdf", pdf, PNG, MISMATCH), ("word.pdf", zipped(WORD), PDF, MISMATCH), ("short.png", b"\x89PNG", PNG, NOT_ALLOWED),
        ("archive.tar", b"a" * 100 + b"\0" * 157 + b"ustar\x0000" + b"\0" * 300, "application/x-tar", NOT_ALLOWED), ("a.gz", b"\x1f\x8b\x08\0" + b"\0" * 60, "application/gzip", NOT_ALLOWED),
        ("a.rar", b"Rar!\x1a\x07\x00" + b"\0" * 60, "application/vnd.rar", NOT_ALLOWED), ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 60, "application/x-7z-compressed", NOT_ALLOWED),
        ("bad.txt", b"\xff\xfe\x00bad" * 20, "text/plain", NOT_ALLOWED), ("controls.txt", b"a\x1b[31mred\x07", "text/plain", NOT_ALLOWED),
    ]


def names():
    """Names that play tricks; the content is good."""
    pdf = papers.pdf("good")
    return [
        ("empty.pdf", b"", PDF, EMPTY), ("large.pdf", b"%PDF-1.4\n" + b"\0" * (21 << 20), PDF, TOO_LARGE), ("", pdf, PDF, (400,)), (".", pdf, PDF, NAME), ("..", pdf, PDF, NAME),
        ("../..", pdf, PDF, NAME), ("nul\x00.pdf", pdf, PDF, NUL), ("line\r\nX-Evil: 1.pdf", pdf, PDF, NAME), ("x" * 400 + ".pdf", pdf, PDF, (400,)), ("no extension", pdf, PDF, MISMATCH),
        ("material.pdf.exe", pdf, PDF, MISMATCH), ("material.exe", pdf, PDF, MISMATCH), ("material.pdf ", pdf, PDF, (201, 422)), ("material.pdf.", pdf, PDF, MISMATCH), ("material.pdf\u200b", pdf, PDF, MISMATCH),
        ("material.php\x00.pdf", pdf, PDF, NUL), ("材料.pdf", pdf, PDF, TAKEN), ("../../../etc/passwd.pdf", pdf, PDF, TAKEN), ("..\\..\\windows\\win.pdf", pdf, PDF, TAKEN),
        ("\u202efdp.exe.pdf", pdf, PDF, (201, 400)), ("a\"; filename=\"evil.html.pdf", pdf, PDF, TAKEN), ("CON.pdf", pdf, PDF, TAKEN), ("<script>.pdf", pdf, PDF, TAKEN), ("' OR 1=1.pdf", pdf, PDF, TAKEN),
        ("MATERIAL.PDF", pdf, PDF, TAKEN),
    ]


def good():
    return [
        ("good.pdf", papers.pdf("good one"), PDF, TAKEN), ("good.png", papers.png(), PNG, TAKEN), ("good.jpg", JPEG_BYTES, JPEG, TAKEN), ("good.docx", papers.docx(), DOCX, TAKEN),
        ("good.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), XLSX, TAKEN), ("good.ofd", zipped({"OFD.xml": b"<OFD/>"}), OFD, TAKEN),
        ("good.txt", "说明：材料齐全。\n".encode(), "text/plain", TAKEN), ("good.csv", "名称,数量\n甲,1\n".encode(), "text/csv", TAKEN), ("plain.pdf", papers.pdf("bytes"), "application/octet-stream", TAKEN),
    ]


def corpus():
    return bombs() + programs() + names() + good()
