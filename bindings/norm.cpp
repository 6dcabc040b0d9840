#include "pybind.hpp"

#include "norm.hpp"

#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "hoctap/core/document.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/norm/book.hpp"
#include "records.hpp"
#include "sequence.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using Attributes = std::map<std::string, std::string>;

std::vector<RulebookNorm> norms_of(const Rulebook& rulebook, const std::vector<NormIndex>& indexes) {
  std::vector<RulebookNorm> norms;
  norms.reserve(indexes.size());
  for (const NormIndex index : indexes) norms.push_back({rulebook, index});
  return norms;
}

std::vector<Document> documents_at(const std::vector<PathArgument>& paths) {
  std::vector<Document> documents;
  documents.reserve(paths.size());
  for (const PathArgument& path : paths) documents.push_back(Document::load(path.path));
  return documents;
}

std::optional<std::string> filled(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::vector<std::string> flag_names(int flags) {
  std::vector<std::string> names;
  for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
    if ((flags >> bit & 1) != 0) names.emplace_back(flag_name(bit));
  }
  return names;
}

std::optional<std::int64_t> level_of(const Ruling& ruling) {
  return ruling.outcome == Outcome::ceiling ? std::optional(ruling.level) : std::nullopt;
}

std::string applies_text(const Applicability& conditions) {
  std::string text;
  for (const Condition& condition : conditions) {
    text += (text.empty() ? "" : "; ") + condition.attribute + "=";
    for (std::size_t i = 0; i < condition.values.size(); ++i) text += (i == 0 ? "" : ",") + condition.values[i];
  }
  return text;
}

std::string attributes_text(const std::vector<std::pair<std::string, std::string>>& attributes) {
  std::string text;
  for (const auto& [attribute, value] : attributes) text += (text.empty() ? "" : ";") + attribute + "=" + value;
  return text;
}

TableView norms_table(const Rulebook& rulebook, std::vector<NormIndex> indexes) {
  const std::size_t count = indexes.size();
  return table_of("norms", false, count, [rulebook, indexes = std::move(indexes)](Columns& columns) {
    const auto norms = rulebook.norms();
    const auto norm = [&](NormIndex index) -> const Norm& { return norms[index]; };
    columns.add_text("id", indexes, [&](NormIndex i) { return norm(i).id; });
    columns.add_text("kind", indexes, [&](NormIndex i) { return name(norm(i).kind); });
    columns.add_text("content", indexes, [&](NormIndex i) { return filled(norm(i).content); });
    columns.add_text("name_vi", indexes, [&](NormIndex i) { return norm(i).name.vi; });
    columns.add_text("name_en", indexes, [&](NormIndex i) { return norm(i).name.en; });
    columns.add_text("applies", indexes, [&](NormIndex i) { return filled(applies_text(norm(i).applies)); });
    columns.add_integer("amount", indexes, [&](NormIndex i) {
      const Norm& one = norm(i);
      const bool has_amount = !one.formula && (is_per_unit(one.kind) || one.kind == NormKind::maximum ||
                                               one.kind == NormKind::floor || one.kind == NormKind::value);
      return has_amount ? std::optional(one.amount) : std::nullopt;
    });
    const auto life = [&](Date Validity::* end) {
      return [&, end](NormIndex i) { return norm(i).from ? unless_open(norm(i).validity().*end) : std::nullopt; };
    };
    columns.add_date("valid_from", indexes, life(&Validity::from));
    columns.add_date("valid_until", indexes, life(&Validity::until));
    columns.add_date("known", indexes, [&](NormIndex i) { return std::optional(norm(i).known); });
    columns.add_text("mark", indexes, [&](NormIndex i) { return name(norm(i).mark); });
    columns.add_text("reason", indexes, [&](NormIndex i) -> std::optional<std::string> {
      if (norm(i).reason) return std::string(name(*norm(i).reason));
      if (!norm(i).can_calculate()) return std::string(name(PassReason::recalled_only));
      if (!norm(i).from) return std::string(name(PassReason::no_dates));
      return std::nullopt;
    });
    columns.add_text("source", indexes, [&](NormIndex i) { return filled(norm(i).source); });
    columns.add_text("note", indexes, [&](NormIndex i) { return filled(norm(i).note); });
  });
}

