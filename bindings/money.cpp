#include "pybind.hpp"

#include <array>
#include <map>
#include <memory>
#include <utility>

#include "budget_columns.hpp"
#include "geo.hpp"
#include "hoctap/budget/execution.hpp"
#include "hoctap/budget/money_table.hpp"
#include "hoctap/budget/review.hpp"
#include "hoctap/budget/settlement.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// What Python holds.
struct HeldExecution {
  std::shared_ptr<const Execution> execution;
};
struct HeldSettlements {
  std::shared_ptr<const SettlementReview> review;
};
struct HeldReview {
  std::shared_ptr<const EstimateReview> review;
};
struct HeldMoney {
  std::shared_ptr<const MoneyTable> table;
};

std::optional<std::string> centre_of(const Dataset& dataset, std::uint32_t centre) {
  if (centre == CentreRegister::no_centre) return std::nullopt;
  return std::string(dataset.text(dataset.tables().centres.centre_id[centre]));
}

std::optional<std::string> text_of(const Dataset& dataset, Text text) { return filled(dataset.text(text)); }

std::optional<std::string> mark_of(const std::optional<Mark>& mark) {
  return mark ? std::optional(std::string(name(*mark))) : std::nullopt;
}

// The label of a fund in both languages; the code itself where no list has it.
template <class Rows>
void add_fund(Columns& columns, const Rows& rows, const Dataset& dataset) {
  columns.add_text("fund", rows, [&](const auto& row) { return text_of(dataset, row.fund); });
  const CodeList* const funds = dataset.codes().find("funds");
  const auto label = [&, funds](Language language) {
    return [&, funds, language](const auto& row) -> std::optional<std::string> {
      const Code* const fund = funds == nullptr ? nullptr : funds->find(dataset.text(row.fund));
      return fund == nullptr ? text_of(dataset, row.fund) : std::optional(fund->label(language));
    };
  };
  columns.add_text("fund_vi", rows, label(Language::vi));
  columns.add_text("fund_en", rows, label(Language::en));
}

template <class Rows>
void add_unit(Columns& columns, const Rows& rows, const Dataset& dataset) {
  columns.add_text("unit", rows, [&](const auto& row) { return code_of(dataset.gazetteer(), row.unit); });
  columns.add_text("unit_name", rows, [&](const auto& row) { return name_of(dataset.gazetteer(), row.unit); });
}

// ---------------------------------------------------------------- execution

TableView sums_table(const HeldExecution& self) {
  const auto held = self.execution;
  return table_of("execution", held->dataset.is_simulated(), held->sums.size(), [held](Columns& columns) {
    const auto& rows = held->sums;
    add_unit(columns, rows, held->dataset);
    columns.add_text("centre_id", rows, [&](const ExecutionSum& row) { return centre_of(held->dataset, row.centre); });
    columns.add_integer("year", rows, [](const ExecutionSum& row) { return row.year; });
    add_fund(columns, rows, held->dataset);
    columns.add_boolean("is_state", rows, [](const ExecutionSum& row) { return row.is_state; });
    const auto add = [&](const char* column, std::int64_t ExecutionSum::* member) {
      columns.add_integer(column, rows, [member](const ExecutionSum& row) { return row.*member; });
    };
    add("estimated", &ExecutionSum::estimated);
    add("allocated", &ExecutionSum::allocated);
    add("received", &ExecutionSum::received);
    add("received_in_kind", &ExecutionSum::received_in_kind);
    add("paid", &ExecutionSum::paid);
    add("left", &ExecutionSum::left);
  });
}

TableView allocations_table(const HeldExecution& self) {
  const auto held = self.execution;
  return table_of("allocations", held->dataset.is_simulated(), held->allocations.size(), [held](Columns& columns) {
    struct Row {
      VersionId unit;
      Text fund;
      const AllocationUse* use;
    };
    const Allocations& table = held->dataset.tables().allocations;
    const Expenditures& vouchers = held->dataset.tables().expenditures;
    std::vector<Row> rows;
    for (const AllocationUse& use : held->allocations) rows.push_back({use.unit, table.fund[use.row], &use});
    columns.add_text("allocation_id", rows,
                     [&](const Row& row) { return text_of(held->dataset, table.allocation_id[row.use->row]); });
    columns.add_text("estimate_id", rows, [&](const Row& row) -> std::optional<std::string> {
      if (!table.estimate_id.has(row.use->row)) return std::nullopt;
      return text_of(held->dataset, table.estimate_id[row.use->row]);
    });
    add_unit(columns, rows, held->dataset);
    columns.add_text("centre_id", rows, [&](const Row& row) { return centre_of(held->dataset, row.use->centre); });
    columns.add_integer("year", rows, [&](const Row& row) { return table.year[row.use->row]; });
    add_fund(columns, rows, held->dataset);
    columns.add_date("decided_on", rows, [&](const Row& row) { return table.decided_on.get(row.use->row); });
    columns.add_integer("estimated", rows, [](const Row& row) { return row.use->estimated; });
    columns.add_integer("amount", rows, [](const Row& row) { return row.use->amount; });
    columns.add_integer("paid", rows, [](const Row& row) { return row.use->paid; });
    columns.add_integer("left", rows, [](const Row& row) { return row.use->left; });
    columns.add_integer("vouchers", rows, [](const Row& row) { return row.use->vouchers; });
    columns.add_text("beyond", rows, [&](const Row& row) -> std::optional<std::string> {
      if (!row.use->beyond) return std::nullopt;
      return text_of(held->dataset, vouchers.voucher_id[*row.use->beyond]);
    });
    columns.add_boolean("has_estimate", rows, [](const Row& row) { return row.use->has_estimate; });
  });
}

