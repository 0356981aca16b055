#!/usr/bin/env python3
"""Packs what search knows of Chinese characters: the simplified form and the reading without tone of each.

han_pack.py UNIHAN_FOLDER OUTPUT

UNIHAN_FOLDER  of Debian's unicode-data: Unihan_Readings.txt and Unihan_Variants.txt, plain or .bz2
OUTPUT         little-endian: magic, count of syllables (u32), first and last code point (u32 each), then for each code
               point its simplified form (u16) and the number of its syllable (u16, 0 none), then the syllables, 8 bytes each
"""
import bz2
import pathlib
import struct
import sys
import unicodedata

MAGIC = b"YWHAN001"
FIRST, LAST = 0x3400, 0x9FFF


def refuse(why):
    sys.exit(f"han_pack.py: {why}\nRun ./dev: it installs what is missing.")


def rows(folder, name):
    for candidate in (folder / name, folder / (name + ".bz2")):
        if candidate.exists():
            with (bz2.open if candidate.suffix == ".bz2" else open)(candidate, "rt", encoding="utf-8") as lines:
                for line in lines:
                    fields = line.rstrip("\n").split("\t")
                    if len(fields) == 3:
                        yield int(fields[0][2:], 16), fields[1], fields[2]
            return
    refuse(f"{folder / name} is missing (Debian package unicode-data)")


def toneless(syllable):
    """lǚ becomes lv, as everyone types it."""
    bare = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in bare if "a" <= c <= "z")


def main():
    folder, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    simplified, reading = {}, {}
    for point, field, value in rows(folder, "Unihan_Variants.txt"):
        if field != "kSimplifiedVariant" or not FIRST <= point <= LAST:
            continue
        forms = [int(form.split("<")[0][2:], 16) for form in value.split()]
        # A character that is its own simplified form in some words (乾, 著) is changed only where it has one other form.
        if point not in forms and FIRST <= forms[0] <= LAST:
            simplified[point] = forms[0]
    for point, field, value in rows(folder, "Unihan_Readings.txt"):
        if field == "kMandarin" and FIRST <= point <= LAST:
            reading[point] = toneless(value.split()[0])
    if len(simplified) < 2000 or len(reading) < 20000:
        refuse(f"only {len(simplified)} simplified forms and {len(reading)} readings")
    syllables = sorted(set(reading.values()) - {""})
    number = {syllable: i + 1 for i, syllable in enumerate(syllables)}
    out = bytearray(MAGIC + struct.pack("<III", len(syllables), FIRST, LAST))
    for point in range(FIRST, LAST + 1):
        out += struct.pack("<HH", simplified.get(point, point), number.get(reading.get(point, ""), 0))
    for syllable in syllables:
        out += syllable.encode().ljust(8, b"\0")
    output.write_bytes(out)


main()