TableView diff_table(const Book& before, const Book& after) {
  const auto rows = std::make_shared<const std::vector<BookDifference>>(diff(before, after));
  return table_of("diff", false, rows->size(), [rows, before, after](Columns& columns) {
    const auto norm_id = [](const Book& book, const Ruling& ruling) -> std::optional<std::string> {
      if (ruling.norm == no_norm) return std::nullopt;
      return book.rulebook().norms()[ruling.norm].id;
    };
    columns.add_text("content", *rows, [](const BookDifference& row) { return row.content; });
    columns.add_text("attributes", *rows,
                     [](const BookDifference& row) { return filled(attributes_text(row.attributes)); });
    columns.add_text("clock", *rows, [](const BookDifference& row) -> std::optional<std::string> {
      if (!row.clock) return std::nullopt;
      return std::string(name(*row.clock));
    });
    columns.add_date("from", *rows, [](const BookDifference& row) { return unless_open(row.span.from); });
    columns.add_date("until", *rows, [](const BookDifference& row) { return unless_open(row.span.until); });
    columns.add_text("outcome_before", *rows, [](const BookDifference& row) { return name(row.before.outcome); });
    columns.add_text("outcome_after", *rows, [](const BookDifference& row) { return name(row.after.outcome); });
    columns.add_integer("level_before", *rows, [](const BookDifference& row) { return level_of(row.before); });
    columns.add_integer("level_after", *rows, [](const BookDifference& row) { return level_of(row.after); });
    columns.add_text("norm_before", *rows, [&](const BookDifference& row) { return norm_id(before, row.before); });
    columns.add_text("norm_after", *rows, [&](const BookDifference& row) { return norm_id(after, row.after); });
  });
}

