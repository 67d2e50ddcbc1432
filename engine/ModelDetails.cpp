// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ModelDetails.h"

#include "engine/Error.h"
#include "engine/model/GlowModel.h"

#include <utility>

namespace facet {

ModelDetails::ModelDetails(std::filesystem::path folder, std::int64_t baseSide, runtime::RuntimeOptions computing)
    : m_folder(std::move(folder)), m_baseSide(baseSide), m_computing(std::move(computing)) {}

std::filesystem::path ModelDetails::fileOf(std::int64_t side) const {
    return m_folder / ("details-" + std::to_string(side) + ".safetensors");
}

std::size_t ModelDetails::count() const {
    std::size_t count = 0;
    while (std::filesystem::exists(fileOf(m_baseSide << (count + 1)))) {
        ++count;
    }
    return count;
}

ModelDetails::Flows ModelDetails::read() const {
    Flows flows;
    for (auto side = 2 * m_baseSide;; side *= 2) {
        const auto file = fileOf(side);
        if (!std::filesystem::exists(file)) {
            return flows;
        }
        auto level = model::loadGlowModel(file);
        const auto& architecture = level.flow->architecture();
        if (architecture.condition != 3 || architecture.pictureSide() != side) {
            throw Error(ErrorKind::Model, file.string() + ": holds no details of pictures of that side");
        }
        flows.push_back(std::move(level.flow));
    }
}

runtime::DetailPyramid ModelDetails::pyramid(std::int64_t side) const {
    std::size_t levels = 0;
    while (m_baseSide << levels < side) {
        ++levels;
    }
    return pyramid().coarsest(levels);
}

const ModelDetails::Compiled& ModelDetails::compiled() const {
    std::call_once(m_once, [this] {
        auto flows = read();
        std::vector<std::shared_ptr<const runtime::FlowRuntime>> levels;
        for (const auto& flow : flows) {
            levels.push_back(runtime::makeFlowRuntime(*flow, m_computing));
        }
        m_compiled.emplace(Compiled{std::move(flows), {m_baseSide, std::move(levels)}});
    });
    return *m_compiled;
}

}  // namespace facet
