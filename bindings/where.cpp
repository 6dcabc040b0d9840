#include "pybind.hpp"

#include "hoctap/geo/where.hpp"

#include <algorithm>
#include <memory>

#include "geo.hpp"
#include "hoctap/core/error.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// An answer with the gazetteer that gave it.
struct UnitWhere {
  Gazetteer gazetteer;
  Where found;
};

// A unit at another date.
struct UnitLineage {
  Gazetteer gazetteer;
  Where found;
  Date to;
  std::vector<Followed> parts;
};

UnitLineage follow_one(const Gazetteer& gazetteer, std::string_view asked, std::optional<Date> on, Date to) {
  UnitLineage lineage{gazetteer, where(gazetteer, asked, on), to, {}};
  if (lineage.found.status == PlaceStatus::found) lineage.parts = gazetteer.trace(lineage.found.version, to);
  return lineage;
}

std::vector<UnitFollowed> steps(const Gazetteer& gazetteer, VersionId id, bool is_forward) {
  std::vector<UnitFollowed> found;
  if (id == no_version) return found;
  const auto add = [&](std::optional<VersionId> to, const std::optional<Ratio>& share,
                       std::optional<std::uint32_t> event) {
    UnitFollowed part{version_of(gazetteer, to), share, {}, false};
    if (event) {
      part.events = events_of(gazetteer, std::vector<std::uint32_t>{*event});
      part.is_inferred = !is_established(part.events.front().mark);
    }
    found.push_back(std::move(part));
  };
  for (const auto& step : is_forward ? gazetteer.successors(id) : gazetteer.predecessors(id))
    add(step.version, step.share, step.event);
  if (is_forward)
    for (const auto& lost : gazetteer.lost_parts(id)) add(std::nullopt, lost.share, lost.event);
  return found;
}

std::string lineage_text(const UnitLineage& self, Language language) {
  auto all = text(self.gazetteer, self.found, language);
  if (self.found.status != PlaceStatus::found) return all;
  all = all.substr(0, all.find('\n'));
  for (const auto& part : self.parts)
    all += "\n" + self.to.iso() + " ← " + text(self.gazetteer, part, self.to, language);
  return all;
}

// A column of texts, from Arrow or copied from a sequence.
struct Texts {
  std::optional<ArrowColumn> lender;  // keeps the memory that the views look into
  std::vector<std::string> own;
  std::vector<std::string_view> views;
  std::vector<std::uint8_t> present;
};

// Days, one a row or one for all.
struct Days {
  std::vector<std::int32_t> values;
  std::vector<std::uint8_t> present;
};

[[noreturn]] void refuse_column(const std::string& name, const std::string& type, bool is_number) {
  const SourcePlace place{{}, {}, 0, 0, name};
  if (is_number) throw FormatError({MessageCode::arrow_codes_as_numbers, {name, type}}, place);
  throw FormatError({MessageCode::arrow_wrong_kind, {name, type, "text"}}, place);
}

Texts texts_of(const ArrowColumn& column) {
  if (column.kind() == ArrowKind::integer || column.kind() == ArrowKind::floating)
    refuse_column(column.name(), column.type(), true);
  auto read = column.texts();
  return {column, {}, std::move(read.values.own()), std::move(read.present)};
}

Texts texts_of(const py::sequence& values) {
  Texts texts;
  texts.own.reserve(values.size());
  texts.present.reserve(values.size());
  for (const py::handle value : values) {
    if (!value.is_none() && !py::isinstance<py::str>(value)) raise_type_error("a code or name as str, or None", value);
    texts.present.push_back(value.is_none() ? 0 : 1);
    texts.own.push_back(value.is_none() ? std::string() : value.cast<std::string>());
  }
  texts.views.assign(texts.own.begin(), texts.own.end());
  return texts;
}

Days days_of(const ArrowColumn& column) {
  if (column.kind() != ArrowKind::text) {
    auto read = column.days();
    return {std::move(read.values.own()), std::move(read.present)};
  }
  const auto read = column.texts();
  Days days{std::vector<std::int32_t>(read.values.size()), read.present};
  for (std::size_t i = 0; i < days.values.size(); ++i)
    if (read.has(i)) days.values[i] = Date::parse(read.values[i]).days();
  return days;
}

