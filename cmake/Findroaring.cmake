# Imports roaring::roaring (compressed sets of numbers). Installed beside the package configuration too.
find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
  pkg_check_modules(PC_roaring QUIET roaring)
endif()
find_path(roaring_INCLUDE_DIR roaring/roaring.h HINTS ${PC_roaring_INCLUDE_DIRS})
find_library(roaring_LIBRARY roaring HINTS ${PC_roaring_LIBRARY_DIRS})
mark_as_advanced(roaring_INCLUDE_DIR roaring_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(roaring REQUIRED_VARS roaring_LIBRARY roaring_INCLUDE_DIR)
if(roaring_FOUND AND NOT TARGET roaring::roaring)
  add_library(roaring::roaring UNKNOWN IMPORTED)
  set_target_properties(roaring::roaring PROPERTIES
    IMPORTED_LOCATION "${roaring_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${roaring_INCLUDE_DIR}")
endif()
