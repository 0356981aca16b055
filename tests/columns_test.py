#!/usr/bin/env python3
"""Every column of every table says what it means and whether it is personal (src/<module>/columns.toml).

The schema is read from a SQLite database made by the migrations themselves. Exit 1 on an undeclared or stale column, or
one whose key would not let the table be spread over machines (a table with an `area` has it in its primary key). A column
that names a file of the blob store (`file = true`) must be asked before the collector takes the file away.
"""
import pathlib
import re
import sqlite3
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PERSONAL = {"no", "yes", "sealed", "hash"}


def findings():
    for folder in sorted(ROOT.glob("src/**/migrations")):
        module = folder.parent
        database = sqlite3.connect(":memory:")
        for file in sorted(folder.glob("*.sql")):
            try:
                database.executescript(file.read_text("utf-8"))
            except sqlite3.Error as error:
                yield f"{file.relative_to(ROOT)}: {error}"
        declared_in = module / "columns.toml"
        declared = tomllib.loads(declared_in.read_text("utf-8")) if declared_in.exists() else {}
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        for table in tables:
            columns = database.execute(f"PRAGMA table_info({table})").fetchall()
            names = {column[1] for column in columns}
            known = declared.get(table, {})
            for name in sorted(names - known.keys()):
                yield f"{declared_in.relative_to(ROOT)}: {table}.{name} is not declared"
            for name in sorted(known.keys() - names):
                yield f"{declared_in.relative_to(ROOT)}: {table}.{name} does not exist"
            for name, says in known.items():
                if not says.get("meaning") or says.get("personal") not in PERSONAL:
                    yield f"{declared_in.relative_to(ROOT)}: {table}.{name} needs meaning and personal = no|yes|sealed|hash"
                if says.get("file") and not any(
                        f"FROM {table} WHERE {name} = :" in " ".join(sql.read_text("utf-8").split())
                        for sql in (module / "sql").glob("*.sql")):
                    yield f"{module.relative_to(ROOT)}: no statement asks {table}.{name} for a file: the collector would take it"
                if not says.get("file") and re.search("blob store|stored files", says.get("meaning", "")) and module.name != "blob":
                    yield f"{declared_in.relative_to(ROOT)}: {table}.{name} names a stored file and does not say file = true"
            if "area" in names and not any(column[1] == "area" and column[5] > 0 for column in columns):
                yield f"{module.relative_to(ROOT)}: {table} has an area outside its primary key"
        for table in sorted(declared.keys() - set(tables)):
            yield f"{declared_in.relative_to(ROOT)}: table {table} does not exist"


found = list(findings())
print("\n".join(found) or "columns: every column is declared")
sys.exit(bool(found))