TableView vouchers_table(const HeldExecution& self) {
  const auto held = self.execution;
  return table_of("vouchers", held->dataset.is_simulated(), held->vouchers.size(), [held](Columns& columns) {
    const auto& rows = held->vouchers;
    const Expenditures& table = held->dataset.tables().expenditures;
    columns.add_text("voucher_id", rows,
                     [&](const VoucherUse& row) { return text_of(held->dataset, table.voucher_id[row.row]); });
    columns.add_text("allocation_id", rows,
                     [&](const VoucherUse& row) { return text_of(held->dataset, table.allocation_id[row.row]); });
    columns.add_date("paid_on", rows, [&](const VoucherUse& row) { return table.paid_on.get(row.row); });
    columns.add_integer("amount", rows, [](const VoucherUse& row) { return row.amount; });
    columns.add_integer("product", rows, [](const VoucherUse& row) { return row.product; });
    columns.add_boolean("differs", rows, [](const VoucherUse& row) { return row.differs; });
    columns.add_integer("running_total", rows, [](const VoucherUse& row) { return row.running_total; });
    columns.add_integer("left", rows, [](const VoucherUse& row) { return row.left; });
    columns.add_boolean("is_beyond", rows, [](const VoucherUse& row) { return row.is_beyond; });
  });
}

TableView estimates_table(const HeldExecution& self) {
  const auto held = self.execution;
  return table_of("estimates", held->dataset.is_simulated(), held->estimates.size(), [held](Columns& columns) {
    const auto& rows = held->estimates;
    columns.add_text("estimate_id", rows, [&](const EstimateUse& row) { return text_of(held->dataset, row.id); });
    columns.add_integer("version", rows, [](const EstimateUse& row) { return row.version; });
    columns.add_boolean("is_approved", rows, [](const EstimateUse& row) { return row.is_approved; });
    add_unit(columns, rows, held->dataset);
    columns.add_integer("year", rows, [](const EstimateUse& row) { return row.year; });
    columns.add_integer("lines", rows, [](const EstimateUse& row) { return row.lines; });
    columns.add_integer("amount", rows, [](const EstimateUse& row) { return row.amount; });
    columns.add_integer("allocated", rows, [](const EstimateUse& row) { return row.allocated; });
    columns.add_boolean("has_allocation", rows, [](const EstimateUse& row) { return row.has_allocation; });
  });
}

