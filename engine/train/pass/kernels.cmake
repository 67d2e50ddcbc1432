# SPDX-License-Identifier: GPL-3.0-or-later
# One source an instruction set, as the runtime's kernels. Sums may be taken in any order that makes vectors of them: it
# is the same order every time.
add_library(facet_pass_kernels STATIC train/pass/PortablePassKernels.cpp)
target_link_libraries(facet_pass_kernels PUBLIC facet_options)
target_include_directories(facet_pass_kernels PUBLIC "${CMAKE_SOURCE_DIR}")
set(pass_flags -O3 -ffp-contract=fast -fassociative-math -fno-signed-zeros -fno-trapping-math -fno-math-errno)
set_source_files_properties(train/pass/PortablePassKernels.cpp PROPERTIES COMPILE_OPTIONS "${pass_flags}")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_sources(facet_pass_kernels PRIVATE train/pass/Avx2PassKernels.cpp train/pass/Avx512PassKernels.cpp)
  set_source_files_properties(train/pass/Avx2PassKernels.cpp PROPERTIES COMPILE_OPTIONS "${pass_flags};-mavx2;-mfma")
  set_source_files_properties(train/pass/Avx512PassKernels.cpp PROPERTIES
    COMPILE_OPTIONS "${pass_flags};${avx512};-mprefer-vector-width=512")
endif()
