#include "pybind.hpp"

#include "hoctap/receipt/receipt.hpp"

#include <memory>
#include <utility>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/core/version.hpp"
#include "hoctap/io/delimited_table.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

FindingList list_of(Findings findings, bool is_simulated) {
  const auto holder = std::make_shared<const Findings>(std::move(findings));
  return {*holder, holder, is_simulated};
}

std::string table_text(const py::object& table) {
  auto stream = arrow_stream_of(table, "result");
  const py::gil_scoped_release unlocked;
  return delimited_text(ArrowTable::read(&stream, "result"));
}

}  // namespace

void bind_receipt(py::module_& m) {
  using namespace py::literals;
  py::class_<Receipt>(m, "Receipt", R"(What a saved result rests on, so that anybody can compute it again.

Version of the library, digest and days of the rulebook, what was asked, the digest of every input and of every saved table.)")
      .def(py::init([](std::string task, const std::optional<Book>& book, Pairs asked, const Pairs& inputs,
                       bool is_simulated) {
             Receipt receipt;
             receipt.library = version();
             receipt.task = std::move(task);
             receipt.is_simulated = is_simulated;
             if (book) receipt.book = ReceiptBook::of(*book);
             receipt.asked = std::move(asked);
             for (const auto& [name, digest] : inputs) receipt.inputs.push_back({name, digest});
             return receipt;
           }),
           py::kw_only(), "task"_a, "book"_a, "asked"_a, "inputs"_a, "is_simulated"_a,
           "Make the receipt of a result that this library computed; `add_result` adds what was saved.")
      .def_static(
          "parse", [](const std::string& json, const std::string& file) { return Receipt::parse(json, file); },
          "json"_a, py::kw_only(), "file"_a = "receipt.json",
          R"(Read a receipt.

Raises:
    FormatError: the text is no such JSON, lacks a key, or is of another schema; the message names file and line.)")
      .def(
          "add_result",
          [](Receipt& self, std::string table, std::string file, const std::string& text) {
            self.results.push_back(ReceiptResult::of(std::move(table), std::move(file), text));
          },
          "table"_a, py::kw_only(), "file"_a, "text"_a, "Add a saved table: its name, its file and its text.")
      .def("json", &Receipt::json, "Write it as JSON, an entry a line.")
      .def_readonly("library", &Receipt::library, "Version of the library that made the result.")
      .def_readonly("task", &Receipt::task, "\"check\", \"estimate\", \"report\" or \"status\".")
      .def_readonly("is_simulated", &Receipt::is_simulated, "Whether anything it rests on was made up.")
      .def_property_readonly(
          "rulebook_digest",
          [](const Receipt& self) { return self.book ? std::optional(self.book->sha256) : std::nullopt; },
          "SHA-256 of the rulebook; None where the law has no part in the result.")
      .def_property_readonly(
          "in_force", [](const Receipt& self) { return self.book ? self.book->in_force : std::nullopt; },
          "The day whose law judged every line; None: each line's own days.")
      .def_property_readonly(
          "known", [](const Receipt& self) { return self.book ? self.book->known : std::nullopt; },
          "The day as known on which; None: all that is known.")
      .def_property_readonly(
          "is_verified_only", [](const Receipt& self) { return self.book && self.book->verified_only; },
          "Whether nothing but VERIFIED calculated.")
      .def_readonly("asked", &Receipt::asked, "What was asked, as names and values in order.")
      .def_property_readonly(
          "inputs",
          [](const Receipt& self) {
            Pairs inputs;
            for (const ReceiptInput& input : self.inputs) inputs.emplace_back(input.name, input.sha256);
            return inputs;
          },
          "Name and SHA-256 of every input.")
      .def_property_readonly(
          "results",
          [](const Receipt& self) {
            Pairs results;
            for (const ReceiptResult& result : self.results) results.emplace_back(result.table, result.file);
            return results;
          },
          "Name and file of every saved table.")
      .def(
          "verify",
          [](const Receipt& self, const Pairs& saved, const Receipt& now, const Pairs& computed,
             const std::string& file) {
            const auto tables = [](const Pairs& pairs) {
              std::vector<TableText> texts;
              for (const auto& [table, text] : pairs) texts.push_back({table, text});
              return texts;
            };
            return list_of(verify(self, tables(saved), now, tables(computed), file), self.is_simulated);
          },
          py::kw_only(), "saved"_a, "now"_a, "computed"_a, "file"_a,
          R"(Say what does not come out again; no finding of severity error: the result is confirmed.

Args:
    saved: name and text of each saved table.
    now: the receipt of the same work, done now.
    computed: name and text of each table that came out of it.
    file: the name of this receipt in findings.)")
      .def("__repr__",
           [](const Receipt& self) { return "<Receipt of a " + self.task + " by version " + self.library + ">"; });
  m.def("table_text", &table_text, "table"_a,
        "Write a table as delimited text that stays the same wherever it is written; columns of floats stay out.");
  m.def(
      "file_digest", [](const PathArgument& path) { return sha256_hex(read_file(path.path)); }, "path"_a, ReleaseGil(),
      R"(Give the SHA-256 of a file.

Raises:
    FileError: it cannot be read.)");
}

}  // namespace hoctap::python