void bind_norms(py::module_& m) {
  using namespace py::literals;
  py::class_<RulebookNorm>(m, "Norm", "What the law says of one thing: an entry of a rulebook, named by its citation.")
      .def_property_readonly(
          "id", [](const RulebookNorm& self) { return self.norm().id; }, "\"17/2022/TT-BTC:a5.c6.pđ\".")
      .def(
          "citation", [](const RulebookNorm& self, Language lang) { return self.norm().citation.text(lang); },
          py::kw_only(), "lang"_a = Language::en, "Write where it stands, in Vietnamese (\"vi\") or English (\"en\").")
      .def_property_readonly(
          "kind", [](const RulebookNorm& self) { return name(self.norm().kind); },
          "\"maximum_per_unit\", \"floor\", \"route\", \"not_modelled\" …")
      .def_property_readonly(
          "content", [](const RulebookNorm& self) { return filled(self.norm().content); },
          "What it is about; None for an entry that no line names.")
      .def_property_readonly(
          "name", [](const RulebookNorm& self) { return self.norm().name; }, "What it says, in a few words.")
      .def_property_readonly(
          "applies",
          [](const RulebookNorm& self) {
            std::map<std::string, std::vector<std::string>> applies;
            for (const Condition& condition : self.norm().applies) applies[condition.attribute] = condition.values;
            return applies;
          },
          "The attributes on which it depends, each with the values it is for.")
      .def_property_readonly(
          "amount",
          [](const RulebookNorm& self) -> std::optional<std::int64_t> {
            const Norm& norm = self.norm();
            const bool has_amount = is_per_unit(norm.kind) || norm.kind == NormKind::maximum ||
                                    norm.kind == NormKind::floor || norm.kind == NormKind::value;
            return has_amount && !norm.formula ? std::optional(norm.amount) : std::nullopt;
          },
          "Đồng; None where it states none, or a formula.")
      .def_property_readonly(
          "valid_from", [](const RulebookNorm& self) { return self.norm().from; },
          "First day in force; None where not known.")
      .def_property_readonly(
          "valid_until", [](const RulebookNorm& self) { return unless_open(self.norm().validity().until); },
          "First day on which it no longer holds; None where no end is known.")
      .def_property_readonly(
          "known", [](const RulebookNorm& self) { return self.norm().known; }, "The day its wording was published.")
      .def_property_readonly(
          "mark", [](const RulebookNorm& self) { return name(self.norm().mark); },
          "How surely it is known: \"VERIFIED\", \"SECONDARY\", \"MEMORY\" or \"SIMULATED\".")
      .def_property_readonly(
          "reason",
          [](const RulebookNorm& self) -> std::optional<std::string> {
            if (!self.norm().reason) return std::nullopt;
            return std::string(name(*self.norm().reason));
          },
          "Why it is not modelled; None where it is.")
      .def_property_readonly(
          "routes",
          [](const RulebookNorm& self) {
            std::vector<std::string> instruments;
            for (const RouteTarget& target : self.norm().routes) instruments.push_back(target.instrument);
            return instruments;
          },
          "Instruments whose contents it opens.")
      .def_property_readonly(
          "source", [](const RulebookNorm& self) { return self.norm().source; }, "Where it was read.")
      .def_property_readonly(
          "note", [](const RulebookNorm& self) { return filled(self.norm().note); }, "What a reader should know.")
      .def("__repr__",
           [](const RulebookNorm& self) { return "<Norm " + self.norm().id + ": " + self.norm().name.en + ">"; });

  py::class_<Instrument>(m, "Instrument", "A circular, decree, resolution … of which a rulebook has entries.")
      .def_readonly("number", &Instrument::number, "\"17/2022/TT-BTC\".")
      .def_property_readonly(
          "kind", [](const Instrument& self) { return name(self.kind); }, "\"circular\", \"decree\" …")
      .def_property_readonly(
          "level", [](const Instrument& self) { return name(self.level); },
          "Who issued it: \"nation\", \"province\", \"district\" or \"commune\".")
      .def_readonly("title", &Instrument::title, "Its title.")
      .def_readonly("published", &Instrument::published, "The day it was issued.")
      .def_readonly("valid_from", &Instrument::from, "First day in force; None where not known.")
      .def_property_readonly(
          "valid_until", [](const Instrument& self) { return self.end ? std::optional(self.end->on) : std::nullopt; },
          "First day on which it no longer holds; None where no end is known.")
      .def_property_readonly(
          "successor", [](const Instrument& self) { return self.end ? filled(self.end->successor) : std::nullopt; },
          "The instrument that references follow; None where there is none.")
      .def_property_readonly(
          "mark", [](const Instrument& self) { return name(self.mark); }, "How surely its dates are known.")
      .def_readonly("source", &Instrument::source, "Where it was read.")
      .def_readonly("seen_in_force", &Instrument::seen_in_force,
                    "The last day on which a source shows it in force, where that is all that is known.")
      .def("__repr__",
           [](const Instrument& self) { return "<Instrument " + self.number + ": " + self.title.en + ">"; });
}

void bind_choice(py::module_& m) {
  using namespace py::literals;
  py::class_<NormChoice>(m, "NormChoice", "The norm that was chosen for a line, and how.")
      .def_property_readonly(
          "outcome", [](const NormChoice& self) { return name(self.choice.ruling.outcome); },
          "\"ceiling\", \"actual_cost\", \"not_permitted\", \"norm_missing\", \"input_missing\", \"depends_on_date\" or "
          "\"not_checkable\".")
      .def_property_readonly(
          "level", [](const NormChoice& self) { return level_of(self.choice.ruling); },
          "Đồng for a unit, or for the line; None where there is none.")
      .def_property_readonly(
          "levels",
          [](const NormChoice& self) {
            std::vector<std::optional<std::int64_t>> levels;
            for (const Ruling& ruling : self.choice.rulings) levels.push_back(level_of(ruling));
            return levels;
          },
          "One level; where it depends on the date each that holds in the year, in order of time.")
      .def_property_readonly(
          "is_per_unit", [](const NormChoice& self) { return self.choice.ruling.is_per_unit; },
          "Whether the level is for each unit and not for the line.")
      .def_property_readonly(
          "flags", [](const NormChoice& self) { return flag_names(self.choice.ruling.flags); },
          "\"unverified\", \"needs_decision\", \"local_override\" …")
      .def_property_readonly(
          "mark", [](const NormChoice& self) { return name(self.choice.ruling.mark); },
          "The weakest mark of all that it rests on.")
      .def_property_readonly(
          "norm", [](const NormChoice& self) { return norm_of(self.book, self.choice.ruling.norm); },
          "The norm that decides, or the entry that stands in the way; None where there is none.")
      .def_property_readonly(
          "path",
          [](const NormChoice& self) {
            std::vector<std::pair<std::string, RulebookNorm>> path;
            for (const PathStep& step : self.choice.path)
              path.emplace_back(name(step.role), RulebookNorm{self.book.rulebook(), step.norm});
            return path;
          },
          "What it rests on, as role (\"chosen\", \"route\", \"formula\") and norm.")
      .def_property_readonly(
          "passed_over",
          [](const NormChoice& self) {
            std::vector<std::pair<std::string, RulebookNorm>> passed;
            for (const PassedNorm& one : self.choice.passed_over)
              passed.emplace_back(name(one.reason), RulebookNorm{self.book.rulebook(), one.norm});
            return passed;
          },
          "Norms of the same content that were not chosen, each with the reason.")
      .def(
          "text", [](const NormChoice& self, Language lang) { return text(self.book.rulebook(), self.choice, lang); },
          py::kw_only(), "lang"_a = Language::en,
          "Write the choice in sentences, in Vietnamese (\"vi\") or English (\"en\").")
      .def("__str__", [](const NormChoice& self) { return text(self.book.rulebook(), self.choice, Language::en); })
      .def("__repr__", [](const NormChoice& self) {
        const auto words = text(self.book.rulebook(), self.choice, Language::en);
        return "<NormChoice " + words.substr(0, words.find('\n')) + ">";
      });
}

