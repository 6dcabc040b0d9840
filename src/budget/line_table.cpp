#include "hoctap/budget/line_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "budget/line_memory.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::int64_t no_centre = -1;

// The unit's ancestors and zone as words of the line, where the rulebook asks for them.
std::string_view word_of(const Gazetteer& gazetteer, VersionId unit, Date day, const std::string& attribute) {
  if (unit == no_version) return {};
  const auto code_of = [&](Level level) -> std::string_view {
    const auto above = gazetteer.ancestor(unit, level, day);
    return above ? std::string_view(gazetteer.version(*above).code) : std::string_view();
  };
  if (attribute == "commune") return code_of(Level::commune);
  if (attribute == "district") return code_of(Level::district);
  if (attribute == "province") return code_of(Level::province);
  const auto commune = gazetteer.ancestor(unit, Level::commune, day);
  return commune ? std::string_view(gazetteer.version(*commune).zone) : std::string_view();
}

Date day_in_life(const Gazetteer& gazetteer, VersionId unit, int year) {
  const Date first = Date::of(year, 1, 1);
  if (unit == no_version) return first;
  const Validity& life = gazetteer.version(unit).validity;
  if (first < life.from) return life.from;
  return first < life.until ? first : Date::from_days(life.until.days() - 1);
}

}  // namespace

void LineTable::Memory::finish() {
  columns.row_count = file_rows.size();
  columns.content = content.view();
  for (const auto& [id, words] : attributes) columns.attributes.emplace_back(id, words.view());
  if (date) columns.date = date->view();
  if (year) columns.year = year->view();
  if (decided_on) columns.decided_on = decided_on->view();
  for (const NumberColumn& factor : factors) columns.factors.push_back(factor.view());
  if (unit_price) columns.unit_price = unit_price->view();
  columns.amount = amount.view();
  if (centre.words().empty()) return;
  const CodedWords coded = centre.view();
  const auto& numbers = std::get<std::span<const std::int64_t>>(coded.codes.values);
  centre_numbers.assign(numbers.begin(), numbers.end());
  for (std::size_t row = 0; row < coded.codes.present.size(); ++row) {
    if (coded.codes.present[row] == 0) centre_numbers[row] = no_centre;
  }
  columns.sum_by.push_back({std::span<const std::int64_t>(centre_numbers), {}});
}

LineTable::LineTable(std::shared_ptr<const Memory> memory)
    : memory_(std::move(memory)), findings_(memory_, &memory_->findings) {}

LineTable LineTable::of(const Rulebook& rulebook, const Dataset& dataset) {
  const auto memory = std::make_shared<Memory>();
  const BudgetEstimates& table = dataset.tables().budget_estimates;
  std::map<std::string_view, std::int64_t> last_versions;
  const auto version_of = [&](std::size_t row) { return table.version.get(row).value_or(1); };
  const auto text_of = [&](const auto& column, std::size_t row) {
    const auto symbol = column.get(row);
    return symbol ? dataset.text(*symbol) : std::string_view();
  };
  for (std::size_t row = 0; row < table.size(); ++row) {
    auto& last = last_versions[text_of(table.estimate_id, row)];
    last = std::max(last, version_of(row));
  }
  for (const char* id : {"zone", "province", "district", "commune"}) {
    if (rulebook.find_attribute(id) != nullptr) memory->attributes.emplace_back(id, WordColumn());
  }
  memory->year.emplace();
  memory->unit_price.emplace();
  memory->factors.resize(most_factors);
  for (const Source& source : dataset.sources()) memory->sheets.push_back({source.file, source.sheet, 0, 0, {}});
  memory->is_simulated = dataset.is_simulated();
  const std::array<const Column<std::int64_t>*, most_factors> factors{&table.factor_1, &table.factor_2,
                                                                      &table.factor_3};
  const auto money = [](const std::optional<Money>& amount) {
    return amount ? std::optional(amount->dong()) : std::nullopt;
  };
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (version_of(row) != last_versions[text_of(table.estimate_id, row)]) continue;
    const auto year = table.year.get(row);
    const VersionId unit = table.unit_code[row].version;
    const bool is_dated = year && *year >= 1400 && *year <= 9999;
    const Date day = is_dated ? day_in_life(dataset.gazetteer(), unit, static_cast<int>(*year)) : Date();
    for (auto& [id, words] : memory->attributes)
      words.push(is_dated ? word_of(dataset.gazetteer(), unit, day, id) : std::string_view());
    memory->content.push(text_of(table.content_code, row));
    memory->year->push(year);
    for (std::size_t f = 0; f < most_factors; ++f) memory->factors[f].push(factors[f]->get(row));
    memory->unit_price->push(money(table.unit_price.get(row)));
    memory->amount.push(money(table.amount.get(row)));
    memory->centre.push(text_of(table.centre_id, row));
    memory->sheet_of.push_back(table.place(row).source);
    memory->file_rows.push_back(table.place(row).row);
  }
  memory->finish();
  return LineTable(memory);
}

