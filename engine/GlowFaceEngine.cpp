// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/GlowFaceEngine.h"

#include "engine/Error.h"
#include "engine/FaceEditing.h"
#include "engine/FaceMix.h"
#include "engine/FaceSamples.h"
#include "engine/GlowFace.h"
#include "engine/LoadedModel.h"
#include "engine/face/Compositor.h"
#include "engine/face/FaceFinder.h"
#include "engine/flow/Dequantise.h"
#include "engine/latent/Latent.h"
#include "engine/latent/LatentPath.h"
#include "engine/model/Safetensors.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <list>
#include <mutex>

namespace facet {

namespace {

using Json = nlohmann::json;
using torch::Tensor;

class Engine : public GlowFaceEngine {
 public:
    explicit Engine(const EngineOptions& options)
        : m_model(loadModel(options)), m_editing(m_model), m_info(describe(m_model)) {}

    const EngineInfo& info() const override;
    std::vector<Face> findFaces(const Image& photo) const override { return m_finder.find(photo); }
    std::shared_ptr<const EncodedFace> encode(const Image& photo, const Alignment& alignment) const override {
        return m_editing.encode(photo, alignment);
    }
    bool refine(const EncodedFace& face, const EditRecipe& recipe, const std::stop_token& stop) const override {
        return m_editing.refine(glowFace(face), recipe, stop);
    }
    bool refineDetails(const EncodedFace& face, const EditRecipe& recipe) const override {
        return m_editing.refineDetails(glowFace(face), recipe);
    }
    FaceEdit edit(const EncodedFace& face, const EditRecipe& recipe) const override {
        return m_editing.edit(glowFace(face), recipe);
    }
    Image composite(const Image& level, double scale, const PixelRect& region,
                    const std::vector<FaceEdit>& edits) const override {
        return face::composite(level, scale, region, edits);
    }
    Image maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const override {
        return face::maskOf(level, scale, region, edit);
    }
    Image decode(const EncodedFace& face) const override { return toImage(glowFace(face).decoded()[0]); }
    Image decode(const EncodedFace& face, const EditRecipe& recipe) const override {
        return toImage(m_editing.moved(glowFace(face), recipe).picture[0]);
    }
    void saveLatent(const EncodedFace& face, const std::filesystem::path& path, bool overwrite) const override;
    std::shared_ptr<const EncodedFace> loadLatent(const std::filesystem::path& path) const override;
    std::vector<std::vector<float>> between(const std::vector<std::shared_ptr<const EncodedFace>>& faces, FilmPath path,
                                            bool closed, const std::vector<double>& positions) const override;
    std::vector<float> latentsOf(const EncodedFace& face) const override;
    Amounts amountsTowards(const EncodedFace& face, const OtherFace& other) const override {
        return facet::amountsTowards(glowFace(face), other, m_model);
    }
    std::vector<Image> sample(int n, double temperature, std::uint64_t seed) const override;

 private:
    static const GlowFace& glowFace(const EncodedFace& face);

