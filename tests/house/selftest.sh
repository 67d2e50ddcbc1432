#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Breaks every rule of structure.sh in a house of cards, and expects each of those lines to be named.
set -euo pipefail
structure=$(cd "$(dirname "$0")" && pwd)/structure.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
cd "$house"
failed=0

# file PATH LINE...
file() {
    local path=$1
    shift
    mkdir -p "${path%/*}"
    printf '%s\n' "// SPDX-License-Identifier: GPL-3.0-or-later" "$@" >"$path"
}

inOrder() {
    rm -rf engine ui app
    file engine/Error.h '#include <string>'
    file engine/flow/Glow.h '#include "engine/Error.h"' '#include <torch/torch.h>'
    file engine/latent/Latent.h '#include "engine/model/GlowModel.h"'
    file ui/MainWindow.h '#include <QMainWindow>' '#include "engine/media/PhotoFile.h"'
    file app/facet/main.cpp '#include <CLI/CLI.hpp>'
}

# falls PATH     the file must make the house fall, and be named
falls() {
    local output
    if output=$("$structure" "$house") || [[ $output != *"$1"* ]]; then
        printf 'Not noticed: %s\n' "$(cat "$1")"
        failed=1
    fi
}

# breaks PATH LINE     the line alone must make the house fall
breaks() {
    inOrder
    file "$@"
    falls "$1"
}

inOrder
"$structure" "$house"

breaks engine/Image.cpp '#include <QImage>'
breaks engine/Image.h '#include <opencv2/core.hpp>'
breaks engine/FaceEngine.h '#include "engine/flow/Glow.h"'
breaks engine/face/Compositor.cpp '#include <torch/torch.h>'
breaks engine/face/Compositor.cpp '#include "engine/GlowFaceEngine.h"'
breaks engine/flow/Glow.cpp '#include "engine/model/GlowModel.h"'
breaks engine/flow/Glow.cpp '#  include <opencv2/core.hpp>'
breaks engine/latent/Latent.cpp '#include "engine/train/Trainer.h"'
breaks engine/media/PhotoFile.cpp '#include "engine/flow/Glow.h"'
breaks engine/media/PhotoFile.h '#include <exiv2/exiv2.hpp>'
breaks engine/model/GlowModel.cpp '#include "engine/face/Compositor.h"'
breaks engine/runtime/FlowRuntime.h '#include "engine/latent/Latent.h"'
breaks engine/train/Trainer.cpp '#include "engine/learning/FaceSet.h"'
breaks engine/train/Trainer.cpp '#include "ui/MainWindow.h"'
breaks ui/Slider.cpp '#include <torch/torch.h>'
breaks ui/Slider.cpp '#include "engine/latent/Latent.h"'
breaks ui/Slider.cpp '#include "engine/LoadedModel.h"'
breaks ui/Slider.cpp '#include "app/facet/Output.h"'
breaks ui/Slider.cpp '#include <QNetworkAccessManager>'
breaks app/facet/main.cpp '#include <QString>'
breaks app/facet/main.cpp '#include "ui/MainWindow.h"'
breaks app/facet/main.cpp '#include <sys/socket.h>'
breaks engine/train/Trainer.cpp '#include <torch/csrc/distributed/c10d/TCPStore.hpp>'
breaks app/facet/main.cpp "$(seq -f '// %g' 400)"
inOrder
file engine/model/GlowModel.h '#include "engine/latent/Latent.h"'
[[ $("$structure" "$house" || true) == *"engine/latent"*"engine/model"* ]] || failed=1
inOrder
echo 'int licence;' >ui/Free.cpp
falls ui/Free.cpp

if ((failed == 0)); then echo "Every rule can fail."; fi
exit $failed
