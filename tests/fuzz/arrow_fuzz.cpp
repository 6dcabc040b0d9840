// Arrow streams to columns.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "hoctap/io/arrow.hpp"
#include "input.hpp"
#include "invariant.hpp"
#include "odd_stream.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

template <class T>
void check_values(const ArrowColumn& column, const ArrowValues<T>& values) {
  demand(values.values.size() == column.size(), "a column has a value a row");
  demand(values.present.empty() || values.present.size() == column.size(), "a column says of each row what is missing");
  for (std::size_t i = 0; i < column.size(); ++i)
    demand(values.has(i) || values.values[i] == T{}, "a missing value is empty");
}

void check_table(const ArrowTable& table) {
  for (const ArrowColumn& column : table.columns()) {
    demand(column.size() == table.row_count(), "columns are as long as the table");
    if (table.row_count() > 1'000) continue;  // of a type without values any number of rows can be stated
    demand(!column.type().empty(), "a type has a name");
    succeeds([&] { check_values(column, column.integers()); });
    succeeds([&] { check_values(column, column.days()); });
    succeeds([&] { check_values(column, column.booleans()); });
    succeeds([&] { check_values(column, column.decimals(2)); });
    succeeds([&] { column.floats(); });
    succeeds([&] {
      const auto texts = column.texts();
      check_values(column, texts);
      std::size_t size = 0;  // every byte can be read
      for (const std::string_view text : texts.values.span()) {
        for (const char c : text) size += c == ' ' ? 1U : 0U;
      }
      demand(size <= 1'000'000, "texts are those of the stream");
    });
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static constexpr std::array<std::string_view, 2> names{"a", ""};
  fuzz::Input input(bytes, size);
  fuzz::OddStream odd(input, names);
  ArrowArrayStream stream = odd.stream();
  std::optional<ArrowTable> read;
  if (succeeds([&] { read = ArrowTable::read(&stream, "a"); })) check_table(*read);
  demand(stream.release == nullptr, "the stream is taken over");
  return 0;
}
