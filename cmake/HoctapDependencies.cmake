# What the library is made with. All of it comes from the system; nothing is downloaded.
find_package(utf8proc REQUIRED)
find_package(sodium REQUIRED)
find_package(Boost CONFIG REQUIRED)

# Packages of Eigen 3.4 reject a range of versions and Eigen 5 rejects a request for 3: any is taken and then checked.
find_package(Eigen3 CONFIG REQUIRED)
if(Eigen3_VERSION VERSION_LESS 3.4)
  message(FATAL_ERROR "hoctap needs Eigen 3.4 or later; found ${Eigen3_VERSION} in ${Eigen3_DIR}")
endif()

# toml++ is taken as headers, in one source file, and so leaves no library to link.
find_path(tomlplusplus_INCLUDE_DIR toml++/toml.h)
mark_as_advanced(tomlplusplus_INCLUDE_DIR)
if(NOT tomlplusplus_INCLUDE_DIR)
  message(FATAL_ERROR "hoctap needs toml++ 3.3 or later (libtomlplusplus-dev); set tomlplusplus_INCLUDE_DIR to its headers")
endif()

add_library(hoctap_header_only_dependencies INTERFACE)
target_include_directories(hoctap_header_only_dependencies SYSTEM INTERFACE "${tomlplusplus_INCLUDE_DIR}")
target_link_libraries(hoctap_header_only_dependencies INTERFACE Boost::headers Eigen3::Eigen)
