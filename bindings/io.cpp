#include "pybind.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "table.hpp"

namespace hoctap::python {

namespace {

// Values where they lie, for numpy to take without a copy: they live as long as this does.
struct Memory {
  const void* data = nullptr;
  std::size_t count = 0;
  std::size_t width = 0;
  std::string format;
  std::shared_ptr<const void> owner;
};

constexpr const char* stream_name = "arrow_array_stream";

void release_stream(PyObject* capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
  if (stream == nullptr) {
    PyErr_WriteUnraisable(capsule);
    return;
  }
  // A consumer that took the stream over left a null here.
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

ArrowTable read(const TableView& table) {
  const py::gil_scoped_release unlocked;
  auto stream = table.stream();
  return ArrowTable::read(&stream, table.name);
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const auto byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

template <class T, class Convert>
py::list list_of(const ArrowValues<T>& values, std::size_t count, Convert convert) {
  py::list list(count);
  for (std::size_t i = 0; i < count; ++i)
    list[i] = values.has(i) ? py::object(convert(values.values[i])) : py::object(py::none());
  return list;
}

py::list python_values(const ArrowColumn& column, std::size_t count) {
  switch (column.kind()) {
    case ArrowKind::text:
      return list_of(column.texts(), count, [](std::string_view text) { return py::str(text.data(), text.size()); });
    case ArrowKind::bytes:
      return list_of(column.texts(), count, [](std::string_view bytes) { return py::str(hexadecimal(bytes)); });
    case ArrowKind::integer:
      return list_of(column.integers(), count, [](std::int64_t value) { return py::int_(value); });
    case ArrowKind::floating:
      return list_of(column.floats(), count, [](double value) { return py::float_(value); });
    case ArrowKind::boolean:
      return list_of(column.booleans(), count, [](std::uint8_t value) { return py::bool_(value != 0); });
    case ArrowKind::date:
    case ArrowKind::timestamp:
      return list_of(column.days(), count, [](std::int32_t days) { return py::cast(Date::from_days(days)); });
    case ArrowKind::decimal: {
      const py::object decimal = py::module_::import("decimal").attr("Decimal");
      return list_of(column.decimals(2), count,
                     [&](std::int64_t hundredths) { return decimal(hundredths).attr("scaleb")(-2); });
    }
    case ArrowKind::nothing:
    case ArrowKind::other:
      break;
  }
  py::list missing(count);
  for (std::size_t i = 0; i < count; ++i) missing[i] = py::none();
  return missing;
}

template <class T>
py::tuple with_memory(const char* kind, ArrowValues<T> values) {
  const auto owner = std::make_shared<const ArrowValues<T>>(std::move(values));
  const auto memory = [&]<class V>(const V* data, std::size_t count) {
    return py::cast(Memory{data, count, sizeof(V), py::format_descriptor<V>::format(), owner});
  };
  const py::object present = owner->present.empty() ? py::none() : memory(owner->present.data(), owner->present.size());
  return py::make_tuple(kind, memory(owner->values.data(), owner->values.size()), present);
}

// (kind, values, presence): numbers as memory, the rest as a list.
py::tuple frame_values(const ArrowColumn& column) {
  switch (column.kind()) {
    case ArrowKind::integer:
      return with_memory("integer", column.integers());
    case ArrowKind::floating:
      return with_memory("floating", column.floats());
    case ArrowKind::boolean:
      return with_memory("boolean", column.booleans());
    case ArrowKind::date:
    case ArrowKind::timestamp:
      return with_memory("days", column.days());
    case ArrowKind::decimal:
      return with_memory("hundredths", column.decimals(2));
    case ArrowKind::text:
    case ArrowKind::bytes:
    case ArrowKind::nothing:
    case ArrowKind::other:
      break;
  }
  return py::make_tuple("objects", python_values(column, column.size()), py::none());
}

// A schema and an array as a stream of one batch.
struct OneBatch {
  ArrowSchema schema{};
  ArrowArray array{};

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) { return hand_over(batch(stream)->schema, out); }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) { return hand_over(batch(stream)->array, out); }
  static const char* get_last_error(ArrowArrayStream*) { return nullptr; }
  static void release(ArrowArrayStream* stream) {
    auto* self = batch(stream);
    if (self->schema.release != nullptr) self->schema.release(&self->schema);
    if (self->array.release != nullptr) self->array.release(&self->array);
    delete self;
    stream->release = nullptr;
  }

 private:
  static OneBatch* batch(ArrowArrayStream* stream) { return static_cast<OneBatch*>(stream->private_data); }
  // The second time there is nothing left: a released array is the end of a stream.
  template <class T>
  static int hand_over(T& from, T* to) {
    *to = from;
    from.release = nullptr;
    return 0;
  }
};

template <class T>
T* pointer_in(const py::object& capsule, const char* name) {
  auto* pointer = static_cast<T*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (pointer == nullptr) throw py::error_already_set();
  return pointer;
}

}  // namespace

py::object display(const char* function) { return py::module_::import("hoctap.display").attr(function); }

py::capsule stream_capsule(const TableView& table) {
  auto stream = std::make_unique<ArrowArrayStream>();
  {
    const py::gil_scoped_release unlocked;
    *stream = table.stream();
  }
  return py::capsule(stream.release(), stream_name, release_stream);
}

std::vector<std::string> column_names(const TableView& table) {
  const auto content = read(table);
  std::vector<std::string> names;
  for (const auto& column : content.columns()) names.push_back(column.name());
  return names;
}

DictionaryList dictionaries(const TableView& table, std::optional<std::size_t> most_rows) {
  const auto content = read(table);
  const auto count = most_rows ? std::min(*most_rows, content.row_count()) : content.row_count();
  std::vector<std::pair<py::str, py::list>> columns;
  for (const auto& column : content.columns()) columns.emplace_back(column.name(), python_values(column, count));
  DictionaryList rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    py::dict row;
    for (const auto& [name, values] : columns) row[name] = values[i];
    rows[i] = row;
  }
  return rows;
}

