# SPDX-License-Identifier: GPL-3.0-or-later
# One source an instruction set, each compiled for it alone; which of them a processor may run is asked at run time.
add_library(facet_kernels STATIC
  runtime/cpu/KernelChoice.cpp
  runtime/cpu/PackedMatrix.cpp
  runtime/cpu/PortableKernels.cpp
  runtime/cpu/ThreadTeam.cpp)
target_link_libraries(facet_kernels PUBLIC facet_options)
target_include_directories(facet_kernels PUBLIC "${CMAKE_SOURCE_DIR}")

# Kernels are optimised whatever the rest is, and may contract a·b + c to one rounding, which both directions share.
set(kernel_flags -O3 -ffp-contract=fast)
set(avx512 -mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx2 -mfma)
set_source_files_properties(runtime/cpu/PortableKernels.cpp PROPERTIES COMPILE_OPTIONS "${kernel_flags}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_sources(facet_kernels PRIVATE
    runtime/cpu/AmxKernels.cpp
    runtime/cpu/Avx2Kernels.cpp
    runtime/cpu/Avx512Bf16Kernels.cpp
    runtime/cpu/Avx512Kernels.cpp)
  set_source_files_properties(runtime/cpu/Avx2Kernels.cpp PROPERTIES COMPILE_OPTIONS "${kernel_flags};-mavx2;-mfma")
  set_source_files_properties(runtime/cpu/Avx512Kernels.cpp PROPERTIES COMPILE_OPTIONS "${kernel_flags};${avx512}")
  set_source_files_properties(runtime/cpu/Avx512Bf16Kernels.cpp PROPERTIES
    COMPILE_OPTIONS "${kernel_flags};${avx512};-mavx512bf16")
  set_source_files_properties(runtime/cpu/AmxKernels.cpp PROPERTIES
    COMPILE_OPTIONS "${kernel_flags};${avx512};-mavx512bf16;-mamx-tile;-mamx-bf16")
endif()
