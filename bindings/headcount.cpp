#include "pybind.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hoctap/people/headcount_arrow.hpp"
#include "hoctap/people/live_headcount.hpp"
#include "hoctap/people/place_held_arrow.hpp"
#include "progress.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using Values = std::variant<std::vector<std::int64_t>, std::vector<std::string>>;

TableView headcount_table(const ArrowHeadcount& self) {
  return {"headcount", false, self.row_count(), [self] { return arrow_stream(self); }};
}

TableView place_held_table(const ArrowPlaceHeldCount& self) {
  return {"headcount_by_place_held", false, self.row_count(), [self] { return arrow_stream(self); }};
}

TableView partial_table(const HeadcountPartial& self) {
  auto files = std::make_shared<const std::vector<HeadcountPartial::File>>(self.files());
  return {"files", false, files->size(), [files] {
            Columns columns(files->size());
            columns.add_text("file", *files, [](const auto& file) { return std::optional(std::string(file.name)); });
            columns.add_integer("version", *files, [](const auto& file) { return std::optional(file.version); });
            const auto number = [](std::size_t count) { return std::optional(static_cast<std::int64_t>(count)); };
            columns.add_integer("spells", *files, [&](const auto& file) { return number(file.spells); });
            columns.add_integer("persons_attending", *files,
                                [&](const auto& file) { return number(file.persons_attending); });
            return columns.stream();
          }};
}

// None is a table without batches.
std::vector<ArrowTable> batches_of(const py::object& table, const char* name) {
  if (table.is_none()) return {};
  auto stream = arrow_stream_of(table, name);
  const py::gil_scoped_release unlocked;
  return ArrowTable::read_batches(&stream, name);
}

std::vector<Validity> windows_of(const OneOrMore<PeriodArgument>& windows) {
  std::vector<Validity> spans;
  for (const auto& window : windows.values) spans.push_back({window.period.first(), window.period.last() + 1});
  return spans;
}

HeadcountQuestion question_of(const OneOrMore<PeriodArgument>& windows, const std::vector<std::string>& age_bands,
                              const std::string& working_age) {
  HeadcountQuestion question;
  question.windows = windows_of(windows);
  question.age = WorkingAge::named(working_age);
  if (!age_bands.empty()) question.bands.clear();
  for (const std::string& band : age_bands) question.bands.push_back(AgeBand::parse(band));
  return question;
}

ArrowHeadcount headcount(const py::object& residents, const py::object& participation, const py::object& sessions,
                         const py::object& places, const OneOrMore<PeriodArgument>& windows, std::string place,
                         std::vector<std::string> levels, const OneOrMore<std::string>& by,
                         const std::vector<std::string>& age_bands, const std::string& working_age,
                         std::vector<std::string> sexes, std::vector<std::string> kinds, std::size_t threads,
                         const py::object& callback) {
  const std::vector<ArrowTable> people = batches_of(residents, "residents");
  auto stream = arrow_stream_of(participation, "participation");
  ArrowBatches attendances(&stream, "participation");
  const std::vector<ArrowTable> held = batches_of(sessions, "sessions");
  const std::vector<ArrowTable> where = batches_of(places, "places");
  HeadcountQuestion question = question_of(windows, age_bands, working_age);
  return run_with_progress(callback, [&](auto progress) {
    HeadcountColumns columns{std::move(place), std::move(levels), {}, std::move(sexes), std::move(kinds)};
    for (const std::string& column : by.values) columns.by.push_back(HeadcountGrouping::of(people, column));
    const ArrowHeadcountFrame frame(std::move(question), where, held, std::move(columns), CodeLists::embedded());
    return frame.count(people, std::move(attendances), {threads, std::move(progress)});
  });
}