void bind_book(py::module_& m) {
  using namespace py::literals;
  py::class_<Book>(m, "Book", R"(A rulebook made ready to judge lines.

Made by `Rulebook.as_of`: the law of one day or of each line's own days, as known on a day, with or without what is not VERIFIED.)")
      .def_property_readonly("rulebook", &Book::rulebook, "The rulebook it was made of.")
      .def_property_readonly(
          "in_force", [](const Book& self) { return self.options().in_force; },
          "The day whose law judges every line; None: each line's own days choose.")
      .def_property_readonly(
          "known", [](const Book& self) { return self.options().known; },
          "The day as known on which; None: all that is known.")
      .def_property_readonly(
          "is_verified_only", [](const Book& self) { return self.options().verified_only; },
          "Whether nothing but VERIFIED calculates.")
      .def(
          "explain",
          [](const Book& self, std::string content, const Attributes& attributes, std::optional<Date> date,
             std::optional<int> year, std::optional<Date> decided_on) {
            LineQuestion line{std::move(content), {attributes.begin(), attributes.end()}, date, year, decided_on};
            return NormChoice{self, self.choose(line)};
          },
          "content"_a, py::kw_only(), "attributes"_a = Attributes{}, "date"_a = py::none(), "year"_a = py::none(),
          "decided_on"_a = py::none(),
          R"(Say which norm a line has, what it rests on, and which others were passed over and why.

Args:
    content: what the money is for, by identifier, name or alias.
    attributes: values by attribute (`{"zone": "II"}`); those not given have their default.
    date: the day of the activity.
    year: the budget year; that of the date where left out.
    decided_on: the day of the decision.

Raises:
    NotFound: the content, an attribute or its value is not known; the message names the nearest ones.)")
      .def("diff", &diff_table, "other"_a,
           R"(List where another book answers differently, content by content.

Returns a table with content, attributes ("*": any other value), clock, from and until (null: open, or both books are of one day),
outcome, level and norm before (this book) and after (the other).)")
      .def("__repr__", [](const Book& self) {
        std::string text = "<Book: " + std::to_string(self.rulebook().norms().size()) + " norms";
        if (self.options().in_force) text += ", in force " + self.options().in_force->iso();
        if (self.options().known) text += ", known " + self.options().known->iso();
        return text + (self.options().verified_only ? ", VERIFIED only>" : ">");
      });
}

}  // namespace

