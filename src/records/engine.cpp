#include "records/engine.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "records/gazetteer_rows.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Tables after those that they refer to, otherwise as declared: positions in TableList::all(), the same for all.
std::vector<std::size_t> order_of_reference() {
  const Tables tables;
  const auto all = tables.all();
  std::vector<std::size_t> order;
  std::vector<const Table*> seen;
  const auto visit = [&](const auto& self, const Table* table) -> void {
    if (table == nullptr || std::find(seen.begin(), seen.end(), table) != seen.end()) return;
    seen.push_back(table);
    for (const ColumnBase* column : table->columns()) self(self, tables.find(column->info().refers_to));
    order.push_back(static_cast<std::size_t>(std::find(all.begin(), all.end(), table) - all.begin()));
  };
  for (const Table* table : all) visit(visit, table);
  return order;
}

const TableRules* rules_of(std::string_view table) {
  for (const auto rules :
       {reporting_rules(), centre_rules(), plan_rules(), learning_rules(), people_rules(), money_rules()}) {
    for (const TableRules& one : rules) {
      if (one.table == table) return &one;
    }
  }
  return nullptr;
}

void check_table(BuilderState& state, Table& table) {
  if (table.size() == 0) return;
  Tables& tables = state.content->tables;
  const TableRules* const rules = rules_of(table.name());
  Check check(state, table);
  check_values(check);
  check_code_lists(check);
  resolve_units(check);
  check_villages(check);
  check_spans(check);
  check_references(check, tables);
  if (rules != nullptr && rules->rows != nullptr) rules->rows(check, tables);
  check_keys(check);
  check.finish_rows();
  if (rules != nullptr && rules->together != nullptr) rules->together(check, tables);
}

}  // namespace

void apply_rules(BuilderState& state) {
  Tables& tables = state.content->tables;
  const std::array<Table*, 2> of_places{&tables.units, &tables.unit_events};
  for (Table* table : of_places) check_table(state, *table);
  extend_gazetteer(state);
  static const std::vector<std::size_t> order = order_of_reference();
  for (const std::size_t at : order) {
    Table* const table = tables.all()[at];
    if (std::find(of_places.begin(), of_places.end(), table) == of_places.end()) check_table(state, *table);
  }
}

}  // namespace hoctap::records
