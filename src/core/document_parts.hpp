// Parts that data files of several modules have in common.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"

namespace hoctap {

// `{ vi = "…", en = "…" }`. Throws FormatError where a language is missing or empty.
BilingualText bilingual_text_of(const Node& node);
std::optional<BilingualText> bilingual_text_if_any(const Node& table, std::string_view key);

// A text that is not empty. Throws FormatError.
const std::string& filled_text_of(const Node& node);

// A whole number within the limits, both included. Throws FormatError.
std::int64_t integer_between(const Node& node, std::int64_t least, std::int64_t most);

// A list of texts; empty where the key is missing.
std::vector<std::string> texts_of(const Node& table, std::string_view name);

// The entries of a list of tables; a list that is not there has none.
std::vector<Node> entries_of(const Node& table, std::string_view list);

// The choice whose name() the text is. Throws FormatError naming all.
template <class Enum, std::size_t count>
Enum choice_of(const Node& node, const std::array<Enum, count>& choices) {
  std::string names;
  for (const Enum choice : choices) {
    if (node.text() == name(choice)) return choice;
    if (!names.empty()) names += ", ";
    names += name(choice);
  }
  node.fail({MessageCode::unknown_choice, {node.text(), names}});
}

}  // namespace hoctap
