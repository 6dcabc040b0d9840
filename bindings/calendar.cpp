#include "pybind.hpp"

#include "hoctap/norm/calendar.hpp"

#include <map>
#include <memory>
#include <utility>

#include "budget_columns.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// What Python holds.
struct YearCalendar {
  std::shared_ptr<const BudgetCalendar> calendar;
};

std::optional<std::string> gap_of(CalendarGap gap) {
  return gap == CalendarGap::none ? std::nullopt : std::optional(std::string(name(gap)));
}

// The citation, mark and source of an entry, and why it is not modelled where the entry says so.
template <class Rows, class EntryOf>
void add_entry(Columns& columns, const Rows& rows, EntryOf entry_of) {
  const auto add = [&](const char* column, auto get) {
    columns.add_text(column, rows, [&](const auto& row) -> std::optional<std::string> {
      const Norm* const entry = entry_of(row);
      return entry == nullptr ? std::nullopt : get(*entry);
    });
  };
  add("norm", [](const Norm& entry) { return std::optional(entry.id); });
  add("norm_vi", [](const Norm& entry) { return std::optional(entry.citation.text(Language::vi)); });
  add("norm_en", [](const Norm& entry) { return std::optional(entry.citation.text(Language::en)); });
  columns.add_text("mark", rows, [&](const auto& row) -> std::optional<std::string> {
    return entry_of(row) == nullptr ? std::nullopt : std::optional(std::string(name(row.mark)));
  });
  columns.add_text("gap", rows, [](const auto& row) { return gap_of(row.gap); });
  columns.add_text("detail", rows, [&](const auto& row) -> std::optional<std::string> {
    const Norm* const entry = entry_of(row);
    if (row.gap == CalendarGap::stated && entry != nullptr && entry->reason) return std::string(name(*entry->reason));
    return filled(row.detail);
  });
  add("note", [](const Norm& entry) { return filled(entry.note); });
}

TableView days_table(const YearCalendar& self) {
  const auto calendar = self.calendar;
  return table_of("calendar", false, calendar->days.size(), [calendar](Columns& columns) {
    const auto& rows = calendar->days;
    const Rulebook rules = calendar->book.rulebook();
    const auto entry = [&](const CalendarDay& row) {
      return row.due == no_entry ? nullptr : &rules.due_days()[row.due].entry;
    };
    // A step that no text sets for the year has the name that a text of another year gives it.
    const auto any_entry = [&](const CalendarDay& row) {
      if (row.due != no_entry) return entry(row);
      for (const Due& due : rules.due_days())
        if (due.step == row.step) return &due.entry;
      return static_cast<const Norm*>(nullptr);
    };
    columns.add_integer("year", rows, [&](const CalendarDay&) { return std::int64_t{calendar->year}; });
    columns.add_text("step", rows, [](const CalendarDay& row) { return row.step; });
    columns.add_text("name_vi", rows, [&](const CalendarDay& row) { return any_entry(row)->name.vi; });
    columns.add_text("name_en", rows, [&](const CalendarDay& row) { return any_entry(row)->name.en; });
    columns.add_text("who", rows, [](const CalendarDay& row) { return filled(row.who); });
    columns.add_integer("part", rows,
                        [](const CalendarDay& row) { return row.part == 0 ? std::nullopt : std::optional(row.part); });
    columns.add_date("last_day", rows, [](const CalendarDay& row) { return row.last_day; });
    columns.add_boolean("lacks_holidays", rows, [](const CalendarDay& row) { return row.lacks_holidays; });
    columns.add_text("counts_from", rows, [&](const CalendarDay& row) -> std::optional<std::string> {
      if (row.rests_on.empty()) return std::nullopt;
      std::string steps;
      for (const std::uint32_t due : row.rests_on) steps += (steps.empty() ? "" : ";") + rules.due_days()[due].step;
      return steps;
    });
    add_entry(columns, rows, entry);
  });
}

TableView frame_table(const YearCalendar& self) {
  const auto calendar = self.calendar;
  return table_of("calendar_frame", false, calendar->frame.size(), [calendar](Columns& columns) {
    const auto& rows = calendar->frame;
    const Rulebook rules = calendar->book.rulebook();
    const auto add = [&](const char* column, auto get) {
      columns.add_text(column, rows, [&](const CalendarFrame& row) -> std::optional<std::string> {
        if (row.instrument == no_entry) return std::nullopt;
        return std::string(get(rules.instruments()[row.instrument]));
      });
    };
    columns.add_text("role", rows, [](const CalendarFrame& row) { return name(row.role); });
    add("instrument", [](const Instrument& one) { return one.number; });
    add("title_vi", [](const Instrument& one) { return one.title.vi; });
    add("title_en", [](const Instrument& one) { return one.title.en; });
    columns.add_date("from", rows, [](const CalendarFrame& row) -> std::optional<Date> { return row.days.from; });
    columns.add_date("until", rows, [](const CalendarFrame& row) -> std::optional<Date> { return row.days.until; });
    add("mark", [](const Instrument& one) { return name(one.mark); });
    columns.add_text("gap", rows, [](const CalendarFrame& row) { return gap_of(row.gap); });
  });
}

