// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/MoveSpace.h"

#include "engine/Error.h"
#include "engine/latent/Latent.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <stdexcept>

namespace facet::latent {

using Json = nlohmann::json;
using torch::Tensor;

namespace {

constexpr std::int64_t Oversampling = 16;
constexpr int PowerIterations = 3;

/// The leading right singular vectors of `rows` [N, d], each times its singular value / √N.
Tensor principalComponents(const Tensor& rows, std::int64_t count) {
    const auto generator = at::detail::createCPUGenerator(/*seed=*/7);
    auto probes = torch::randn({rows.size(1), count + Oversampling}, generator);
    Tensor range;
    for (int i = 0; i <= PowerIterations; ++i) {
        range = std::get<0>(torch::linalg_qr(rows.mm(probes)));
        probes = rows.t().mm(range);
    }
    const auto [u, s, vt] = torch::linalg_svd(probes.t(), /*full_matrices=*/false);
    const auto scales = s.slice(0, 0, count) / std::sqrt(static_cast<double>(rows.size(0)));
    return vt.slice(0, 0, count) * scales.unsqueeze(1);
}

}  // namespace

Tensor moveBasis(const Tensor& labelCovariance, const Tensor& coefficients, const Tensor& residuals,
                 std::int64_t components) {
    const auto d = coefficients.size(1);
    if (labelCovariance.size(0) != coefficients.size(0) || residuals.dim() != 2 || residuals.size(1) != d ||
        residuals.size(0) <= components + Oversampling) {
        throw std::invalid_argument("moveBasis: wanted a covariance [A, A], coefficients [A, " + std::to_string(d) +
                                    "] and more than " + std::to_string(components + Oversampling) + " residuals [N, " +
                                    std::to_string(d) + "]");
    }
    const auto covariance = labelCovariance.to(torch::kFloat64);
    const auto jitter = 1e-6 * torch::eye(covariance.size(0), torch::kFloat64);
    const auto factor = torch::linalg_cholesky(covariance + jitter).to(torch::kFloat32);
    return torch::cat({factor.t().mm(coefficients), principalComponents(residuals, components)});
}

Tensor inverseMetrics(const Tensor& outside, double whole, double mu) {
    const auto metric = torch::eye(outside.size(1), torch::kFloat64) + mu / whole * outside.to(torch::kFloat64);
    return torch::linalg_inv(metric).to(torch::kFloat32);
}

MoveSpace loadMoveSpace(const std::filesystem::path& path, const std::string& modelHash,
                        const flow::Architecture& architecture) {
    const auto file = model::readTensors(path, ErrorKind::Model);
    const auto refuse = [&](const std::string& why) { throw Error(ErrorKind::Model, path.string() + ": " + why); };
    const auto hash = file.metadata.find("model");
    const auto list = file.metadata.find("attributes");
    const auto basis = file.tensors.find("basis");
    const auto metrics = file.tensors.find("metrics");
    if (hash == file.metadata.end() || list == file.metadata.end() || basis == file.tensors.end() ||
        metrics == file.tensors.end()) {
        refuse("is no space of moves");
    }
    if (hash->second != modelHash) {
        refuse("was made for the model " + hash->second + ", but the model here is " + modelHash);
    }
    const auto d = levelOffsets(architecture).back();
    MoveSpace space{modelHash, basis->second.to(torch::kFloat32), metrics->second.to(torch::kFloat32), {}};
    if (space.basis.dim() != 2 || space.basis.size(1) != d || !torch::isfinite(space.basis).all().item<bool>()) {
        refuse("its tensor basis does not fit the model or holds values that are not finite");
    }
    try {
        for (const auto& entry : Json::parse(list->second)) {
            const Strengths masked{entry.value("past_with", Strengths::Past),
                                   entry.value("past_without", Strengths::Past)};
            space.attributes.push_back(
                {entry.at("name").get<std::string>(),
                 entry.at("without").get<double>(),
                 entry.at("with").get<double>(),
                 masked,
                 {entry.value("whole_past_with", masked.with), entry.value("whole_past_without", masked.without)}});
        }
    } catch (const Json::exception&) {
        refuse("its list of attributes is malformed");
    }
    const auto a = static_cast<std::int64_t>(space.attributes.size());
    const auto k = space.basis.size(0);
    if (space.metrics.sizes() != std::vector<std::int64_t>{a, k, k} ||
        !torch::isfinite(space.metrics).all().item<bool>()) {
        refuse("its tensor metrics does not fit its attributes or holds values that are not finite");
    }
    return space;
}

void saveMoveSpace(const MoveSpace& space, const std::filesystem::path& path, bool overwrite) {
    Json list = Json::array();
    for (const auto& scale : space.attributes) {
        list.push_back({{"name", scale.name},
                        {"without", scale.without},
                        {"with", scale.with},
                        {"past_with", scale.masked.with},
                        {"past_without", scale.masked.without},
                        {"whole_past_with", scale.whole.with},
                        {"whole_past_without", scale.whole.without}});
    }
    model::TensorFile file;
    file.tensors["basis"] = space.basis.to(torch::kFloat16);
    file.tensors["metrics"] = space.metrics.to(torch::kFloat16);
    file.metadata = {{"model", space.modelHash}, {"attributes", list.dump()}};
    model::writeTensors(file, path, overwrite);
}

}  // namespace facet::latent