Days days_of(const py::sequence& values) {
  Days days;
  for (const py::handle value : values) {
    days.present.push_back(value.is_none() ? 0 : 1);
    days.values.push_back(value.is_none() ? 0 : value.cast<Date>().days());
  }
  return days;
}

std::optional<ArrowColumn> arrow_column(const py::object& object, const std::string& name) {
  if (!py::hasattr(object, "__arrow_c_stream__") && !py::hasattr(object, "__arrow_c_array__")) return std::nullopt;
  auto stream = arrow_stream_of(object, name);
  const py::gil_scoped_release unlocked;
  return ArrowColumn::read(&stream, name);
}

Texts text_column(const py::object& object, const std::string& name) {
  if (const auto column = arrow_column(object, name)) {
    const py::gil_scoped_release unlocked;
    return texts_of(*column);
  }
  return texts_of(object.cast<py::sequence>());
}

Days day_column(const py::object& object, const std::string& name) {
  py::detail::make_caster<Date> one;
  if (one.load(object, true)) return {{py::detail::cast_op<Date&>(one).days()}, {}};
  if (const auto column = arrow_column(object, name)) {
    const py::gil_scoped_release unlocked;
    return days_of(*column);
  }
  return days_of(object.cast<py::sequence>());
}

// Columns asked together: of equal length, or one day for all.
struct Question {
  Gazetteer gazetteer;
  Texts asked;
  Days on;

  Date day(std::size_t row) const { return Date::from_days(on.values[on.values.size() == 1 ? 0 : row]); }
  bool has(std::size_t row) const { return asked.present.empty() || asked.present[row] != 0; }
  CodeColumn column() const { return {asked.views, on.values, asked.present}; }
};

// A row without its day asks nothing.
void take_absence(std::vector<std::uint8_t>& present, std::size_t rows, const Days& days) {
  if (days.present.empty() || days.values.size() != rows) return;
  if (present.empty()) present.assign(rows, 1);
  for (std::size_t i = 0; i < rows; ++i)
    if (days.present[i] == 0) present[i] = 0;
}

std::shared_ptr<Question> question(const Gazetteer& gazetteer, const py::object& asked, const py::object& on) {
  const auto read = std::make_shared<Question>(Question{gazetteer, text_column(asked, "codes"), day_column(on, "on")});
  take_absence(read->asked.present, read->asked.views.size(), read->on);
  return read;
}

// What the gazetteer's units say of themselves, as columns of rows that each name a unit or none.
class UnitColumns {
 public:
  UnitColumns(ArrowWriter& writer, const Gazetteer& gazetteer) : writer_(writer), gazetteer_(gazetteer) {}

  // `get(version)` gives a text that lives as long as the gazetteer; an empty one is missing.
  template <class Get>
  void add_text(const char* name, std::span<const VersionId> units, Get get) {
    std::vector<std::string_view> texts;
    texts.reserve(gazetteer_.versions().size());
    for (const UnitVersion& version : gazetteer_.versions()) texts.push_back(get(version));
    if (std::none_of(texts.begin(), texts.end(), [](std::string_view text) { return text.empty(); }))
      return writer_.add_chosen_texts(name, units, texts);
    std::vector<VersionId> told(units.begin(), units.end());
    for (VersionId& unit : told)
      if (unit != no_version && texts[unit].empty()) unit = no_version;
    writer_.add_chosen_texts(name, told, texts);
  }
  void add_day(const char* name, std::span<const VersionId> units, Date Validity::* end) {
    const auto values = std::make_shared<std::vector<std::int32_t>>(units.size());
    std::vector<std::uint8_t> present(units.size());
    const auto versions = gazetteer_.versions();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i] == no_version) continue;
      const std::optional<Date> day = unless_open(versions[units[i]].validity.*end);
      (*values)[i] = day ? day->days() : 0;
      present[i] = day ? 1 : 0;
    }
    writer_.add_days(name, *values, present, values);
  }

 private:
  ArrowWriter& writer_;
  const Gazetteer& gazetteer_;
};

