#include "hoctap/budget/arrow_lines.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

WholeNumbers view_of(const ArrowWholeNumbers& numbers) {
  return std::visit([](const auto& values) { return WholeNumbers{values.values.span(), std::span(values.present)}; },
                    numbers);
}

const ArrowColumn& get_column(const ArrowTable& table, const std::string& name) {
  if (const ArrowColumn* column = table.find(name)) return *column;
  throw InvalidValue({MessageCode::line_column_missing, {name}});
}

}  // namespace

struct ArrowLines::Memory {
  ArrowTable table;
  std::deque<ArrowWholeNumbers> numbers;  // stays where it is as it grows
  std::deque<ArrowWords> words;
  LineColumns lines;

  WholeNumbers whole_numbers(const ArrowColumn& column) {
    if (column.kind() == ArrowKind::floating) {
      throw FormatError({MessageCode::float_money, {column.name(), column.type()}}, {{}, {}, 1, 0, column.name()});
    }
    if (column.kind() == ArrowKind::decimal) {
      numbers.emplace_back(column.decimals(0));
    } else {
      numbers.push_back(column.whole_numbers());
    }
    return view_of(numbers.back());
  }

  WholeNumbers days(const ArrowColumn& column) {
    numbers.emplace_back(column.days());
    return view_of(numbers.back());
  }

  CodedWords coded(const ArrowColumn& column) {
    words.push_back(column.unchecked_words());  // a check looks at each
    return {view_of(words.back().codes), words.back().words};
  }
};

ArrowLines::ArrowLines(const Rulebook& rulebook, const ArrowTable& table, const std::vector<std::string>& sum_by,
                       std::vector<std::pair<std::string, std::string>> common_attributes)
    : memory_(new Memory{table, {}, {}, {}}) {
  LineColumns& lines = memory_->lines;
  lines.row_count = table.row_count();
  lines.common_attributes = std::move(common_attributes);
  const ArrowColumn* content = table.find("content");
  lines.content = memory_->coded(content != nullptr ? *content : get_column(table, "content_code"));
  if (const ArrowColumn* date = table.find("date")) lines.date = memory_->days(*date);
  if (const ArrowColumn* year = table.find("year")) lines.year = memory_->whole_numbers(*year);
  if (const ArrowColumn* decided_on = table.find("decided_on")) lines.decided_on = memory_->days(*decided_on);
  for (std::size_t i = 1; i <= most_factors; ++i) {
    if (const ArrowColumn* factor = table.find("factor_" + std::to_string(i)))
      lines.factors.push_back(memory_->whole_numbers(*factor));
  }
  if (const ArrowColumn* price = table.find("unit_price")) lines.unit_price = memory_->whole_numbers(*price);
  lines.amount = memory_->whole_numbers(get_column(table, "amount"));
  for (const Attribute& attribute : rulebook.attributes()) {
    if (const ArrowColumn* column = table.find(attribute.id))
      lines.attributes.emplace_back(attribute.id, memory_->coded(*column));
  }
  for (const std::string& name : sum_by) {
    const WholeNumbers keys = memory_->whole_numbers(get_column(table, name));
    if (!keys.present.empty()) throw InvalidValue({MessageCode::sum_column_with_gaps, {name}});
    lines.sum_by.push_back(keys);
  }
}

ArrowLines::~ArrowLines() = default;
ArrowLines::ArrowLines(ArrowLines&&) noexcept = default;
ArrowLines& ArrowLines::operator=(ArrowLines&&) noexcept = default;

const LineColumns& ArrowLines::columns() const { return memory_->lines; }

