# SPDX-License-Identifier: GPL-3.0-or-later
find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs objdetect)
find_package(PkgConfig REQUIRED)
pkg_check_modules(EXIV2 REQUIRED IMPORTED_TARGET exiv2)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)

add_library(facet_photo STATIC
  face/Compositor.cpp
  face/CropSampler.cpp
  face/FaceFinder.cpp
  media/ImageArchive.cpp
  media/PhotoFile.cpp)
# Never ${OpenCV_LIBS}: Debian's highgui pulls in Qt 5.
target_link_libraries(facet_photo PUBLIC facet_base
  PRIVATE opencv_core opencv_imgproc opencv_imgcodecs opencv_objdetect PkgConfig::EXIV2 PkgConfig::LIBZIP)
target_include_directories(facet_photo SYSTEM PRIVATE ${OpenCV_INCLUDE_DIRS})
