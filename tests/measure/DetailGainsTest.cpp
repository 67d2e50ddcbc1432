// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/LoadedModel.h"
#include "engine/Sha256.h"
#include "tests/measure/BandDistance.h"
#include "tests/measure/DetailEdits.h"
#include "tests/measure/DetailFit.h"
#include "tests/measure/HeldOutFaces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <vector>

namespace facet {
namespace {

using measure::BandDistance;
using torch::Tensor;

constexpr double Gains[] = {0, 0.25, 0.5, 1};  // of the whole gap between faces with and without
constexpr int MostEdits = 16;                  // a half

/// An attribute that adds what the photo has nothing of, and is labelled.
struct Adding {
    const char* name;
    const char* column;
    int sign;    // of the label, where a face has it
    bool ofMen;  // women are neither edited nor compared with
};
constexpr Adding Attributes[] = {{"glasses", "Eyeglasses", 1, false},
                                 {"smile", "Smiling", 1, false},
                                 {"beard", "No_Beard", -1, true},
                                 {"mustache", "Mustache", 1, true}};

/// Halves of the faces: by the first the gain is chosen, by the second it is judged.
int halfOf(const std::string& picture) {
    return sha256(picture)[1] < '8' ? 0 : 1;
}

/// Of training faces, a quarter that directions are not fitted on: held-out faces with beards are few. Nothing but the
/// fit could know them, for real faces are compared as they are.
bool isCompared(const std::string& picture) {
    return train::isHeldOut(picture) || sha256(picture)[2] < '4';
}

/// A set of faces: features [N, F], and whether each is a man's [N].
struct Set {
    Tensor features;
    Tensor isMan;

    Set at(const Tensor& rows) const { return {features.index_select(0, rows), isMan.index_select(0, rows)}; }
};

/// So that among `faces` men count as much as among `others`.
Tensor weightsLike(const Set& faces, const Set& others) {
    const auto share = others.isMan.mean();
    const auto own = faces.isMan.mean().clamp(1e-3, 1 - 1e-3);
    return faces.isMan * share / own + (1 - faces.isMan) * (1 - share) / (1 - own);
}

double distanceOf(const BandDistance& bands, const Set& edited, const Set& real, const Tensor& spread) {
    return bands.between(edited.features, torch::ones_like(edited.isMan), real.features, weightsLike(real, edited),
                         spread);
}

/// 95 % of what resampled faces make of one distance less another one, both to the same real faces.
std::pair<double, double> intervalOf(const BandDistance& bands, const Set& edited, const Set& less, const Set& real,
                                     const Tensor& spread) {
    constexpr int Samples = 400;
    std::vector<double> differences;
    for (int i = 0; i < Samples; ++i) {
        const auto rows = torch::randint(edited.isMan.size(0), {edited.isMan.size(0)}, torch::kLong);
        const auto drawn = real.at(torch::randint(real.isMan.size(0), {real.isMan.size(0)}, torch::kLong));
        differences.push_back(distanceOf(bands, edited.at(rows), drawn, spread) -
                              distanceOf(bands, less.at(rows), drawn, spread));
    }
    std::sort(differences.begin(), differences.end());
    return {differences[Samples / 40], differences[Samples - 1 - Samples / 40]};
}

/// A face that directions are not fitted on.
struct Known {
    std::string picture;
    Tensor labels;
    Tensor bands;  // [3, side / 2, side / 2]

    bool has(const Adding& attribute) const {
        return labels[measure::detailColumn(attribute.column)].item<float>() * attribute.sign > 0;
    }
    bool isMan() const { return labels[measure::detailColumn("Male")].item<float>() > 0; }
};

/// Kinds of pictures: one of each gain, and at last as large a move of the same latents whose signs are drawn. It
/// brings as much into the same places, but nothing that looks like the attribute.
enum Kind : std::size_t { Unedited, Plain, FirstGain, Drawn = FirstGain + std::size(Gains) };

/// The same faces' bands in one order, of each kind.
struct Edits {
    std::vector<std::vector<Tensor>> bands;
    std::vector<float> men;
    Tensor share;  // [side / 2, side / 2], the sum
    std::size_t outOfRange = 0;
};

class GainTrial {
 public:
    /// Of an archive's faces, taken as pictures of that side. Keeps a reference to the model.
    GainTrial(const LoadedModel& model, const char* archive, int side);

