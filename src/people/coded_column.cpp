#include "people/coded_column.hpp"

#include <string_view>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap::people {

CodedColumn::CodedColumn(const ArrowColumn& column, const std::vector<std::string>& meanings, const CodeList& list) {
  const bool are_words = column.kind() == ArrowKind::text;
  words_ = are_words ? column.words() : ArrowWords{column.whole_numbers(), {}};
  const std::vector<std::string_view> words =
      are_words ? words_.words : std::vector<std::string_view>(meanings.begin(), meanings.end());
  for (const std::string_view word : words) {
    codes_.push_back(list.recognise(word));
    if (codes_.back() == nullptr)
      throw InvalidValue({MessageCode::headcount_unknown_word,
                          {column.name(), std::string(word), suggestions(word, list.spellings())}});
  }
}

}  // namespace hoctap::people
