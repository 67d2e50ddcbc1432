// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/Output.h"
#include "engine/ModelImport.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path weights;
    std::filesystem::path card;
    OutputOptions output;
};

}  // namespace

void addImportCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("import", "Make a model of Facet's from weights and a card");
    command.add_option("FILE", options->weights, "safetensors with the architecture in its metadata")->required();
    command.add_option("--card", options->card, "JSON for people: at least name and licence")
        ->type_name("FILE")
        ->required();
    addOutputOptions(command, options->output, "The model to write");
    command.footer("Example: facet import weights.safetensors --card card.json -o model.safetensors");
    command.callback([options, &interrupts] {
        options->output.checkFile(interrupts);
        importModel(options->weights, options->card, options->output.path, options->output.overwrite);
    });
}

}  // namespace facet::cli