// The units that answer, and those above them on their days.
struct AnsweredUnits {
  std::vector<VersionId> unit;
  std::vector<VersionId> parent;
  std::vector<VersionId> province;
};

AnsweredUnits units_of(const Question& asked, std::span<const CodeOnDay> answers) {
  AnsweredUnits units{std::vector<VersionId>(answers.size(), no_version), {}, {}};
  units.parent = units.province = units.unit;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const VersionId id = answers[i].version;
    if (id == no_version) continue;
    const Validity& life = asked.gazetteer.versions()[id].validity;
    const Date day = std::clamp(asked.day(i), life.from, life.until - 1);
    units.unit[i] = id;
    units.parent[i] = asked.gazetteer.parent(id, day).value_or(no_version);
    units.province[i] = asked.gazetteer.ancestor(id, Level::province, day).value_or(no_version);
  }
  return units;
}

void add_question(ArrowWriter& writer, const Question& asked) {
  const std::size_t rows = asked.asked.views.size();
  writer.add_texts("asked", asked.asked.views, asked.asked.present);
  const auto days = std::make_shared<std::vector<std::int32_t>>(rows);
  for (std::size_t i = 0; i < rows; ++i) (*days)[i] = asked.has(i) ? asked.day(i).days() : 0;
  writer.add_days("on", *days, asked.asked.present, days);
}

void add_status(ArrowWriter& writer, std::span<const CodeOnDay> answers) {
  std::vector<std::string_view> names;
  std::vector<std::uint32_t> choices;
  choices.reserve(answers.size());
  for (const CodeOnDay& answer : answers) {
    const auto status = static_cast<std::uint32_t>(answer.status);
    while (names.size() <= status) names.push_back(name(static_cast<PlaceStatus>(names.size())));
    choices.push_back(status);
  }
  writer.add_chosen_texts("status", choices, names);
}

TableView where_table(const std::shared_ptr<const Question>& asked) {
  const auto answers = std::make_shared<std::vector<CodeOnDay>>(asked->asked.views.size());
  {
    const py::gil_scoped_release unlocked;
    where(asked->gazetteer, asked->column(), *answers);
  }
  return {"where", false, answers->size(), [asked, answers] {
            ArrowWriter writer(answers->size());
            UnitColumns columns(writer, asked->gazetteer);
            const AnsweredUnits units = units_of(*asked, *answers);
            const auto code = [](const UnitVersion& version) -> std::string_view { return version.code; };
            const auto title = [](const UnitVersion& version) -> std::string_view { return version.name; };
            add_question(writer, *asked);
            add_status(writer, *answers);
            columns.add_text("code", units.unit, code);
            columns.add_text("name", units.unit, title);
            columns.add_text("kind", units.unit,
                             [](const UnitVersion& version) -> std::string_view { return version.kind; });
            columns.add_text("level", units.unit, [](const UnitVersion& version) { return name(version.level); });
            columns.add_day("valid_from", units.unit, &Validity::from);
            columns.add_day("valid_until", units.unit, &Validity::until);
            columns.add_text("parent_code", units.parent, code);
            columns.add_text("parent_name", units.parent, title);
            columns.add_text("province_code", units.province, code);
            columns.add_text("province_name", units.province, title);
            return std::move(writer).finish();
          }};
}

