#include "pybind.hpp"

#include "hoctap/records/national_lists.hpp"

#include <map>
#include <memory>

#include "hoctap/core/error.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using SharedNational = std::shared_ptr<NationalGazetteer>;

SharedNational read(const NationalLists& lists, const Gazetteer& base) {
  return std::make_shared<NationalGazetteer>(read_national_lists(lists, base));
}

// Files by their names in the format of the lists.
NationalLists lists_of(std::map<std::string, std::string> files, std::optional<Date> first_day) {
  const auto take = [&](const char* name) -> std::optional<ListFile> {
    const auto found = files.find(name);
    if (found == files.end()) return std::nullopt;
    return ListFile{found->first, std::move(found->second)};
  };
  const auto need = [&](const char* name) {
    auto file = take(name);
    if (!file) throw FileError({MessageCode::national_lists_missing, {name}});
    return *std::move(file);
  };
  NationalLists lists;
  lists.communes_before = need("vn-communes-2023.csv");
  lists.communes_after = need("vn-communes-2025.csv");
  lists.what_became = need("vn-communes-2023-to-2025.csv");
  lists.districts_before = take("vn-districts-2023.csv");
  lists.provinces_before = take("vn-provinces-2023.csv");
  lists.provinces_after = take("vn-provinces-2025.csv");
  if (first_day) lists.first_day = *first_day;
  return lists;
}

TableView files_table(const SharedNational& self) {
  return table_of("files", false, self->files.size(), [self](Columns& columns) {
    const auto& rows = self->files;
    const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
    columns.add_text("file", rows, [](const ListRows& row) { return row.file; });
    columns.add_integer("rows_read", rows, [&](const ListRows& row) { return count(row.rows_read); });
    columns.add_integer("rows_kept", rows, [&](const ListRows& row) { return count(row.rows_kept); });
    columns.add_integer("rows_dropped", rows, [&](const ListRows& row) { return count(row.rows_dropped); });
  });
}

}  // namespace

void bind_national_lists(py::module_& m) {
  using namespace py::literals;

  py::class_<NationalGazetteer, SharedNational>(
      m, "NationalLists", "The country's communes before and after July 2025, as `hoctap.national_lists` reads them.")
      .def_readonly("gazetteer", &NationalGazetteer::gazetteer,
                    "The units of the lists together with those the library knows more exactly.")
      .def_property_readonly(
          "findings", [](const SharedNational& self) { return FindingList{self->findings, self, false}; },
          "What was noticed: rows left out, splits without shares, units without a known successor.")
      .def_property_readonly(
          "files", [](const SharedNational& self) { return files_table(self); },
          "The files with the rows read, kept and dropped.")
      .def("__repr__", [](const NationalGazetteer& self) {
        return "<NationalLists: " + std::to_string(self.gazetteer.versions().size()) + " unit versions, " +
               std::to_string(self.findings.size()) + " findings>";
      });

  m.def(
      "national_lists_in",
      [](const std::string& folder, const Gazetteer& base) { return read(NationalLists::in(folder), base); },
      "folder"_a, py::kw_only(), "base"_a, ReleaseGil(),
      "Read the national lists of a folder; `hoctap.national_lists` says how.");
  m.def(
      "national_lists_of",
      [](std::map<std::string, std::string> files, const Gazetteer& base, std::optional<Date> first_day) {
        const py::gil_scoped_release unlocked;
        return read(lists_of(std::move(files), first_day), base);
      },
      "files"_a, py::kw_only(), "base"_a, "first_day"_a = py::none(),
      "Read national lists from their texts by file name; `hoctap.national_lists` says how.");
}

}  // namespace hoctap::python
