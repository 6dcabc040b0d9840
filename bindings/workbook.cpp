#include "workbook.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include <datetime.h>
#include <pybind11/typing.h>

#include "hoctap/core/error.hpp"
#include "hoctap/io/grid_builder.hpp"

namespace hoctap::python {

namespace {

constexpr std::uint32_t rows_between_signals = 1024;

using RowMarks = py::typing::Dict<py::int_, py::str>;  // by column, from 0
using Marks = py::typing::Dict<py::int_, RowMarks>;    // by line, from 1
using Lines = py::typing::Set<py::int_>;

MessageCode code_named(const std::string& wanted) {
  for (const MessageCode code : message_codes()) {
    if (name(code) == wanted) return code;
  }
  throw py::value_error("no message " + wanted);
}

bool is_empty(const py::handle& value) {
  return value.is_none() || (PyUnicode_Check(value.ptr()) && PyUnicode_GET_LENGTH(value.ptr()) == 0);
}

void add_day(GridBuilder& builder, PyObject* day) {
  builder.add_date(Date::of(PyDateTime_GET_YEAR(day), PyDateTime_GET_MONTH(day), PyDateTime_GET_DAY(day)));
}

bool is_midnight(PyObject* moment) {
  return PyDateTime_DATE_GET_HOUR(moment) == 0 && PyDateTime_DATE_GET_MINUTE(moment) == 0 &&
         PyDateTime_DATE_GET_SECOND(moment) == 0 && PyDateTime_DATE_GET_MICROSECOND(moment) == 0;
}

void add_value(GridBuilder& builder, const py::handle& value) {
  PyObject* const given = value.ptr();
  if (is_empty(value)) {
    builder.add_blank();
  } else if (PyUnicode_Check(given)) {
    builder.add_text(value.cast<std::string>());
  } else if (PyFloat_Check(given)) {
    builder.add_number(PyFloat_AS_DOUBLE(given));
  } else if (PyBool_Check(given)) {
    builder.add_boolean(given == Py_True);
  } else if (PyLong_Check(given)) {
    builder.add_number(value.cast<double>());
  } else if (PyDateTime_Check(given) ? is_midnight(given) : PyDate_Check(given)) {
    add_day(builder, given);
  } else {
    builder.add_text(py::str(value).cast<std::string>());
  }
}

// A mark is "=" for a formula without a value, "^" for a cell that a merged one above covers, or an error value as
// spreadsheets show it.
void add_mark(GridBuilder& builder, const std::string& mark) {
  if (mark == "=") return builder.add_uncached_formula();
  if (mark == "^") return builder.add_covered();
  builder.add_text(mark);
}

// The rows of one sheet as they come, with the marks of places that its values do not tell.
class SheetReader {
 public:
  SheetReader(GridBuilder& builder, std::size_t first_column, const Marks& marks, const Lines& hidden_rows)
      : builder_(builder), first_column_(first_column), marks_(marks), hidden_rows_(hidden_rows) {}

  void read(const py::typing::Iterable<py::object>& rows) {
    std::uint32_t line = 0;
    for (const py::handle row : rows) {
      ++line;
      if (line % rows_between_signals == 0 && PyErr_CheckSignals() != 0) throw py::error_already_set();
      read_row(line, py::reinterpret_borrow<py::sequence>(row));
    }
    std::vector<std::uint32_t> beyond;  // formulas and merged cells may lie behind the last value
    for (const auto& entry : marks_) {
      if (const auto marked = entry.first.cast<std::uint32_t>(); marked > line) beyond.push_back(marked);
    }
    std::sort(beyond.begin(), beyond.end());
    for (const std::uint32_t marked : beyond) read_row(marked, py::list());
  }

 private:
  void read_row(std::uint32_t line, const py::sequence& values) {
    const py::int_ key(line);
    const py::dict marks = marks_.contains(key) ? marks_[key].cast<py::dict>() : py::dict();
    const bool is_filled =
        !marks.empty() || !std::all_of(values.begin(), values.end(), [](const auto& value) { return is_empty(value); });
    if (!is_filled) return;
    const std::size_t end = values.empty() ? 0 : first_column_ + values.size();
    std::size_t width = end;
    for (const auto& entry : marks) width = std::max(width, entry.first.cast<std::size_t>() + 1);
    for (std::size_t at = 0; at < width; ++at) {
      if (!marks.empty() && marks.contains(py::int_(at))) {
        add_mark(builder_, marks[py::int_(at)].cast<std::string>());
      } else if (at < first_column_ || at >= end) {
        builder_.add_blank();
      } else {
        add_value(builder_, values[at - first_column_]);
      }
    }
    builder_.end_row(line, hidden_rows_.contains(key));
  }

