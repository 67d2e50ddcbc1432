#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the code to the order of its folders. Prints every line that breaks it, after the rule that it breaks.
#
# tests/house/structure.sh [ROOT]
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
broken=0

# report RULE     the offending lines are the input
report() {
    local lines
    lines=$(cat)
    if [[ -n $lines ]]; then
        printf '%s\n    %s\n\n' "$1" "${lines//$'\n'/$'\n    '}"
        broken=1
    fi
}

sources() { find "$@" -type f \( -name '*.h' -o -name '*.cpp' -o -name '*.inl' -o -name '*.cu' \) | sort; }
includes=$(sources engine ui app | xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null || true)

# forbid RULE FILES INCLUDED [EXCEPT]     regular expressions; INCLUDED and EXCEPT begin behind the < or "
forbid() {
    report "$1" < <(grep -E "^($2)[^:]*:[0-9]+:[^<\"]*[<\"]($3)" <<<"$includes" | grep -vE "[<\"](${4:-:nothing:})" || true)
}

qt='Q[A-Z]|Qt|moc_|ui_'
torch='torch/|ATen/|c10/|caffe2/'
vision='opencv|exiv2/|jpeglib|lcms2|libheif|zip\.h|zlib\.h'
flowSide='engine/(bench|flow|runtime|latent|model|train)/'
photoSide='engine/(batch|face|film|media)/'
public='engine/(Alignment|Batch|Bench|EditRecipe|Error|Evaluate|FaceEngine|Film|film/Timeline|Geometry|GlowFaceEngine|Image|Learn|PhotoEdit|Progress|RecipeText|Train|media/(PhotoFile|ScreenColours))\.h'

forbid "The engine knows no Qt." 'engine/' "$qt"
forbid "The command line knows no Qt, no torch, no OpenCV and nothing of the window." 'app/facet/' "$qt|$torch|$vision|ui/"
forbid "The window sees the engine through its public headers alone." \
    'ui/|app/facet-editor/|app/editor/' "$torch|$vision|engine/" "$public"
forbid "The public headers hide the libraries behind them." "$public" "$torch|$vision|engine/" "$public"
forbid "Training machines have LibTorch and nothing else." "$flowSide" "$vision|CLI/|$photoSide"
forbid "The photo's side knows no torch." "$photoSide" "$torch|$flowSide"
forbid "Nothing below the facade sees it." "$flowSide|$photoSide|engine/foreign/" \
    'engine/(Bench|Evaluate|GlowFaceEngine|Learn|LoadedModel|ModelExport|ModelImport|Train)\.h|engine/learning/'
forbid "The flow sees nothing above it." 'engine/flow/' 'engine/(runtime|latent|model|train)/'
forbid "The runtime sees the flow alone." 'engine/runtime/' 'engine/(latent|model|train)/'
forbid "Only what trains sees the trainer." 'engine/(latent|model)/' 'engine/train/'
forbid "The engine sees neither window nor programs." 'engine/' '(ui|app)/'
forbid "The window does not see the programs." 'ui/' 'app/'

# The folders' own graph, for the cycles that no rule above names.
report "These folders include one another." < <(
    sed -nE 's|^(engine/[a-z]+)/[^"]*"(engine/[a-z]+)/.*|\1 \2|p; s|^(ui/[a-z]+)/[^"]*"(ui/[a-z]+)/.*|\1 \2|p' <<<"$includes" |
        sort -u | tsort 2>&1 >/dev/null | grep -v 'input contains a loop' || true)

# Processes that train together on several GPUs have to; that folder is built with FACET_NCCL alone.
report "The program opens no connection." < <(
    find engine ui app -type f -not -path 'engine/train/together/*' \( -name '*.h' -o -name '*.cpp' -o -name 'CMakeLists.txt' -o -name '*.cmake' \) -print0 |
        xargs -0 grep -nE 'QtNetwork|QNetwork|Q(Tcp|Udp|Ssl|Web|Local)(Socket|Server)|Qt6::(Network|WebSockets)|curl|<(sys/socket|netdb|netinet/.*|arpa/inet)\.h>|asio|c10d|TCPStore|getaddrinfo' \
            /dev/null || true)

report "Every source begins with its licence." < <(
    find engine ui app tests packaging .ci resources CMakeLists.txt -type f \
        \( -name '*.h' -o -name '*.cpp' -o -name '*.cmake' -o -name 'CMakeLists.txt' -o -name '*.sh' -o -name '*.py' \) 2>/dev/null |
        sort | while IFS= read -r file; do
        head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file:1"
    done)

report "A file holds at most 400 lines." < <(sources engine ui app | xargs wc -l | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }')

if ((broken == 0)); then echo "The house is in order."; fi
exit $broken
