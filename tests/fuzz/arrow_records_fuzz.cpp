// Arrow streams to records, and out again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/records/arrow_tables.hpp"
#include "input.hpp"
#include "invariant.hpp"
#include "odd_stream.hpp"
#include "support/written_rows.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;
using testing_support::written_rows;

Dataset finished(DatasetBuilder builder) {
  Dataset dataset = std::move(builder).finish();
  for (const Source& source : dataset.sources())
    demand(source.rows_read == source.rows_kept + source.rows_dropped, "rows read are kept or dropped");
  return dataset;
}

void check_records(std::string_view name, ArrowArrayStream stream) {
  DatasetBuilder builder{Gazetteer(), CodeLists()};
  if (!succeeds([&] { add_arrow_table(builder, name, &stream); })) {
    demand(builder.tables().find(name)->size() == 0, "a table that is refused leaves no row");
    builder.tables().find(name)->check_complete();
    return;
  }
  const Dataset dataset = finished(std::move(builder));
  ArrowArrayStream out = arrow_stream(dataset, name);
  DatasetBuilder again{Gazetteer(), CodeLists()};
  add_arrow_table(again, name, &out);
  const Dataset same = finished(std::move(again));
  demand(written_rows(same, *same.tables().find(name)) == written_rows(dataset, *dataset.tables().find(name)),
         "what goes out comes in again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Tables tables;
  fuzz::Input input(bytes, size);
  const auto all = tables.all();
  const Table& table = *all[input.choice(all.size())];
  std::vector<std::string_view> names;
  for (const ColumnBase* column : table.columns()) names.push_back(column->name());
  fuzz::OddStream odd(input, names);
  if (odd.has_few_rows()) check_records(table.name(), odd.stream());
  return 0;
}
