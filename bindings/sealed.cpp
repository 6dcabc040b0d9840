#include "pybind.hpp"

#include "hoctap/forms/sealed.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "hoctap/core/lock.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "reading_options.hpp"
#include "table.hpp"
#include "workbook.hpp"

namespace hoctap::python {

namespace {

std::vector<SealedSheet> seal(const FormFile& file, std::string person_secret, const FileLimits& limits,
                              const py::object& workbooks) {
  // The plan has no part in it.
  static const Programme no_plan;
  auto chosen = reading_options(no_plan, std::move(person_secret), std::nullopt);
  chosen.limits = limits;
  chosen.workbooks = workbook_reader(workbooks);
  const py::gil_scoped_release unlocked;
  return seal_form(file, chosen);
}

using GivenValues = py::typing::List<py::object>;
using GivenColumn = std::tuple<std::string, std::string, GivenValues>;  // name, kind, values

template <class T>
using Values = std::vector<std::optional<T>>;

// Every value as it is.
struct AsGiven {
  template <class T>
  const std::optional<T>& operator()(const std::optional<T>& value) const {
    return value;
  }
};

template <class T>
Values<T> values_of(const GivenValues& given) {
  Values<T> values;
  values.reserve(given.size());
  for (const auto& value : given) values.push_back(value.cast<std::optional<T>>());
  return values;
}

std::function<void(Columns&)> column_writer(const std::string& name, const std::string& kind,
                                            const GivenValues& given) {
  if (kind == "integer")
    return [name, values = values_of<std::int64_t>(given)](Columns& columns) {
      columns.add_integer(name.c_str(), values, AsGiven());
    };
  if (kind == "date")
    return [name, values = values_of<Date>(given)](Columns& columns) {
      columns.add_date(name.c_str(), values, AsGiven());
    };
  if (kind == "boolean")
    return [name, values = values_of<bool>(given)](Columns& columns) {
      columns.add_boolean(name.c_str(), values, AsGiven());
    };
  return [name, values = values_of<std::string>(given)](Columns& columns) {
    columns.add_text(name.c_str(), values, AsGiven());
  };
}

TableView table_of_lists(const std::string& name, std::size_t rows, const std::vector<GivenColumn>& given,
                         bool simulated) {
  std::vector<std::function<void(Columns&)>> writers;
  for (const auto& [column, kind, values] : given) {
    if (values.size() != rows) throw py::value_error("columns differ in length");
    writers.push_back(column_writer(column, kind, values));
  }
  return table_of(name, simulated, rows, [writers](Columns& columns) {
    for (const auto& write : writers) write(columns);
  });
}

using Stored = std::tuple<std::string, std::vector<py::bytes>, std::optional<Date>>;

SharedReading read(const std::vector<Stored>& files, const Programme& programme, std::optional<Date> day,
                   const py::object& callback) {
  const auto chosen_plan = reading_options(programme, {}, day);
  std::vector<StoredForm> stored;
  stored.reserve(files.size());
  for (const auto& [name, sheets, received] : files) {
    auto& form = stored.emplace_back();
    form.name = name;
    form.received = received;
    for (const py::bytes& content : sheets) form.sheets.emplace_back(content);
  }
  return run_with_progress(callback, [&](std::function<bool(std::size_t, std::size_t)> progress) {
    auto chosen = chosen_plan;
    chosen.progress = std::move(progress);
    return std::make_shared<Reading>(read_sealed(std::move(stored), chosen));
  });
}

}  // namespace

void bind_sealed(py::module_& m) {
  using namespace py::literals;

  py::class_<FormFile>(m, "_FormFile", "A file that a reading of its folder would read.")
      .def_readonly("name", &FormFile::name, "Relative to the folder, without what may be citizen numbers.")
      .def_readonly("path", &FormFile::path, "Where it is.")
      .def_readonly("finding", &FormFile::finding, "Why it cannot be read; None where it may.");

  py::class_<SealedSheet>(m, "_SealedSheet", "A sheet as a store keeps it, with what it says of itself.")
      .def_readonly("sheet", &SealedSheet::sheet, "Its name; empty for text.")
      .def_readonly("table", &SealedSheet::table, "English name of its table.")
      .def_readonly("form", &SealedSheet::form, "Code of its form.")
      .def_readonly("unit", &SealedSheet::unit, "Code of the unit that reports.")
      .def_readonly("period", &SealedSheet::period, "The period it reports on.")
      .def_readonly("codes_as_of", &SealedSheet::codes_as_of, "The day for which it states its codes of units.")
      .def_readonly("version", &SealedSheet::version, "The version that it states; 1 where it states none.")
      .def_readonly("received", &SealedSheet::received, "The day of receipt that it states.")
      .def_readonly("is_nil", &SealedSheet::is_nil, "Whether it says above its heading that nothing happened.")
      .def_readonly("is_simulated", &SealedSheet::is_simulated, "Whether it says that its data were made up.")
      .def_readonly("names_persons", &SealedSheet::names_persons, "Whether the secret had a part in it.")
      .def_readonly("rows", &SealedSheet::rows, "Rows below its heading.")
      .def_property_readonly(
          "content", [](const SealedSheet& self) { return py::bytes(self.content); }, "Bytes to be kept.");

  m.def("list_forms", &list_forms, "path"_a, ReleaseGil(), "List the forms below a folder, or the one file.");
  m.def("seal_form", &seal, "file"_a, py::kw_only(), "person_secret"_a, "limits"_a, "workbooks"_a,
        "Read a file and seal its sheets for a store; `hoctap.Ledger` says how.");
  m.def("read_sealed", &read, "files"_a, py::kw_only(), "programme"_a, "day"_a, "progress"_a,
        "Read sealed files, each with its name, its sheets and the day of receipt, as a folder of the files.");
  m.def("table_of_lists", &table_of_lists, "name"_a, "rows"_a, "columns"_a, py::kw_only(), "simulated"_a,
        "Make a table of columns, each with its name, its kind (\"text\", \"integer\", \"date\", \"boolean\") and "
        "its values.");
  m.def(
      "locked", [](const py::bytes& bytes, const std::string& secret) { return py::bytes(locked(bytes, secret)); },
      "bytes"_a, "secret"_a, "Make bytes unreadable without the secret.");
  m.def(
      "unlocked",
      [](const py::bytes& bytes, const std::string& secret) {
        const auto opened = unlocked(bytes, secret);
        return opened ? std::optional<py::bytes>(*opened) : std::nullopt;
      },
      "bytes"_a, "secret"_a, "Read bytes that were made so; None where the secret is another or they are damaged.");
}

}  // namespace hoctap::python