TableView follow_table(const std::shared_ptr<const Question>& asked, Days to) {
  auto rows = [&] {
    const py::gil_scoped_release unlocked;
    return follow(asked->gazetteer, asked->column(), to.values);
  }();
  const auto count = rows.size();
  return table_of("follow", false, count, [asked, to = std::move(to), rows = std::move(rows)](Columns& columns) {
    const Gazetteer& gazetteer = asked->gazetteer;
    const auto unit_text = [&](VersionId id, std::string UnitVersion::* member) -> std::optional<std::string> {
      if (id == no_version) return std::nullopt;
      return gazetteer.version(id).*member;
    };
    const auto add_unit = [&](const char* name, auto id_of, std::string UnitVersion::* member) {
      columns.add_text(name, rows, [&](const FollowedRow& row) { return unit_text(id_of(row), member); });
    };
    const auto from = [](const FollowedRow& row) { return row.from.version; };
    const auto part = [](const FollowedRow& row) { return row.part.version; };
    const auto joined = [&](const FollowedRow& row, std::string UnitEvent::* member) {
      std::string all;
      for (const auto event : row.part.events) {
        const auto& text = gazetteer.events()[event].*member;
        if (!text.empty() && (";" + all + ";").find(";" + text + ";") == std::string::npos)
          all += (all.empty() ? "" : ";") + text;
      }
      return all;
    };
    const auto ratio = [](const FollowedRow& row, std::int64_t Ratio::* member) {
      return row.part.share ? std::optional((*row.part.share).*member) : std::nullopt;
    };
    columns.add_integer("row", rows, [](const FollowedRow& row) { return static_cast<std::int64_t>(row.row); });
    columns.add_text("asked", rows, [&](const FollowedRow& row) {
      return asked->has(row.row) ? std::optional(std::string(asked->asked.views[row.row])) : std::nullopt;
    });
    columns.add_date("on", rows, [&](const FollowedRow& row) {
      return asked->has(row.row) ? std::optional(asked->day(row.row)) : std::nullopt;
    });
    columns.add_date("to", rows, [&](const FollowedRow& row) {
      return std::optional(Date::from_days(to.values[to.values.size() == 1 ? 0 : row.row]));
    });
    columns.add_text("status", rows, [](const FollowedRow& row) { return name(row.from.status); });
    add_unit("from_code", from, &UnitVersion::code);
    add_unit("from_name", from, &UnitVersion::name);
    add_unit("to_code", part, &UnitVersion::code);
    add_unit("to_name", part, &UnitVersion::name);
    add_unit("to_kind", part, &UnitVersion::kind);
    columns.add_integer("share_num", rows, [&](const FollowedRow& row) { return ratio(row, &Ratio::num); });
    columns.add_integer("share_den", rows, [&](const FollowedRow& row) { return ratio(row, &Ratio::den); });
    columns.add_text("events", rows, [&](const FollowedRow& row) { return joined(row, &UnitEvent::event_id); });
    columns.add_text("acts", rows, [&](const FollowedRow& row) { return joined(row, &UnitEvent::legal_basis); });
    columns.add_boolean("is_inferred", rows, [](const FollowedRow& row) { return row.part.is_inferred; });
  });
}

// Properties that an answer and a lineage share.
template <class Class>
void add_answer(Class& type) {
  using Self = typename Class::type;
  type.def_property_readonly(
          "asked", [](const Self& self) { return self.found.asked; }, "The code or name that was asked for.")
      .def_property_readonly(
          "on", [](const Self& self) { return self.found.day; }, "The day it was asked of; None where none was given.")
      .def_property_readonly(
          "status", [](const Self& self) { return std::string(name(self.found.status)); },
          "\"found\", \"several\", \"not_yet\", \"between\", \"ended\" or \"unknown\"; \"missing\" where nothing was asked.")
      .def_property_readonly(
          "unit", [](const Self& self) { return version_of(self.gazetteer, self.found.version); },
          "The unit; where the code or name was not in force on the day, the last that bore it before, or the first after; None where none "
          "is known or several fit.")
      .def_property_readonly(
          "above", [](const Self& self) { return versions_of(self.gazetteer, self.found.above); },
          "The units above it on the day, from near to far.")
      .def_property_readonly(
          "candidates", [](const Self& self) { return versions_of(self.gazetteer, self.found.candidates); },
          "Where several units fit, each of them, best first.")
      .def_property_readonly(
          "nearest", [](const Self& self) { return versions_of(self.gazetteer, self.found.nearest); },
          "Where nothing is known, units whose code or name is near it.");
}

}  // namespace

