// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/DeviceName.h"

#include <charconv>

namespace facet::runtime {

DeviceName DeviceName::parse(const std::string& name) {
    const std::string numbered = "cuda:";
    if (name == "auto") {
        return {true, true};
    }
    if (name == "cpu") {
        return {false, true};
    }
    if (name == "cuda") {
        return {true, false};
    }
    int index = 0;
    const char* end = name.data() + name.size();
    if (name.starts_with(numbered)) {
        const auto [stop, error] = std::from_chars(name.data() + numbered.size(), end, index);
        if (error == std::errc() && stop == end && index >= 0) {
            return {true, false, index};
        }
    }
    throw Error(ErrorKind::Usage, "the device \"" + name + "\" is not known; it is auto, cpu, cuda or cuda:n");
}

Error deviceRefused(const std::string& name, const std::string& obstacle) {
    return {ErrorKind::Device, "the device " + name + " cannot be used (" + obstacle +
                                   "); say --device cpu, or auto for whatever there is"};
}

}  // namespace facet::runtime