ArrowPlaceHeldCount headcount_by_place_held(const py::object& participation, const py::object& sessions,
                                            const py::object& places, const OneOrMore<PeriodArgument>& windows,
                                            std::string place, std::vector<std::string> levels,
                                            std::vector<std::string> kinds, std::size_t threads,
                                            const py::object& callback) {
  auto stream = arrow_stream_of(participation, "participation");
  ArrowBatches attendances(&stream, "participation");
  const std::vector<ArrowTable> held = batches_of(sessions, "sessions");
  const std::vector<ArrowTable> where = batches_of(places, "places");
  return run_with_progress(callback, [&](auto progress) {
    return ArrowPlaceHeldCount(windows_of(windows), where, held, std::move(attendances),
                               {std::move(place), std::move(levels), std::move(kinds)}, CodeLists::embedded(),
                               {threads, std::move(progress)});
  });
}

// A frame and what it was made of, so that it can be sent elsewhere.
struct Frame {
  ArrowHeadcountFrame frame;
  py::object places;
  py::dict options;
};

Frame make_frame(const py::object& places, const OneOrMore<PeriodArgument>& windows, const py::object& sessions,
                 const std::string& place, const std::vector<std::string>& levels,
                 const std::map<std::string, Values>& by, const std::vector<std::string>& age_bands,
                 const std::string& working_age, const std::vector<std::string>& sexes,
                 const std::vector<std::string>& kinds) {
  using namespace py::literals;
  HeadcountColumns columns{place, levels, {}, sexes, kinds};
  for (const auto& [column, values] : by) columns.by.push_back({column, values});
  py::list spans;
  for (const auto& window : windows.values)
    spans.append(window.period.first().iso() + ".." + window.period.last().iso());
  return {{question_of(windows, age_bands, working_age), batches_of(places, "places"), batches_of(sessions, "sessions"),
           std::move(columns), CodeLists::embedded()},
          places,
          py::dict("windows"_a = spans, "sessions"_a = sessions, "place"_a = place, "levels"_a = levels, "by"_a = by,
                   "age_bands"_a = age_bands, "working_age"_a = working_age, "sexes"_a = sexes, "kinds"_a = kinds)};
}

HeadcountPartial partial_of(const Frame& self, std::string file, std::int64_t version, const py::object& residents,
                            const py::object& participation, const py::object& sessions) {
  const std::vector<ArrowTable> people = batches_of(residents, "residents");
  const std::vector<ArrowTable> attendances = batches_of(participation, "participation");
  const std::vector<ArrowTable> held = batches_of(sessions, "sessions");
  const py::gil_scoped_release unlocked;
  return self.frame.partial(std::move(file), version, people, attendances, held);
}

HeadcountPartial merged(const py::typing::Iterable<HeadcountPartial>& partials) {
  std::optional<HeadcountPartial> all;
  for (const py::handle one : partials) {
    const auto& partial = one.cast<const HeadcountPartial&>();
    if (all)
      all->merge(partial);
    else
      all = partial;
  }
  if (!all) throw py::value_error("no partial to merge");
  return *std::move(all);
}

// A headcount that follows its files, and the frame by which it is shown. Python's threads take turns.
struct Live {
  Live(ArrowHeadcountFrame of_frame, LiveHeadcount counted) : frame(std::move(of_frame)), live(std::move(counted)) {}

  template <class Work>
  auto locked(Work work) {
    const py::gil_scoped_release unlocked;
    const std::lock_guard turn(mutex);
    return work();
  }

  ArrowHeadcountFrame frame;
  LiveHeadcount live;
  std::mutex mutex;
};

void bind_result(py::module_& m) {
  auto table = py::class_<ArrowHeadcount>(m, "Headcount",
                                          R"(Distinct persons of a country by unit, group and window, counted at home.

A table with a row a unit, group, age band and window: level, unit, the columns of `by`, age_band (where several were asked for; missing: of
unknown age), window_from, window_until (the first day after it), labourers, learned, trained, transfer, unknown_age. Whoever has another value in a
column of `by`, or none, is counted apart, in rows that are there if anybody is.)");
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
}

