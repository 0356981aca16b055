#!/usr/bin/env python3
"""What ctemplate's auto-escape does not hold by itself: rules over every page template (docs/adr/0001, traps).

Prints file:line: what is wrong; exit 1 if anything is.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PRAGMA = '{{%AUTOESCAPE context="HTML"}}'
FORBIDDEN_IN = re.compile(r"""\b(formaction|xlink:href|srcset|style)\s*=\s*["'][^"']*\{\{""", re.I)
UNQUOTED = re.compile(r"""\s[\w:-]+=\{\{""")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+\s*=|\sstyle\s*=", re.I)
INDENTED = re.compile(r"^\s+\{\{>\w+\}\}\s*$")
TYPED = re.compile(r"\{\{\w+\}\}</textarea>")
RAW = re.compile(r"\{\{(\w+):none\}\}")


def check(text):
    if not text.startswith(PRAGMA):
        yield 1, f"must begin with {PRAGMA}: otherwise nothing is escaped"
    for number, line in enumerate(text.splitlines(), 1):
        if FORBIDDEN_IN.search(line):
            yield number, "no variables in formaction, xlink:href, srcset and style: they are not escaped for it"
        if UNQUOTED.search(line):
            yield number, "quote the attribute's value"
        if INLINE.search(line):
            yield number, "no inline script or style: the content security policy refuses it"
        if INDENTED.search(line):
            yield number, "begin an included page at the margin: ctemplate indents each of its lines, those of what was typed too"
        if TYPED.search(line):
            yield number, "NAME:pre_escape in a textarea: the plain escape turns the person's line breaks into spaces"
        for name in RAW.findall(line):
            if not name.endswith("_HTML"):
                yield number, f"{name}:none is only for a SafeHtml, and its name ends in _HTML"


PLANTED = [
    "<p>{{X}}</p>",
    PRAGMA + '\n<button formaction="{{URL}}">',
    PRAGMA + "\n<a href={{URL}}>",
    PRAGMA + "\n<a onclick=\"go()\">",
    PRAGMA + "\n<script>go()</script>",
    PRAGMA + "\n<p style=\"color:red\">",
    PRAGMA + "\n<p>{{NAME:none}}</p>",
    PRAGMA + "\n  {{>FIELDS}}",
    PRAGMA + "\n<textarea>{{TEXT}}</textarea>",
]

found = [f"{file.relative_to(ROOT)}:{number}: {why}" for file in sorted(ROOT.glob("src/**/pages/*.html"))
         for number, why in check(file.read_text("utf-8"))]
missed = [f"tests/templates_test.py does not catch {text!r}" for text in PLANTED if not list(check(text))]
print("\n".join(found + missed) or "templates: no finding, every planted violation caught")
sys.exit(bool(found or missed))