    LoadedModel m_model;
    FaceEditing m_editing;
    EngineInfo m_info;  // as it was when the engine was made
    mutable std::mutex m_changing;
    mutable std::list<EngineInfo> m_changes;  // one a change of device; kept, for callers hold references
    face::FaceFinder m_finder;
};

const GlowFace& Engine::glowFace(const EncodedFace& face) {
    const auto* own = dynamic_cast<const GlowFace*>(&face);
    if (own == nullptr) {
        throw std::invalid_argument("GlowFaceEngine: the face was encoded by another engine");
    }
    return *own;
}

const EngineInfo& Engine::info() const {
    const std::scoped_lock lock(m_changing);
    const EngineInfo& last = m_changes.empty() ? m_info : m_changes.back();
    auto reason = m_model.runtime->reason();
    if (reason == last.deviceReason) {
        return last;
    }
    EngineInfo& changed = m_changes.emplace_back(m_info);
    changed.device = m_model.runtime->device();
    changed.deviceReason = std::move(reason);
    return changed;
}

void Engine::saveLatent(const EncodedFace& encoded, const std::filesystem::path& path, bool overwrite) const {
    const auto& face = glowFace(encoded);
    model::TensorFile file;
    for (std::size_t l = 0; l < face.eps().size(); ++l) {
        file.tensors["eps." + std::to_string(l)] = face.eps()[l][0].clone();
    }
    file.metadata = {{"model", m_info.modelHash}, {"alignment", Json(face.alignment().matrix()).dump()}};
    model::writeTensors(file, path, overwrite);
}

std::shared_ptr<const EncodedFace> Engine::loadLatent(const std::filesystem::path& path) const {
    const auto file = model::readTensors(path, ErrorKind::Input);
    const auto refuse = [&](const std::string& why) { throw Error(ErrorKind::Input, path.string() + ": " + why); };
    if (!file.metadata.contains("model") || !file.metadata.contains("alignment")) {
        refuse("holds no latents of a face");
    }
    if (const auto& hash = file.metadata.at("model"); hash != m_info.modelHash) {
        throw Error(ErrorKind::Model, path.string() + ": was encoded by the model " + hash +
                                          ", but the model here is " + m_info.modelHash);
    }
    const auto matrix = Json::parse(file.metadata.at("alignment"), nullptr, /*allow_exceptions=*/false);
    const bool numbers = matrix.is_array() && matrix.size() == 6 &&
                         std::all_of(matrix.begin(), matrix.end(), [](const Json& n) { return n.is_number(); });
    if (!numbers) {
        refuse("its alignment is malformed");
    }
    const auto& architecture = m_model.runtime->architecture();
    flow::Eps eps;
    for (std::int64_t l = 0; l < architecture.levels(); ++l) {
        const auto found = file.tensors.find("eps." + std::to_string(l));
        if (found == file.tensors.end() || found->second.sizes() != architecture.epsShape(l) ||
            !torch::isfinite(found->second).all().item<bool>()) {
            refuse("its tensor eps." + std::to_string(l) + " is missing, of another shape or not finite");
        }
        eps.push_back(found->second.to(torch::kFloat32).unsqueeze(0));
    }
    const int handovers = m_model.runtime->handovers();
    auto decoded = m_model.runtime->decode(eps);
    const auto alignment = Alignment::fromMatrix(matrix.get<std::array<double, 6>>());
    return std::make_shared<GlowFace>(alignment, RoundTrip{}, std::move(eps), std::move(decoded), handovers);
}

std::vector<std::vector<float>> Engine::between(const std::vector<std::shared_ptr<const EncodedFace>>& faces,
                                                FilmPath kind, bool closed,
                                                const std::vector<double>& positions) const {
    std::vector<flow::Eps> keys;
    for (const auto& face : faces) {
        keys.push_back(glowFace(*face).eps());
    }
    const latent::LatentPath path(std::move(keys), static_cast<latent::PathKind>(kind), closed);
    std::vector<flow::Eps> latents;
    for (const double position : positions) {
        latents.push_back(path.at(position));
    }
    const auto pictures = m_model.runtime->decode(latent::stacked(latents));
    const auto sound = flow::areSound(pictures);
    std::vector<Tensor> own;
    for (const auto& face : faces) {
        own.push_back(m_editing.decodedNow(glowFace(*face))[0].clamp(-0.5, 0.5));
    }
    std::vector<std::vector<float>> differences;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const auto picture = pictures[index];
        const auto from = static_cast<std::size_t>(positions[i]);
        const double t = positions[i] - static_cast<double>(from);
        differences.emplace_back(picture.numel(), 0.0F);
        if (t == 0 || !sound[index].item<bool>()) {
            continue;  // there the photos alone are to be seen
        }
        const auto mix = own[from] * (1 - t) + own[(from + 1) % own.size()] * t;
        const auto difference = ((picture.clamp(-0.5, 0.5) - mix) * (256.0 / 255)).contiguous();
        std::copy_n(difference.const_data_ptr<float>(), difference.numel(), differences.back().begin());
    }
    return differences;
}

std::vector<float> Engine::latentsOf(const EncodedFace& face) const {
    const auto flat = latent::flatten(glowFace(face).eps()).contiguous();
    return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

std::vector<Image> Engine::sample(int n, double temperature, std::uint64_t seed) const {
    if (n < 1 || !(temperature >= 0 && temperature <= 2)) {
        throw Error(ErrorKind::Usage, "samples need a count of at least 1 and a temperature from 0 to 2");
    }
    std::vector<Image> images;
    for (const auto& picture : sampledFaces(m_model, n, temperature, seed)) {
        images.push_back(toImage(picture[0]));
    }
    return images;
}

}  // namespace

std::unique_ptr<GlowFaceEngine> makeGlowFaceEngine(const EngineOptions& options) {
    return std::make_unique<Engine>(options);
}

}  // namespace facet
