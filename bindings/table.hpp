// What Python sees of any table: a name and columns that go out as an Arrow stream, and from there to dictionaries,
// pandas and polars.
#pragma once

#include "pybind.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pybind11/typing.h>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/io/arrow.hpp"

namespace hoctap::python {

// Objects of libraries that are imported when they are first asked for.
class PandasFrame : public py::object {
 public:
  PYBIND11_OBJECT_DEFAULT(PandasFrame, py::object, PyObject_Type)
};
class PolarsFrame : public py::object {
 public:
  PYBIND11_OBJECT_DEFAULT(PolarsFrame, py::object, PyObject_Type)
};

struct TableView {
  std::string name;
  bool is_simulated = false;
  std::size_t row_count = 0;
  std::function<ArrowArrayStream()> stream;  // a new one each time
};

// Columns made of rows: each is given a name and what it takes from a row. An optional that is empty is a missing
// value.
class Columns {
 public:
  explicit Columns(std::size_t row_count) : writer_(row_count) {}

  template <class Rows, class Get>
  void add_integer(const char* name, const Rows& rows, Get get) {
    auto values = std::make_shared<std::vector<std::int64_t>>();
    const auto present = fill(*values, rows, get);
    writer_.add_int64(name, *values, present, values);
  }
  template <class Rows, class Get>
  void add_number(const char* name, const Rows& rows, Get get) {
    auto values = std::make_shared<std::vector<double>>();
    const auto present = fill(*values, rows, get);
    writer_.add_float64(name, *values, present, values);
  }
  template <class Rows, class Get>
  void add_date(const char* name, const Rows& rows, Get get) {
    auto values = std::make_shared<std::vector<std::int32_t>>();
    const auto present = fill(*values, rows, [&](const auto& row) {
      const std::optional<Date> day = get(row);
      return day ? std::optional(day->days()) : std::nullopt;
    });
    writer_.add_days(name, *values, present, values);
  }
  template <class Rows, class Get>
  void add_boolean(const char* name, const Rows& rows, Get get) {
    std::vector<std::uint8_t> values;
    const auto present = fill(values, rows, get);
    writer_.add_booleans(name, values, present);
  }
  template <class Rows, class Get>
  void add_text(const char* name, const Rows& rows, Get get) {
    std::vector<std::string> values;
    const auto present = fill(values, rows, get);
    const std::vector<std::string_view> views(values.begin(), values.end());
    writer_.add_texts(name, views, present);
  }

  // A text in both languages, a column each. get(row) gives a BilingualText or an optional one.
  template <class Rows, class Get>
  void add_bilingual(const std::string& name, const Rows& rows, Get get) {
    for (const auto& [language, ending] : {std::pair{Language::vi, "_vi"}, std::pair{Language::en, "_en"}})
      add_text((name + ending).c_str(), rows, [&, in = language](const auto& row) -> std::optional<std::string> {
        const std::optional<BilingualText> text = get(row);
        return text ? std::optional(text->in(in)) : std::nullopt;
      });
  }
  // Words with semicolons between; missing where there are none.
  template <class Rows, class Get>
  void add_words(const char* name, const Rows& rows, Get get) {
    add_text(name, rows, [&](const auto& row) -> std::optional<std::string> {
      std::string text;
      for (const std::string& word : get(row)) text += (text.empty() ? "" : ";") + word;
      return text.empty() ? std::nullopt : std::optional(text);
    });
  }

  ArrowArrayStream stream() { return std::move(writer_).finish(); }

 private:
  template <class Value, class Given>
  static void push(std::vector<Value>& values, std::vector<std::uint8_t>& present, const std::optional<Given>& given) {
    values.push_back(given ? static_cast<Value>(*given) : Value{});
    present.push_back(given ? 1 : 0);
  }
  template <class Value, class Given>
  static void push(std::vector<Value>& values, std::vector<std::uint8_t>& present, const Given& given) {
    values.push_back(static_cast<Value>(given));
    present.push_back(1);
  }
  template <class Value, class Rows, class Get>
  static std::vector<std::uint8_t> fill(std::vector<Value>& values, const Rows& rows, Get get) {
    std::vector<std::uint8_t> present;
    values.reserve(rows.size());
    present.reserve(rows.size());
    for (const auto& row : rows) push(values, present, get(row));
    return present;
  }

  ArrowWriter writer_;
};

// A table of `row_count` rows whose columns `fill(Columns&)` adds; it is called again for every stream.
template <class Fill>
TableView table_of(std::string name, bool is_simulated, std::size_t row_count, Fill fill) {
  return {std::move(name), is_simulated, row_count, [row_count, fill] {
            Columns columns(row_count);
            fill(columns);
            return columns.stream();
          }};
}

using Dictionary = py::typing::Dict<py::str, py::object>;
using DictionaryList = py::typing::List<Dictionary>;

// A function of the module hoctap.display, which is imported when it is first needed.
py::object display(const char* function);

py::capsule stream_capsule(const TableView& table);
std::vector<std::string> column_names(const TableView& table);
DictionaryList dictionaries(const TableView& table, std::optional<std::size_t> most_rows);
PandasFrame to_pandas(const TableView& table);
PolarsFrame to_polars(const py::object& table);

// Gives a class the ways out of a table: Arrow, dictionaries, pandas, polars. `table_of` makes its TableView.
template <class Class, class TableOf>
void add_table_ways_out(Class& type, TableOf table_of) {
  using namespace py::literals;
  using Self = typename Class::type;
  type.def(
          "__arrow_c_stream__",
          [table_of](const Self& self, const py::object&) { return stream_capsule(table_of(self)); },
          "requested_schema"_a = py::none(),
          "Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.")
      .def(
          "to_dicts",
          [table_of](const Self& self, std::optional<std::size_t> rows) { return dictionaries(table_of(self), rows); },
          py::kw_only(), "rows"_a = py::none(),
          "List the rows as dictionaries, at most `rows` of them; None where a value is missing.")
      .def(
          "to_pandas", [table_of](const Self& self) { return to_pandas(table_of(self)); },
          R"(Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

Raises:
    ImportError: pandas is not installed.)")
      .def(
          "to_polars", [](const py::object& self) { return to_polars(self); },
          R"(Make a polars data frame.

Raises:
    ImportError: polars is not installed.)");
}

// The stream of any object with __arrow_c_stream__ or __arrow_c_array__, to be released by whoever calls. Raises
// TypeError for other objects.
ArrowArrayStream arrow_stream_of(py::handle object, const std::string& name);

}  // namespace hoctap::python

namespace pybind11::detail {

template <>
struct handle_type_name<hoctap::python::PandasFrame> {
  static constexpr auto name = const_name("pandas.DataFrame");
};
template <>
struct handle_type_name<hoctap::python::PolarsFrame> {
  static constexpr auto name = const_name("polars.DataFrame");
};

}  // namespace pybind11::detail
