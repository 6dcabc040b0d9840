#include "pybind.hpp"

#include "geo.hpp"

#include <functional>

#include "hoctap/geo/crosswalk.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/records/dataset.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

std::string describe(const UnitVersion& unit) {
  auto text = unit.code + " " + unit.kind + " " + unit.name;
  if (unit.validity.from != Date::earliest()) text += ", from " + unit.validity.from.iso();
  if (unit.validity.until != Date::latest()) text += ", until " + unit.validity.until.iso();
  return text;
}

// The version in this gazetteer that Python's copy of it stands for.
VersionId id_of(const Gazetteer& gazetteer, const UnitVersion& unit) {
  for (const auto id : gazetteer.versions_of(unit.code))
    if (gazetteer.version(id).validity == unit.validity) return id;
  raise("NotFound", "this gazetteer does not hold " + describe(unit), "danh mục này không có " + describe(unit));
}

TableView crosswalk_table(const Gazetteer& gazetteer, Date from, Date to, Level level) {
  auto rows = crosswalk(gazetteer, from, to, level);
  const auto count = rows.size();
  return table_of("crosswalk", false, count, [gazetteer, rows = std::move(rows)](Columns& columns) {
    const auto of_successor = [&](const CrosswalkRow& row,
                                  std::string UnitVersion::* member) -> std::optional<std::string> {
      if (row.to == no_version) return std::nullopt;
      return gazetteer.version(row.to).*member;
    };
    columns.add_text("from_code", rows, [&](const CrosswalkRow& row) { return gazetteer.version(row.from).code; });
    columns.add_text("from_name", rows, [&](const CrosswalkRow& row) { return gazetteer.version(row.from).name; });
    columns.add_text("to_code", rows, [&](const CrosswalkRow& row) { return of_successor(row, &UnitVersion::code); });
    columns.add_text("to_name", rows, [&](const CrosswalkRow& row) { return of_successor(row, &UnitVersion::name); });
    columns.add_integer("share_num", rows, [](const CrosswalkRow& row) {
      return row.share ? std::optional(row.share->num) : std::nullopt;
    });
    columns.add_integer("share_den", rows, [](const CrosswalkRow& row) {
      return row.share ? std::optional(row.share->den) : std::nullopt;
    });
    columns.add_text("events", rows, [&](const CrosswalkRow& row) {
      std::string text;
      for (const auto event : row.events) text += (text.empty() ? "" : ";") + gazetteer.events()[event].event_id;
      return text;
    });
    columns.add_boolean("is_inferred", rows, [](const CrosswalkRow& row) { return row.is_inferred; });
  });
}

}  // namespace

