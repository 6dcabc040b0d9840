#include "hoctap/core/source_place.hpp"

namespace hoctap {
namespace {

struct Words {
  const char* sheet;
  const char* row;
  const char* column;
};

constexpr Words words_en{"sheet ", "row ", "column "};
constexpr Words words_vi{"trang ", "dòng ", "cột "};

}  // namespace

std::string SourcePlace::text(Language language) const {
  const Words& words = language == Language::vi ? words_vi : words_en;
  std::string shown;
  const auto add = [&shown](const char* word, const std::string& value) {
    if (!shown.empty()) shown += ", ";
    shown += word;
    shown += value;
  };
  if (!file.empty()) add("", file);
  if (!sheet.empty()) add(words.sheet, sheet);
  if (row != 0) add(words.row, std::to_string(row));
  if (column != 0) add(words.column, std::to_string(column));
  if (!field.empty()) shown += shown.empty() ? field : " (" + field + ")";
  return shown;
}

}  // namespace hoctap
