// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/TrainConfig.h"

#include "engine/Error.h"
#include "engine/model/DequantiserFile.h"
#include "engine/model/GlowModel.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace facet::train {

namespace {

using OrderedJson = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorKind::Usage, "the training config: " + why);
}

constexpr double Endless = std::numeric_limits<double>::max();

/// A field: how it is written, and how it is taken over from JSON.
struct Field {
    std::string name;
    std::function<OrderedJson(const TrainConfig&)> write;
    std::function<void(TrainConfig&, const OrderedJson&)> read;
};

template <class Number>
Field number(const std::string& name, Number TrainConfig::*member, double least, double most) {
    const auto read = [=](TrainConfig& config, const OrderedJson& value) {
        constexpr std::uint64_t Most = std::numeric_limits<std::int64_t>::max();
        const bool isWhole =
            value.is_number_integer() && !(value.is_number_unsigned() && value.get<std::uint64_t>() > Most);
        const bool fits = std::is_integral_v<Number> ? isWhole : value.is_number();
        if (!fits || !(value.get<double>() >= least && value.get<double>() <= most)) {
            // The least of a whole number is written as one, whatever it is kept in.
            const auto text = [](double limit) {
                return std::is_integral_v<Number> ? std::to_string(std::llround(limit)) : OrderedJson(limit).dump();
            };
            std::string wanted = std::is_integral_v<Number> ? "a whole number" : "a number";
            wanted += most < Endless ? " from " + text(least) + " to " + text(most) : " of at least " + text(least);
            refuse("\"" + name + "\" must be " + wanted + ", not " + value.dump());
        }
        config.*member = value.get<Number>();
    };
    return {name, [=](const TrainConfig& config) { return OrderedJson(config.*member); }, read};
}

Field truth(const std::string& name, bool TrainConfig::*member) {
    const auto read = [=](TrainConfig& config, const OrderedJson& value) {
        if (!value.is_boolean()) {
            refuse("\"" + name + "\" must be true or false, not " + value.dump());
        }
        config.*member = value.get<bool>();
    };
    return {name, [=](const TrainConfig& config) { return OrderedJson(config.*member); }, read};
}

Field precisionField() {
    const auto read = [](TrainConfig& config, const OrderedJson& value) {
        if (value != "auto" && value != "bfloat16" && value != "float32") {
            refuse("\"precision\" must be \"auto\", \"bfloat16\" or \"float32\", not " + value.dump());
        }
        config.precision = value.get<std::string>();
    };
    return {"precision", [](const TrainConfig& config) { return OrderedJson(config.precision); }, read};
}

/// The default architecture, but for what `value` says of it.
flow::Architecture architectureWith(const OrderedJson& value) {
    auto whole = OrderedJson::parse(model::architectureToJson(TrainConfig().architecture));
    if (!value.is_object()) {
        throw std::invalid_argument("it is no JSON object");
    }
    for (const auto& [name, field] : value.items()) {
        if (!whole.contains(name) && name != "condition" && name != "attention") {
            throw std::invalid_argument("there is no \"" + name + "\"; docs/model-file.md has the fields");
        }
        whole[name] = field;
    }
    auto architecture = model::architectureFromJson(whole.dump());
    if (value.contains("levels") && value["levels"] != architecture.levels()) {
        throw std::invalid_argument("\"levels\" is not the number of \"steps\"; leave it out");
    }
    return architecture;
}

Field architectureField() {
    const auto read = [](TrainConfig& config, const OrderedJson& value) {
        try {
            config.architecture = architectureWith(value);
        } catch (const std::invalid_argument& error) {
            refuse(std::string("\"architecture\": ") + error.what());
        }
    };
    return {
        "architecture",
        [](const TrainConfig& config) { return OrderedJson::parse(model::architectureToJson(config.architecture)); },
        read};
}

Field dequantiserField() {
    const auto read = [](TrainConfig& config, const OrderedJson& value) {
        try {
            config.dequantiser =
                value.is_null() ? std::optional<flow::DequantiserForm>() : model::dequantiserFormFromJson(value.dump());
        } catch (const std::invalid_argument& error) {
            refuse(std::string("\"dequantiser\": ") + error.what());
        }
    };
    const auto write = [](const TrainConfig& config) {
        return config.dequantiser ? OrderedJson::parse(model::dequantiserFormToJson(*config.dequantiser))
                                  : OrderedJson();
    };
    return {"dequantiser", write, read};
}

std::vector<Field> fields() {
    using C = TrainConfig;
    return {architectureField(),
            dequantiserField(),
            number("batch", &C::batch, 1, 65536),
            number("images", &C::images, 1, Endless),
            number("learning_rate", &C::learningRate, 0, 1),
            number("warmup", &C::warmup, 0, Endless),
            number("final_rate", &C::finalRate, 0, 1),
            number("beta1", &C::beta1, 0, 0.9999),
            number("beta2", &C::beta2, 0, 0.99999),
            number("epsilon", &C::epsilon, 0, 1),
            number("weight_decay", &C::weightDecay, 0, 1),
            number("clip_norm", &C::clipNorm, 0, Endless),
            number("average", &C::average, 0, 0.999999),
            number("bits", &C::bits, 1, 8),
            truth("mirror", &C::mirror),
            precisionField(),
            truth("rebuild", &C::rebuild),
            number("seed", &C::seed, 0, 9e15),
            number("validate_every", &C::validateEvery, 1, Endless),
            number("validation_images", &C::validationImages, 1, Endless),
            number("save_every", &C::saveEvery, 1, Endless),
            number("samples", &C::samples, 0, 256),
            number("temperature", &C::temperature, 0, 2)};
}

[[noreturn]] void refuseUnknown(const std::string& name, const std::vector<Field>& known) {
    std::string names;
    for (const auto& field : known) {
        names += (names.empty() ? "" : ", ") + field.name;
    }
    refuse("there is no \"" + name + "\"; the fields are " + names);
}

}  // namespace

TrainConfig::TrainConfig() {
    architecture.steps = {12, 16, 16, 12};
    architecture.widths = {128, 192, 256, 320};
}

TrainConfig TrainConfig::fromJson(const std::string& text) {
    const auto json = OrderedJson::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        refuse("it is no JSON object");
    }
    TrainConfig config;
    const auto known = fields();
    for (const auto& [name, value] : json.items()) {
        const auto wanted = name;
        const auto field =
            std::find_if(known.begin(), known.end(), [&](const Field& candidate) { return candidate.name == wanted; });
        if (field == known.end()) {
            refuseUnknown(name, known);
        }
        field->read(config, value);
    }
    config.architecture.bits = config.bits;
    return config;
}

std::string TrainConfig::toJson() const {
    OrderedJson json;
    for (const auto& field : fields()) {
        json[field.name] = field.write(*this);
    }
    return json.dump(2);
}

}  // namespace facet::train
