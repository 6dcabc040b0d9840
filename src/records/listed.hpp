// Cells that list identifiers or codes with semicolons between.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/text.hpp"

namespace hoctap::records {

inline std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = text.find(';');
    std::string word = squeezed(text.substr(0, end));
    if (!word.empty()) words.push_back(std::move(word));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

}  // namespace hoctap::records
