#include "pybind.hpp"

#include "hoctap/handover/handover.hpp"

#include "geo.hpp"
#include "hoctap/geo/where.hpp"
#include "reading.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

struct SharedHandover {
  SharedReading reading;
  Handover dossier;

  const Dataset& dataset() const { return reading->dataset; }
  const Gazetteer& gazetteer() const { return reading->dataset.gazetteer(); }
};

// What a code of a list means, in words; the code itself where no list has it.
std::string label(const SharedHandover& self, const HandoverItem& item, Language language) {
  const char* list = nullptr;
  std::string_view code = item.code;
  if (item.kind == HandoverKind::equipment) list = "equipment_items";
  if (item.kind == HandoverKind::money) list = "funds";
  if (item.kind == HandoverKind::report) {
    const auto* form = self.reading->obligations.rules().find(code);
    return form == nullptr ? item.name : form->name.in(language);
  }
  if (list == nullptr) return item.name;
  const auto* codes = self.dataset().codes().find(list);
  const auto* known = codes == nullptr ? nullptr : codes->find(code);
  return known == nullptr ? std::string(code) : known->label(language);
}

// "KP-01.csv:12;KP-01.csv:13": the rows it rests on.
std::string places(const SharedHandover& self, const HandoverItem& item) {
  std::string all;
  const auto* table = self.dataset().tables().find(item.table);
  if (table == nullptr) return all;
  for (const auto row : item.rows) {
    const auto place = table->place(row);
    all += (all.empty() ? "" : ";") + self.dataset().sources()[place.source].file + ":" + std::to_string(place.row);
  }
  return all;
}

TableView table(const SharedHandover& self) {
  const auto& items = self.dossier.items;
  return table_of("handover", self.dataset().is_simulated(), items.size(), [self](Columns& columns) {
    const auto& rows = self.dossier.items;
    const auto& gazetteer = self.gazetteer();
    const auto text = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); };
    const auto add_text = [&](const char* name, std::string HandoverItem::* member) {
      columns.add_text(name, rows, [&](const HandoverItem& item) { return text(item.*member); });
    };
    const auto add_money = [&](const char* name, std::optional<Money> HandoverItem::* member) {
      columns.add_integer(name, rows, [&](const HandoverItem& item) {
        return item.*member ? std::optional((*(item.*member)).dong()) : std::nullopt;
      });
    };
    const auto from = [&](const HandoverItem& item, std::string UnitVersion::* member) -> std::optional<std::string> {
      if (item.from == no_version) return std::nullopt;
      return gazetteer.version(item.from).*member;
    };
    columns.add_text("kind", rows, [](const HandoverItem& item) { return name(item.kind); });
    columns.add_text("from_code", rows, [&](const HandoverItem& item) { return from(item, &UnitVersion::code); });
    columns.add_text("from_name", rows, [&](const HandoverItem& item) { return from(item, &UnitVersion::name); });
    columns.add_text("act", rows, [&](const HandoverItem& item) {
      return item.event ? text(gazetteer.events()[*item.event].legal_basis) : std::nullopt;
    });
    columns.add_date("act_date", rows, [&](const HandoverItem&) { return std::optional(self.dossier.day); });
    columns.add_boolean("act_is_inferred", rows, [&](const HandoverItem& item) {
      return item.event && !is_established(gazetteer.events()[*item.event].mark);
    });
    columns.add_boolean("is_certain", rows, [](const HandoverItem& item) { return item.is_certain; });
    add_text("centre_id", &HandoverItem::centre_id);
    add_text("code", &HandoverItem::code);
    columns.add_text("name_vi", rows, [&](const HandoverItem& item) { return text(label(self, item, Language::vi)); });
    columns.add_text("name_en", rows, [&](const HandoverItem& item) { return text(label(self, item, Language::en)); });
    add_text("state", &HandoverItem::state);
    columns.add_integer("share_num", rows, [](const HandoverItem& item) {
      return item.share ? std::optional(item.share->num) : std::nullopt;
    });
    columns.add_integer("share_den", rows, [](const HandoverItem& item) {
      return item.share ? std::optional(item.share->den) : std::nullopt;
    });
    columns.add_text("period", rows, [](const HandoverItem& item) {
      return item.period ? std::optional(item.period->text()) : std::nullopt;
    });
    columns.add_date("date", rows, [](const HandoverItem& item) { return item.date; });
    columns.add_integer("quantity", rows, [](const HandoverItem& item) { return item.quantity; });
    columns.add_integer("usable", rows, [](const HandoverItem& item) { return item.usable; });
    add_money("cost", &HandoverItem::cost);
    add_money("allocated", &HandoverItem::allocated);
    add_money("received", &HandoverItem::received);
    add_money("spent", &HandoverItem::spent);
    columns.add_text("rows", rows, [&](const HandoverItem& item) { return text(places(self, item)); });
  });
}

}  // namespace

void bind_handover(py::module_& m) {
  using namespace py::literals;

  auto type = py::class_<SharedHandover>(
      m, "Handover",
      "What a new unit took over from the units it was formed of, as the records show it on the eve of the act.");
  type.def_property_readonly(
          "unit", [](const SharedHandover& self) { return self.gazetteer().version(self.dossier.unit); },
          "The new unit.")
      .def_property_readonly(
          "day", [](const SharedHandover& self) { return self.dossier.day; }, "The day on which the act took effect.")
      .def_property_readonly(
          "is_simulated", [](const SharedHandover& self) { return self.dataset().is_simulated(); },
          "Whether it was drawn from made-up data.")
      .def_property_readonly(
          "unit_text",
          [](const SharedHandover& self) { return described(self.gazetteer(), self.dossier.unit, self.dossier.day); },
          "The new unit with its code and the units above it.")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("handover_page")(self, lang)); },
          py::kw_only(), "lang"_a = Language::vi,
          "Write the dossier as a whole page that needs nothing else, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("handover_html")(self)); },
          "Show the dossier in a notebook.")
      .def("__len__", [](const SharedHandover& self) { return self.dossier.items.size(); })
      .def("__repr__", [](const SharedHandover& self) {
        return "<Handover to " + described(self.gazetteer(), self.dossier.unit, self.dossier.day) + " on " +
               self.dossier.day.iso() + ": " + std::to_string(self.dossier.items.size()) + " items" +
               (self.dataset().is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, table);

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "handover",
      [](const SharedReading& self, std::string_view unit, std::optional<Date> day) {
        const py::gil_scoped_release unlocked;
        return SharedHandover{self, handover(*self, unit, day)};
      },
      py::kw_only(), "unit"_a, "day"_a = py::none(),
      R"(Draw up what a new unit took over: old units, centres, equipment, plans, unsettled money and owed reports, each with the act.

Everything is as the records show it on the eve of the act. As a table (Arrow, pandas, polars) it has a row for each item with
kind, from_code, from_name (null: of several old units together), act, act_date, act_is_inferred, is_certain (false: the old unit was divided
and nothing says that this came here), centre_id, code, name_vi, name_en, state, share_num, share_den, period, date, quantity, usable, cost,
allocated, received, spent (đồng) and rows.

Args:
    unit: code of the new unit.
    day: a day on which it lives. Default: the last of its versions that an act formed of others.

Raises:
    InvalidValue: no act is known that formed it of other units.
    NotFound: no unit bears the code.)");
}

}  // namespace hoctap::python
