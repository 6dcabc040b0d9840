#include "pybind.hpp"

#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/core/version.hpp"
#include "names.hpp"

namespace hoctap::python {

namespace {

void set_error(const char* type, const Error& error) {
  const auto& place = error.place();
  const auto in = [&](Language language) {
    const auto where = place.text(language);
    return where.empty() ? error.message().text(language) : where + ": " + error.message().text(language);
  };
  using namespace py::literals;
  const py::object leaf = py::module_::import("hoctap.errors").attr(type);
  const py::object raised = leaf(in(Language::en), "message_vi"_a = in(Language::vi),
                                 "code"_a = name(error.message().code), "file"_a = place.file, "sheet"_a = place.sheet,
                                 "row"_a = place.row, "column"_a = place.column, "field"_a = place.field);
  PyErr_SetObject(leaf.ptr(), raised.ptr());
}

void translate_error(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const InvalidValue& error) {
    set_error("InvalidValue", error);
  } catch (const NotFound& error) {
    set_error("NotFound", error);
  } catch (const Overflow& error) {
    set_error("Overflow", error);
  } catch (const FileError& error) {
    set_error("FileError", error);
  } catch (const FormatError& error) {
    set_error("FormatError", error);
  } catch (const Interrupted& error) {
    PyErr_SetString(PyExc_KeyboardInterrupt, error.what());
  } catch (const Error& error) {
    set_error("Error", error);
  }
}

std::string describe(const Finding& finding, Language language) {
  const auto where = finding.place.text(language);
  return where.empty() ? finding.message.text(language) : where + ": " + finding.message.text(language);
}

}  // namespace

void raise(const char* leaf, const std::string& english, const std::string& vietnamese) {
  using namespace py::literals;
  const py::object type = py::module_::import("hoctap.errors").attr(leaf);
  PyErr_SetObject(type.ptr(), type(english, "message_vi"_a = vietnamese).ptr());
  throw py::error_already_set();
}

void bind_core(py::module_& m) {
  using namespace py::literals;
  py::register_exception_translator(translate_error);

  m.def("version", &hoctap::version, "Give the version of the library, \"major.minor.patch\".");

  m.def(
      "person_key",
      [](const std::string& citizen_number, const std::string& key) { return PersonHasher(key)(citizen_number).hex(); },
      "citizen_number"_a, py::kw_only(), "key"_a,
      R"(Replace a citizen number by its keyed hash: 32 hexadecimal digits, the same for the same number and key.

For handing over tables from memory; files are hashed as they are read.

Raises:
    InvalidValue: the key has fewer than 16 bytes.)");

  m.def("spoken", &spoken, "name"_a, py::kw_only(), "lang"_a = Language::en,
        R"(Say in words what the library calls by a name: a status, a level, the period of a published figure.

What is no such name stays, with days and decimals written as the language does.)");

  auto message = py::class_<Message>(m, "Message", "A sentence that can be read in Vietnamese and in English.");
  message
      .def_property_readonly(
          "code", [](const Message& self) { return name(self.code); },
          "Stable name of the sentence (\"unknown_code\").")
      .def_property_readonly(
          "severity", [](const Message& self) { return severity(self.code); }, "\"note\", \"warning\" or \"error\".")
      .def_readonly("arguments", &Message::arguments, "The words that fill the gaps of the sentence.")
      .def("text", &Message::text, py::kw_only(), "lang"_a = Language::en,
           "Give the sentence in Vietnamese (\"vi\") or English (\"en\").")
      .def("__repr__", [](const Message& self) {
        return "<Message " + std::string(name(self.code)) + ": " + self.text(Language::en) + ">";
      });
  add_value_semantics(message, [](const Message& self) {
    return py::make_tuple(name(self.code), py::tuple(py::cast(self.arguments)));
  });

  auto finding =
      py::class_<Finding>(m, "Finding", "Something noticed about data that was read. A dropped row always has one.");
  finding
      .def_property_readonly(
          "code", [](const Finding& self) { return name(self.message.code); },
          "Stable name of the rule (\"unknown_code\").")
      .def_property_readonly(
          "severity", [](const Finding& self) { return severity(self.message.code); },
          "\"note\" (nothing was changed), \"warning\" (doubtful, kept) or \"error\" (something could not be used).")
      .def_readonly("outcome", &Finding::outcome, "What became of the row: \"kept\" or \"dropped\".")
      .def_property_readonly(
          "file", [](const Finding& self) { return self.place.file; }, "The file, relative to the folder read.")
      .def_property_readonly(
          "sheet", [](const Finding& self) { return self.place.sheet; }, "The sheet; empty for delimited text.")
      .def_property_readonly(
          "row", [](const Finding& self) { return self.place.row; }, "1-based line; 0 for the whole file.")
      .def_property_readonly(
          "column", [](const Finding& self) { return self.place.column; }, "1-based column; 0 for the whole row.")
      .def_property_readonly(
          "field", [](const Finding& self) { return self.place.field; }, "The declared column meant, where one is.")
      .def_property_readonly(
          "arguments", [](const Finding& self) { return self.message.arguments; }, "The words that fill the gaps.")
      .def(
          "text", [](const Finding& self, Language lang) { return self.message.text(lang); }, py::kw_only(),
          "lang"_a = Language::en,
          "Give what was noticed, without its place, in Vietnamese (\"vi\") or English (\"en\").")
      .def("describe", &describe, py::kw_only(), "lang"_a = Language::en, "Give the place and what was noticed there.")
      .def("__str__", [](const Finding& self) { return describe(self, Language::en); })
      .def("__repr__", [](const Finding& self) {
        return "<Finding " + std::string(name(self.message.code)) + ": " + describe(self, Language::en) + ">";
      });
  add_value_semantics(finding, [](const Finding& self) {
    return py::make_tuple(name(self.message.code), py::tuple(py::cast(self.message.arguments)), self.place.file,
                          self.place.row, self.place.column);
  });
}

}  // namespace hoctap::python
