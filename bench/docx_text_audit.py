#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does every character of Word documents come out, or is its cause of absence named?

  docx_text_audit.py --cmd 'planmerge extract --json {in}' DIR|FILE...

For each document this script counts, by a reading of its own (zipfile and ElementTree), the visible characters of
w:t, w:delText, m:t, w:sym, no-break hyphens and form values in the main part, headers, footers, footnotes and
endnotes: one branch of each AlternateContent, no field codes (w:instrText), no properties from before a change.
It then compares
  read      with the "read" of the document's ledger,
  value     the visible characters of all cells that were printed, with the ledger's "value",
  lost      the ledger's "unexplained": 0.
A document that the program refuses is counted apart. Exit status 1 if anything differs. Standard library only.
"""
import argparse
import collections
import json
import os
import posixpath
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

KNOWN = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "a14", "w"}
STORIES = ("header", "footer", "footnotes", "endnotes")


def visible(text):
    return sum(1 for c in text or "" if c not in " \t\n\r\uf020")


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def is_word(element):
    return "wordprocessingml" in element.tag.split("}")[0]


def attribute(element, name, default=None):
    return next((v for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), default)


def relationships(package, part):
    folder, name = posixpath.split(part)
    try:
        root = ET.fromstring(package.read(posixpath.join(folder, "_rels", name + ".rels")))
    except KeyError:
        return []
    found = []
    for entry in root:
        if entry.get("TargetMode") == "External":
            continue
        target = entry.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append((entry.get("Type", "").rsplit("/", 1)[-1], path))
    return found


def chosen_branch(alternative):
    for child in alternative:
        if local(child) == "Choice":
            needs = (child.get("Requires") or "").split()
            if needs and all(n in KNOWN for n in needs):
                return child
    return next((c for c in alternative if local(c) == "Fallback"), None)


def on(element):
    return attribute(element, "val", "1") not in ("0", "false", "off", "none")


def form_value(field):
    """What a form field shows: a box, or the chosen entry; a text field shows its result, counted as text."""
    data = next((c for c in field if local(c) == "ffData"), None)
    for kind in data if data is not None else ():
        settings = {local(c): c for c in kind}
        if local(kind) == "checkBox":
            return "x"
        if local(kind) == "ddList":
            entries = [attribute(c, "val", "") for c in kind if local(c) == "listEntry"][:100]
            index = int(attribute(settings.get("result", settings.get("default", kind)), "val", "0") or 0)
            return entries[index] if 0 <= index < len(entries) else ""
    return ""


def count_symbol(element):
    try:
        code = int(attribute(element, "char", ""), 16)
    except ValueError:
        return 0
    return 0 if code in (0, 0x20, 0xF020) or code > 0x10FFFF else 1


def count(root):
    """Visible characters; the tree is walked without recursion, depth first."""
    total, waiting = 0, []  # waiting: values of fields whose code is open
    work = [(root, False)]
    while work:
        element, closing = work.pop()
        name = local(element)
        if closing:
            waiting.clear()
            continue
        if name.endswith("PrChange") or name in ("tblGridChange", "instrText", "delInstrText"):
            continue
        if name == "AlternateContent":
            branch = chosen_branch(element)
            work.extend((c, False) for c in reversed(branch if branch is not None else ()))
            continue
        if name == "t" or (name == "delText" and is_word(element)):
            total += visible(element.text)
            continue
        if name == "sym" and is_word(element):
            total += count_symbol(element)
        if name == "noBreakHyphen":
            total += 1
        if name == "fldChar":
            kind = attribute(element, "fldCharType")
            if kind == "begin":
                waiting.append(form_value(element))
            elif waiting:
                total += visible(waiting.pop())
                if kind == "separate":
                    waiting.append("")
        if name == "p" and is_word(element):
            work.append((element, True))
        work.extend((c, False) for c in reversed(element))
    return total


def characters_of(path):
    total = 0
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        main = next(p for t, p in relationships(package, "") if t == "officeDocument")
        parts = [main]
        for kind, part in relationships(package, main):
            if kind in STORIES and part in names and part not in parts:
                parts.append(part)
        for part in parts:
            total += count(ET.fromstring(package.read(part)))
    return total


def audit(path, command, sums):
    run = subprocess.run([a.replace("{in}", path) for a in command], capture_output=True, check=False)
    if run.returncode not in (0,):
        sums["refused"] += 1
        return []
    document = json.loads(run.stdout)
    ledger = document.get("ledger", {"read": 0, "fates": {}, "unexplained": 0})
    shown = sum(visible(c["text"]) for t in document["tables"] for c in t["cells"])
    own = characters_of(path)
    sums["documents"] += 1
    sums["read"] += own
    for fate, characters in ledger["fates"].items():
        sums[fate] += characters
    problems = []
    if own != ledger["read"]:
        problems.append("read %d, counted %d" % (ledger["read"], own))
    if shown != ledger["fates"].get("value", 0):
        problems.append("value %d, printed %d" % (ledger["fates"].get("value", 0), shown))
    if ledger["unexplained"]:
        problems.append("unexplained %d" % ledger["unexplained"])
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cmd", required=True)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    files = []
    for path in options.paths:
        if not os.path.isdir(path):
            files.append(path)
        for folder, _, names in sorted(os.walk(path)):
            files += [os.path.join(folder, n) for n in sorted(names)
                      if n.lower().endswith((".docx", ".docm", ".dotx", ".dotm"))]
    sums, bad = collections.Counter(), 0
    for path in files:
        try:
            problems = audit(path, shlex.split(options.cmd), sums)
        except (ET.ParseError, KeyError, StopIteration, zipfile.BadZipFile, NotImplementedError) as error:
            problems = ["cannot be counted: %r" % error]
        if problems:
            bad += 1
            print("%s: %s" % (path, "; ".join(problems)))
    print(json.dumps(dict(sums, differ=bad), ensure_ascii=False))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