void bind_norm(py::module_& m) {
  using namespace py::literals;
  bind_norms(m);
  bind_choice(m);
  py::class_<Rulebook> rulebook(m, "Rulebook",
                                R"(The law of the centres' money as data, with dates, citations and sources.

`hoctap.rulebook()` gives the one that the library knows; files add to it.)");
  bind_book(m);
  rulebook
      .def_static(
          "load", [](const std::vector<PathArgument>& paths) { return Rulebook::of(documents_at(paths)); }, "paths"_a,
          ReleaseGil(), R"(Read a rulebook from TOML files alone, without what the library knows.

Raises:
    FileError: a file cannot be read.
    FormatError: a key is missing, unknown or of the wrong kind; the message names file, line and key.)")
      .def(
          "with_files",
          [](const Rulebook& self, const std::vector<PathArgument>& paths) { return self.with(documents_at(paths)); },
          "paths"_a, ReleaseGil(), R"(Make a rulebook that has these TOML files too; this one stays as it is.

Raises:
    FileError: a file cannot be read.
    FormatError: a key is missing, unknown or of the wrong kind; the message names file, line and key.)")
      .def_property_readonly(
          "instruments",
          [](const Rulebook& self) {
            return std::vector<Instrument>(self.instruments().begin(), self.instruments().end());
          },
          "Every instrument, in order of files.")
      .def_property_readonly(
          "norms",
          [](const Rulebook& self) {
            std::vector<NormIndex> all;
            for (NormIndex i = 0; i < self.norms().size(); ++i) all.push_back(i);
            return norms_table(self, std::move(all));
          },
          "A table of every norm.")
      .def(
          "norms_of",
          [](const Rulebook& self, std::string_view instrument,
             const std::optional<std::variant<int, std::string>>& article) {
            std::string number;
            if (article) {
              number = std::holds_alternative<int>(*article) ? std::to_string(std::get<int>(*article))
                                                             : std::get<std::string>(*article);
            }
            return norms_of(self, self.norms_of(instrument, number));
          },
          "instrument"_a, py::kw_only(), "article"_a = py::none(),
          R"(List the entries of an instrument, or of one of its articles.

Raises:
    NotFound: no file has the instrument; the message names the nearest ones.)")
      .def(
          "norm",
          [](const Rulebook& self, std::string_view id) {
            const Norm* const norm = self.find_norm(id);
            if (norm == nullptr) {
              std::vector<std::string> ids;
              for (const Norm& known : self.norms()) ids.push_back(known.id);
              std::string near;
              for (const std::string& one : nearest(id, ids)) near += (near.empty() ? "" : ", ") + one;
              throw NotFound({MessageCode::unknown_norm, {std::string(id), near.empty() ? "–" : near}});
            }
            return RulebookNorm{self, static_cast<NormIndex>(norm - self.norms().data())};
          },
          "id"_a, R"(Give a norm by its identifier, which is its citation: "17/2022/TT-BTC:a5.c2".

Raises:
    NotFound: there is none; the message names the nearest ones.)")
      .def(
          "gaps", [](const Rulebook& self) { return norms_table(self, self.gaps()); },
          "List the norms that exist and cannot calculate, with the reason: not modelled, recalled only, or without a first day.")
      .def_property_readonly(
          "findings",
          [](const Rulebook& self) {
            const auto holder = std::make_shared<const Rulebook>(self);
            return FindingList{holder->findings(), holder, false};
          },
          "What does not fit together: routes to nowhere, overlaps, times without a norm, levels above a maximum.")
      .def_property_readonly("digest", &Rulebook::digest, "SHA-256 over its files.")
      .def(
          "as_of",
          [](const Rulebook& self, std::optional<Date> in_force, std::optional<Date> known, bool verified_only) {
            return self.as_of({.in_force = in_force, .known = known, .verified_only = verified_only});
          },
          py::kw_only(), "in_force"_a = py::none(), "known"_a = py::none(), "verified_only"_a = false, ReleaseGil(),
          R"(Make the book by which lines are judged.

Args:
    in_force: the day whose law judges every line; left out, each line's own days choose.
    known: the law as it was known on that day; left out, all that is known.
    verified_only: whether nothing but VERIFIED calculates.)")
      .def("__repr__", [](const Rulebook& self) {
        return "<Rulebook: " + std::to_string(self.instruments().size()) + " instruments, " +
               std::to_string(self.norms().size()) + " norms>";
      });
  m.def("rulebook", &embedded_rulebook, ReleaseGil(), "Give the rulebook that the library knows.");
  m.def("line_flags", &flag_names, "flags"_a, "Name the flags of a line, as `Compliance` has them in one number.");
}

}  // namespace hoctap::python
