#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks on what planmerge writes by programs that are not ours: schemas, code lists, LibreOffice,
# pandoc. What is not installed is left out, and said so.
#   exports.sh PLANMERGE KIT SAMPLE_PLAN CONTRIBUTION...     KIT: the folder with check_iati.py
set -eu

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
planmerge="$(realpath "$1")"
kit="$(realpath "$2")"
master="$(realpath "$3")"
shift 3
contributions=()
for file in "$@"; do contributions+=("$(realpath "$file")"); done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
failed=0

has() { command -v "$1" > /dev/null; }
left_out() { echo "exports: left out: $1"; }
check() {  # NAME COMMAND...
  local name="$1"
  shift
  if "$@" > "$work/said" 2>&1; then
    echo "exports: ok: $name"
  else
    failed=1
    echo "exports: FAILED: $name"
    head -20 "$work/said"
  fi
}

cat > "$work/planmerge.toml" << 'TOML'
[iati]
reporting_org = "XM-DAC-99999"
reporting_org_name = "Secretariat"
region = "89"
sector = "15130"
TOML
cd "$work"
"$planmerge" consolidate --quiet --plan plan.db --master "$master" --out out --as-of 2026-11-24 "${contributions[@]}"
"$planmerge" consolidate --quiet --plan plan.db --out again
check "two runs, the same bytes" diff -r out again

if has xmllint; then
  check "IATI: schema" xmllint --nonet --noout --schema "$kit/iati/iati-activities-schema.xsd" out/plan-iati.xml
  check "drawing is well-formed" xmllint --nonet --noout out/plan-gantt.svg
else
  left_out "xmllint (libxml2-utils)"
fi
if /usr/bin/python3 -c 'import lxml' 2> /dev/null; then
  iati() { /usr/bin/python3 "$kit/check_iati.py" out/plan-iati.xml | tee iati.txt | tail -1 | grep -q '"errors": 0, "warnings": 0'; }
  check "IATI: code lists and rules, no error and no warning" iati
  check "packages: schemas, types, relations, one date" \
    /usr/bin/python3 "$kit/check_ooxml.py" --same-date --no-external out/*.xlsx out/*.docx
else
  left_out "code lists and OOXML schemas (python3-lxml)"
fi

# npm modules are fetched once, into a folder of their own.
modules="${PLANMERGE_NPM:-${XDG_CACHE_HOME:-$HOME/.cache}/planmerge-npm}"
if has node && { [ -d "$modules/node_modules/ajv" ] ||
    { has npm && mkdir -p "$modules" && (cd "$modules" && npm install --silent ajv@8 ajv-formats ical.js@2 > /dev/null 2>&1); }; }; then
  cd "$modules"
  check "calendar: read by ical.js" node "$kit/check_ics.cjs" "$work/out/plan.ics"
  check "data package: profile" node "$kit/check_json.cjs" "$kit/frictionless/datapackage.json" "$work/out/datapackage.json"
  check "JSON: published schema" node "$kit/check_json.cjs" "$root/schema/plan.schema.json" "$work/out/plan.json"
  cd "$work"
else
  left_out "JSON, data package and calendar (node and npm)"
fi

if has soffice; then
  office() { soffice "-env:UserInstallation=file://$work/office" --headless --convert-to "$@" > /dev/null 2>&1; }
  office pdf --outdir pdf out/plan.docx
  check "LibreOffice prints the Word document" test -s pdf/plan.pdf
  office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' --outdir csv out/plan.xlsx
  cells() {  # every reading of the JSON stands in LibreOffice's CSV of the sheet Actions
    python3 - << 'PYTHON'
import csv, glob, json
rows = list(csv.DictReader(open(glob.glob("csv/*.csv")[0], encoding="utf-8")))
plan = json.load(open("out/plan.json", encoding="utf-8"))["plan"]["rows"]
assert len(rows) == len(plan), (len(rows), len(plan))
names = {"Need no": "need_no", "Need addressed": "need", "Action no": "action_no", "Action": "action",
         "Driver(s)": "drivers_raw", "Status / Timeline": "status_timeline_raw", "Funding": "funding_raw"}
for row, want in zip(rows, plan):
    assert row["planmerge row id"] == want["id"]
    for heading, key in names.items():
        assert row[heading] == want[key], (want["id"], heading, row[heading], want[key])
    assert row["Expected outputs"] == "\n".join("• " + output for output in want["outputs"])
PYTHON
  }
  check "LibreOffice shows the workbook's cells as the plan has them" cells
else
  left_out "LibreOffice (libreoffice-writer-nogui, libreoffice-calc-nogui)"
fi
if has pandoc; then
  tables() { [ "$(pandoc -t html out/plan.docx | grep -c '<table')" -ge 1 ]; }
  check "pandoc reads the Word document's table" tables
else
  left_out "pandoc"
fi
exit "$failed"
