# Headers, library, data for reading, and what CMake and pkg-config need to find them. Inside a Python package everything
# lies below the package's own folder, with the same layout.
include(CMakePackageConfigHelpers)
if(DEFINED SKBUILD)
  set(CMAKE_INSTALL_LIBDIR lib)
endif()
include(GNUInstallDirs)

set(hoctap_config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/hoctap")
install(TARGETS hoctap EXPORT hoctapTargets
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.hpp" PATTERN "*.inc")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/data" DESTINATION "${CMAKE_INSTALL_DATADIR}/hoctap"
  PATTERN "samples" EXCLUDE)
install(EXPORT hoctapTargets NAMESPACE hoctap:: DESTINATION "${hoctap_config_dir}")

configure_package_config_file(cmake/hoctapConfig.cmake.in "${PROJECT_BINARY_DIR}/hoctapConfig.cmake"
  INSTALL_DESTINATION "${hoctap_config_dir}"
  NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/hoctapConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/hoctapConfig.cmake"
  "${PROJECT_BINARY_DIR}/hoctapConfigVersion.cmake"
  cmake/Findutf8proc.cmake
  cmake/Findsodium.cmake
  DESTINATION "${hoctap_config_dir}")

# The .pc file finds its prefix from where it lies, so that an installed tree can be moved.
file(RELATIVE_PATH hoctap_pc_to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" hoctap_pc_to_prefix "${hoctap_pc_to_prefix}")
configure_file(cmake/hoctap.pc.in "${PROJECT_BINARY_DIR}/hoctap.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/hoctap.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
