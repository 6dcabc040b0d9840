// Words as messages list them.
#pragma once

#include <string>
#include <vector>

namespace hoctap {

inline std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// The same, and a dash for none.
inline std::string joined_or_dash(const std::vector<std::string>& words) { return words.empty() ? "–" : joined(words); }

}  // namespace hoctap
