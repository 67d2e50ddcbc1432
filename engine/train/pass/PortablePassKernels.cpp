// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/PassKernels.h"

namespace facet::train {

#include "engine/train/pass/PassKernels.inl"

const PassKernels portablePassKernels = kernelsNamed("portable", [] { return true; });

const PassKernels& passKernels() {
#if defined(__x86_64__)
    if (avx512PassKernels.available()) {
        return avx512PassKernels;
    }
    if (avx2PassKernels.available()) {
        return avx2PassKernels;
    }
#endif
    return portablePassKernels;
}

}  // namespace facet::train
