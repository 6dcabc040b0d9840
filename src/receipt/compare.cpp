// A receipt against what is so now.
#include <algorithm>
#include <map>

#include "hoctap/core/digest.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/receipt/receipt.hpp"

namespace hoctap {
namespace {

// Values of one name with commas between: what was asked several times is compared as a whole.
std::map<std::string, std::string> values_by_name(const std::vector<std::pair<std::string, std::string>>& asked) {
  std::map<std::string, std::string> values;
  for (const auto& [name, value] : asked) {
    std::string& all = values[name];
    all += (all.empty() ? "" : ", ") + value;
  }
  return values;
}

std::string shown(const std::optional<Date>& day) { return day ? day->iso() : "–"; }

class Conditions {
 public:
  Conditions(const Receipt& then, const Receipt& now, const std::string& file) : then_(then), now_(now), file_(file) {}

  Findings compare() {
    if (then_.library != now_.library)
      add(MessageCode::receipt_other_library, {then_.library, now_.library}, "library");
    compare_books();
    compare_asked();
    compare_inputs();
    return std::move(findings_);
  }

 private:
  void add(MessageCode code, std::vector<std::string> arguments, const std::string& field) {
    findings_.push_back({{code, std::move(arguments)}, {file_, {}, 0, 0, field}});
  }
  void add_input(MessageCode code, std::vector<std::string> arguments, const std::string& input) {
    findings_.push_back({{code, std::move(arguments)}, {input, {}, 0, 0, {}}});
  }

  void compare_books() {
    const ReceiptBook none{"–", {}, {}, false};
    const ReceiptBook& then = then_.book ? *then_.book : none;
    const ReceiptBook& now = now_.book ? *now_.book : none;
    if (then.sha256 != now.sha256) add(MessageCode::receipt_other_rulebook, {then.sha256, now.sha256}, "rulebook");
    const auto otherwise = [&](const char* name, const std::string& a, const std::string& b) {
      if (a != b) add(MessageCode::receipt_asked_otherwise, {name, a, b}, name);
    };
    otherwise("in_force", shown(then.in_force), shown(now.in_force));
    otherwise("known", shown(then.known), shown(now.known));
    otherwise("verified_only", then.verified_only ? "true" : "false", now.verified_only ? "true" : "false");
  }

  void compare_asked() {
    const auto then = values_by_name(then_.asked);
    const auto now = values_by_name(now_.asked);
    const auto value = [](const auto& values, const std::string& name) {
      const auto found = values.find(name);
      return found == values.end() ? std::string("–") : found->second;
    };
    auto all = then;
    all.insert(now.begin(), now.end());
    for (const auto& [name, ignored] : all) {
      if (value(then, name) != value(now, name))
        add(MessageCode::receipt_asked_otherwise, {name, value(then, name), value(now, name)}, name);
    }
  }

  void compare_inputs() {
    std::map<std::string, std::string> now;
    for (const ReceiptInput& input : now_.inputs) now.emplace(input.name, input.sha256);
    for (const ReceiptInput& input : then_.inputs) {
      const auto same = now.find(input.name);
      if (same == now.end()) {
        add_input(MessageCode::receipt_input_gone, {}, input.name);
        continue;
      }
      if (same->second != input.sha256)
        add_input(MessageCode::receipt_other_input, {input.sha256, same->second}, input.name);
      now.erase(same);
    }
    for (const auto& [name, digest] : now) add_input(MessageCode::receipt_input_new, {}, name);
  }

  const Receipt& then_;
  const Receipt& now_;
  const std::string& file_;
  Findings findings_;
};

std::string_view cell_text(std::span<const GridCell> cells, std::size_t column) {
  return column < cells.size() ? cells[column].text : std::string_view();
}

std::string row_text(std::span<const GridCell> cells) {
  std::string text;
  for (const GridCell& cell : cells) text += (text.empty() ? "" : ", ") + std::string(cell.text);
  return text;
}

}  // namespace

Findings compare_conditions(const Receipt& then, const Receipt& now, const std::string& file) {
  return Conditions(then, now, file).compare();
}

std::optional<Finding> first_difference(std::string_view saved, std::string_view now, const std::string& file) {
  if (saved == now) return std::nullopt;
  Findings ignored;
  const DelimitedOptions by_comma{.delimiter = ','};
  const Grid before = read_delimited(saved, file, ignored, by_comma);
  const Grid after = read_delimited(now, file, ignored, by_comma);
  const auto heading = [](const Grid& grid) {
    return grid.row_count() == 0 ? std::span<const GridCell>() : grid.row(0);
  };
  const auto found = [&](MessageCode code, std::vector<std::string> arguments, std::uint32_t row, std::size_t column,
                         std::string field) {
    return Finding{{code, std::move(arguments)}, {file, {}, row, static_cast<std::uint32_t>(column), std::move(field)}};
  };
  if (row_text(heading(before)) != row_text(heading(after)))
    return found(MessageCode::receipt_columns_differ, {row_text(heading(before)), row_text(heading(after))}, 1, 0, {});
  const std::size_t rows = std::min(before.row_count(), after.row_count());
  for (std::size_t row = 1; row < rows; ++row) {
    const std::size_t columns = std::max(before.row(row).size(), after.row(row).size());
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string was(cell_text(before.row(row), column));
      const std::string is(cell_text(after.row(row), column));
      if (was == is) continue;
      const std::string field(cell_text(heading(before), column));
      return found(MessageCode::receipt_value_differs, {was.empty() ? "–" : was, is.empty() ? "–" : is},
                   before.line(row), column + 1, field);
    }
  }
  if (before.row_count() == after.row_count()) return std::nullopt;  // written otherwise, the same values
  const auto count = [](const Grid& grid) { return std::to_string(std::max<std::size_t>(grid.row_count(), 1) - 1); };
  return found(MessageCode::receipt_rows_differ, {count(before), count(after)}, 0, 0, {});
}

Findings verify(const Receipt& then, std::span<const TableText> saved, const Receipt& now,
                std::span<const TableText> computed, const std::string& file) {
  Findings findings = compare_conditions(then, now, file);
  const auto text_of = [](std::span<const TableText> tables, const std::string& table) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const TableText& one) { return one.table == table; });
    return found == tables.end() ? nullptr : &found->text;
  };
  for (const ReceiptResult& result : then.results) {
    const std::string* const was = text_of(saved, result.table);
    const std::string* const is = text_of(computed, result.table);
    if (was == nullptr || is == nullptr) {
      findings.push_back({{MessageCode::receipt_result_gone, {result.table}}, {result.file, {}, 0, 0, {}}});
      continue;
    }
    if (sha256_hex(*was) != result.sha256)
      findings.push_back({{MessageCode::receipt_saved_changed, {}}, {result.file, {}, 0, 0, {}}});
    if (auto difference = first_difference(*was, *is, result.file)) findings.push_back(std::move(*difference));
  }
  return findings;
}

}  // namespace hoctap
