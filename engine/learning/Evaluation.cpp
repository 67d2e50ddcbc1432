// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/Evaluate.h"
#include "engine/LoadedModel.h"
#include "engine/flow/Dequantise.h"
#include "engine/learning/MoveTrial.h"
#include "engine/learning/TrainingPictures.h"
#include "engine/model/DequantiserFile.h"
#include "engine/train/BitsPerDim.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <thread>

namespace facet {

namespace {

/// Progress of one part of the work; throws where that is to stop.
std::function<void(double)> partOf(const Progress& progress, const std::stop_token& stop, const std::string& what) {
    return [&progress, &stop, what](double share) {
        learning::checkStop(stop);
        progress(what, share);
    };
}

/// None where the model's folder holds none.
std::shared_ptr<flow::Dequantiser> dequantiserOf(const LoadedModel& model) {
    const auto file = model.folder / model::DequantiserFile;
    return std::filesystem::exists(file) ? model::loadDequantiser(file, model.hash).dequantiser : nullptr;
}

struct RoundTripError {
    double max = 0;
    double mean = 0;
};

/// |there and back − x| of pictures in flow units, `batch` of them at a time; infinite where a value is not finite.
RoundTripError roundTripError(const torch::Tensor& pictures, std::int64_t batch,
                              const std::function<torch::Tensor(const torch::Tensor&)>& thereAndBack,
                              const std::function<void(double)>& report) {
    const torch::InferenceMode inference;
    const auto count = pictures.size(0);
    RoundTripError result;
    double sum = 0;
    for (std::int64_t from = 0; from < count; from += batch) {
        const auto x = flow::fromLevels(pictures.slice(0, from, std::min(count, from + batch)));
        const auto error = (thereAndBack(x) - x).abs();
        const double worst = torch::isfinite(error).all().item<bool>() ? error.max().item<double>()
                                                                       : std::numeric_limits<double>::infinity();
        result.max = std::max(result.max, worst);
        sum += error.sum(torch::kFloat64).item<double>();
        report(static_cast<double>(from + x.size(0)) / static_cast<double>(count));
    }
    result.mean = sum / static_cast<double>(pictures.numel());
    return result;
}

std::vector<PyramidFigures> measurePyramid(const LoadedModel& model, const EvaluateOptions& options, int threads,
                                           const Progress& progress, const std::stop_token& stop) {
    std::vector<PyramidFigures> all;
    std::vector<std::shared_ptr<flow::Glow>> flows = {model.flow};
    for (const auto& level : model.details->flows()) {
        flows.insert(flows.begin(), level);
        PyramidFigures figures;
        figures.side = static_cast<int>(level->architecture().pictureSide());
        const auto pictures =
            learning::readPictures(options.images, figures.side, figures.side, options.heldOut, progress, stop);
        if (pictures.defined()) {
            figures.images = pictures.size(0);
            const auto pixels = " of " + std::to_string(figures.side) + " pixels";
            const auto details = model.details->pyramid().coarsest(flows.size() - 1);
            const auto thereAndBack = [&](const torch::Tensor& x) {
                const auto parts = details.encode(x);
                return details.decode(model.runtime->decode(model.runtime->encode(parts.base)), parts.details);
            };
            figures.roundtripMax =
                roundTripError(pictures, 1, thereAndBack, partOf(progress, stop, "Round trips" + pixels)).max;
            figures.bitsPerDim = train::pyramidBitsPerDim(flows, pictures, model.flow->architecture().bits, threads,
                                                          partOf(progress, stop, "Densities" + pixels));
        }
        all.push_back(figures);
    }
    return all;
}

/// Moves of labelled faces, judged attribute by attribute.
class AttributeTrial {
 public:
    AttributeTrial(const LoadedModel& model, const train::LabelTable& table, const learning::FaceSet& faces)
        : m_knowledge(table, faces),
          m_names(m_knowledge.names()),
          m_judge(train::AttributeJudge::load(model.folder / "judge.safetensors")),
          m_trial(model, m_knowledge, faces.pictures, m_judge) {
        const auto labels = m_knowledge.allLabels(faces.labels);
        const auto& judged = m_judge->attributes();
        for (std::int64_t i = 0; const auto& name : m_knowledge.allNames()) {
            const auto label = labels.select(1, i++);
            const auto found = std::find(judged.begin(), judged.end(), name);
            if (found != judged.end() && (label == 0).any().item<bool>() && (label == 1).any().item<bool>()) {
                m_areas[name] = train::areaUnderCurve(m_trial.logits().select(1, found - judged.begin()), label);
            }
        }
    }

    /// Of the judge, under the ROC curve, by attribute, where faces of both kinds are labelled.
    const std::map<std::string, double>& areas() const { return m_areas; }

    /// Indices of the attributes named, or of all that the model can move along.
    std::vector<std::int64_t> chosen(const std::vector<std::string>& named) const {
        std::vector<std::int64_t> indices;
        for (std::size_t a = 0; a < m_names.size(); ++a) {
            const bool wanted = named.empty() || std::find(named.begin(), named.end(), m_names[a]) != named.end();
            if (wanted && m_trial.knows(static_cast<std::int64_t>(a))) {
                indices.push_back(static_cast<std::int64_t>(a));
            }
        }
        if (indices.size() < named.size()) {
            throw Error(ErrorKind::Usage,
                        "an attribute that --attribute names is not one of the model's; facet info "
                        "lists them");
        }
        return indices;
    }

