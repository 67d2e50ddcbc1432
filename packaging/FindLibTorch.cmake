# SPDX-License-Identifier: GPL-3.0-or-later
# Finds LibTorch as packaging/setup lays it out (.deps/python), or a PyTorch that is installed already
# (-DLIBTORCH_ROOT=/path/to/site-packages/torch). Defines the imported target libtorch::cpu.
#
# The wheel's own TorchConfig.cmake insists on a CUDA toolkit, which most machines that run Facet do not have.
set(LIBTORCH_ROOT "${CMAKE_SOURCE_DIR}/.deps/python/torch" CACHE PATH "The folder that holds LibTorch's include/ and lib/")

find_path(LIBTORCH_INCLUDE_DIR torch/script.h PATHS "${LIBTORCH_ROOT}/include" NO_DEFAULT_PATH)
find_library(LIBTORCH_CPU_LIBRARY torch_cpu PATHS "${LIBTORCH_ROOT}/lib" NO_DEFAULT_PATH)
find_library(LIBTORCH_C10_LIBRARY c10 PATHS "${LIBTORCH_ROOT}/lib" NO_DEFAULT_PATH)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LIBTORCH_CPU_LIBRARY LIBTORCH_C10_LIBRARY LIBTORCH_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run packaging/setup, or set LIBTORCH_ROOT to an installed PyTorch's torch folder")

if(LibTorch_FOUND AND NOT TARGET libtorch::cpu)
  add_library(libtorch::c10 SHARED IMPORTED)
  set_target_properties(libtorch::c10 PROPERTIES IMPORTED_LOCATION "${LIBTORCH_C10_LIBRARY}")
  add_library(libtorch::cpu SHARED IMPORTED)
  set_target_properties(libtorch::cpu PROPERTIES
    IMPORTED_LOCATION "${LIBTORCH_CPU_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${LIBTORCH_INCLUDE_DIR};${LIBTORCH_INCLUDE_DIR}/torch/csrc/api/include"
    INTERFACE_COMPILE_DEFINITIONS "_GLIBCXX_USE_CXX11_ABI=1"
    INTERFACE_LINK_LIBRARIES libtorch::c10)
  # libtorch_cpu.so itself asks for libcudart and libcupti, which its own RPATH finds beside it.
  set_property(TARGET libtorch::cpu APPEND PROPERTY INTERFACE_LINK_OPTIONS "LINKER:--allow-shlib-undefined")
endif()
