#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# letters.sh PLANMERGE FOLDER: reads every PDF below FOLDER and names those whose visible letters are
# not all in a cell, in the running text or among what was left out. Exit 1 if there is one.
set -eu
bad=$(find "$2" -name '*.pdf' -print | sort | while IFS= read -r pdf; do
  if "$1" extract --json "$pdf" 2>/dev/null | grep -q letters-unaccounted; then echo "$pdf"; fi
done)
[ -z "$bad" ] && { echo "every letter accounted for"; exit 0; }
echo "$bad"
exit 1