void bind_geo(py::module_& m) {
  using namespace py::literals;

  auto versions_type =
      py::class_<UnitVersion>(m, "UnitVersion", R"(An administrative unit as it was from one day to another.

A code alone names nothing: 07381 was the commune Nghĩa Hưng until 30 June 2025 and is the commune Tiên Lục since.)");
  versions_type
      .def_readonly("code", &UnitVersion::code,
                    "2 digits for a province, 3 for a district, 5 for a commune, 8 for a village.")
      .def_readonly("name", &UnitVersion::name, "Name without its kind.")
      .def_readonly("kind", &UnitVersion::kind, "\"xã\", \"thị trấn\", \"huyện\" …")
      .def_property_readonly(
          "level", [](const UnitVersion& self) { return name(self.level); },
          "\"nation\", \"province\", \"district\", \"commune\" or \"village\".")
      .def_property_readonly(
          "valid_from", [](const UnitVersion& self) { return unless_open(self.validity.from); },
          "First day; None where it began before the data do.")
      .def_property_readonly(
          "valid_until", [](const UnitVersion& self) { return unless_open(self.validity.until); },
          "First day on which it no longer holds; None while it lasts.")
      .def_readonly("parent_code", &UnitVersion::parent_code, "Code of the unit above; empty where there is none.")
      .def_readonly("zone", &UnitVersion::zone,
                    "Zone of the ethnic-minority and mountain areas; \"none\" outside, empty where not known.")
      .def_readonly("is_difficult", &UnitVersion::is_difficult,
                    "Whether a village bears the difficulty mark; None where not known.")
      .def_property_readonly(
          "mark", [](const UnitVersion& self) { return name(self.mark); }, "How surely this is known: \"VERIFIED\" …")
      .def_readonly("source", &UnitVersion::source, "Where this is known from.")
      .def("__repr__", [](const UnitVersion& self) { return "<UnitVersion " + describe(self) + ">"; });
  add_value_semantics(versions_type,
                      [](const UnitVersion& self) { return py::make_tuple(self.code, self.validity.from.days()); });

  auto events_type = py::class_<UnitEvent>(
      m, "UnitEvent",
      "One arrow of the lineage: (a part of) a unit that ends on a day goes to a unit that begins then.");
  events_type.def_readonly("event_id", &UnitEvent::event_id, "Identifier of the act.")
      .def_readonly("from_code", &UnitEvent::from_code, "Code of the unit that ends.")
      .def_readonly("to_code", &UnitEvent::to_code, "Code of the unit that begins; empty without a known successor.")
      .def_readonly("date", &UnitEvent::date, "The day on which it takes effect.")
      .def_readonly("legal_basis", &UnitEvent::legal_basis, "The act and article.")
      .def_property_readonly(
          "kind", [](const UnitEvent& self) { return name(self.kind); }, "\"merge\", \"split\", \"rename\" …")
      .def_property_readonly(
          "share", [](const UnitEvent& self) { return or_none(self.share); },
          "The part of the source that moved; None where not known.")
      .def_property_readonly(
          "mark", [](const UnitEvent& self) { return name(self.mark); }, "How surely this is known: \"VERIFIED\" …")
      .def("__repr__", [](const UnitEvent& self) {
        return "<UnitEvent " + self.event_id + " " + self.date.iso() + ": " + self.from_code + " → " +
               (self.to_code.empty() ? "(none known)" : self.to_code) + ", " + std::string(name(self.kind)) + ">";
      });
  add_value_semantics(
      events_type, [](const UnitEvent& self) { return py::make_tuple(self.event_id, self.from_code, self.to_code); });

  py::class_<UnitFollowed>(m, "Followed", "A part of a unit at another date.")
      .def_readonly("unit", &UnitFollowed::unit,
                    "The version alive on that date; None for the part of which no successor is known.")
      .def_property_readonly(
          "share", [](const UnitFollowed& self) { return or_none(self.share); },
          "The part of the unit asked that is there; None where not known.")
      .def_readonly("events", &UnitFollowed::events, "The acts on the way, in order of time.")
      .def_readonly("is_inferred", &UnitFollowed::is_inferred,
                    "Whether an act or version on the way, ends included, is only inferred.")
      .def("__repr__", [](const UnitFollowed& self) {
        return "<Followed " + (self.unit ? describe(*self.unit) : std::string("(no successor known)")) +
               (self.share ? "" : ", share not known") + ">";
      });

  py::class_<Gazetteer>(
      m, "Gazetteer",
      "All unit versions and their lineage: what a code meant on a day, what became of it and by which act.")
      .def(py::init<>(), "Make one that knows no unit.")
      .def_property_readonly(
          "versions",
          [](const Gazetteer& self) {
            return std::vector<UnitVersion>(self.versions().begin(), self.versions().end());
          },
          "Every version, in order of code and validity.")
      .def_property_readonly(
          "events",
          [](const Gazetteer& self) { return std::vector<UnitEvent>(self.events().begin(), self.events().end()); },
          "Every event.")
      .def_property_readonly(
          "last_event", [](const Gazetteer& self) { return unless_open(self.last_event()); },
          "The date of the last event; None without events.")
      .def_property_readonly("digest", &Gazetteer::digest, "SHA-256 over versions and events.")
      .def(
          "find",
          [](const Gazetteer& self, std::string_view code, Date day) { return version_of(self, self.find(code, day)); },
          "code"_a, py::kw_only(), "day"_a, "Give what a code meant on that day; None if no version was valid.")
      .def(
          "versions_of",
          [](const Gazetteer& self, std::string_view code) { return versions_of(self, self.versions_of(code)); },
          "code"_a, "List every version that ever bore the code, in order of time.")
      .def(
          "parent",
          [](const Gazetteer& self, const UnitVersion& unit, Date day) {
            return version_of(self, self.parent(id_of(self, unit), day));
          },
          "unit"_a, py::kw_only(), "day"_a,
          R"(Give the unit's parent on that day, or the parent's successor where it was merged away; None where there is none.

Raises:
    NotFound: the unit belongs to another gazetteer.)")
      .def(
          "ancestor",
          [](const Gazetteer& self, const UnitVersion& unit, std::string_view level, Date day) {
            return version_of(self, self.ancestor(id_of(self, unit), level_argument(level), day));
          },
          "unit"_a, py::kw_only(), "level"_a, "day"_a,
          R"(Give the unit of that level which holds this one on that day; None where there is none.

Raises:
    InvalidValue: there is no such level.
    NotFound: the unit belongs to another gazetteer.)")
      .def(
          "alive",
          [](const Gazetteer& self, std::string_view level, Date day) {
            return versions_of(self, self.alive(level_argument(level), day));
          },
          "level"_a, py::kw_only(), "day"_a, R"(List the units of a level alive on that day, in order of code.

Raises:
    InvalidValue: there is no such level.)")
      .def(
          "follow",
          [](const Gazetteer& self, const UnitVersion& unit, Date to) {
            std::vector<UnitFollowed> found;
            for (const auto& followed : self.follow(id_of(self, unit), to))
              found.push_back(followed_of(self, followed));
            return found;
          },
          "unit"_a, py::kw_only(), "to"_a,
          R"(List where the unit's territory lies at another date, forward or backward along the lineage.

Raises:
    NotFound: the unit belongs to another gazetteer.)")
      .def(
          "crosswalk",
          [](const Gazetteer& self, Date start, Date to, std::string_view level) {
            return crosswalk_table(self, start, to, level_argument(level));
          },
          py::kw_only(), "start"_a, "to"_a, "level"_a = "commune",
          R"(List each unit of a level alive on `start` with where its territory lies on `to`.

Returns a table with from_code, from_name, to_code, to_name, share_num and share_den (null: not known), events and is_inferred;
either date may be the earlier one.

Raises:
    InvalidValue: there is no such level.)")
      .def("__repr__", [](const Gazetteer& self) {
        return "<Gazetteer: " + std::to_string(self.versions().size()) + " unit versions, " +
               std::to_string(self.events().size()) + " events>";
      });

  m.def("gazetteer", &embedded_gazetteer, ReleaseGil(),
        "Give the district of Lạng Giang's units and events that the library knows.");
}

}  // namespace hoctap::python