ArrowArrayStream arrow_stream(const LineTable& lines) {
  const LineColumns& columns = lines.columns();
  const std::size_t rows = lines.size();
  ArrowWriter writer(rows);
  std::vector<std::string> files(rows);
  std::vector<std::string> sheets(rows);
  const auto numbers = std::make_shared<std::vector<std::int64_t>>(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    SourcePlace place = lines.place(row);
    files[row] = std::move(place.file);
    sheets[row] = std::move(place.sheet);
    (*numbers)[row] = place.row;
  }
  const auto add_texts = [&](const char* name, const auto& texts) {
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    std::vector<std::uint8_t> present;
    for (const std::string_view text : views) present.push_back(text.empty() ? 0 : 1);
    writer.add_texts(name, views, present);
  };
  add_texts("file", files);
  add_texts("sheet", sheets);
  writer.add_int64("row", *numbers, {}, numbers);
  std::vector<std::string_view> words(rows);
  for (std::size_t row = 0; row < rows; ++row) words[row] = lines.centre(row);
  add_texts("centre_id", words);
  const auto has = [](const WholeNumbers& column, std::size_t row) {
    return column.present.empty() || column.present[row] != 0;
  };
  const auto value = [](const WholeNumbers& column, std::size_t row) {
    return std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, column.values);
  };
  const auto add_words = [&](const std::string& name, const CodedWords& column) {
    for (std::size_t row = 0; row < rows; ++row) {
      words[row] = has(column.codes, row) ? column.words[static_cast<std::size_t>(value(column.codes, row))]
                                          : std::string_view();
    }
    add_texts(name.c_str(), words);
  };
  const auto add_numbers = [&](const std::string& name, const WholeNumbers& column) {
    const auto copy = std::make_shared<std::vector<std::int64_t>>(rows);
    for (std::size_t row = 0; row < rows; ++row) (*copy)[row] = value(column, row);
    writer.add_int64(name, *copy, column.present, copy);
  };
  const auto add_days = [&](const std::string& name, const std::optional<WholeNumbers>& column) {
    if (!column) return;
    const auto copy = std::make_shared<std::vector<std::int32_t>>(rows);
    for (std::size_t row = 0; row < rows; ++row) (*copy)[row] = static_cast<std::int32_t>(value(*column, row));
    writer.add_days(name, *copy, column->present, copy);
  };
  add_words("content", columns.content);
  for (const auto& [id, coded] : columns.attributes) add_words(id, coded);
  add_days("date", columns.date);
  if (columns.year) add_numbers("year", *columns.year);
  add_days("decided_on", columns.decided_on);
  for (std::size_t f = 0; f < columns.factors.size(); ++f)
    add_numbers("factor_" + std::to_string(f + 1), columns.factors[f]);
  if (columns.unit_price) add_numbers("unit_price", *columns.unit_price);
  add_numbers("amount", columns.amount);
  return std::move(writer).finish();
}

ArrowArrayStream arrow_stream(const Compliance& compliance) {
  const std::size_t rows = compliance.size();
  ArrowWriter writer(rows);
  std::array<std::string_view, verdict_count> verdicts;
  for (std::size_t i = 0; i < verdict_count; ++i) verdicts[i] = name(static_cast<Verdict>(i));
  writer.add_known_words("verdict", compliance.verdicts(), verdicts, {}, compliance.owner());
  writer.add_uint8("flags", compliance.flags(), {}, compliance.owner());
  const auto has_ceiling = compliance.has_ceiling();
  writer.add_int64("ceiling", compliance.ceilings(), has_ceiling, compliance.owner());
  std::vector<std::uint8_t> has_excess(has_ceiling.begin(), has_ceiling.end());
  constexpr auto depends = static_cast<std::uint8_t>(Verdict::depends_on_date);
  for (std::size_t i = 0; i < has_excess.size(); ++i) {
    if (compliance.verdicts()[i] == depends) has_excess[i] = 0;
  }
  writer.add_int64("excess", compliance.excesses(), has_excess, compliance.owner());

  const auto norms = compliance.norms();
  std::vector<std::string_view> ids;
  for (const Norm& norm : compliance.book().rulebook().norms()) ids.emplace_back(norm.id);
  if (!compliance.lacks_norm()) {
    writer.add_known_words("norm", norms, ids, {}, compliance.owner());
  } else {
    // A number beyond the words may not stand even where the value is missing.
    struct Kept {
      std::vector<std::uint16_t> numbers;
      std::vector<std::uint8_t> present;
    };
    const auto kept = std::make_shared<Kept>(Kept{{norms.begin(), norms.end()}, std::vector<std::uint8_t>(rows, 1)});
    for (std::size_t i = 0; i < rows; ++i) {
      if (norms[i] != Compliance::no_norm_number) continue;
      kept->numbers[i] = 0;
      kept->present[i] = 0;
    }
    writer.add_known_words("norm", std::span<const std::uint16_t>(kept->numbers), ids, kept->present, kept);
  }
  if (const auto highest_ceilings = compliance.highest_ceilings(); !highest_ceilings.empty()) {
    std::vector<std::uint8_t> present(rows);
    for (std::size_t i = 0; i < rows; ++i)
      present[i] = compliance.verdicts()[i] == depends && has_ceiling[i] != 0 ? 1 : 0;
    writer.add_int64("highest_ceiling", highest_ceilings, present, compliance.owner());
  }
  return std::move(writer).finish();
}

}  // namespace hoctap
