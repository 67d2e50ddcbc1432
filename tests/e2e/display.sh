#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The program itself on an X display of its own, driven by X's own keys: a photo is opened, edited, saved, undone and
# saved again, and a second start hands its photo to the first.
#
# tests/e2e/display.sh FACET_EDITOR EXAMPLE   within xvfb-run
set -euo pipefail
editor=$1
example=$2
work=$(mktemp -d)
program=
finish() {
    if [[ $program ]]; then kill "$program" 2>/dev/null || true; fi
    wait
    rm -rf "$work"
}
trap finish EXIT
mkdir -m 700 "$work/run"
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work/run
export QT_QPA_PLATFORM=xcb LC_ALL=C.UTF-8
cp "$example" "$work/anna.jpg"
cp "$example" "$work/bert.jpg"

fail() {
    printf 'display.sh: %s\n' "$*" >&2
    exit 1
}

# until WHAT COMMAND...: asks again until the command holds, for a minute at most.
until_holds() {
    local what=$1 end=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || fail "waited in vain until $what"
        sleep 0.2
    done
}

press() { xdotool key --clearmodifiers --delay 60 "$@"; }
titled() { [[ $(xdotool getwindowfocus getwindowname) == $1 ]]; }

# What a window manager would do.
focus() {
    xdotool windowfocus "$window"
    until_holds "the window has the focus" titled 'anna.jpg*'
}

# A file dialog takes the focus without a window manager as soon as it is there.
answer() {
    until_holds "a dialog asks for a file" titled '*Save*'
    press ctrl+a
    xdotool type --delay 20 "$1"
    press Return
    until_holds "$1 is written" test -s "$1"
    focus
}

"$editor" "$work/anna.jpg" &
program=$!
until_holds "the window is there" xdotool search --name 'anna.jpg'
window=$(xdotool search --name 'anna.jpg' | tail -1)
focus
press ctrl+s
answer "$work/original.png"
# Sliders can be moved as soon as the face is read; until then the keys do nothing, and the title has no star.
smile() {
    press ctrl+f ctrl+a
    xdotool type --delay 20 smile
    press Tab Tab Tab shift+Right
    sleep 0.3
    titled 'anna.jpg\**'
}
until_holds "Smile is moved" smile
press ctrl+s
answer "$work/smiling.png"
press ctrl+z ctrl+z ctrl+z  # more than once where Smile was moved more than once
until_holds "the edit is undone" titled 'anna.jpg\**'
press ctrl+s
answer "$work/undone.png"
cmp -s "$work/undone.png" "$work/original.png" || fail "what was undone left something behind"
if cmp -s "$work/smiling.png" "$work/original.png"; then fail "the smile is not in the file"; fi

"$editor" "$work/bert.jpg" || fail "the second start failed"
until_holds "the first window shows the second start's photo" xdotool search --name 'bert.jpg'
kill -0 "$program" || fail "the first program has gone"