void bind_place_held(py::module_& m) {
  auto table = py::class_<ArrowPlaceHeldCount>(m, "PlaceHeldCount",
                                               R"(Distinct persons by the units in which sessions took place.

A table with a row a unit and window: level, unit, window_from, window_until (the first day after it), attended, learned, trained, transfer.)");
  table.def("__len__", &ArrowPlaceHeldCount::row_count)
      .def_property_readonly(
          "findings",
          [](const ArrowPlaceHeldCount& self) {
            const auto held = std::make_shared<const Findings>(self.findings());
            return FindingList{*held, held, false};
          },
          "How many attendances are in no count, and why.")
      .def("__repr__", [](const ArrowPlaceHeldCount& self) {
        return "<PlaceHeldCount: " + std::to_string(self.row_count()) + " rows, " +
               std::to_string(self.counts().levels().size()) + " levels, " +
               std::to_string(self.counts().windows().size()) + " windows>";
      });
  add_table_ways_out(table, place_held_table);
}

void bind_partial(py::module_& m) {
  using namespace py::literals;
  auto partial = py::class_<HeadcountPartial>(m, "HeadcountPartial",
                                              R"(The rows of some files as a headcount needs them.

Made by `HeadcountFrame.partial`, merged by `merged`, counted by `HeadcountFrame.count`. It can be saved and sent: it holds person keys, and
nothing else of anybody but sex, month of birth, homes, groups and what their attendances showed. As a table it has a row a file: file, version, spells,
persons_attending.)");
  partial
      .def_static("merged", &merged, "partials"_a,
                  R"(Put partials together: of each file its newest version.

The order does not matter, nor that a file comes twice, as where a task was run again.

Raises:
    InvalidValue: they are of different frames, or a file has other rows in the same version.
    ValueError: there is none.)")
      .def(
          "to_bytes", [](const HeadcountPartial& self) { return py::bytes(self.to_bytes()); },
          R"(Give a versioned form with checksums, for `from_bytes`.

Person keys are in it as they were given: let them be keyed hashes, never numbers of citizens.)")
      .def_static(
          "from_bytes", [](const py::bytes& bytes) { return HeadcountPartial::from_bytes(std::string_view(bytes)); },
          "bytes"_a,
          R"(Read what `to_bytes` gave.

Raises:
    FormatError: the bytes are something else, of another version of the form, cut off or altered.
    InvalidValue: they hold a file twice, or keys of two widths.)")
      .def("__len__", [](const HeadcountPartial& self) { return self.held().size(); })
      .def(
          "__eq__",
          [](const HeadcountPartial& self, const py::object& other) {
            return py::isinstance<HeadcountPartial>(other) && self == other.cast<const HeadcountPartial&>();
          },
          "other"_a)
      .def("__hash__",
           [](const HeadcountPartial& self) {
             std::size_t hash = 0;
             for (const auto& [name, held] : self.held())
               hash = hash * 31 + std::hash<std::string>()(name) + static_cast<std::size_t>(held.version);
             return hash;
           })
      .def("__repr__",
           [](const HeadcountPartial& self) {
             return "<HeadcountPartial: " + std::to_string(self.held().size()) + " files>";
           })
      .def("__reduce__", [](const py::object& self) {
        const auto read = py::module_::import("operator").attr("methodcaller")("from_bytes", self.attr("to_bytes")());
        return py::make_tuple(read, py::make_tuple(py::type::of(self)));
      });
  add_table_ways_out(partial, partial_table);
}

