# SPDX-License-Identifier: GPL-3.0-or-later
include(runtime/cpu/kernels.cmake)

add_library(facet_flow STATIC
  bench/FlowBench.cpp
  bench/Stopwatch.cpp
  flow/ActNorm.cpp
  flow/Architecture.cpp
  flow/Bijection.cpp
  flow/Coupling.cpp
  flow/FlowStep.cpp
  flow/Glow.cpp
  flow/Permutation.cpp
  flow/Prior.cpp
  flow/Squeeze.cpp
  latent/AttributeDirections.cpp
  latent/AttributeNames.cpp
  latent/AttributeSupports.cpp
  latent/ConstrainedMove.cpp
  latent/DirectionCalibration.cpp
  latent/DirectionFit.cpp
  latent/Latent.cpp
  latent/MoveSpace.cpp
  model/ContentHash.cpp
  model/GlowModel.cpp
  model/Safetensors.cpp
  runtime/CpuRuntime.cpp
  runtime/FlowRuntime.cpp
  runtime/cpu/FlowPlan.cpp
  runtime/cpu/Frame.cpp
  train/AttributeJudge.cpp
  train/LabelTable.cpp)
target_link_libraries(facet_flow PUBLIC facet_base facet_kernels libtorch::cpu PRIVATE nlohmann_json::nlohmann_json)
# torch/torch.h costs a translation unit 16 to 20 seconds; precompiled it costs about two.
target_precompile_headers(facet_flow PRIVATE <torch/torch.h>)
