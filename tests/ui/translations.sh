#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every text of the window has its translation. Extracts the texts anew into copies of the translations, and names
# what is missing there. To add texts: run lupdate as below on the files themselves, and translate.
#
# tests/ui/translations.sh LUPDATE
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
cp resources/translations/facet_*.ts "$work"
common=(-silent -locations none -no-obsolete -source-language en -I .)
"$1" "${common[@]}" -target-language de ui app/editor -ts "$work/facet_de.ts" 2>"$work/log" || cat "$work/log"
"$1" "${common[@]}" -pluralonly -target-language en ui app/editor -ts "$work/facet_en.ts" 2>"$work/log" || cat "$work/log"
for file in "$work"/*.ts; do
    if grep -B2 'type="unfinished"' "$file"; then
        printf '%s lacks these\n' "${file##*/}"
        failed=1
    fi
done
[[ $(grep -c '<message' "$work/facet_de.ts") -gt 200 ]] || failed=1
exit $failed
