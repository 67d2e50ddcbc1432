#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the programs ask the loader for: a command line that starts without Qt, an editor without Qt 5 or a network.
#
# tests/house/binaries.sh FACET FACET-EDITOR
set -euo pipefail
failed=0

# lacks PROGRAM LIBRARIES
lacks() {
    if readelf --dynamic "$1" | grep NEEDED | grep -E "$2"; then
        printf '%s is linked with these, and must not be\n' "$1"
        failed=1
    fi
}

lacks "$1" 'lib(Qt|opencv_highgui|curl|torch_cuda|torch_python)'
lacks "$2" 'lib(Qt5|Qt6(Network|WebSockets|Qml)|opencv_highgui|curl|torch_cuda|torch_python)'
exit $failed
