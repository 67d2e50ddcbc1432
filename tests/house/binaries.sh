#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the programs ask the loader for: a command line that starts without Qt, an editor without Qt 5 or a network.
#
# tests/house/binaries.sh FACET FACET-EDITOR [connects]     with the third word, FACET may train with other processes
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
# LibTorch brings a network along; who does not ask for it does not use it.
for program in "$2" $([[ ${3:-} == connects ]] || echo "$1"); do
    if readelf --dyn-syms --wide "$program" | grep -E 'UND .*(4c10d|getaddrinfo|socket(@|$)|connect@)'; then
        printf '%s opens connections, and must not\n' "$program"
        failed=1
    fi
done
exit $failed
