# SPDX-License-Identifier: GPL-3.0-or-later
enable_language(ASM)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(EXIV2 REQUIRED IMPORTED_TARGET GLOBAL exiv2)
pkg_check_modules(LCMS REQUIRED IMPORTED_TARGET GLOBAL lcms2)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET GLOBAL libzip)
find_package(JPEG REQUIRED)
# HEIC and AVIF, where it is there.
pkg_check_modules(LIBHEIF IMPORTED_TARGET GLOBAL libheif)
pkg_check_modules(LIBAV REQUIRED IMPORTED_TARGET GLOBAL libavcodec libavfilter libavformat libavutil libswscale)

# OpenCV's CMake package comes only with all of its modules, and its highgui pulls in Qt 5, which must not meet Qt 6 in
# one process: so the modules that are used are found one by one.
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
add_library(facet_opencv INTERFACE)
target_include_directories(facet_opencv SYSTEM INTERFACE "${OPENCV_INCLUDE_DIR}")
foreach(module core imgproc imgcodecs objdetect video dnn)
  find_library(OPENCV_${module}_LIBRARY opencv_${module} REQUIRED)
  target_link_libraries(facet_opencv INTERFACE "${OPENCV_${module}_LIBRARY}")
endforeach()

add_library(facet_photo STATIC
  Batch.cpp
  PhotoEdit.cpp
  RecipeText.cpp
  batch/BatchJournal.cpp
  batch/BatchPlan.cpp
  Film.cpp
  face/AroundCrop.cpp
  face/ColourMixture.cpp
  face/Compositor.cpp
  face/CropSampler.cpp
  face/EditBeyond.cpp
  face/EditColours.cpp
  face/EditGrid.cpp
  face/EditMasks.cpp
  face/EditShape.cpp
  face/EditSplit.cpp
  face/EyeRegressor.cpp
  face/FaceFinder.cpp
  face/FaceParts.cpp
  face/FaceRegions.cpp
  face/FaceSearch.cpp
  face/Feather.cpp
  face/Fringe.cpp
  face/FringeColours.cpp
  face/GuidedFilter.cpp
  face/LipFinder.cpp
  face/Morph.cpp
  face/Motion.cpp
  face/Paint.cpp
  face/PartColours.cpp
  face/PartNetwork.cpp
  face/PartSorting.cpp
  face/PersonFinder.cpp
  face/SmoothFilter.cpp
  face/WiderHair.cpp
  face/PersonNetwork.S
  face/Planes.cpp
  face/PlausibleHues.cpp
  film/EncodingThread.cpp
  film/FaceScene.cpp
  film/FacesScene.cpp
  film/FirstPhotoScene.cpp
  film/PhotosScene.cpp
  film/RecipeScene.cpp
  media/ColourProfile.cpp
  media/ColourTransform.cpp
  media/Container.cpp
  media/FilmMark.cpp
  media/FilmWriter.cpp
  media/HeifFile.cpp
  media/ImageArchive.cpp
  media/JpegEdit.cpp
  media/JpegFile.cpp
  media/LibavFilm.cpp
  media/Metadata.cpp
  media/OutputFile.cpp
  media/PhotoFile.cpp
  media/PixelCodec.cpp
  media/PngFolder.cpp
  media/ScreenColours.cpp
  media/StoredPicture.cpp)
set(person "${CMAKE_SOURCE_DIR}/resources/person")
set_source_files_properties(face/PersonNetwork.S PROPERTIES
  COMPILE_OPTIONS "-I${person}" OBJECT_DEPENDS "${person}/person.onnx")
target_link_libraries(facet_photo PUBLIC facet_base
  PRIVATE nlohmann_json::nlohmann_json facet_opencv PkgConfig::EXIV2 PkgConfig::LCMS PkgConfig::LIBAV PkgConfig::LIBZIP
          ZLIB::ZLIB JPEG::JPEG)
if(TARGET PkgConfig::LIBHEIF)
  target_compile_definitions(facet_photo PRIVATE FACET_HAS_HEIF)
  target_link_libraries(facet_photo PRIVATE PkgConfig::LIBHEIF)
endif()

# Only to learn face/EyeRegressorMaps.inc anew; see face/LearnEyes.cpp.
add_executable(facet_learn_eyes EXCLUDE_FROM_ALL face/LearnEyes.cpp)
target_link_libraries(facet_learn_eyes PRIVATE facet_photo facet_opencv)
# Only to learn a model's parts.onnx; see resources/parts/README.md.
add_executable(facet_sort_faces EXCLUDE_FROM_ALL face/SortFaces.cpp)
target_link_libraries(facet_sort_faces PRIVATE facet_photo facet_opencv)
