#!/usr/bin/env python3
"""Turns texts that stand beside a module (SQL, migrations, pages) and binary files into C++ that names them.

embed.py sql|migrations|pages|strings PATH HEADER SOURCE FOLDER
embed.py files NAMESPACE HEADER ASM SOURCE INCLUDE BASE FILE...
"""
import hashlib
import pathlib
import re
import sys


def write(path, text):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
    else:
        path.touch()


def literal(text):
    """A raw literal, in pieces: compilers limit one literal to 64 KiB."""
    pieces = [text[i:i + 12000] for i in range(0, len(text), 12000)] or [""]
    return "\n".join(f'R"~yw~({piece})~yw~"' for piece in pieces)


def space_of(path):
    return "yw::" + path.split("/")[-1]


def sql(path, header, source, folder):
    names, bodies = [], []
    for file in sorted(pathlib.Path(folder).glob("*.sql")):
        text = file.read_text("utf-8").strip().rstrip(";")
        if not re.fullmatch(r"[a-z0-9_]+", file.stem):
            sys.exit(f"{file}: a query's name is lower_snake_case")
        names.append(f"extern const db::Sql {file.stem};")
        bodies.append(f'const db::Sql {file.stem}{{"{path}.{file.stem}", {literal(text)}}};')
    space = space_of(path) + "::sql"
    write(header, f'#pragma once\n#include "platform/db/sql.hpp"\nnamespace {space} {{\n' + "\n".join(names) + "\n}\n")
    write(source, f'#include "{path}/sql.hpp"\nnamespace {space} {{\n' + "\n".join(bodies) + "\n}\n")


def migrations(path, header, source, folder):
    rows = []
    for file in sorted(pathlib.Path(folder).glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_([a-z0-9_]+)", file.stem)
        if not match:
            sys.exit(f"{file}: a migration is called 0001_what_it_does.sql")
        text = file.read_text("utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        rows.append(f'    {{"{path.split("/")[-1]}", {int(match[1])}, "{match[2]}", "{digest}", {literal(text)}}},')
    space = space_of(path)
    write(header, '#pragma once\n#include <span>\n#include "platform/db/sql.hpp"\n'
          f"namespace {space} {{\n/// This module's migrations, in order.\nstd::span<const db::Migration> migrations();\n}}\n")
    write(source, f'#include "{path}/migrations.hpp"\nnamespace {space} {{\nstatic constexpr db::Migration kMigrations[] = {{\n'
          + "\n".join(rows) + "\n};\nstd::span<const db::Migration> migrations() { return kMigrations; }\n}\n")


def pages(path, header, source, folder):
    rows = []
    for file in sorted(pathlib.Path(folder).glob("*.html")):
        text = file.read_text("utf-8")
        rows.append(f'    {{"{path.split("/")[-1]}/{file.name}", {literal(text)}}},')
    space = space_of(path)
    write(header, '#pragma once\n#include <span>\n#include "platform/html/template_text.hpp"\n'
          f"namespace {space} {{\n/// This module's page templates, by name.\nstd::span<const html::TemplateText> pages();\n}}\n")
    write(source, f'#include "{path}/pages.hpp"\nnamespace {space} {{\nstatic constexpr html::TemplateText kPages[] = {{\n'
          + "\n".join(rows) + "\n};\nstd::span<const html::TemplateText> pages() { return kPages; }\n}\n")


def strings(path, header, source, folder):
    import tomllib
    rows = []
    for file in sorted(pathlib.Path(folder).glob("*.toml")):
        for key, value in tomllib.loads(file.read_text("utf-8")).items():
            if not isinstance(value, str):
                sys.exit(f"{file}: {key}: write \"a.b\" = \"text\", without tables")
            rows.append(f'    {{"{file.stem}", "{key}", {literal(value)}}},')
    space = space_of(path)
    write(header, '#pragma once\n#include <span>\n#include "platform/strings/strings.hpp"\n'
          f"namespace {space} {{\n/// This module's sentences, by language and key.\nstd::span<const strings::Entry> strings_table();\n}}\n")
    write(source, f'#include "{path}/strings.hpp"\nnamespace {space} {{\nstatic constexpr strings::Entry kStrings[] = {{\n'
          + "\n".join(rows) + "\n};\nstd::span<const strings::Entry> strings_table() { return kStrings; }\n}\n")


def files(space, header, asm, source, include, base, *names):
    base = pathlib.Path(base)
    stem = re.sub(r"\W", "_", space)
    lines, externs, rows = ['    .section .rodata,"a",@progbits'], [], []
    for i, name in enumerate(names):
        symbol = f"{stem}_{i}"
        lines += ["    .balign 64", f"    .global {symbol}", f"{symbol}:", f'    .incbin "{pathlib.Path(name).resolve()}"',
                  f"    .global {symbol}_end", f"{symbol}_end:", "    .byte 0"]
        externs.append(f'extern "C" const char {symbol}[]; extern "C" const char {symbol}_end[];')
        shown = pathlib.Path(name).resolve().relative_to(base.resolve()).as_posix()
        rows.append(f'    {{"{shown}", {{{symbol}, static_cast<std::size_t>({symbol}_end - {symbol})}}}},')
    lines.append('    .section .note.GNU-stack,"",@progbits')
    write(asm, "\n".join(lines) + "\n")
    write(header, f"#pragma once\n#include <span>\n#include <string_view>\nnamespace {space} {{\n"
          "struct EmbeddedFile {\n    std::string_view name;\n    std::string_view bytes;\n};\n"
          "/// Every file of this bundle; the bytes live in the program itself.\n"
          f"std::span<const EmbeddedFile> files();\n}}\n")
    write(source, f'#include "{include}"\n' + "\n".join(externs) + f"\nnamespace {space} {{\n"
          "std::span<const EmbeddedFile> files() {\n    static const EmbeddedFile kFiles[] = {\n" + "\n".join(rows)
          + "\n    };\n    return kFiles;\n}\n}\n")


{"sql": sql, "migrations": migrations, "pages": pages, "strings": strings, "files": files}[sys.argv[1]](*sys.argv[2:])
