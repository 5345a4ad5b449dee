#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Figures on the measuring kits: rows, links, items, normalisation. It tells, it does not judge.
#   accuracy.sh PLANMERGE BENCH
set -eu

planmerge="$(realpath "$1")"
bench="$(realpath "$2")"
inputs="$bench/../inputs"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

rows() { python3 "$bench/rows/score_rows.py" "$@" --json | cut -c1-110; }
for file in "$inputs"/plan/*.docx "$inputs"/plan/*.pdf; do
  truth="$inputs/plan/rows.json"
  case "$file" in *startend*) truth="$inputs/plan/rows.startend.json" ;; esac
  "$planmerge" extract --json "$file" > "$work/rows.json" 2> /dev/null || true
  echo "rows $(basename "$file"): $(rows "$truth" "$work/rows.json" || echo failed)"
done
for form in docx pdf; do
  for file in "$inputs"/contributions/*."$form"; do
    name="$(basename "$file" ."$form")"
    "$planmerge" extract --json "$file" > "$work/rows.json" 2> /dev/null || true
    echo "rows $(basename "$file"): $(rows "$inputs/contributions/truth.json" "$work/rows.json" --contribution "${name#*-}" || echo failed)"
  done
  rm -f "$work"/plan.db*
  "$planmerge" consolidate --plan "$work/plan.db" --master "$inputs/plan/master.$form" --out "$work/out" "$inputs"/contributions/*."$form"
  "$planmerge" audit --plan "$work/plan.db" | head -1
  "$planmerge" links --plan "$work/plan.db" --json > "$work/links.json"
  "$planmerge" items --plan "$work/plan.db" --json > "$work/items.json"
  truth=(--rows "$inputs/plan/rows.json" --truth "$inputs/contributions/truth.json")
  echo "links $form: $(python3 "$bench/rows/score_items.py" links "$work/links.json" "${truth[@]}")"
  python3 "$bench/rows/score_items.py" round "$work/items.json" "${truth[@]}" | grep -E '^(raised|wrongly|items )' | sed "s/^/items $form: /"
done
cd "$bench/normalize"
./score_dates.py dates_dev.tsv -- "$planmerge" normalize --kind timeline | head -1
./score_orgs.py orgs_dev.tsv -- "$planmerge" normalize --kind driver | head -1
./score_funding.py funding_dev.tsv -- "$planmerge" normalize --kind funding | head -1
