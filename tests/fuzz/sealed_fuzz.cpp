// Sheets as a ledger's database holds them: damaged ones are refused, and what is read of others is sound.
#include <cstdint>
#include <string>
#include <string_view>

#include "forms/sealed_sheet.hpp"
#include "hoctap/core/text.hpp"
#include "input.hpp"
#include "invariant.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace hoctap;
  using fuzz::demand;
  const std::string_view content(reinterpret_cast<const char*>(bytes), size);
  fuzz::succeeds([&] {
    const forms::FiledSheet sheet = forms::unsealed("a.csv", content);
    demand(sheet.grid.file() == "a.csv", "a sheet is of its file");
    std::uint32_t last = 0;
    for (std::size_t row = 0; row < sheet.grid.row_count(); ++row) {
      demand(sheet.grid.line(row) > last, "lines rise");
      last = sheet.grid.line(row);
      for (const GridCell& cell : sheet.grid.row(row)) {
        demand(cell.kind <= CellKind::formula_uncached, "a cell is of a kind");
        demand(!first_invalid_utf8(cell.text), "a cell is well-formed text");
      }
    }
  });
  return 0;
}
