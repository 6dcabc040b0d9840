#include "pybind.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/people/headcount_arrow.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView headcount_table(const ArrowHeadcount& self) {
  return {"headcount", false, self.row_count(), [self] { return arrow_stream(self); }};
}

ArrowHeadcount headcount(const py::object& residents, const py::object& participation, const py::object& sessions,
                         const py::object& places, const OneOrMore<PeriodArgument>& windows, std::string place,
                         const std::vector<std::string>& levels, const OneOrMore<std::string>& by,
                         const std::vector<std::string>& age_bands, const std::string& working_age,
                         std::vector<std::string> sexes, std::vector<std::string> kinds, std::size_t threads) {
  auto residents_stream = arrow_stream_of(residents, "residents");
  auto participation_stream = arrow_stream_of(participation, "participation");
  auto sessions_stream = arrow_stream_of(sessions, "sessions");
  auto places_stream = arrow_stream_of(places, "places");
  const py::gil_scoped_release unlocked;
  const HeadcountTables tables{ArrowTable::read_batches(&residents_stream, "residents"),
                               ArrowTable::read_batches(&participation_stream, "participation"),
                               ArrowTable::read_batches(&sessions_stream, "sessions"),
                               ArrowTable::read_batches(&places_stream, "places")};
  HeadcountQuestion question;
  for (const auto& window : windows.values)
    question.windows.push_back({window.period.first(), window.period.last() + 1});
  question.age = WorkingAge::named(working_age);
  if (!age_bands.empty()) question.bands.clear();
  for (const std::string& band : age_bands) question.bands.push_back(AgeBand::parse(band));
  question.threads = threads;
  const HeadcountColumns columns{std::move(place), levels, by.values, std::move(sexes), std::move(kinds)};
  return {std::move(question), tables, columns, CodeLists::embedded()};
}

}  // namespace

void bind_headcount(py::module_& m) {
  using namespace py::literals;
  auto table = py::class_<ArrowHeadcount>(m, "Headcount",
                                          R"(Distinct persons of a country by unit, group and window, counted at home.

A table with a row a unit, group, age band and window: level, unit, the columns of `by`, age_band (where several were asked for; missing: of
unknown age), window_from, window_until (the first day after it), labourers, learned, trained, transfer, unknown_age.)");
  table.def("__len__", &ArrowHeadcount::row_count)
      .def_property_readonly(
          "findings",
          [](const ArrowHeadcount& self) {
            const auto held = std::make_shared<const Findings>(self.findings());
            return FindingList{*held, held, false};
          },
          "How many rows are in no count, and why.")
      .def("__repr__", [](const ArrowHeadcount& self) {
        return "<Headcount: " + std::to_string(self.row_count()) + " rows, " +
               std::to_string(self.counts().levels().size()) + " levels, " + std::to_string(self.counts().windows()) +
               " windows>";
      });
  add_table_ways_out(table, headcount_table);

  m.def(
      "headcount", &headcount, "residents"_a, py::kw_only(), "participation"_a, "sessions"_a, "places"_a, "windows"_a,
      "place"_a = "village_code", "levels"_a = std::vector<std::string>{}, "by"_a = std::vector<std::string>{},
      "age_bands"_a = std::vector<std::string>{}, "working_age"_a = "statutory", "sexes"_a = std::vector<std::string>{},
      "kinds"_a = std::vector<std::string>{}, "threads"_a = 1,
      R"(Count a country's distinct labourers, and who of them learned, was trained or received a transfer of techniques.

Every person is counted once in each window, at home: in the place of the residence spell that covers the window's last day; of several the one
that began last, then the smallest place. Tables may be any that speak Arrow, in batches of any size; numbers are used where they lie. This is
for tens of millions of persons; a district with its forms, rules and explanations is read by `read`.

Args:
    residents: a row a residence spell: person_key (64-bit whole numbers, or 16 bytes), spell_from, spell_to (the first day elsewhere; missing:
        lives there still), the column of places, birth_month (12 · year + month − 1, or a day of the month), and where it is known sex.
    participation: a row an attendance: person_key, session_id, and completed (yes or no) where courses are completed.
    sessions: session_id (whole numbers), date, kind.
    places: the column of places, a row each, and for each level a column with the unit that holds the place.
    windows: periods, such as "2024Q1", "2024" or "2023-07-01..2025-12-31"; they may overlap.
    place: the name of the column of places in residents and places; whole numbers or text.
    levels: which columns of places are levels. Default: all but the places' own. The nation is always there.
    by: columns of residents by whose values counts are told apart, such as "sex".
    age_bands: of completed years at a window's end, such as "15-29" and "45+"; whoever is in none of them is not counted.
    working_age: a definition of data/working_age.toml.
    sexes, kinds: what whole numbers in the columns sex and kind mean, from 0: words of the code lists.
    threads: at most so many; the counts are the same for any number.

Raises:
    InvalidValue: a column is missing, a word is not known (the message names the nearest), windows are empty or cut time into more than 20
        stretches, age bands overlap, a place has no unit or two, a session stands twice.
    FormatError: a column holds another kind of value than it should.)");
}

}  // namespace hoctap::python