    /// Prints what gains at the finest level do, and which one that speaks for. `below`: those of coarser levels.
    void compare(const Adding& attribute, const std::vector<double>& below) const;

 private:
    std::vector<std::vector<Tensor>> movesOf(const Adding& attribute, const std::vector<double>& below) const;
    Edits edit(const Adding& attribute, int half, const std::vector<std::vector<Tensor>>& moves) const;
    Set realOnes(const Adding& attribute, int half, const BandDistance& bands) const;

    const LoadedModel& m_model;
    media::ImageArchive m_archive;
    int m_side;
    std::vector<Tensor> m_directions;  // of each level, [DetailColumns, d]
    std::vector<Known> m_known;
};

GainTrial::GainTrial(const LoadedModel& model, const char* archive, int side)
    : m_model(model), m_archive(std::filesystem::path(FACET_FACES) / archive), m_side(side) {
    const train::LabelTable table(std::filesystem::path(FACET_FACES) / "labels.csv");
    const auto pyramid = model.details->pyramid(side);
    std::vector<latent::LatentStatistics> fits;
    for (const auto& picture : m_archive.names()) {
        const auto labels = measure::detailLabels(table, picture);
        if (!labels.defined()) {
            continue;
        }
        const auto face = measure::wholeFace(m_archive.read(picture), side);
        if (isCompared(picture)) {
            m_known.push_back({picture, labels, BandDistance::bandsOf(face)});
        } else {
            measure::addDetails(fits, pyramid.encode(face.unsqueeze(0)).details, labels);
        }
    }
    for (const auto& fit : fits) {
        m_directions.push_back(measure::detailDirections(fit));
    }
    std::printf("details of %d: fitted on %lld faces, %zu others\n", side, static_cast<long long>(fits[0].count()),
                m_known.size());
}

std::vector<std::vector<Tensor>> GainTrial::movesOf(const Adding& attribute, const std::vector<double>& below) const {
    std::vector<std::vector<Tensor>> moves;
    for (const double gain : Gains) {
        auto gains = below;
        gains.push_back(gain);
        moves.emplace_back();
        for (std::size_t l = 0; l < gains.size(); ++l) {
            const auto direction = m_directions[l][measure::detailColumn(attribute.column)];
            moves.back().push_back(direction * (attribute.sign * gains[l]));
        }
    }
    moves.push_back(moves.back());
    auto& finest = moves.back().back();
    finest = finest * (torch::randint(2, finest.sizes()) * 2 - 1);
    return moves;
}

Edits GainTrial::edit(const Adding& attribute, int half, const std::vector<std::vector<Tensor>>& moves) const {
    const measure::DetailEdits edits(m_model, m_side);
    Edits result{
        std::vector<std::vector<Tensor>>(FirstGain + moves.size()), {}, torch::zeros({m_side / 2, m_side / 2})};
    for (const auto& known : m_known) {
        const bool isLeft = known.has(attribute) || (attribute.ofMen && !known.isMan());
        if (isLeft || halfOf(known.picture) != half || !train::isHeldOut(known.picture) ||
            result.men.size() == MostEdits) {
            continue;
        }
        const auto edited = edits.edited(m_archive.read(known.picture), attribute.name, moves);
        const auto keep = [&](std::size_t kind, const Image& picture) {
            result.bands[kind].push_back(BandDistance::bandsOf(measure::wholeFace(picture, m_side)));
        };
        result.bands[Unedited].push_back(known.bands);
        keep(Plain, edited.plain);
        for (std::size_t i = 0; i < moves.size(); ++i) {
            keep(FirstGain + i, edited.written[i]);
            result.outOfRange += edited.isInRange[i] ? 0 : 1;
        }
        result.men.push_back(known.isMan() ? 1 : 0);
        result.share += torch::avg_pool2d(edited.share.unsqueeze(0), 2)[0];
    }
    return result;
}

Set GainTrial::realOnes(const Adding& attribute, int half, const BandDistance& bands) const {
    std::vector<Tensor> all;
    std::vector<float> men;
    for (const auto& known : m_known) {
        if (known.has(attribute) && (!attribute.ofMen || known.isMan()) && halfOf(known.picture) == half) {
            all.push_back(known.bands);
            men.push_back(known.isMan() ? 1 : 0);
        }
    }
    return {bands.features(torch::stack(all)), torch::tensor(men)};
}

/// The edits of both halves beside both halves' real faces.
struct Comparison {
    const BandDistance& bands;
    const Edits (&edits)[2];
    Set real[2];
    Tensor spread;  // [F]