  GridBuilder& builder_;
  std::size_t first_column_;
  const Marks& marks_;
  const Lines& hidden_rows_;
};

// What a reader in Python fills with the sheets of one workbook.
struct Sink {
  explicit Sink(std::string named) : file(std::move(named)) {}
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  std::string file;
  Workbook workbook;
  std::optional<Message> refused;
};

void add_sheet(Sink& sink, const std::string& sheet, const py::typing::Iterable<py::object>& rows,
               std::size_t first_column, const Marks& marks, const Lines& hidden_rows) {
  GridBuilder builder(sink.file, sheet);
  SheetReader(builder, first_column, marks, hidden_rows).read(rows);
  sink.workbook.sheets.push_back(std::move(builder).build());
}

void add_note(Sink& sink, const std::string& code, std::vector<std::string> arguments, const std::string& sheet) {
  sink.workbook.findings.push_back(
      {{code_named(code), std::move(arguments)}, {sink.file, sheet, 0, 0, {}}, RowOutcome::kept});
}

// Copies and ends under the lock, on whichever thread that is.
class LockedObject {
 public:
  explicit LockedObject(py::object object)
      : object_(new py::object(std::move(object)), [](const py::object* held) {
          const py::gil_scoped_acquire locked;
          delete held;
        }) {}
  const py::object& get() const { return *object_; }

 private:
  std::shared_ptr<const py::object> object_;
};

}  // namespace

WorkbookReader workbook_reader(const py::object& reader) {
  return [held = LockedObject(reader)](const std::string& path, const std::string& file, const FileLimits& limits) {
    const py::gil_scoped_acquire locked;
    Sink sink(file);
    held.get()(path, limits, py::cast(&sink, py::return_value_policy::reference));
    if (sink.refused) throw FormatError(*sink.refused, {file, {}, 0, 0, {}});
    return std::move(sink.workbook);
  };
}

void bind_workbook(py::module_& m) {
  using namespace py::literals;
  PyDateTime_IMPORT;

  py::class_<FileLimits>(m, "FileLimits", R"(What is read at most of one file: beyond it the file is refused.

Sizes are bytes of the file and, for workbooks, of what they hold when they are unpacked; the cells of a sheet are counted
from the first that is used to the last, blank ones too. A longer line of text is cut, with a finding.)")
      .def(py::init([](std::size_t most_bytes, std::size_t most_cells, std::size_t most_row_bytes,
                       std::size_t most_unpacked_bytes, std::size_t most_parts, std::size_t most_nesting,
                       std::size_t most_sheets, std::size_t most_sheet_cells) {
             FileLimits limits;
             limits.most_bytes = most_bytes;
             limits.most_cells = most_cells;
             limits.most_row_bytes = most_row_bytes;
             limits.most_unpacked_bytes = most_unpacked_bytes;
             limits.most_parts = most_parts;
             limits.most_nesting = most_nesting;
             limits.most_sheets = most_sheets;
             limits.most_sheet_cells = most_sheet_cells;
             return limits;
           }),
           py::kw_only(), "most_bytes"_a = FileLimits{}.most_bytes, "most_cells"_a = FileLimits{}.most_cells,
           "most_row_bytes"_a = FileLimits{}.most_row_bytes, "most_unpacked_bytes"_a = FileLimits{}.most_unpacked_bytes,
           "most_parts"_a = FileLimits{}.most_parts, "most_nesting"_a = FileLimits{}.most_nesting,
           "most_sheets"_a = FileLimits{}.most_sheets, "most_sheet_cells"_a = FileLimits{}.most_sheet_cells,
           "Set limits; those not named stay as they are.")
      .def_readonly("most_bytes", &FileLimits::most_bytes, "Bytes of a file.")
      .def_readonly("most_cells", &FileLimits::most_cells, "Cells of a text file.")
      .def_readonly("most_row_bytes", &FileLimits::most_row_bytes, "Bytes of a line of text.")
      .def_readonly("most_unpacked_bytes", &FileLimits::most_unpacked_bytes, "Bytes of a workbook when it is unpacked.")
      .def_readonly("most_parts", &FileLimits::most_parts, "Files inside a workbook.")
      .def_readonly("most_nesting", &FileLimits::most_nesting, "Elements inside one another.")
      .def_readonly("most_sheets", &FileLimits::most_sheets, "Sheets of a workbook.")
      .def_readonly("most_sheet_cells", &FileLimits::most_sheet_cells, "Cells between the first and last one used.");

  py::class_<Sink>(m, "_Workbook", "What a reader of workbooks fills.")
      .def("add_sheet", &add_sheet, "sheet"_a, "rows"_a, py::kw_only(), "first_column"_a, "marks"_a, "hidden_rows"_a,
           "Add a sheet: its rows from the first, their values from `first_column` (from 0) on. `marks` says by line "
           "(from 1) and column (from 0) what stands where the values say nothing.")
      .def("note", &add_note, "code"_a, "arguments"_a, py::kw_only(), "sheet"_a = "", "Note a finding.")
      .def(
          "refuse",
          [](Sink& self, const std::string& code, std::vector<std::string> arguments) {
            self.refused = Message{code_named(code), std::move(arguments)};
          },
          "code"_a, "arguments"_a, "Say why the workbook cannot be read.");
}

}  // namespace hoctap::python
