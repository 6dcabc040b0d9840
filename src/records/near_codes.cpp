#include "records/near_codes.hpp"

#include <algorithm>
#include <vector>

#include "core/suggestions.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::records {

std::string near_codes(const CodeList& list, std::string_view word) {
  std::vector<std::string> choices = list.spellings();
  if (nearest(word, choices, 1).empty()) {
    choices.clear();
    for (const Code& code : list.codes()) {
      const bool is_listed = std::find(choices.begin(), choices.end(), code.label_vi) != choices.end();
      if (!is_listed) choices.push_back(code.label_vi);  // versions of one code share their label
    }
  }
  return suggestions(word, choices);
}

}  // namespace hoctap::records
