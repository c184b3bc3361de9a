"""Small true files, and identifiers that are well formed and belong to nobody: births in 1900, sequence numbers that were
never given out."""

import io
import itertools
import zipfile
import zlib

_persons = itertools.count(1)
_firms = itertools.count(1)
_mobiles = itertools.count(1)
_names = itertools.count(1)


def citizen_id_for(first17):
    """The number with its check character (GB 11643: ISO 7064 MOD 11-2)."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(int(digit) * weight for digit, weight in zip(first17, weights))
    return first17 + "10X98765432"[total % 11]


def citizen_id():
    """A new number each time; born in the first days of 1900."""
    number = next(_persons)
    return citizen_id_for(f"1101011900{1 + number // 900 % 12:02}{1 + number // 10800 % 28:02}{100 + number % 900:03}")


def spoiled(identifier):
    """The same with a wrong check character."""
    return identifier[:-1] + ("1" if identifier[-1] != "1" else "2")


def credit_code_for(first17):
    """The code with its check character (GB 32100: ISO 7064 MOD 31-3)."""
    characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(characters.index(character) * pow(3, place, 31) for place, character in enumerate(first17))
    return first17 + characters[(31 - total % 31) % 31]


def credit_code():
    return credit_code_for(f"91110101MAT{next(_firms):06}")


def private_code():
    """Of a department that is only for demonstration."""
    return credit_code_for(f"YY99431322T{next(_firms):06}")


def mobile():
    return f"1390000{next(_mobiles):04}"


def person_name():
    """Three characters that together are nobody's name and nothing else's text."""
    number = next(_names)
    return "龘" + "靐齉爩麤龗灪龖厵"[number % 8] + "鱻麢韊虋讟钃鸜麷"[number // 8 % 8]


def pdf(text="a material"):
    """A page that says `text`; other texts make other files."""
    return (f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            f"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%{text}\ntrailer<</Root 1 0 R>>\n%%EOF\n").encode()


def png():
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    header = (1).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def archive(entries):
    """A ZIP archive of name → bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return out.getvalue()


def docx():
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
