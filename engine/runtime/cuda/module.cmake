# SPDX-License-Identifier: GPL-3.0-or-later
# lib/facet/libfacet_cuda.so, where there is an nvcc: a toolkit's, or the one that packaging/setup --with-cuda fetches.
# The program loads it at run time and does without it where it is not. nvcc is called as any tool is, for CMake's own
# CUDA language wants a whole toolkit.
find_program(FACET_NVCC nvcc
  HINTS "${CMAKE_SOURCE_DIR}/.deps/cuda/nvidia/cu13/bin" "$ENV{CUDA_HOME}/bin" /usr/local/cuda/bin
  DOC "NVIDIA's compiler, 12.8 or newer; without it the GPU module is left out")
set(nvcc_version 0)
if(FACET_NVCC)
  execute_process(COMMAND "${FACET_NVCC}" --version OUTPUT_VARIABLE nvcc_says ERROR_QUIET)
  string(REGEX MATCH "release ([0-9.]+)" matched "${nvcc_says}")
  set(nvcc_version "${CMAKE_MATCH_1}")
endif()
if(nvcc_version VERSION_LESS 12.8)
  message(STATUS "GPU module: left out, for there is no nvcc of 12.8 or newer (packaging/setup --with-cuda fetches one)")
  return()
endif()
message(STATUS "GPU module: by ${FACET_NVCC} ${nvcc_version}")

get_filename_component(nvcc_real "${FACET_NVCC}" REALPATH)
get_filename_component(nvcc_root "${nvcc_real}/../.." ABSOLUTE)
set(module "${CMAKE_BINARY_DIR}/lib/facet/libfacet_cuda.so")
set(gencode -gencode arch=compute_120,code=compute_120)  # for GPUs that are newer than the compiler
foreach(architecture 75 80 86 89 90 100 120)
  list(APPEND gencode -gencode "arch=compute_${architecture},code=sm_${architecture}")
endforeach()
add_custom_command(OUTPUT "${module}"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_BINARY_DIR}/lib/facet"
  COMMAND "${FACET_NVCC}" -std=c++20 -O3 ${gencode} --threads 2 -shared -cudart static "-L${nvcc_root}/lib"
          -Xcompiler=-fPIC,-fvisibility=hidden "-I${CMAKE_SOURCE_DIR}" -MD -MF "${module}.d" -o "${module}"
          "${CMAKE_CURRENT_LIST_DIR}/Module.cu"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/Module.cu"
  DEPFILE "${module}.d"
  COMMENT "Compiling the GPU module"
  VERBATIM)
add_custom_target(facet_cuda ALL DEPENDS "${module}")
install(FILES "${module}" DESTINATION lib/facet)