void bind_live(py::module_& m) {
  using namespace py::literals;
  py::class_<Live>(
      m, "LiveHeadcount",
      R"(A headcount that follows its files: a newer version of one changes the counts of the persons in it.

Made by `HeadcountFrame.live`.)")
      .def(
          "replace", [](Live& self, const HeadcountPartial& newer) { self.locked([&] { self.live.replace(newer); }); },
          "newer"_a,
          R"(Put the files of `newer` in the place of older versions. The time it takes depends on the size of those files, not of the country.

Files that are there in the same version or a newer one are passed over.

Raises:
    InvalidValue: as `HeadcountPartial.merged` does; nothing is changed then.)")
      .def_property_readonly(
          "counts", [](Live& self) { return self.locked([&] { return self.frame.table(self.live.counts()); }); },
          "The counts as they stand, a table of its own each time.")
      .def_property_readonly(
          "files", [](Live& self) { return self.locked([&] { return self.live.files(); }); },
          "What is counted, as one partial.")
      .def("__repr__", [](Live& self) {
        const std::size_t files = self.locked([&] { return self.live.files().held().size(); });
        return "<LiveHeadcount: " + std::to_string(files) + " files>";
      });
}

void bind_frame(py::module_& m) {
  using namespace py::literals;
  const auto none = py::none();
  py::class_<Frame>(m, "HeadcountFrame",
                    R"(All that the files of a country's headcount are read and counted by.

Files may be read anywhere, in any order, and again when they were corrected; partials of one frame, and of equal frames, go together.)")
      .def(py::init(&make_frame), "places"_a, py::kw_only(), "windows"_a, "sessions"_a = none,
           "place"_a = "village_code", "levels"_a = std::vector<std::string>{},
           "by"_a = std::map<std::string, Values>{}, "age_bands"_a = std::vector<std::string>{},
           "working_age"_a = "statutory", "sexes"_a = std::vector<std::string>{},
           "kinds"_a = std::vector<std::string>{},
           R"(Make a frame.

Args:
    places, windows, place, levels, age_bands, working_age, sexes, kinds: as `headcount` takes them. The last four may differ between frames that
        share partials.
    sessions: those that all files share; a file may bring its own.
    by: columns of residents by whose values counts are told apart, and all their values; others are counted as missing.

Raises:
    InvalidValue, FormatError: as `headcount` does.)")
      .def("partial", &partial_of, "file"_a, "version"_a = 1, py::kw_only(), "residents"_a = none,
           "participation"_a = none, "sessions"_a = none,
           R"(Read the rows of one file.

Args:
    file: its name; another version of the file has the same.
    version: the newest one is counted.
    residents, participation: as `headcount` takes them, all of them in memory. A file may have either or both or, to take back what an older
        version said, none.
    sessions: the file's own; without them session_id means those of the frame.

Raises:
    InvalidValue, FormatError: as `headcount` does.)")
      .def(
          "count",
          [](const Frame& self, const HeadcountPartial& partial, std::size_t threads, const py::object& callback) {
            return run_with_progress(callback, [&](auto progress) {
              return self.frame.table(self.frame.frame().count(partial, {threads, std::move(progress)}), threads);
            });
          },
          "partial"_a, py::kw_only(), "threads"_a = 1, "progress"_a = none,
          R"(Count the persons of all files of a partial, as `headcount` would count all their rows.

Args:
    threads, progress: as `headcount` takes them.

Raises:
    InvalidValue: the partial is of other windows, groups, places or sessions.)")
      .def(
          "live",
          [](const Frame& self, const HeadcountPartial& partial, std::size_t threads, const py::object& callback) {
            return run_with_progress(callback, [&](auto progress) {
              return std::make_unique<Live>(self.frame,
                                            LiveHeadcount(self.frame.frame(), partial, {threads, std::move(progress)}));
            });
          },
          "partial"_a, py::kw_only(), "threads"_a = 1, "progress"_a = none,
          R"(Count as `count` does, and keep what it takes to put newer versions of files in the place of old ones.

Args:
    partial: the files to begin with; `nothing()` for none.
    threads, progress: as `headcount` takes them.

Raises:
    InvalidValue: as `count` does.)")
      .def(
          "nothing", [](const Frame& self) { return self.frame.frame().nothing(); }, "Give a partial without files.")
      .def("__repr__",
           [](const Frame& self) {
             return "<HeadcountFrame: " + std::to_string(self.frame.frame().levels().size()) + " levels, " +
                    std::to_string(self.frame.frame().question().windows.size()) + " windows>";
           })
      .def("__reduce__", [](const py::object& self) {
        const auto& frame = self.cast<const Frame&>();
        const auto make = py::module_::import("functools").attr("partial")(py::type::of(self), **frame.options);
        return py::make_tuple(make, py::make_tuple(frame.places));
      });
}

}  // namespace

