// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/latent/AttributeSupports.h"
#include "engine/model/Safetensors.h"
#include "tests/support/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace facet::latent {
namespace {

constexpr auto MapSide = AttributeSupports::Side;

std::filesystem::path fileWith(const test::TemporaryFolder& folder, const char* tensor, const torch::Tensor& values) {
    model::TensorFile file;
    file.tensors[tensor] = values;
    const auto path = folder / (std::string(tensor) + ".safetensors");
    model::writeTensors(file, path, false);
    return path;
}

TEST(Supports, SurviveTheirFile) {
    const test::TemporaryFolder folder;
    AttributeSupports supports;
    supports.supports["glasses"] = std::vector<float>(std::size_t(MapSide) * MapSide, 0.2F);
    supports.provenance = R"({"faces": 3})";
    saveSupports(supports, folder / "masks.safetensors", false);
    const auto loaded = loadSupports(folder / "masks.safetensors");
    EXPECT_EQ(loaded.supports, supports.supports);
    EXPECT_EQ(loaded.provenance, supports.provenance);
}

/// Files held a map of where hair usually is before a network told it.
TEST(Supports, AnOldersMapOfHairIsNotRead) {
    const test::TemporaryFolder folder;
    model::TensorFile file;
    file.tensors["hair"] = torch::zeros({MapSide, MapSide}, torch::kUInt8);
    file.tensors["support.smile"] = torch::zeros({MapSide, MapSide}, torch::kUInt8);
    model::writeTensors(file, folder / "masks.safetensors", false);
    EXPECT_EQ(loadSupports(folder / "masks.safetensors").supports.size(), 1U);
}

TEST(Supports, WhatHoldsNoneOrOthersIsRefused) {
    const test::TemporaryFolder folder;
    const auto small = torch::zeros({MapSide, MapSide}, torch::kUInt8);
    EXPECT_THROW(loadSupports(fileWith(folder, "hair", small)), Error);
    EXPECT_THROW(loadSupports(fileWith(folder, "weights", small)), Error);
    EXPECT_THROW(loadSupports(fileWith(folder, "support.smile", torch::zeros({MapSide, 3}, torch::kUInt8))), Error);
    EXPECT_THROW(loadSupports(fileWith(folder, "support.age", torch::zeros({MapSide, MapSide}))), Error);
}

}  // namespace
}  // namespace facet::latent
