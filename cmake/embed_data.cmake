# Writes the source file that holds the content of every listed file, sorted by its path below DATA_DIR.
# Called with DATA_DIR, LIST_FILE (one absolute path a line) and OUTPUT.
set(delimiter "hoctap_data")
file(STRINGS "${LIST_FILE}" files ENCODING UTF-8)

set(entries "")
foreach(file IN LISTS files)
  file(RELATIVE_PATH path "${DATA_DIR}" "${file}")
  # CMake reads text only up to a zero byte, and a raw literal ends at its delimiter: refuse both.
  file(SIZE "${file}" size)
  file(READ "${file}" content)
  string(LENGTH "${content}" length)
  if(NOT length EQUAL size)
    message(FATAL_ERROR "data/${path} is not plain text: ${length} of ${size} bytes can be embedded")
  endif()
  string(FIND "${content}" ")${delimiter}\"" position)
  string(FIND "${content}" "\r" carriage_return)
  if(NOT position EQUAL -1 OR NOT carriage_return EQUAL -1)
    message(FATAL_ERROR "data/${path} holds a carriage return or the delimiter of a raw string")
  endif()
  string(APPEND entries "    {\"${path}\", R\"${delimiter}(${content})${delimiter}\"sv},\n")
endforeach()

file(WRITE "${OUTPUT}" "// Generated from data/ by cmake/embed_data.cmake.
#include \"core/embedded_data.hpp\"

namespace hoctap {

std::span<const EmbeddedFile> embedded_data() {
  using namespace std::string_view_literals;
  static constexpr EmbeddedFile files[] = {
${entries}    {},  // keeps the array non-empty; not part of the data
  };
  return std::span<const EmbeddedFile>(files).first(std::size(files) - 1);
}

}  // namespace hoctap
")