TableView leftovers_table(const YearCalendar& self) {
  const auto calendar = self.calendar;
  return table_of("calendar_leftovers", false, calendar->leftovers.size(), [calendar](Columns& columns) {
    const auto& rows = calendar->leftovers;
    const Rulebook rules = calendar->book.rulebook();
    const auto entry = [&](const CalendarLeftover& row) {
      return row.entry == no_entry ? nullptr : &rules.year_ends()[row.entry].entry;
    };
    const auto any_entry = [&](const CalendarLeftover& row) -> const Norm* {
      if (row.entry != no_entry) return entry(row);
      for (const YearEnd& end : rules.year_ends())
        if (end.money == row.money) return &end.entry;
      return nullptr;
    };
    columns.add_text("money", rows, [](const CalendarLeftover& row) { return row.money; });
    const auto add_name = [&](const char* column, std::string BilingualText::* language) {
      columns.add_text(column, rows, [&, language](const CalendarLeftover& row) -> std::optional<std::string> {
        const Norm* const any = any_entry(row);
        return any == nullptr ? std::nullopt : std::optional(any->name.*language);
      });
    };
    add_name("name_vi", &BilingualText::vi);
    add_name("name_en", &BilingualText::en);
    columns.add_text("fate", rows, [](const CalendarLeftover& row) -> std::optional<std::string> {
      return row.fate ? std::optional(std::string(name(*row.fate))) : std::nullopt;
    });
    columns.add_date("added_after", rows, [](const CalendarLeftover& row) { return row.added_after; });
    add_entry(columns, rows, entry);
  });
}

}  // namespace

void bind_calendar(py::module_& m) {
  using namespace py::literals;
  auto type =
      py::class_<YearCalendar>(m, "BudgetCalendar", R"(What has to be done for a budget year, by whom and by when.

A table with a row a step (of steps of each quarter or month, a row a part): year, step, name_vi, name_en, who, part, last_day (done on it is in
time; null: not modelled), lacks_holidays (counted in working days without public holidays: the true day may be later), counts_from (steps
from whose days it counts), norm, norm_vi, norm_en, mark (the weakest that it rests on), gap (why there is no day: "no_text", "stated",
"no_first_day", "recalled_only", "not_verified", "attribute_missing", "base_unknown" or "overlaps"), detail, note.)");
  type.def_property_readonly(
          "year", [](const YearCalendar& self) { return self.calendar->year; }, "The budget year.")
      .def_property_readonly(
          "book", [](const YearCalendar& self) { return self.calendar->book; }, "The book that it was made of.")
      .def_property_readonly("frame", &frame_table,
                             R"(The instruments that frame the year: a table with role, instrument, title_vi, title_en,
from and until (the days of the year in which each holds), mark, gap ("no_text": none is known).)")
      .def_property_readonly("leftovers", &leftovers_table,
                             R"(What becomes of money that is left at the end of the year.

A table with money, name_vi, name_en, fate ("lapses", "carries_over", "returned", "settled_in_year"; null: not modelled), added_after, norm,
norm_vi, norm_en, mark, gap, detail, note.)")
      .def(
          "state",
          [](const YearCalendar& self, const std::string& step, std::optional<Date> done, Date asked) {
            const CalendarDay* const day = self.calendar->find(step);
            if (day == nullptr)
              raise("NotFound", "the calendar of " + std::to_string(self.calendar->year) + " has no step " + step,
                    "lịch năm " + std::to_string(self.calendar->year) + " không có bước " + step);
            return name(due_state(*day, done, asked));
          },
          "step"_a, py::kw_only(), "done"_a = py::none(), "asked"_a,
          R"(Say how a step stands that was done on a day, or not yet on the day asked.

Returns "on_time", "late", "missing", "not_yet_due", "undetermined" (late but for public holidays that are not known) or "not_modelled".

Raises:
    NotFound: the calendar of the year has no such step.)")
      .def("__len__", [](const YearCalendar& self) { return self.calendar->days.size(); })
      .def("__repr__", [](const YearCalendar& self) {
        std::size_t known = 0;
        for (const CalendarDay& day : self.calendar->days) known += day.last_day ? 1U : 0U;
        return "<BudgetCalendar for " + std::to_string(self.calendar->year) + ": " +
               std::to_string(self.calendar->days.size()) + " steps, " + std::to_string(known) + " with a day>";
      });
  add_table_ways_out(type, days_table);
  add_display(type, "calendar_text", "calendar_html");

  auto book = py::reinterpret_borrow<py::class_<Book>>(m.attr("Book"));
  book.def(
      "calendar",
      [](const Book& self, int year, const std::optional<std::string>& who, const AttributeWords& attributes,
         const std::map<std::string, Date>& happened, std::optional<std::vector<Date>> holidays) {
        CalendarOptions options;
        options.who = who.value_or("");
        options.attributes.assign(attributes.begin(), attributes.end());
        options.happened.assign(happened.begin(), happened.end());
        options.holidays = std::move(holidays);
        const py::gil_scoped_release unlocked;
        return YearCalendar{std::make_shared<const BudgetCalendar>(calendar_of(self, year, options))};
      },
      "year"_a, py::kw_only(), "who"_a = py::none(), "attributes"_a = AttributeWords{},
      "happened"_a = std::map<std::string, Date>{}, "holidays"_a = py::none(),
      R"(Make the calendar of a budget year under the law that holds for it.

What no text that was read says for the year stands in it as not modelled, with the reason.

Args:
    year: the budget year.
    who: only steps of this role: "unit", "centre", "commune", "commune_council", "district", "province", "treasury" or "association".
    attributes: of the place, for days that a province or district sets: `{"province": "48"}`.
    happened: days on which steps were done, from which others count: `{"province_decides": "2025-12-05"}`. Without one, its last day.
    holidays: public holidays of the year and the ones beside it. Without them, working days are Monday to Friday and the day is a lower bound.

Raises:
    InvalidValue: the year is outside 1400 to 9998, or the role is none.
    NotFound: an attribute or step is not known; the message names the nearest ones.)");
}

}  // namespace hoctap::python