    AttributeFigures figures(std::int64_t attribute, int count, const std::stop_token& stop) const {
        AttributeFigures result;
        result.name = m_names[static_cast<std::size_t>(attribute)];
        if (const auto area = m_areas.find(result.name); area != m_areas.end()) {
            result.auc = area->second;
        }
        result.adding = moved(attribute, 1, count, stop);
        result.removing = moved(attribute, -1, count, stop);
        for (const int sign : {1, -1}) {
            for (const auto& face : m_trial.onTheirSide(attribute, sign, count, stop)) {
                result.explodedAgain += face.exploded ? 1 : 0;
                result.clippedAgain = std::max(result.clippedAgain, face.clipped);
            }
        }
        return result;
    }

    std::vector<Image> sheet(std::int64_t attribute, const std::stop_token& stop) const {
        return m_trial.sheet(attribute, EvaluateOptions::SheetFaces, EvaluateOptions::SheetAmounts, stop);
    }

 private:
    MoveFigures moved(std::int64_t attribute, int sign, int count, const std::stop_token& stop) const {
        const auto verdict = m_trial.run(attribute, sign, count, stop);
        return {static_cast<int>(verdict.faces), named(verdict.written, verdict.clipped, attribute),
                named(verdict.wholeCrop, verdict.wholeCropClipped, attribute), verdict.identity,
                static_cast<int>(verdict.exploded)};
    }

    JudgedEdits named(const latent::Verdict& verdict, double clipped, std::int64_t attribute) const {
        JudgedEdits edits{verdict.hit, {}, clipped};
        const auto beside = m_knowledge.protectedBeside(attribute);
        for (std::size_t i = 0; i < verdict.flipped.size(); ++i) {
            edits.leak[m_names[static_cast<std::size_t>(beside[i])]] = verdict.flipped[i];
        }
        return edits;
    }

    learning::LabelledFaces m_knowledge;
    std::vector<std::string> m_names;
    std::shared_ptr<train::AttributeJudge> m_judge;
    learning::MoveTrial m_trial;
    std::map<std::string, double> m_areas;
};

void judgeAttributes(const LoadedModel& model, const EvaluateOptions& options, Evaluation& result,
                     const Progress& progress, const std::stop_token& stop) {
    const train::LabelTable table(options.labels);
    const int side = static_cast<int>(model.runtime->architecture().image);
    auto faces = learning::readFaces(table, options.images, side, progress, stop);
    if (options.heldOut) {
        faces = learning::LabelledFaces(table, faces).reporting();  // nothing was calibrated on these either
    }
    if (faces.count() == 0) {
        throw Error(ErrorKind::Input,
                    "none of the pictures that the labels name is held out for figures; one in sixteen is");
    }
    const AttributeTrial trial(model, table, faces);
    result.judge = trial.areas();
    auto& all = result.attributes;
    const auto chosen = trial.chosen(options.attributes);
    for (const auto attribute : chosen) {
        progress("Judging moves", static_cast<double>(all.size()) / static_cast<double>(chosen.size()));
        all.push_back(trial.figures(attribute, options.faces, stop));
        if (options.sheet) {
            options.sheet(all.back().name, trial.sheet(attribute, stop));
        }
    }
}

/// Of pictures u8 [N, 3, S, S], at result.bits.
void measureDensities(const LoadedModel& model, const torch::Tensor& pictures, int threads, Evaluation& result,
                      const Progress& progress, const std::stop_token& stop) {
    train::FlatParameters parameters(*model.flow);
    const auto bitsPerDim = [&](const std::string& what, flow::Dequantiser* dequantiser) {
        return train::meanBitsPerDim(*model.flow, parameters, pictures, result.bits, threads,
                                     partOf(progress, stop, what), dequantiser);
    };
    result.bitsPerDimUniform = bitsPerDim("Densities", nullptr);
    if (const auto dequantiser = dequantiserOf(model)) {
        result.bitsPerDimLearnt = bitsPerDim("Densities under learnt noise", dequantiser.get());
    }
}

}  // namespace

Evaluation evaluate(const EvaluateOptions& options, const Progress& progress, const std::stop_token& stop) {
    auto model = loadModel(options.engine);
    const auto& architecture = model.runtime->architecture();
    const auto pictures = learning::readPictures(options.images, static_cast<int>(architecture.image), 1,
                                                 options.heldOut, progress, stop);
    if (!pictures.defined()) {
        throw Error(ErrorKind::Input,
                    options.heldOut
                        ? "none of the pictures that --images names is held out"
                        : "there is no picture in what --images names; name zips or folders of aligned faces");
    }
    Evaluation result;
    result.images = pictures.size(0);
    result.bits = architecture.bits;
    constexpr std::int64_t Batch = 16;
    const auto roundTrip = roundTripError(
        pictures, Batch, [&](const torch::Tensor& x) { return model.runtime->decode(model.runtime->encode(x)); },
        partOf(progress, stop, "Round trips"));
    result.roundtripMax = roundTrip.max;
    result.roundtripMean = roundTrip.mean;
    const int threads = options.engine.threads > 0 ? options.engine.threads
                                                   : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    measureDensities(model, pictures, threads, result, progress, stop);
    result.pyramid = measurePyramid(model, options, threads, progress, stop);
    if (!options.labels.empty()) {
        judgeAttributes(model, options, result, progress, stop);
    }
    return result;
}

}  // namespace facet