void bind_where(py::module_& m) {
  using namespace py::literals;

  auto where_type = py::class_<UnitWhere>(
      m, "Where", "What a code or name meant on a day, where it came from and what became of it.");
  add_answer(where_type);
  where_type
      .def_property_readonly(
          "came_from", [](const UnitWhere& self) { return steps(self.gazetteer, self.found.version, false); },
          "The units it was formed of, each with the part of that unit that came here and the act.")
      .def_property_readonly(
          "became", [](const UnitWhere& self) { return steps(self.gazetteer, self.found.version, true); },
          "The units its parts went to, with share and act; one without a unit for what has no known successor.")
      .def(
          "text", [](const UnitWhere& self, Language lang) { return text(self.gazetteer, self.found, lang); },
          py::kw_only(), "lang"_a = Language::en,
          "Write the answer in sentences, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_html", [](const py::object& self, Language lang) { return py::str(display("where_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write the answer as HTML.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("where_html")(self)); },
          "Show the answer in a notebook.")
      .def("__repr__",
           [](const UnitWhere& self) {
             auto first = text(self.gazetteer, self.found, Language::en);
             return "<Where " + first.substr(0, first.find('\n')) + ">";
           })
      .def("__str__", [](const UnitWhere& self) { return text(self.gazetteer, self.found, Language::en); });

  auto lineage_type = py::class_<UnitLineage>(m, "Lineage", "A unit of one day at another day.");
  add_answer(lineage_type);
  lineage_type.def_readonly("to", &UnitLineage::to, "The day it was followed to.")
      .def_property_readonly(
          "parts",
          [](const UnitLineage& self) {
            std::vector<UnitFollowed> parts;
            for (const auto& part : self.parts) parts.push_back(followed_of(self.gazetteer, part));
            return parts;
          },
          "Where its territory lies on that day, with shares; last, without a unit, the part of which no successor is known. Empty "
          "where the code or name was not in force on the day asked.")
      .def(
          "text", [](const UnitLineage& self, Language lang) { return lineage_text(self, lang); }, py::kw_only(),
          "lang"_a = Language::en, "Write it in sentences, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_html", [](const py::object& self, Language lang) { return py::str(display("where_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write it as HTML.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("where_html")(self)); },
          "Show it in a notebook.")
      .def("__repr__",
           [](const UnitLineage& self) {
             auto first = text(self.gazetteer, self.found, Language::en);
             return "<Lineage " + first.substr(0, first.find('\n')) + " → " + self.to.iso() + ": " +
                    std::to_string(self.parts.size()) + (self.parts.size() == 1 ? " part>" : " parts>");
           })
      .def("__str__", [](const UnitLineage& self) { return lineage_text(self, Language::en); });

  m.def(
      "where_one",
      [](const Gazetteer& gazetteer, std::string_view asked, std::optional<Date> on) {
        return UnitWhere{gazetteer, where(gazetteer, asked, on)};
      },
      "gazetteer"_a, "asked"_a, py::kw_only(), "on"_a, "Look one code or name up; `hoctap.where` says how.");
  m.def(
      "where_column",
      [](const Gazetteer& gazetteer, const py::object& asked, const py::object& on) {
        return where_table(question(gazetteer, asked, on));
      },
      "gazetteer"_a, "asked"_a, py::kw_only(), "on"_a, "Look a column up; `hoctap.where` says how.");
  m.def("follow_one", &follow_one, "gazetteer"_a, "asked"_a, py::kw_only(), "on"_a, "to"_a,
        "Follow one code or name; `hoctap.follow` says how.");
  m.def(
      "follow_column",
      [](const Gazetteer& gazetteer, const py::object& asked, const py::object& on, const py::object& to) {
        const auto read = question(gazetteer, asked, on);
        auto days = day_column(to, "to");
        take_absence(read->asked.present, read->asked.views.size(), days);
        return follow_table(read, std::move(days));
      },
      "gazetteer"_a, "asked"_a, py::kw_only(), "on"_a, "to"_a, "Follow a column; `hoctap.follow` says how.");
}

}  // namespace hoctap::python
