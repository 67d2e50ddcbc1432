// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/Output.h"
#include "engine/ModelExport.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    std::filesystem::path model;
    OutputOptions output;
};

}  // namespace

void addExportCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("export", "Write a model as plain weights for other programs");
    command.add_option("MODEL", options->model, "The model: its file, or the folder that holds it")->required();
    addOutputOptions(command, options->output, "The safetensors file to write");
    command.footer(
        "Example: facet export run/model.safetensors -o plain.safetensors\n"
        "docs/model-file.md has the layout, docs/read_model.py reads it with PyTorch.");
    command.callback([options, &interrupts] {
        options->output.checkFile(interrupts);
        exportModel(options->model, options->output.path, options->output.overwrite);
    });
}

}  // namespace facet::cli
