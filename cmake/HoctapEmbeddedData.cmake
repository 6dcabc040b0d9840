# Compiles the reviewed files of data/ into a target. The simulated samples stay outside: they are read like anybody's forms.
function(hoctap_embed_data target data_dir)
  set(parts budget codes geo law programmes published)
  list(TRANSFORM parts PREPEND "${data_dir}/" OUTPUT_VARIABLE directories)
  set(patterns "${data_dir}/*.toml")
  foreach(directory IN LISTS directories)
    list(APPEND patterns "${directory}/*.toml" "${directory}/*.csv")
  endforeach()
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${patterns})
  list(FILTER found EXCLUDE REGEX "^${data_dir}/samples/")
  list(SORT found)

  # The list itself is an input: a file that is removed must vanish from the program too.
  set(list_file "${CMAKE_CURRENT_BINARY_DIR}/embedded_data/files.txt")
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_data/embedded_data.cpp")
  list(JOIN found "\n" lines)
  file(CONFIGURE OUTPUT "${list_file}" CONTENT "@lines@\n" @ONLY)
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_data.cmake")
  add_custom_command(OUTPUT "${source}"
    COMMAND "${CMAKE_COMMAND}" -D "DATA_DIR=${data_dir}" -D "LIST_FILE=${list_file}" -D "OUTPUT=${source}" -P "${script}"
    DEPENDS ${found} "${list_file}" "${script}"
    COMMENT "Embedding data/"
    VERBATIM)
  target_sources(${target} PRIVATE "${source}")
endfunction()
