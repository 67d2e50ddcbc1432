// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeFaceEngine.h"

#include "engine/Error.h"
#include "engine/face/Compositor.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sched.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace facet::test {

namespace {

constexpr int CropSide = 8;

double amountOf(const EditRecipe& recipe, const char* name) {
    const auto found = recipe.amounts.find(name);
    return found == recipe.amounts.end() ? 0 : found->second;
}

}  // namespace

void FakeControl::holdEdits() {
    const std::lock_guard lock(m_mutex);
    m_held = true;
}

void FakeControl::releaseEdits() {
    const std::lock_guard lock(m_mutex);
    m_held = false;
    m_changed.notify_all();
}

void FakeControl::waitUntilAnEditWaits() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_waiting > 0; });
}

std::vector<EditRecipe> FakeControl::editsSoFar() const {
    const std::lock_guard lock(m_mutex);
    return m_edits;
}

void FakeControl::enterEdit(const EditRecipe& recipe) {
    std::unique_lock lock(m_mutex);
    m_edits.push_back(recipe);
    ++m_waiting;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return !m_held; });
    --m_waiting;
}

std::vector<EditRecipe> FakeControl::detailedSoFar() const {
    const std::lock_guard lock(m_mutex);
    return m_detailed;
}

void FakeControl::enterDetails(const EditRecipe& recipe) {
    const std::lock_guard lock(m_mutex);
    m_detailed.push_back(recipe);
}

Face faceAt(Point centre, double size, int index) {
    const double eyes = size * 0.18;
    return {index,
            {centre.x - size / 2, centre.y - size / 2, size, size},
            {centre.x - eyes, centre.y - size * 0.08},
            {centre.x + eyes, centre.y - size * 0.08},
            0.9,
            {}};
}

FakeFaceEngine::FakeFaceEngine(std::shared_ptr<FakeControl> control) : m_control(std::move(control)) {
    if (m_control->failsToLoad) {
        throw Error(ErrorKind::Model, "the model file is missing");
    }
    m_info.device = "CPU";
    m_info.deviceReason = "This is a test.";
    m_info.modelName = "fake";
    m_info.modelHash = m_control->modelHash;
    m_info.cropSide = CropSide;
    const std::pair<const char*, std::vector<const char*>> groups[] = {
        {"Expression", {"smile", "mouth-open"}},
        {"Hair", {"blond-hair", "black-hair", "brown-hair", "gray-hair", "bangs", "wavy-hair", "receding-hairline"}},
        {"Beard", {"beard", "mustache", "goatee", "sideburns", "stubble"}},
        {"Age and sex", {"age", "masculine"}},
        {"Eyes and brows", {"thick-eyebrows", "arched-eyebrows", "narrow-eyes", "eye-bags"}},
        {"Makeup", {"makeup", "lipstick", "rosy-cheeks"}},
        {"Wearing", {"glasses", "hat", "earrings"}}};
    for (const auto& [group, names] : groups) {
        for (const char* name : names) {
            if (!m_control->lacks.contains(name)) {
                m_info.attributes.push_back({name, group, 0.9, 0.05});
            }
        }
    }
    if (std::filesystem::is_directory(m_control->learnt)) {
        for (const auto& entry : std::filesystem::directory_iterator(m_control->learnt)) {
            std::ifstream file(entry.path());
            std::string name;
            std::getline(file, name);
            m_info.attributes.push_back({name, "Mine", 0.8, 0.1, "age", 0.9, 12, 15, 20});
        }
    }
}

std::vector<Face> FakeFaceEngine::findFaces(const Image&) const {
    return m_control->faces;
}

std::shared_ptr<const EncodedFace> FakeFaceEngine::encode(const Image&, const Alignment& alignment) const {
    return std::make_shared<const EncodedFace>(alignment, RoundTrip{0.002, 0.0001});
}

bool FakeFaceEngine::refine(const EncodedFace&, const EditRecipe&, const std::stop_token& stop) const {
    if (!m_control->hasRefinement.exchange(false)) {
        return false;
    }
    if (m_control->refinesToTheEnd) {
        m_control->isRefining = true;
        constexpr int Late = 10'000;
        for (int turns = 0; turns < Late; turns += stop.stop_requested() ? 1 : 0) {
            std::this_thread::yield();
        }
    }
    m_control->refinedUnder = sched_getscheduler(0);
    m_control->refinedNice = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
    m_control->isRefined = true;
    return true;
}

bool FakeFaceEngine::refineDetails(const EncodedFace&, const EditRecipe& recipe) const {
    m_control->enterDetails(recipe);
    if (!m_control->hasDetails.exchange(false)) {
        return false;
    }
    m_control->isDetailed = true;
    return true;
}

FaceEdit FakeFaceEngine::edit(const EncodedFace& face, const EditRecipe& recipe) const {
    m_control->enterEdit(recipe);
    if (m_control->failsToEdit) {
        throw Error(ErrorKind::Device, "the device has failed");
    }
    if (m_control->losesItsDevice) {
        m_info.device = "another CPU";
        m_info.deviceReason = "The device has failed.";
    }
    FaceEdit edit{face.alignment(), recipe.mask, CropSide, {}, false};
    edit.painted = recipe.painted;
    const double mixed = recipe.mix.isActive() ? 0.2 * recipe.mix.amount : 0;
    for (const char* name : {"smile", "glasses", "age"}) {
        const double refined = (m_control->isRefined ? 0.1 : 0) + (m_control->isDetailed ? 0.05 : 0);
        const auto change = static_cast<float>(0.2 * amountOf(recipe, name) + mixed + refined);
        edit.difference.insert(edit.difference.end(), std::size_t(CropSide) * CropSide, change);
        edit.limited = edit.limited || std::abs(amountOf(recipe, name)) > 1.9;
    }
    return edit;
}

Image FakeFaceEngine::composite(const Image& level, double scale, const PixelRect& region,
                                const std::vector<FaceEdit>& edits) const {
    return face::composite(level, scale, region, edits);
}

Image FakeFaceEngine::maskOf(const Image& level, double scale, const PixelRect& region, const FaceEdit& edit) const {
    return face::maskOf(level, scale, region, edit);
}

std::vector<std::vector<float>> FakeFaceEngine::between(const std::vector<std::shared_ptr<const EncodedFace>>&,
                                                        FilmPath, bool, const std::vector<double>& positions) const {
    std::vector<std::vector<float>> differences;
    for (const double position : positions) {
        const double t = position - std::floor(position);
        differences.emplace_back(std::size_t(3) * CropSide * CropSide, static_cast<float>(0.4 * t * (1 - t)));
    }
    return differences;
}

std::vector<float> FakeFaceEngine::latentsOf(const EncodedFace& face) const {
    return {static_cast<float>(face.alignment().side()), 0.25F, -1.5F};
}

Amounts FakeFaceEngine::amountsTowards(const EncodedFace&, const OtherFace&) const {
    return {{"smile", 0.8}, {"glasses", -0.3}};
}

std::vector<Image> FakeFaceEngine::sample(int n, double, std::uint64_t seed) const {
    std::vector<Image> faces;
    for (int i = 0; i < n; ++i) {
        Image face(CropSide, CropSide, 3);
        std::fill_n(face.data(), face.byteCount(), static_cast<std::byte>((seed * 7 + 40 + 20 * i) % 256));
        faces.push_back(std::move(face));
    }
    return faces;
}

}  // namespace facet::test