PandasFrame to_pandas(const TableView& table) {
  const auto content = read(table);
  py::dict columns;
  for (const auto& column : content.columns()) columns[py::str(column.name())] = frame_values(column);
  return PandasFrame(py::module_::import("hoctap.frames").attr("pandas_frame")(columns, content.row_count()));
}

PolarsFrame to_polars(const py::object& table) {
  return PolarsFrame(py::module_::import("polars").attr("DataFrame")(table));
}

ArrowArrayStream arrow_stream_of(py::handle object, const std::string& name) {
  if (py::hasattr(object, "__arrow_c_stream__")) {
    const py::object capsule = object.attr("__arrow_c_stream__")();
    return std::exchange(*pointer_in<ArrowArrayStream>(capsule, stream_name), ArrowArrayStream{});
  }
  if (py::hasattr(object, "__arrow_c_array__")) {
    const py::tuple capsules = object.attr("__arrow_c_array__")();
    auto batch = std::make_unique<OneBatch>();
    batch->schema = std::exchange(*pointer_in<ArrowSchema>(capsules[0], "arrow_schema"), ArrowSchema{});
    batch->array = std::exchange(*pointer_in<ArrowArray>(capsules[1], "arrow_array"), ArrowArray{});
    return {OneBatch::get_schema, OneBatch::get_next, OneBatch::get_last_error, OneBatch::release, batch.release()};
  }
  raise_type_error("a table with __arrow_c_stream__ or __arrow_c_array__ as \"" + name + "\"", object);
}

void bind_io(py::module_& m) {
  py::class_<Memory>(m, "_Memory", py::buffer_protocol(),
                     "Values where they lie, readable through the buffer protocol.")
      .def_buffer([](const Memory& self) {
        return py::buffer_info(const_cast<void*>(self.data), static_cast<py::ssize_t>(self.width), self.format, 1,
                               {static_cast<py::ssize_t>(self.count)}, {static_cast<py::ssize_t>(self.width)},
                               /*readonly=*/true);
      });

  auto table = py::class_<TableView>(m, "Table",
                                     R"(Rows with named columns, which any library that reads Arrow takes as they are.

polars.DataFrame(table), pyarrow.table(table) and a DuckDB query take whole numbers and days without a copy.)");
  table.def_readonly("name", &TableView::name, "Its name.")
      .def_readonly("is_simulated", &TableView::is_simulated, "Whether it holds made-up data.")
      .def_property_readonly("columns", &column_names, "Names of the columns.")
      .def("__len__", [](const TableView& self) { return self.row_count; })
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("table_html")(self)); },
          "Show the first rows in a notebook.")
      .def("__repr__", [](const TableView& self) {
        return "<Table " + self.name + ": " + std::to_string(self.row_count) + " rows" +
               (self.is_simulated ? ", simulated>" : ">");
      });
  add_table_ways_out(table, [](const TableView& self) { return self; });
}

}  // namespace hoctap::python
