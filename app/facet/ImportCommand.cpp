// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/Console.h"
#include "app/facet/Output.h"
#include "engine/ModelImport.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace facet::cli {

namespace {

struct Options {
    ImportOptions import;
    OutputOptions output;
};

}  // namespace

void addImportCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("import", "Make a model of Facet's from other weights");
    auto& import = options->import;
    command
        .add_option("FILE", import.weights,
                    "rosinality/glow-pytorch's .pt, OpenAI's .npz or .pb, or safetensors with an architecture")
        ->required()
        ->type_name("");
    command.add_option("--image-size,--img_size,--image_size", import.image, "The side of its pictures, in pixels")
        ->check(CLI::Range(2, 4096))
        ->type_name("PIXELS");
    command
        .add_option("--bits,--n_bits,--n_bits_x", import.bits, "The depth it was trained at; default: 5, OpenAI's 8")
        ->check(CLI::Range(1, 8))
        ->type_name("N");
    command.add_option("--card", import.card, "JSON for people: at least name and licence")->type_name("FILE");
    addOutputOptions(command, options->output, "The model to write");
    command.footer(
        "Example: facet import checkpoint/model_200000.pt --image-size 64 -o model.safetensors\n"
        "Nothing in a file is run. docs/flows.md says what becomes of the weights.");
    command.callback([options, &interrupts] {
        options->output.checkFile(interrupts);
        options->import.output = options->output.path;
        options->import.overwrite = options->output.overwrite;
        if (const auto leftAway = importModel(options->import); !leftAway.empty()) {
            printSentence(leftAway);
        }
    });
}

}  // namespace facet::cli
