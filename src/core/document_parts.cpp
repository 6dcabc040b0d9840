#include "core/document_parts.hpp"

#include "hoctap/core/text.hpp"

namespace hoctap {

const std::string& filled_text_of(const Node& node) {
  const std::string& text = node.text();
  if (squeezed(text).empty()) node.fail({MessageCode::empty_text, {}});
  return text;
}

BilingualText bilingual_text_of(const Node& node) {
  static constexpr std::array<std::string_view, 2> keys{"vi", "en"};
  node.allow_only(keys);
  return {.vi = filled_text_of(node.get("vi")), .en = filled_text_of(node.get("en"))};
}

std::int64_t integer_between(const Node& node, std::int64_t least, std::int64_t most) {
  const std::int64_t number = node.integer();
  if (number < least || number > most) {
    node.fail(
        {MessageCode::number_outside_range, {std::to_string(number), std::to_string(least), std::to_string(most)}});
  }
  return number;
}

std::vector<std::string> texts_of(const Node& table, std::string_view name) {
  const auto found = table.find(name);
  return found ? found->texts() : std::vector<std::string>{};
}

std::vector<Node> entries_of(const Node& table, std::string_view list) {
  const auto found = table.find(list);
  return found ? found->elements() : std::vector<Node>{};
}

std::optional<BilingualText> bilingual_text_if_any(const Node& table, std::string_view key) {
  const auto node = table.find(key);
  return node ? std::optional(bilingual_text_of(*node)) : std::nullopt;
}

}  // namespace hoctap