void bind_execution(py::module_& m) {
  using namespace py::literals;
  auto type =
      py::class_<HeldExecution>(m, "Execution", R"(How a budget was carried out: estimates, allocations and vouchers.

A table with a row for each unit, centre, year and fund: unit, unit_name, centre_id (null: the commune as a whole), year, fund, fund_vi,
fund_en, is_state, estimated, allocated, received, received_in_kind, paid, left (allocated less paid), all in đồng.)");
  type.def_property_readonly("allocations", &allocations_table, R"(Each allocation and what was paid of it.

A table with allocation_id, estimate_id, unit, unit_name, centre_id, year, fund, fund_vi, fund_en, decided_on, estimated (null: it names no
estimate that is known), amount, paid, left, vouchers, beyond (the voucher with which it was first exceeded), has_estimate (any of its
commune and year).)")
      .def_property_readonly("vouchers", &vouchers_table, R"(Vouchers in the order of payment within their allocation.

A table with voucher_id, allocation_id, paid_on, amount, product (quantity times price), differs (the product is not the amount),
running_total, left, is_beyond.)")
      .def_property_readonly("estimates", &estimates_table,
                             R"(Each estimate, in the version that counts, against its allocations.

A table with estimate_id, version, is_approved, unit, unit_name, year, lines, amount, allocated (by allocations that name it),
has_allocation (any to its commune and year).)")
      .def_property_readonly(
          "total",
          [](const HeldExecution& self) {
            const ExecutionSum& total = self.execution->total;
            return std::map<std::string, std::int64_t>{
                {"estimated", total.estimated}, {"allocated", total.allocated},
                {"received", total.received},   {"received_in_kind", total.received_in_kind},
                {"paid", total.paid},           {"left", total.left}};
          },
          "Sums over everything, in đồng.")
      .def_property_readonly(
          "findings",
          [](const HeldExecution& self) {
            return FindingList{self.execution->findings, self.execution, self.execution->dataset.is_simulated()};
          },
          "Allocations without an estimate, and estimates without an allocation.")
      .def_property_readonly(
          "is_simulated", [](const HeldExecution& self) { return self.execution->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def("__len__", [](const HeldExecution& self) { return self.execution->sums.size(); })
      .def("__repr__", [](const HeldExecution& self) {
        const Execution& one = *self.execution;
        return "<Execution: " + std::to_string(one.allocations.size()) + " allocations of " +
               std::to_string(one.total.allocated) + " VND, " + std::to_string(one.vouchers.size()) + " vouchers of " +
               std::to_string(one.total.paid) + " VND" + (one.dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, sums_table);
  add_display(type, "execution_text", "execution_html");

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "execution",
      [](const Reading& self, std::optional<std::int64_t> year) {
        return HeldExecution{std::make_shared<const Execution>(execution_of(self.dataset, year))};
      },
      py::kw_only(), "year"_a = py::none(), ReleaseGil(),
      R"(Compare estimates, allocations and vouchers, of one budget year or of all.

Raises:
    Overflow: a sum does not fit into 64 bits.)");
}

// ---------------------------------------------------------------- settlements

TableView settlements_table(const HeldSettlements& self) {
  const auto held = self.review;
  return table_of("settlement", held->dataset.is_simulated(), held->items.size(), [held](Columns& columns) {
    const auto& rows = held->items;
    add_unit(columns, rows, held->dataset);
    columns.add_integer("year", rows, [&](const SettlementItem&) { return std::int64_t{held->year}; });
    add_fund(columns, rows, held->dataset);
    columns.add_boolean("is_state", rows, [](const SettlementItem& row) { return row.is_state; });
    columns.add_integer("allocated", rows, [](const SettlementItem& row) { return row.allocated; });
    columns.add_integer("paid", rows, [](const SettlementItem& row) { return row.paid; });
    columns.add_integer("left", rows, [](const SettlementItem& row) { return row.left; });
    columns.add_integer("settled", rows, [](const SettlementItem& row) { return row.settled; });
    columns.add_integer("differs", rows, [](const SettlementItem& row) { return row.differs; });
    columns.add_date("submitted_on", rows, [](const SettlementItem& row) { return row.submitted_on; });
    columns.add_date("approved_on", rows, [](const SettlementItem& row) { return row.approved_on; });
    const CalendarDay* const day = held->calendar.find("settlement_approved");
    columns.add_date("last_day", rows, [&](const SettlementItem& row) {
      return day == nullptr || !row.is_state ? std::nullopt : day->last_day;
    });
    columns.add_text("state", rows, [](const SettlementItem& row) { return name(row.state); });
    columns.add_date("stated_due", rows, [](const SettlementItem& row) { return row.stated_due; });
    columns.add_text("stated_state", rows, [](const SettlementItem& row) -> std::optional<std::string> {
      return row.stated_state ? std::optional(std::string(name(*row.stated_state))) : std::nullopt;
    });
    columns.add_integer("lapses", rows, [](const SettlementItem& row) { return row.lapses; });
    columns.add_integer("carries_over", rows, [](const SettlementItem& row) { return row.carries_over; });
    columns.add_integer("returned", rows, [](const SettlementItem& row) { return row.returned; });
    columns.add_integer("not_modelled", rows, [](const SettlementItem& row) { return row.not_modelled; });
  });
}

void bind_settlements(py::module_& m) {
  using namespace py::literals;
  auto type = py::class_<HeldSettlements>(m, "SettlementReview",
                                          R"(Settlements of a year against vouchers and against the days of the law.

A table with a row for each unit and fund: unit, unit_name, year, fund, fund_vi, fund_en, is_state, allocated, paid, left, settled, differs
(settled less paid), submitted_on, approved_on, last_day (of the approval by the law; null: not modelled), state ("on_time", "late",
"missing", "not_yet_due", "undetermined", "not_modelled"), stated_due and stated_state (the day that the record itself states, for sending it in), and of
what is left when the year is over lapses, carries_over, returned and not_modelled (đồng).)");
  type.def_property_readonly(
          "year", [](const HeldSettlements& self) { return self.review->year; }, "The budget year.")
      .def_property_readonly(
          "asked", [](const HeldSettlements& self) { return unless_open(self.review->asked); },
          "The day on which it is judged; None: everything is over.")
      .def_property_readonly(
          "states",
          [](const HeldSettlements& self) {
            std::map<std::string, std::int64_t> states;
            for (std::size_t i = 0; i < due_state_count; ++i)
              states.emplace(name(static_cast<DueState>(i)), self.review->by_state[i]);
            return states;
          },
          "How many units and funds of the state stand how.")
      .def_property_readonly(
          "findings",
          [](const HeldSettlements& self) {
            return FindingList{self.review->findings, self.review, self.review->dataset.is_simulated()};
          },
          "Settlements that differ from the vouchers, or have none.")
      .def_property_readonly(
          "is_simulated", [](const HeldSettlements& self) { return self.review->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def("__len__", [](const HeldSettlements& self) { return self.review->items.size(); })
      .def("__repr__", [](const HeldSettlements& self) {
        return "<SettlementReview for " + std::to_string(self.review->year) + ": " +
               std::to_string(self.review->items.size()) + " units and funds" +
               (self.review->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, settlements_table);
  add_display(type, "settlement_text", "settlement_html");

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def(
      "settlements",
      [](const Book& self, const SharedReading& dataset, int year, std::optional<Date> asked,
         const AttributeWords& attributes, const std::map<std::string, Date>& happened,
         std::optional<std::vector<Date>> holidays) {
        SettlementOptions options;
        options.calendar.attributes.assign(attributes.begin(), attributes.end());
        options.calendar.happened.assign(happened.begin(), happened.end());
        options.calendar.holidays = std::move(holidays);
        const Date day = asked.value_or(dataset->obligations.day());
        const py::gil_scoped_release unlocked;
        return HeldSettlements{
            std::make_shared<const SettlementReview>(review_settlements(self, dataset->dataset, year, day, options))};
      },
      "dataset"_a, py::kw_only(), "year"_a, "asked"_a = py::none(), "attributes"_a = AttributeWords{},
      "happened"_a = std::map<std::string, Date>{}, "holidays"_a = py::none(),
      R"(Compare the settlements of a budget year with vouchers and with the days of the law, and say what becomes of money left.

Args:
    dataset: records with allocations, expenditures and settlements.
    year: the budget year.
    asked: the day on which it is judged. Default: the day of the reading.
    attributes, happened, holidays: as in `calendar`.

Raises:
    InvalidValue, NotFound: as in `calendar`.
    Overflow: a sum does not fit into 64 bits.)");
}

// ---------------------------------------------------------------- review of estimates

TableView lines_table(const HeldReview& self) {
  const auto held = self.review;
  return table_of("reviewed_lines", held->dataset.is_simulated(), held->lines.size(), [held](Columns& columns) {
    const auto& rows = held->lines;
    const Dataset& dataset = held->dataset;
    const BudgetEstimates& table = dataset.tables().budget_estimates;
    const Rulebook rules = held->book.rulebook();
    columns.add_text("estimate_id", rows,
                     [&](const ReviewedLine& row) { return text_of(dataset, table.estimate_id[row.row]); });
    columns.add_integer("line_no", rows, [&](const ReviewedLine& row) { return table.line_no[row.row]; });
    columns.add_text("centre_id", rows, [&](const ReviewedLine& row) -> std::optional<std::string> {
      return table.centre_id.has(row.row) ? text_of(dataset, table.centre_id[row.row]) : std::nullopt;
    });
    columns.add_text("wording", rows,
                     [&](const ReviewedLine& row) { return text_of(dataset, table.content_code[row.row]); });
    const auto content = [&](auto get) {
      return [&, get](const ReviewedLine& row) -> std::optional<std::string> {
        return row.content ? std::optional(get(rules.contents()[*row.content])) : std::nullopt;
      };
    };
    columns.add_text("content", rows, content([](const Content& one) { return one.id; }));
    columns.add_text("content_vi", rows, content([](const Content& one) { return one.name.vi; }));
    columns.add_text("content_en", rows, content([](const Content& one) { return one.name.en; }));
    columns.add_date("date", rows, [](const ReviewedLine& row) { return row.date; });
    columns.add_integer("amount", rows, [](const ReviewedLine& row) { return row.amount; });
    columns.add_text("verdict", rows, [](const ReviewedLine& row) { return name(row.verdict); });
    columns.add_integer("ceiling", rows, [](const ReviewedLine& row) { return row.ceiling; });
    columns.add_integer("highest_ceiling", rows, [](const ReviewedLine& row) { return row.highest_ceiling; });
    columns.add_integer("excess", rows, [](const ReviewedLine& row) { return row.excess; });
    columns.add_text("flags", rows, [](const ReviewedLine& row) { return filled(flags_text(row.flags)); });
    columns.add_text("mark", rows, [](const ReviewedLine& row) { return mark_of(row.mark); });
    add_norm_names(columns, rows, rules);
  });
}

TableView centre_years_table(const HeldReview& self) {
  const auto held = self.review;
  return table_of(
      "reviewed_centre_years", held->dataset.is_simulated(), held->centre_years.size(), [held](Columns& columns) {
        const auto& rows = held->centre_years;
        columns.add_text("centre_id", rows,
                         [&](const ReviewedCentreYear& row) { return centre_of(held->dataset, row.centre); });
        columns.add_integer("year", rows, [&](const ReviewedCentreYear&) { return std::int64_t{held->year}; });
        const auto add = [&](const char* column, std::int64_t ReviewedCentreYear::* member) {
          columns.add_integer(column, rows, [member](const auto& row) { return row.*member; });
        };
        add("lines", &ReviewedCentreYear::lines);
        add("lines_broken", &ReviewedCentreYear::lines_broken);
        add("lines_unchecked", &ReviewedCentreYear::lines_unchecked);
        add("amount", &ReviewedCentreYear::amount);
        add("excess", &ReviewedCentreYear::excess);
        columns.add_text("verdict", rows, [](const ReviewedCentreYear& row) { return name(row.verdict); });
        columns.add_text("mark", rows, [](const ReviewedCentreYear& row) { return mark_of(row.mark); });
      });
}

TableView bounds_table(const HeldReview& self) {
  const auto held = self.review;
  return table_of("reviewed_bounds", held->dataset.is_simulated(), held->bounds.size(), [held](Columns& columns) {
    const auto& rows = held->bounds;
    const Rulebook rules = held->book.rulebook();
    columns.add_text("centre_id", rows, [&](const ReviewedBound& row) -> std::optional<std::string> {
      if (!row.centre_year) return std::nullopt;
      return centre_of(held->dataset, held->centre_years[*row.centre_year].centre);
    });
    columns.add_text("estimate_id", rows, [&](const ReviewedBound& row) -> std::optional<std::string> {
      return row.estimate ? text_of(held->dataset, held->estimates[*row.estimate].id) : std::nullopt;
    });
    columns.add_text("content", rows, [&](const ReviewedBound& row) { return rules.contents()[row.content].id; });
    columns.add_text("content_vi", rows,
                     [&](const ReviewedBound& row) { return rules.contents()[row.content].name.vi; });
    columns.add_text("content_en", rows,
                     [&](const ReviewedBound& row) { return rules.contents()[row.content].name.en; });
    columns.add_boolean("is_at_least", rows, [](const ReviewedBound& row) { return row.is_at_least; });
    columns.add_integer("bound", rows, [](const ReviewedBound& row) { return row.bound; });
    columns.add_integer("found", rows, [](const ReviewedBound& row) { return row.found; });
    columns.add_integer("differs", rows, [](const ReviewedBound& row) { return row.differs; });
    columns.add_text("verdict", rows, [](const ReviewedBound& row) { return name(row.verdict); });
    columns.add_text("missing", rows, [](const ReviewedBound& row) {
      std::string missing;
      for (const std::string& one : row.missing) missing += (missing.empty() ? "" : ";") + one;
      return filled(missing);
    });
    columns.add_text("mark", rows, [](const ReviewedBound& row) { return mark_of(row.mark); });
    add_norm_names(columns, rows, rules);
  });
}

TableView reviewed_estimates_table(const HeldReview& self) {
  const auto held = self.review;
  return table_of("reviewed_estimates", held->dataset.is_simulated(), held->estimates.size(), [held](Columns& columns) {
    const auto& rows = held->estimates;
    columns.add_text("estimate_id", rows, [&](const ReviewedEstimate& row) { return text_of(held->dataset, row.id); });
    add_unit(columns, rows, held->dataset);
    columns.add_integer("version", rows, [](const ReviewedEstimate& row) { return row.version; });
    columns.add_integer("newest_version", rows, [](const ReviewedEstimate& row) { return row.newest; });
    columns.add_boolean("is_approved", rows, [](const ReviewedEstimate& row) { return row.is_approved; });
    const auto add = [&](const char* column, std::int64_t ReviewedEstimate::* member) {
      columns.add_integer(column, rows, [member](const ReviewedEstimate& row) { return row.*member; });
    };
    add("lines", &ReviewedEstimate::lines);
    add("lines_broken", &ReviewedEstimate::lines_broken);
    add("lines_unchecked", &ReviewedEstimate::lines_unchecked);
    add("lines_differing", &ReviewedEstimate::lines_differing);
    add("amount", &ReviewedEstimate::amount);
    add("excess", &ReviewedEstimate::excess);
    add("without_fund", &ReviewedEstimate::without_fund);
    columns.add_integer("stated", rows, [](const ReviewedEstimate& row) { return row.stated; });
    columns.add_boolean("sums_agree", rows, [](const ReviewedEstimate& row) { return row.sums_agree; });
    columns.add_text("verdict", rows, [](const ReviewedEstimate& row) { return name(row.verdict); });
    columns.add_text("mark", rows, [](const ReviewedEstimate& row) { return mark_of(row.mark); });
  });
}

using StatedTotals = std::map<std::string, std::int64_t>;
using StatedParts = std::map<std::pair<std::string, std::string>, std::int64_t>;

void bind_review(py::module_& m) {
  using namespace py::literals;
  auto type = py::class_<HeldReview>(m, "EstimateReview",
                                     R"(Estimates of a year reviewed at three scopes: line, centre-year, estimate.

A table with a row an estimate: estimate_id, unit, unit_name, version (that counts: the newest approved, else the newest), newest_version,
is_approved, lines, lines_broken (over or not permitted), lines_unchecked, lines_differing (factors times price is not the amount), amount,
excess, without_fund (đồng that name no source), stated (the total that was stated), sums_agree, verdict ("fits", "breaks", "undetermined")
and mark, the weakest of all that it rests on.)");
  type.def_property_readonly(
          "year", [](const HeldReview& self) { return self.review->year; }, "The budget year.")
      .def_property_readonly("lines", &lines_table, R"(Each line against its norm.

A table with estimate_id, line_no, centre_id, wording, content, content_vi, content_en (null: not known), date, amount, verdict, ceiling,
highest_ceiling, excess, flags, mark (the weakest on the way to its norm), norm, norm_vi, norm_en.)")
      .def_property_readonly("centre_years", &centre_years_table, R"(Each centre's year, with its floors and shares.

A table with centre_id, year, lines, lines_broken, lines_unchecked, amount, excess, verdict, mark.)")
      .def_property_readonly("bounds", &bounds_table, R"(Floors of the state's support, and shares of other money.

A table with centre_id, estimate_id, content, content_vi, content_en, is_at_least, bound (đồng; null: not known), found, differs (lacking, or
too much), verdict, missing, mark, norm, norm_vi, norm_en.)")
      .def_property_readonly(
          "findings",
          [](const HeldReview& self) {
            return FindingList{self.review->findings, self.review, self.review->dataset.is_simulated()};
          },
          "Totals, sources, versions and statuses that do not fit; contents that are not known.")
      .def_property_readonly(
          "is_simulated", [](const HeldReview& self) { return self.review->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def("__len__", [](const HeldReview& self) { return self.review->estimates.size(); })
      .def("__repr__", [](const HeldReview& self) {
        return "<EstimateReview for " + std::to_string(self.review->year) + ": " +
               std::to_string(self.review->estimates.size()) + " estimates, " +
               std::to_string(self.review->lines.size()) + " lines" +
               (self.review->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, reviewed_estimates_table);
  add_display(type, "review_text", "review_html");

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def(
      "review",
      [](const Book& self, const SharedReading& dataset, int year, const StatedTotals& totals, const StatedParts& parts,
         const AttributeWords& attributes, const UnitWords& unit_attributes, std::optional<Date> decided_on) {
        ReviewOptions options;
        for (const auto& [id, amount] : totals) options.totals.push_back({id, "", amount});
        for (const auto& [key, amount] : parts) options.totals.push_back({key.first, key.second, amount});
        options.attributes = stated_attributes(attributes, unit_attributes);
        options.decided_on = decided_on;
        const py::gil_scoped_release unlocked;
        return HeldReview{
            std::make_shared<const EstimateReview>(review_estimates(self, dataset->dataset, year, options))};
      },
      "dataset"_a, py::kw_only(), "year"_a, "totals"_a = StatedTotals{}, "parts"_a = StatedParts{},
      "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{}, "decided_on"_a = py::none(),
      R"(Review the estimates of a budget year as they were handed in: lines, centre-years, and the estimates as wholes.

Args:
    dataset: records with budget_estimates; centres, centre_places and plan_lines where they are known.
    year: the budget year.
    totals: the total that stands on an estimate: `{"DT-07375-2025": 25_000_000}`.
    parts: what an estimate says that a fund gives: `{("DT-07375-2025", "commune_budget"): 20_000_000}`.
    attributes, unit_attributes, decided_on: as in `estimate`.

Raises:
    NotFound: an estimate, attribute, value or unit is not known; the message names the nearest ones.
    Overflow: a sum does not fit into 64 bits.)");
}

// ---------------------------------------------------------------- money on levels

const std::array<const char*, money_quantity_count> at_most_names{"estimated_at_most", "allocated_at_most",
                                                                  "received_at_most",  "received_in_kind_at_most",
                                                                  "paid_at_most",      "settled_at_most"};

template <class Rows, class RowOf>
void add_where(Columns& columns, const Rows& rows, const std::shared_ptr<const MoneyTable>& held, RowOf row_of) {
  const Gazetteer& gazetteer = held->dataset.gazetteer();
  const auto is_centre = [&](const auto& row) { return row_of(row).kind == MoneyRowKind::centre; };
  columns.add_text("view", rows, [&](const auto& row) -> std::optional<std::string> {
    return is_centre(row) ? std::nullopt : std::optional(held->views[row_of(row).view].text());
  });
  columns.add_text("kind", rows, [&](const auto& row) { return name(row_of(row).kind); });
  columns.add_text("level", rows, [&](const auto& row) {
    return is_centre(row) ? std::string_view("centre") : name(row_of(row).level);
  });
  columns.add_text("unit", rows, [&](const auto& row) -> std::optional<std::string> {
    const MoneyRow& of = row_of(row);
    return of.units.empty() ? std::nullopt : std::optional(joint_code(gazetteer, of.units));
  });
  columns.add_text("unit_name", rows, [&](const auto& row) -> std::optional<std::string> {
    const MoneyRow& of = row_of(row);
    return of.units.empty() ? std::nullopt : std::optional(joint_name(gazetteer, of.units));
  });
  columns.add_text("centre_id", rows, [&](const auto& row) { return centre_of(held->dataset, row_of(row).centre); });
  columns.add_integer("year", rows, [&](const auto& row) { return row_of(row).year; });
}

TableView money_rows_table(const HeldMoney& self) {
  const auto held = self.table;
  return table_of("money", held->dataset.is_simulated(), held->rows.size(), [held](Columns& columns) {
    const auto& rows = held->rows;
    add_where(columns, rows, held, [](const MoneyRow& row) -> const MoneyRow& { return row; });
    columns.add_boolean("is_of_all_funds", rows, [](const MoneyRow& row) { return row.is_of_all; });
    add_fund(columns, rows, held->dataset);
    for (std::size_t i = 0; i < money_quantity_count; ++i) {
      const std::string quantity(name(static_cast<MoneyQuantity>(i)));
      columns.add_integer(quantity.c_str(), rows, [i](const MoneyRow& row) { return row.amounts[i]; });
    }
    for (std::size_t i = 0; i < money_quantity_count; ++i)
      columns.add_integer(at_most_names[i], rows, [i](const MoneyRow& row) { return row.at_most[i]; });
    const auto reports = [](std::int64_t MoneyRow::* member) {
      return [member](const MoneyRow& row) {
        return row.kind == MoneyRowKind::centre ? std::nullopt : std::optional(row.*member);
      };
    };
    columns.add_integer("owed", rows, reports(&MoneyRow::owed));
    columns.add_integer("reported", rows, reports(&MoneyRow::reported));
  });
}

TableView measures_table(const HeldMoney& self) {
  const auto held = self.table;
  struct Row {
    const MoneyRow* row;
    std::size_t measure;
    const Cell& cell() const { return row->measures[measure]; }
  };
  const auto rows = std::make_shared<std::vector<Row>>();
  for (const MoneyRow& row : held->rows) {
    if (row.kind == MoneyRowKind::centre || !row.is_of_all) continue;
    for (std::size_t i = 0; i < money_measure_count; ++i) rows->push_back({&row, i});
  }
  return table_of("money_measures", held->dataset.is_simulated(), rows->size(), [held, rows](Columns& columns) {
    add_where(columns, *rows, held, [](const Row& row) -> const MoneyRow& { return *row.row; });
    columns.add_text("measure", *rows, [](const Row& row) { return name(static_cast<MoneyMeasure>(row.measure)); });
    const auto add = [&](const char* column, std::int64_t Cell::* member) {
      columns.add_integer(column, *rows, [member](const Row& row) { return row.cell().*member; });
    };
    add("numerator", &Cell::numerator);
    add("denominator", &Cell::denominator);
    add("unreported", &Cell::unreported);
    add("lower_num", &Cell::lower_num);
    add("lower_den", &Cell::lower_den);
    add("upper_num", &Cell::upper_num);
    add("upper_den", &Cell::upper_den);
    columns.add_boolean("has_bounds", *rows, [](const Row& row) { return row.row->has_bounds[row.measure]; });
  });
}

TableView unplaced_table(const HeldMoney& self) {
  const auto held = self.table;
  return table_of("unplaced", held->dataset.is_simulated(), held->unplaced.size(), [held](Columns& columns) {
    const auto& rows = held->unplaced;
    columns.add_integer("year", rows, [](const auto& row) { return row.first; });
    for (std::size_t i = 0; i < money_quantity_count; ++i) {
      const std::string quantity(name(static_cast<MoneyQuantity>(i)));
      columns.add_integer(quantity.c_str(), rows, [i](const auto& row) { return row.second[i]; });
    }
  });
}

void bind_money_table(py::module_& m) {
  using namespace py::literals;
  auto type = py::class_<HeldMoney>(m, "MoneyTable", R"(Money of centres on every level of one or more views.

A table with a row for each unit, year and, where asked for, fund: view, kind ("centre", "unit", "joint": several units that share what
cannot be placed on one of them, "territory"), level, unit, unit_name, centre_id, year, is_of_all_funds, fund, fund_vi, fund_en, the đồng
estimated, allocated, received, received_in_kind, paid and settled that lie there for sure, the same with `_at_most` (with what may lie there or
in other units), owed and reported (reports on money). What was not reported is in none of these.)");
  type.def_property_readonly("measures", &measures_table, R"(The parts of K1b, K9 and R6a by unit and year.

A table with view, kind, level, unit, unit_name, centre_id, year, measure ("social_receipts", "state_support_paid", "allocated"), numerator,
denominator, unreported, lower_num, lower_den, upper_num, upper_den (đồng; they add, and are divided last), has_bounds.)")
      .def_property_readonly("unplaced", &unplaced_table,
                             "Đồng for which no unit can be named, by year: a table with year and the six quantities.")
      .def_property_readonly(
          "views",
          [](const HeldMoney& self) {
            std::vector<std::string> views;
            for (const ViewChoice& view : self.table->views) views.push_back(view.text());
            return views;
          },
          "Which units are shown.")
      .def_property_readonly(
          "is_simulated", [](const HeldMoney& self) { return self.table->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def("__len__", [](const HeldMoney& self) { return self.table->rows.size(); })
      .def("__repr__", [](const HeldMoney& self) {
        return "<MoneyTable: " + std::to_string(self.table->rows.size()) + " rows" +
               (self.table->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, money_rows_table);
  add_display(type, "money_text", "money_html");

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def(
      "money",
      [](const Book& self, const SharedReading& dataset, const std::optional<OneOrMore<std::int64_t>>& years,
         const OneOrMore<ViewArgument>& views, const std::optional<OneOrMore<std::string>>& levels, bool by_fund,
         bool by_centre, const AttributeWords& attributes, const UnitWords& unit_attributes) {
        MoneyRequest request;
        if (years) request.years = years->values;
        request.views.clear();
        for (const ViewArgument& view : views.values) request.views.push_back(view.choice);
        if (levels)
          for (const std::string& level : levels->values) request.levels.push_back(level_argument(level));
        request.by_fund = by_fund;
        request.by_centre = by_centre;
        request.attributes = stated_attributes(attributes, unit_attributes);
        const py::gil_scoped_release unlocked;
        return HeldMoney{std::make_shared<const MoneyTable>(money_table(*dataset, self, request))};
      },
      "dataset"_a, py::kw_only(), "years"_a = py::none(), "views"_a = "plan_territory", "levels"_a = py::none(),
      "by_fund"_a = false, "by_centre"_a = false, "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{},
      R"(Add money up from centres and communes to districts, provinces and the nation, on the units of one or more views.

Args:
    dataset: records of money; the same territory and plan as in `Dataset.indicators`.
    years: one or more budget years. Default: all in which there is any money.
    views: one or more, as in `Dataset.indicators`.
    levels: "commune", "district", "province" … Default: all from the communes to the territory's.
    by_fund: whether each fund has rows of its own beside those of all.
    by_centre: whether each centre has rows too.
    attributes, unit_attributes: as in `estimate`, for what centres are entitled to.

Raises:
    InvalidValue: a year, view or level is none.
    NotFound: the territory, a unit or attribute is not known.
    Overflow: a sum does not fit into 64 bits.)");
}

}  // namespace

void bind_money(py::module_& m) {
  bind_execution(m);
  bind_settlements(m);
  bind_review(m);
  bind_money_table(m);
}

}  // namespace hoctap::python
