#include "hoctap/forms/person_secret.hpp"

#include <algorithm>
#include <cstddef>

#include "hoctap/core/error.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view blanks = " \t\r\v\f";
  const std::size_t begin = std::min(line.find_first_not_of(blanks), line.size());
  const std::size_t end = line.find_last_not_of(blanks);
  return end == std::string_view::npos ? std::string_view() : line.substr(begin, end + 1 - begin);
}

}  // namespace

PersonSecret read_person_secret(const std::string& path) {
  const std::string content = read_file(path, most_bytes);
  const SourcePlace place{path, {}, 0, 0, {}};
  if (const auto malformed = first_invalid_utf8(content))
    throw FormatError({MessageCode::malformed_utf8, {std::to_string(*malformed)}}, place);
  std::string_view text = content;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string plain = folded(text);
  PersonSecret found;
  found.is_public = plain.find("simulated") != std::string::npos || plain.find("mo phong") != std::string::npos;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    if (!line.empty() && line.front() != '#') {
      found.secret = line;
      return found;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  throw InvalidValue({MessageCode::no_secret_in_file, {path}}, place);
}

}  // namespace hoctap