LineTable LineTable::of(const Estimate& estimate) {
  const auto memory = std::make_shared<Memory>();
  std::set<std::string> named;
  for (const EstimateLine& line : estimate.lines) {
    for (const auto& [id, value] : line.attributes) named.insert(id);
  }
  for (const std::string& id : named) memory->attributes.emplace_back(id, WordColumn());
  memory->date.emplace();
  memory->year.emplace();
  memory->unit_price.emplace();
  memory->factors.resize(most_factors);
  memory->sheets.emplace_back();
  memory->is_simulated = estimate.dataset.is_simulated();
  const auto contents = estimate.book.rulebook().contents();
  for (const EstimateLine& line : estimate.lines) {
    memory->content.push(line.content == EstimateLine::no_content ? line.wording : contents[line.content].id);
    for (auto& [id, words] : memory->attributes) {
      const auto stated = std::find_if(line.attributes.begin(), line.attributes.end(),
                                       [&name = id](const auto& one) { return one.first == name; });
      words.push(stated == line.attributes.end() ? std::string_view() : std::string_view(stated->second));
    }
    memory->date->push(line.date ? std::optional<std::int64_t>(line.date->days()) : std::nullopt);
    memory->year->push(estimate.year);
    for (std::size_t f = 0; f < most_factors; ++f) memory->factors[f].push(line.factors[f]);
    memory->unit_price->push(line.unit_price);
    memory->amount.push(line.amount);
    memory->centre.push(estimate.centres[line.centre].id);
    memory->sheet_of.push_back(0);
    memory->file_rows.push_back(static_cast<std::uint32_t>(memory->file_rows.size() + 1));
  }
  memory->finish();
  return LineTable(memory);
}

const LineColumns& LineTable::columns() const { return memory_->columns; }

SourcePlace LineTable::place(std::size_t row) const {
  SourcePlace place = memory_->sheets.at(memory_->sheet_of.at(row));
  place.row = memory_->file_rows[row];
  return place;
}

std::size_t LineTable::row_at(std::uint32_t line) const {
  const auto& rows = memory_->file_rows;
  const auto found = std::find(rows.begin(), rows.end(), line);
  if (found == rows.end()) {
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    const auto shown = [&](auto at) { return at == rows.end() ? std::string("–") : std::to_string(*at); };
    throw NotFound({MessageCode::no_such_line, {std::to_string(line), shown(first), shown(last)}});
  }
  return static_cast<std::size_t>(found - rows.begin());
}

std::span<const std::string_view> LineTable::centres() const { return memory_->centre.words(); }

std::string_view LineTable::centre(std::size_t row) const {
  if (memory_->centre_numbers.empty() || memory_->centre_numbers[row] == no_centre) return {};
  return memory_->centre.words()[static_cast<std::size_t>(memory_->centre_numbers[row])];
}

const Findings& LineTable::findings() const { return *findings_; }

LineTable LineTable::with(Findings more) const {
  LineTable table(*this);
  more.insert(more.end(), findings_->begin(), findings_->end());
  table.findings_ = std::make_shared<const Findings>(std::move(more));
  return table;
}

bool LineTable::is_simulated() const { return memory_->is_simulated; }

}  // namespace hoctap