    Set edited(int half, std::size_t kind) const {
        return {bands.features(torch::stack(edits[half].bands[kind])), torch::tensor(edits[half].men)};
    }
    double distance(int half, std::size_t kind) const {
        return distanceOf(bands, edited(half, kind), real[half], spread);
    }
    void print(const char* name, std::size_t kind) const {
        const auto [least, most] = difference(kind, FirstGain);
        std::printf("  %-12s %.3f  %.3f  %+.3f … %+.3f\n", name, distance(0, kind), distance(1, kind), least, most);
    }
    /// On the half that judges, see intervalOf().
    std::pair<double, double> difference(std::size_t kind, std::size_t less) const {
        return intervalOf(bands, edited(1, kind), edited(1, less), real[1], spread);
    }
};

void GainTrial::compare(const Adding& attribute, const std::vector<double>& below) const {
    const auto moves = movesOf(attribute, below);
    const Edits edits[] = {edit(attribute, 0, moves), edit(attribute, 1, moves)};
    const auto faces = static_cast<double>(edits[0].men.size() + edits[1].men.size());
    const BandDistance bands((edits[0].share + edits[1].share) / faces);
    Comparison all{bands, edits, {realOnes(attribute, 0, bands), realOnes(attribute, 1, bands)}, {}};
    all.spread = torch::cat({all.real[0].features, all.real[1].features}).std(0) + 1e-6;

    const double apart = distanceOf(bands, all.real[0], all.real[1], all.spread);
    EXPECT_LT(apart, all.distance(1, Unedited)) << attribute.name << ": such distances do not see it";
    std::printf(" %s: %zu + %zu edited, %lld + %lld real ones, %.3f apart; %zu pictures out of range\n", attribute.name,
                edits[0].men.size(), edits[1].men.size(), static_cast<long long>(all.real[0].isMan.size(0)),
                static_cast<long long>(all.real[1].isMan.size(0)), apart, edits[0].outOfRange + edits[1].outOfRange);
    all.print("unedited", Unedited);
    all.print("no details", Plain);
    std::size_t best = 0;
    for (std::size_t i = 0; i < std::size(Gains); ++i) {
        all.print(("gain " + std::to_string(Gains[i]).substr(0, 4)).c_str(), FirstGain + i);
        best = all.distance(0, FirstGain + i) < all.distance(0, FirstGain + best) ? i : best;
    }
    all.print("drawn signs", Drawn);
    const auto [least, most] = all.difference(Drawn - 1, Drawn);
    std::printf("  gain 1 less drawn signs: %+.3f … %+.3f\n", least, most);
    const bool isSure = all.difference(FirstGain + best, FirstGain).second < 0;
    std::printf("  chosen: %.2f, %s\n", Gains[best], isSure ? "surely nearer" : "not surely nearer than 0");
    std::fflush(stdout);
}

/// Do details whose latents are moved along an attribute's direction lie nearer to those of real faces that have it?
/// The gain is chosen on one half of the faces; the other half says whether it is surely nearer than none.
class DetailGains : public testing::TestWithParam<const char*> {};

TEST_P(DetailGains, OnHeldOutFaces) {
    if (!measure::areFacesHere()) {
        GTEST_SKIP() << "the faces are not on this machine";
    }
    torch::manual_seed(1);
    const int side = std::stoi(GetParam());
    const auto model = loadModel({.model = {}, .precision = "bfloat16"});
    const GainTrial trial(model, (std::string("hq") + GetParam() + ".zip").c_str(), side);
    const std::vector<double> below(side == 128 ? 0 : 1, 0.0);  // what FineFace uses, at every level
    for (const auto& attribute : Attributes) {
        trial.compare(attribute, below);
    }
}

INSTANTIATE_TEST_SUITE_P(Side, DetailGains, testing::Values("128", "256"), [](const auto& i) { return i.param; });

}  // namespace
}  // namespace facet
