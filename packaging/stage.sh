# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# For the scripts beside this one, to be sourced in the repository's root: one short line a stage on the screen,
# everything else in build/log, and the end of that log on the screen where a stage fails.

# stage NAME TITLE COMMAND...     the output of COMMAND goes to build/log/NAME.log
stage() {
    local log=build/log/$1.log title=$2 start=$SECONDS
    shift 2
    mkdir -p build/log
    printf '%s … ' "$title"
    if "$@" 2>&1 </dev/null | followBuild "$title" "$log"; then
        [[ -t 1 ]] && printf '\r\033[K%s … ' "$title"
        printf '%d s\n' $((SECONDS - start))
    else
        printf 'failed\n\n'
        tail -n 40 "$log"
        printf '\n%s failed; the whole log is %s\n' "$title" "$PWD/$log" >&2
        return 1
    fi
}

# Copies its input to LOG and, on a terminal, keeps the count of the build on the stage's line.
followBuild() {
    local title=$1 log=$2 line
    while IFS= read -r line || [[ -n $line ]]; do
        printf '%s\n' "$line"
        if [[ -t 2 && $line =~ ^\[([0-9]+/[0-9]+)\] ]]; then
            printf '\r%s … %s ' "$title" "${BASH_REMATCH[1]}" >&2
        fi
    done >"$log"
}

# A translation unit with torch in it takes about 2 GB.
jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ { print int($2 / 2000000) }' /proc/meminfo)
    if ((memory < 1)); then memory=1; fi
    echo $((cores < memory ? cores : memory))
}

# build PRESET [TARGET...]     configures where that is due; ninja configures anew by itself when a CMakeLists.txt changes
build() {
    local preset=$1 folder=build/$1
    shift
    if [[ ! -f $folder/build.ninja || CMakePresets.json -nt $folder/build.ninja ||
        .deps/python/libtorch.txt -nt $folder/build.ninja || .deps/cuda/cuda.txt -nt $folder/build.ninja ]]; then
        stage "$preset-configure" "Configuring $preset" cmake --preset "$preset" || return
    fi
    stage "$preset-build" "Building $preset" ninja -C "$folder" -j "$(jobs)" "$@"
}