void bind_headcount(py::module_& m) {
  using namespace py::literals;
  bind_result(m);
  bind_place_held(m);
  bind_partial(m);
  bind_live(m);
  bind_frame(m);

  m.def(
      "headcount", &headcount, "residents"_a, py::kw_only(), "participation"_a, "sessions"_a, "places"_a, "windows"_a,
      "place"_a = "village_code", "levels"_a = std::vector<std::string>{}, "by"_a = std::vector<std::string>{},
      "age_bands"_a = std::vector<std::string>{}, "working_age"_a = "statutory", "sexes"_a = std::vector<std::string>{},
      "kinds"_a = std::vector<std::string>{}, "threads"_a = 1, "progress"_a = py::none(),
      R"(Count a country's distinct labourers, and who of them learned, was trained or received a transfer of techniques.

Every person is counted once in each window, at home: in the place of the residence spell that covers the window's last day; of several the one
that began last, then the smallest place. Tables may be any that speak Arrow, in batches of any size; numbers are used where they lie. This is
for tens of millions of persons; a district with its forms, rules and explanations is read by `read`.

Args:
    residents: a row a residence spell: person_key (64-bit whole numbers, or 16 bytes: keyed hashes, as `person_key` makes them), spell_from, spell_to (the first day elsewhere; missing:
        lives there still), the column of places, birth_month (12 · year + month − 1, or a day of the month), and where it is known sex.
    participation: a row an attendance: person_key, session_id, and completed (yes or no) where courses are completed. A stream is read batch by
        batch and may be larger than memory.
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
    progress: called now and then with the number of rows gone through and of all rows, as far as they are known; residents are gone through
        twice. What it raises, or Ctrl-C, stops the count.

Raises:
    InvalidValue: a column is missing, a word is not known (the message names the nearest), a window is empty, age
        bands overlap, a place has no unit or two, a session stands twice.
    FormatError: a column holds another kind of value than it should.)");

  m.def(
      "headcount_by_place_held", &headcount_by_place_held, "participation"_a, py::kw_only(), "sessions"_a, "places"_a,
      "windows"_a, "place"_a = "village_code", "levels"_a = std::vector<std::string>{},
      "kinds"_a = std::vector<std::string>{}, "threads"_a = 1, "progress"_a = py::none(),
      R"(Count the distinct persons who attended, learned, were trained or received a transfer of techniques at sessions held in each unit.

Every person is counted once in each window in every unit where they attended, wherever they live: units do not add up to the unit above. Nobody
needs a home or an age; shares of labourers are counted at home, by `headcount`.

Args:
    participation: as `headcount` takes it.
    sessions: session_id (whole numbers), date, kind, and the column of places.
    places: the column of places, a row each, and for each level a column with the unit that holds the place.
    windows: periods, such as "2024Q1", "2024" or "2023-07-01..2025-12-31"; they may overlap.
    place: the name of the column of places in sessions and places; whole numbers or text.
    levels: which columns of places are levels. Default: all but the places' own. The nation is always there.
    kinds: what whole numbers in the column kind mean, from 0: words of the code lists.
    threads: at most so many; the counts are the same for any number.
    progress: called now and then with the number of attendances read and of all, as far as they are known. What it raises, or Ctrl-C, stops the
        count.

Raises:
    InvalidValue: a column is missing, a word is not known (the message names the nearest), a window is empty, a place has no unit or two, a
        session stands twice.
    FormatError: a column holds another kind of value than it should.)");
}

}  // namespace hoctap::python
