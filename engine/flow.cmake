# SPDX-License-Identifier: GPL-3.0-or-later
include(runtime/cpu/kernels.cmake)
include(runtime/cuda/module.cmake)
include(train/pass/kernels.cmake)

add_library(facet_flow STATIC
  bench/FlowBench.cpp
  bench/Stopwatch.cpp
  bench/TrainBench.cpp
  flow/ActNorm.cpp
  flow/Architecture.cpp
  flow/Attention.cpp
  flow/Bijection.cpp
  flow/Coupling.cpp
  flow/Dequantiser.cpp
  flow/EdgeBias.cpp
  flow/FlowStep.cpp
  flow/Glow.cpp
  flow/Haar.cpp
  flow/Permutation.cpp
  flow/Prior.cpp
  flow/Pyramid.cpp
  flow/RebuiltSteps.cpp
  flow/Squeeze.cpp
  latent/AttributeDirections.cpp
  latent/AttributeNames.cpp
  latent/AttributeSupports.cpp
  latent/ConstrainedMove.cpp
  latent/DirectionCalibration.cpp
  latent/DirectionFit.cpp
  latent/Latent.cpp
  latent/LatentPath.cpp
  latent/MoveSpace.cpp
  model/ContentHash.cpp
  model/DequantiserFile.cpp
  model/GlowModel.cpp
  model/Safetensors.cpp
  runtime/CpuRuntime.cpp
  runtime/CudaModule.cpp
  runtime/CudaRuntime.cpp
  runtime/DecodeSlopes.cpp
  runtime/DetailPyramid.cpp
  runtime/DeviceName.cpp
  runtime/FlowRuntime.cpp
  runtime/FoldedStep.cpp
  runtime/ResilientRuntime.cpp
  runtime/SleepingTeam.cpp
  runtime/cpu/FlowPlan.cpp
  runtime/cpu/Frame.cpp
  runtime/cpu/FrameAttention.cpp
  runtime/cpu/FramePictures.cpp
  runtime/cpu/SlopeFrame.cpp
  runtime/cpu/SlopePlan.cpp
  train/AttributeJudge.cpp
  train/BatchQueue.cpp
  train/BitsPerDim.cpp
  train/DequantiserTrainer.cpp
  train/DeviceAdam.cpp
  train/FlowTrainer.cpp
  train/Hardware.cpp
  train/HostAdam.cpp
  train/LabelTable.cpp
  train/LaunchedPlace.cpp
  train/LibTorchCuda.cpp
  train/LossCurve.cpp
  train/ModulePass.cpp
  train/RunFolder.cpp
  train/StartedTogether.cpp
  train/TrainConfig.cpp
  train/TrainRun.cpp
  train/Trainer.cpp
  train/pass/FlatParameters.cpp
  train/pass/FlowPass.cpp
  train/pass/AttentionPass.cpp
  train/pass/NetworkPass.cpp
  train/pass/SlicePass.cpp
  train/pass/StepMatrix.cpp
  train/pass/TapConvolution.cpp)
target_link_libraries(facet_flow
  PUBLIC facet_base facet_kernels facet_pass_kernels libtorch::cpu
  PRIVATE nlohmann_json::nlohmann_json ${CMAKE_DL_LIBS})
# torch/torch.h costs a translation unit 16 to 20 seconds; precompiled it costs about two.
target_precompile_headers(facet_flow PRIVATE <torch/torch.h>)

if(FACET_MPI)
  set(MPI_CXX_SKIP_MPICXX ON) # C's interface is the one in use
  find_package(MPI REQUIRED COMPONENTS CXX)
  target_sources(facet_flow PRIVATE train/MpiProcesses.cpp)
  target_link_libraries(facet_flow PRIVATE MPI::MPI_CXX)
else()
  target_sources(facet_flow PRIVATE train/WithoutMpi.cpp)
endif()

# With it the program opens connections: to the processes that were started together with it.
if(FACET_NCCL)
  target_sources(facet_flow PRIVATE train/together/NcclModule.cpp train/together/StoreProcesses.cpp)
  include(train/together/nccl.cmake)
else()
  target_sources(facet_flow PRIVATE train/WithoutNccl.cpp)
  # An object of its own: the test's program brings the other one.
  set_source_files_properties(train/WithoutNccl.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endif()
