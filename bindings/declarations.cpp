#include "pybind.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/forms/form_rule.hpp"
#include "hoctap/records/codes.hpp"
#include "hoctap/records/tables.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

struct DeclaredColumn {
  TableInfo table;
  ColumnInfo column;
  ColumnType type;
  bool is_needed;
};

TableView columns_table() {
  std::vector<DeclaredColumn> all;
  const Tables tables;
  for (const Table* table : tables.all())
    for (const ColumnBase* column : table->columns())
      all.push_back({table->info(), column->info(), column->type(), column->is_needed()});
  const auto count = all.size();
  return table_of("columns", false, count, [all](Columns& columns) {
    const auto info = [&](const char* name, auto get) {
      columns.add_text(name, all, [get](const DeclaredColumn& one) { return one.column.*get; });
    };
    const auto flag = [&](const char* name, auto get) {
      columns.add_boolean(name, all, [get](const DeclaredColumn& one) { return one.column.*get; });
    };
    columns.add_text("table", all, [](const DeclaredColumn& one) { return one.table.name; });
    columns.add_text("table_vi", all, [](const DeclaredColumn& one) { return one.table.label; });
    info("column", &ColumnInfo::name);
    info("heading", &ColumnInfo::label);
    columns.add_text("type", all, [](const DeclaredColumn& one) { return name(one.type); });
    columns.add_boolean("is_needed", all, [](const DeclaredColumn& one) { return one.is_needed; });
    flag("is_key", &ColumnInfo::key);
    info("code_list", &ColumnInfo::code_list);
    info("refers_to", &ColumnInfo::refers_to);
    info("not_before", &ColumnInfo::not_before);
    info("within", &ColumnInfo::within);
    flag("in_period", &ColumnInfo::in_period);
    flag("non_negative", &ColumnInfo::non_negative);
    flag("blank_speaks", &ColumnInfo::blank_speaks);
    info("unit", &ColumnInfo::unit);
    info("note", &ColumnInfo::note);
  });
}

struct ListedCode {
  std::string list;
  Code code;
};

TableView codes_table() {
  std::vector<ListedCode> all;
  const CodeLists lists = CodeLists::embedded();
  for (const std::string& name : lists.names())
    for (const Code& code : lists.list(name).codes()) all.push_back({name, code});
  const auto count = all.size();
  return table_of("code_lists", false, count, [all](Columns& columns) {
    columns.add_text("code_list", all, [](const ListedCode& one) { return one.list; });
    columns.add_text("code", all, [](const ListedCode& one) { return one.code.code; });
    columns.add_text("label_vi", all, [](const ListedCode& one) { return one.code.label_vi; });
    columns.add_text("label_en", all, [](const ListedCode& one) { return one.code.label_en; });
    columns.add_words("aliases", all, [](const ListedCode& one) { return one.code.aliases; });
    columns.add_words("flags", all, [](const ListedCode& one) { return one.code.flags; });
    columns.add_date("from", all, [](const ListedCode& one) { return unless_open(one.code.validity.from); });
    columns.add_date("until", all, [](const ListedCode& one) { return unless_open(one.code.validity.until); });
    columns.add_text("source", all, [](const ListedCode& one) { return one.code.source; });
    columns.add_boolean("is_assumption", all, [](const ListedCode& one) { return one.code.is_assumption; });
  });
}

struct ListedForm {
  FormRule rule;
  std::optional<Date> due;
};

// All rules, or those for a period: of its kind, or for any.
std::vector<ListedForm> listed_forms(const std::optional<PeriodArgument>& asked) {
  std::vector<ListedForm> listed;
  const FormRules forms = FormRules::embedded();
  for (const FormRule& rule : forms.rules()) {
    if (!asked) {
      listed.push_back({rule, std::nullopt});
      continue;
    }
    const Period& period = asked->period;
    const bool is_of_kind = rule.period_kind == period.kind() || rule.period_kind == PeriodKind::range;
    if (!is_of_kind || forms.find(rule.code, period) != &rule) continue;
    listed.push_back({rule, unless_open(rule.due.due_date(period))});
  }
  return listed;
}

TableView form_rules_table(const std::optional<PeriodArgument>& period) {
  const auto all = listed_forms(period);
  const auto count = all.size();
  return table_of("form_rules", false, count, [all](Columns& columns) {
    columns.add_text("form", all, [](const ListedForm& one) { return one.rule.code; });
    columns.add_bilingual("name", all, [](const ListedForm& one) { return one.rule.name; });
    columns.add_words("tables", all, [](const ListedForm& one) { return one.rule.tables; });
    columns.add_text("period_kind", all, [](const ListedForm& one) { return name(one.rule.period_kind); });
    columns.add_text("sender", all, [](const ListedForm& one) { return name(one.rule.sender); });
    columns.add_boolean("is_owed", all, [](const ListedForm& one) { return one.rule.is_owed; });
    columns.add_date("due", all, [](const ListedForm& one) { return one.due; });
    columns.add_date("from", all, [](const ListedForm& one) { return unless_open(one.rule.validity.from); });
    columns.add_date("until", all, [](const ListedForm& one) { return unless_open(one.rule.validity.until); });
    columns.add_boolean("is_assumption", all, [](const ListedForm& one) { return one.rule.is_assumption; });
  });
}

}  // namespace

void bind_declarations(py::module_& m) {
  using namespace py::literals;

  m.def(
      "columns", &columns_table,
      R"(List the columns of the tables of records: heading on a form, type, whether a row needs it, its code list, and what must hold of it.

`type` is "text", "unit" (a code of a place), "date", "month", "period", "integer", "money" (đồng), "decimal" (two decimals), "boolean", "ratio" or "person".)");
  m.def(
      "code_lists", &codes_table,
      "List the words that forms may use, by code list: the code, its labels, other spellings, flags, and the days from and until which it holds.");
  m.def("form_rules", &form_rules_table, py::kw_only(), "period"_a = py::none(),
        R"(List the forms: name, the tables that each carries, the kind of its period, and whether a unit owes it.

With a period, list those that may be sent for it, and the day on which each is due; None where nobody owes it.)");
}

}  // namespace hoctap::python
