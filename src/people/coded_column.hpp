// A column of a table whose values stand for codes: words of a code list, or whole numbers of which the caller says
// what they mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "hoctap/io/arrow.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap::people {

class CodedColumn {
 public:
  // `meanings`: words for whole numbers, from 0. Throws InvalidValue for a word that the list does not know.
  CodedColumn(const ArrowColumn& column, const std::vector<std::string>& meanings, const CodeList& list);

  // By number.
  const std::vector<const Code*>& codes() const { return codes_; }
  ArrowWholeNumbers& numbers() { return words_.codes; }
  // Calls visit(row, number of the code) for each row that has one.
  template <class Visit>
  void visit_coded(Visit visit) const {
    std::visit(
        [&](const auto& numbers) {
          for (std::size_t row = 0; row < numbers.values.size(); ++row) {
            if (!numbers.has(row)) continue;
            const auto number = static_cast<std::uint64_t>(+numbers.values[row]);
            if (number < codes_.size()) visit(row, static_cast<std::size_t>(number));
          }
        },
        words_.codes);
  }

 private:
  ArrowWords words_;
  std::vector<const Code*> codes_;
};

}  // namespace hoctap::people
