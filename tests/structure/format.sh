#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source is as clang-format has it. Left out (77) without clang-format 14, Debian 12's: others
# break lines elsewhere.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if ! command -v clang-format > /dev/null; then
  echo "left out: clang-format is not installed"
  exit 77
fi
version="$(clang-format --version)"
case "$version" in
  *"version 14."*) ;;
  *) echo "left out: this is $version, not 14"; exit 77 ;;
esac
folders=(base plan codec ingest normalize merge export store pipeline cli tests)
sources="$(find "${folders[@]}" -name '*.cc' -o -name '*.h' | sort)"
[ "$(wc -l <<< "$sources")" -gt 100 ]
# shellcheck disable=SC2086  # names without blanks
clang-format --dry-run -Werror $sources
