#include "pybind.hpp"

#include <array>
#include <map>
#include <memory>
#include <utility>

#include "checked_lines.hpp"
#include "hoctap/budget/comparison.hpp"
#include "hoctap/budget/line_table.hpp"
#include "hoctap/budget/money_gaps.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/io/delimited.hpp"
#include "norm.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "table.hpp"
#include "workbook.hpp"

namespace hoctap::python {

namespace {

std::optional<std::string> filled(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

std::string flags_text(std::uint8_t flags) {
  std::string text;
  for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
    if ((flags >> bit & 1U) != 0) text += (text.empty() ? "" : ";") + std::string(flag_name(bit));
  }
  return text;
}

const ArrowColumn* find_column(const ArrowTable& table, std::string_view name) {
  for (const ArrowColumn& column : table.columns()) {
    if (column.name() == name) return &column;
  }
  return nullptr;
}

// Where a line was read, as the columns file, sheet and row of its table say; its number in the table where none does.
SourcePlace place_of(const GivenLines& given, std::size_t row) {
  SourcePlace place;
  place.row = static_cast<std::uint32_t>(row + 1);
  const auto text_at = [&](std::string_view name) {
    const ArrowColumn* const column = find_column(given.table, name);
    if (column == nullptr || column->kind() != ArrowKind::text) return std::string();
    return std::string(column->texts().values[row]);
  };
  place.file = text_at("file");
  place.sheet = text_at("sheet");
  if (const ArrowColumn* const rows = find_column(given.table, "row");
      rows != nullptr && rows->kind() == ArrowKind::integer) {
    const auto numbers = rows->integers();
    if (numbers.has(row) && numbers.values[row] > 0) place.row = static_cast<std::uint32_t>(numbers.values[row]);
  }
  return place;
}

std::size_t checked_row(const CheckedLines& self, std::int64_t row) {
  const auto count = static_cast<std::int64_t>(self.compliance.size());
  if (row < 0 || row >= count) {
    throw NotFound({MessageCode::no_such_line,
                    {std::to_string(row), count == 0 ? "–" : "0", count == 0 ? "–" : std::to_string(count - 1)}});
  }
  return static_cast<std::size_t>(row);
}

template <class Rows>
void add_norm(Columns& columns, const Rows& rows, const std::string& prefix, const Rulebook& rulebook,
              NormIndex (*norm_of_row)(const typename Rows::value_type&)) {
  const auto text = [&](const auto& row, auto get) -> std::optional<std::string> {
    const NormIndex norm = norm_of_row(row);
    if (norm == no_norm) return std::nullopt;
    return get(rulebook.norms()[norm]);
  };
  columns.add_text((prefix).c_str(), rows,
                   [&](const auto& row) { return text(row, [](const Norm& norm) { return norm.id; }); });
  for (const Language language : {Language::vi, Language::en}) {
    const std::string name = prefix + (language == Language::vi ? "_vi" : "_en");
    columns.add_text(name.c_str(), rows, [&](const auto& row) {
      return text(row, [language](const Norm& norm) { return norm.citation.text(language); });
    });
  }
}

TableView gaps_table(const CheckedLines& self) {
  const auto gaps =
      std::make_shared<const std::vector<MoneyGap>>(gaps_by_money(self.compliance, self.given->lines.columns()));
  const Book book = self.compliance.book();
  return table_of("gaps_by_money", false, gaps->size(), [gaps, book](Columns& columns) {
    const Rulebook& rulebook = book.rulebook();
    const auto content_name = [&](const MoneyGap& gap, Language language) -> std::optional<std::string> {
      const Content* const content = rulebook.find_content(gap.content);
      return content == nullptr ? filled(gap.content) : std::optional(content->name.in(language));
    };
    columns.add_text("kind", *gaps, [](const MoneyGap& gap) { return name(gap.kind); });
    add_norm(columns, *gaps, "norm", rulebook, +[](const MoneyGap& gap) { return gap.norm; });
    columns.add_text("content", *gaps, [](const MoneyGap& gap) { return filled(gap.content); });
    columns.add_text("content_vi", *gaps, [&](const MoneyGap& gap) { return content_name(gap, Language::vi); });
    columns.add_text("content_en", *gaps, [&](const MoneyGap& gap) { return content_name(gap, Language::en); });
    columns.add_text("reason", *gaps, [](const MoneyGap& gap) { return std::string(gap.reason); });
    columns.add_text("mark", *gaps, [&](const MoneyGap& gap) -> std::optional<std::string> {
      if (gap.norm == no_norm) return std::nullopt;
      return std::string(name(rulebook.norms()[gap.norm].mark));
    });
    columns.add_text("source", *gaps, [&](const MoneyGap& gap) -> std::optional<std::string> {
      if (gap.norm == no_norm) return std::nullopt;
      return filled(rulebook.norms()[gap.norm].source);
    });
    columns.add_integer("lines", *gaps, [](const MoneyGap& gap) { return gap.lines; });
    columns.add_integer("amount", *gaps, [](const MoneyGap& gap) { return gap.amount; });
  });
}

// A comparison with what names its groups.
struct ComparedLines {
  std::shared_ptr<const CheckComparison> comparison;
  std::vector<std::string> sum_by;
  std::shared_ptr<const GivenLines> given;
};

TableView changes_table(const ComparedLines& self) {
  const auto& changes = self.comparison->changes;
  return table_of("changes", false, changes.size(), [self](Columns& columns) {
    const auto& rows = self.comparison->changes;
    columns.add_integer("line", rows, [](const LineChange& one) { return static_cast<std::int64_t>(one.row); });
    const auto side = [&](const char* when, LineJudgement LineChange::* which, const Rulebook& rulebook) {
      const auto column = [&](const char* what) { return std::string(what) + "_" + when; };
      columns.add_text(column("verdict").c_str(), rows,
                       [&](const LineChange& one) { return name((one.*which).verdict); });
      columns.add_text(column("flags").c_str(), rows,
                       [&](const LineChange& one) { return filled(flags_text((one.*which).flags)); });
      columns.add_integer(column("ceiling").c_str(), rows, [&](const LineChange& one) { return (one.*which).ceiling; });
      columns.add_integer(column("excess").c_str(), rows, [&](const LineChange& one) { return (one.*which).excess; });
      columns.add_text(column("norm").c_str(), rows, [&](const LineChange& one) -> std::optional<std::string> {
        const NormIndex norm = (one.*which).norm;
        return norm == no_norm ? std::nullopt : std::optional(rulebook.norms()[norm].id);
      });
    };
    side("before", &LineChange::before, self.comparison->before.book().rulebook());
    side("after", &LineChange::after, self.comparison->after.book().rulebook());
  });
}

void add_change_sums(Columns& columns, const std::vector<ChangeSum>& rows) {
  const auto add = [&](const char* name, std::int64_t ChangeSum::* member) {
    columns.add_integer(name, rows, [member](const ChangeSum& sum) { return sum.*member; });
  };
  add("lines", &ChangeSum::lines);
  add("lines_changed", &ChangeSum::lines_changed);
  add("amount", &ChangeSum::amount);
  add("amount_changed", &ChangeSum::amount_changed);
  add("excess_before", &ChangeSum::excess_before);
  add("excess_after", &ChangeSum::excess_after);
  add("unverified_before", &ChangeSum::unverified_before);
  add("unverified_after", &ChangeSum::unverified_after);
  add("ceiling_before", &ChangeSum::ceiling_before);
  add("ceiling_after", &ChangeSum::ceiling_after);
}

TableView change_sums_table(const ComparedLines& self) {
  return table_of("change_sums", false, self.comparison->groups.size(), [self](Columns& columns) {
    const auto& rows = self.comparison->groups;
    for (std::size_t key = 0; key < self.sum_by.size(); ++key)
      columns.add_integer(self.sum_by[key].c_str(), rows, [key](const ChangeSum& sum) { return sum.keys[key]; });
    add_change_sums(columns, rows);
  });
}

TableView change_total_table(const ComparedLines& self) {
  return table_of("change_total", false, 1,
                  [self](Columns& columns) { add_change_sums(columns, {self.comparison->total}); });
}

TableView verdicts_table(const ComparedLines& self) {
  struct Row {
    Verdict before;
    Verdict after;
    VerdictCount count;
  };
  const auto rows = std::make_shared<std::vector<Row>>();
  for (std::size_t before = 0; before < verdict_count; ++before) {
    for (std::size_t after = 0; after < verdict_count; ++after) {
      const VerdictCount& count = self.comparison->verdicts[before][after];
      if (count.lines != 0) rows->push_back({static_cast<Verdict>(before), static_cast<Verdict>(after), count});
    }
  }
  return table_of("verdicts", false, rows->size(), [rows](Columns& columns) {
    columns.add_text("before", *rows, [](const Row& row) { return name(row.before); });
    columns.add_text("after", *rows, [](const Row& row) { return name(row.after); });
    columns.add_integer("lines", *rows, [](const Row& row) { return row.count.lines; });
    columns.add_integer("amount", *rows, [](const Row& row) { return row.count.amount; });
  });
}

Dictionary dictionary(const LineExplanation& self, Language language) {
  Dictionary content;
  const Rulebook& rulebook = self.book.rulebook();
  const auto norm_id = [&](NormIndex norm) -> std::optional<std::string> {
    return norm == no_norm ? std::nullopt : std::optional(rulebook.norms()[norm].id);
  };
  content["file"] = filled(self.place.file);
  content["sheet"] = filled(self.place.sheet);
  content["row"] = self.place.row;
  content["content"] = filled(self.line.content);
  content["date"] = self.line.date;
  content["year"] = self.line.year;
  content["decided_on"] = self.line.decided_on;
  content["verdict"] = name(self.verdict);
  content["flags"] = flags_text(self.flags);
  content["norm"] = norm_id(self.norm);
  content["citation"] =
      self.norm == no_norm ? std::nullopt : std::optional(rulebook.norms()[self.norm].citation.text(language));
  content["mark"] = self.choice ? std::optional(std::string(name(self.choice->ruling.mark))) : std::nullopt;
  content["ceiling"] = self.ceiling;
  content["highest_ceiling"] = self.highest_ceiling;
  content["excess"] = self.excess;
  content["unit_price"] = self.unit_price;
  content["amount"] = self.amount;
  py::list inputs;
  for (const LineInput& input : self.inputs) {
    py::dict entry;
    entry["attribute"] = input.attribute;
    entry["value"] = filled(input.value);
    entry["stated"] = input.word;
    entry["is_default"] = input.is_default;
    inputs.append(entry);
  }
  content["inputs"] = inputs;
  py::list factors;
  for (const LineFactor& factor : self.factors) {
    py::dict entry;
    entry["unit"] = filled(factor.unit);
    entry["stated"] = factor.stated;
    entry["paid"] = factor.paid;
    factors.append(entry);
  }
  content["factors"] = factors;
  py::list levels;
  for (const LevelStep& step : self.levels) {
    py::dict entry;
    entry["norm"] = norm_id(step.norm);
    entry["of"] = step.of;
    entry["num"] = step.num;
    entry["den"] = step.den;
    entry["exact"] = step.exact;
    entry["round_to"] = step.round_to;
    entry["rounding"] = name(step.rounding);
    entry["level"] = step.level;
    levels.append(entry);
  }
  content["levels"] = levels;
  py::list path;
  py::list passed_over;
  if (self.choice) {
    for (const PathStep& step : self.choice->path) {
      py::dict entry;
      entry["role"] = name(step.role);
      entry["norm"] = norm_id(step.norm);
      entry["citation"] = rulebook.norms()[step.norm].citation.text(language);
      entry["mark"] = name(rulebook.norms()[step.norm].mark);
      entry["source"] = rulebook.norms()[step.norm].source;
      path.append(entry);
    }
    for (const PassedNorm& passed : self.choice->passed_over) {
      py::dict entry;
      entry["norm"] = norm_id(passed.norm);
      entry["reason"] = name(passed.reason);
      entry["detail"] = filled(passed.detail);
      passed_over.append(entry);
    }
  }
  content["path"] = path;
  content["passed_over"] = passed_over;
  py::list findings;
  for (const Finding& finding : self.findings) findings.append(finding.message.text(language));
  content["findings"] = findings;
  return content;
}

void bind_explanation(py::module_& m) {
  using namespace py::literals;
  py::class_<LineExplanation>(m, "LineExplanation", R"(How the verdict of one line came about.

Says what the check says of the same line: what the line states, the norm chosen and those passed over, arithmetic before and after rounding.)")
      .def_property_readonly(
          "verdict", [](const LineExplanation& self) { return name(self.verdict); }, "\"within\", \"over\" …")
      .def_property_readonly(
          "flags", [](const LineExplanation& self) { return flags_text(self.flags); },
          "What else should be known, with semicolons between: \"unverified;local_override\".")
      .def_readonly("ceiling", &LineExplanation::ceiling, "Đồng; None where there is none.")
      .def_readonly("highest_ceiling", &LineExplanation::highest_ceiling,
                    "Đồng; only of a line that depends on its date.")
      .def_readonly("excess", &LineExplanation::excess, "Đồng above the ceiling; None where there is none.")
      .def_readonly("amount", &LineExplanation::amount, "Đồng, as the line states it.")
      .def_property_readonly(
          "norm", [](const LineExplanation& self) { return norm_of(self.book, self.norm); },
          "The norm that decides, or the entry that stands in the way; None where there is none.")
      .def_property_readonly(
          "choice",
          [](const LineExplanation& self) {
            return self.choice ? std::optional(NormChoice{self.book, *self.choice}) : std::nullopt;
          },
          "How the norm was chosen; None where the content is missing or not known.")
      .def(
          "text", [](const LineExplanation& self, Language lang) { return text(self, lang); }, py::kw_only(),
          "lang"_a = Language::en, "Write it in sentences, in Vietnamese (\"vi\") or English (\"en\").")
      .def("to_dict", &dictionary, py::kw_only(), "lang"_a = Language::en,
           "Give all of it as a dictionary: inputs, factors, levels (exact fractions), path, passed_over, findings.")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("line_explanation_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write it as HTML, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("line_explanation_html")(self)); },
          "Show it in a notebook.")
      .def("__str__", [](const LineExplanation& self) { return text(self, Language::en); })
      .def("__repr__", [](const LineExplanation& self) {
        return "<LineExplanation " + self.line.content + ": " + std::string(name(self.verdict)) + ">";
      });
}

void bind_comparison(py::module_& m) {
  using namespace py::literals;
  py::class_<ComparedLines>(m, "CheckComparison", "What another book changes for a set of lines.")
      .def_property_readonly("changes", &changes_table,
                             R"(The lines whose verdict, ceiling or excess is another one.

A table with line (row of the lines, from 0), then verdict, flags, ceiling, excess and norm, each _before and _after.)")
      .def_property_readonly("sums", &change_sums_table,
                             R"(Sums by equal values of the columns of `sum_by`.

A table with these columns, lines, lines_changed, amount, amount_changed, excess, unverified (đồng that rest on what is not VERIFIED) and
ceiling (over the lines that have one in both), each _before and _after.)")
      .def_property_readonly("total", &change_total_table, "The same sums over all lines, in one row.")
      .def_property_readonly("verdicts", &verdicts_table, "How many lines and đồng have each verdict before and after.")
      .def_property_readonly(
          "before",
          [](const ComparedLines& self) { return CheckedLines{self.comparison->before, self.sum_by, self.given}; },
          "The check by the first book.")
      .def_property_readonly(
          "after",
          [](const ComparedLines& self) { return CheckedLines{self.comparison->after, self.sum_by, self.given}; },
          "The check by the other book.")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("comparison_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write it as HTML, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("comparison_html")(self)); },
          "Show it in a notebook.")
      .def("__len__", [](const ComparedLines& self) { return self.comparison->changes.size(); })
      .def("__repr__", [](const ComparedLines& self) {
        const ChangeSum& total = self.comparison->total;
        return "<CheckComparison: " + std::to_string(total.lines_changed) + " of " + std::to_string(total.lines) +
               " lines change>";
      });
}

Workbook read_workbook(const std::string& path, const FileLimits& limits, const py::object& workbooks) {
  const auto reader = workbook_reader(workbooks);
  const py::gil_scoped_release unlocked;
  return reader(path, path, limits);
}

bool is_text_file(const std::string& path) {
  const std::size_t point = path.rfind('.');
  const std::string ending = point == std::string::npos ? std::string() : path.substr(point);
  return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

LineTable read_lines(const PathArgument& path, const Rulebook& rulebook, const FileLimits& limits,
                     const py::object& workbooks) {
  if (is_text_file(path.path)) {
    const py::gil_scoped_release unlocked;
    Findings findings;
    const DelimitedOptions options{.limits = limits};
    const Grid grid = read_delimited(read_file(path.path, limits.most_bytes), path.path, findings, options);
    return LineTable::of(rulebook, grid).with(std::move(findings));
  }
  Workbook workbook = read_workbook(path.path, limits, workbooks);
  // The first sheet that has lines; a workbook without one is told by what its first lacks.
  for (const Grid& sheet : workbook.sheets) {
    try {
      return LineTable::of(rulebook, sheet).with(workbook.findings);
    } catch (const FormatError&) {
      if (&sheet == &workbook.sheets.back()) throw;
    }
  }
  throw FormatError({MessageCode::lines_without_heading, {}}, {path.path, {}, 0, 0, {}});
}

void bind_budget_lines(py::module_& m) {
  using namespace py::literals;
  auto lines = py::class_<LineTable>(m, "BudgetLines", R"(Lines of a budget with the place where each was read.

A table with a row a line: file, sheet, row, centre_id, content, the attributes that lines state, date, year, decided_on, factor_1 to factor_3,
unit_price and amount, as far as there are such columns. `Book.check` takes it.)");
  lines.def("__len__", &LineTable::size)
      .def_property_readonly(
          "findings",
          [](const LineTable& self) {
            const auto holder = std::make_shared<const LineTable>(self);
            return FindingList{holder->findings(), holder, holder->is_simulated()};
          },
          "Cells that could not be read, columns that are not used.")
      .def_property_readonly("is_simulated", &LineTable::is_simulated, "Whether the lines were made up.")
      .def("row_at", &LineTable::row_at, "line"_a,
           R"(Give the row (from 0) of the line that stands on that line of the file.

Raises:
    NotFound: no line of the table stands there.)")
      .def("__repr__",
           [](const LineTable& self) { return "<BudgetLines: " + std::to_string(self.size()) + " lines>"; });
  add_table_ways_out(lines, [](const LineTable& self) {
    return TableView{"budget_lines", self.is_simulated(), self.size(), [self] { return arrow_stream(self); }};
  });
  m.def(
      "lines_of_dataset",
      [](const SharedReading& dataset, const Rulebook& rulebook) { return LineTable::of(rulebook, dataset->dataset); },
      "dataset"_a, py::kw_only(), "rulebook"_a, ReleaseGil(),
      "Take the lines of the table budget_estimates, of several versions of an estimate the last.");
  m.def("read_lines", &read_lines, "path"_a, py::kw_only(), "rulebook"_a, "limits"_a, "workbooks"_a,
        "Read the lines of a text file or workbook; `hoctap.budget_lines` says how.");
}

}  // namespace

void add_questions(py::module_& m, py::class_<CheckedLines>& type) {
  using namespace py::literals;
  bind_comparison(m);
  type.def(
          "explain",
          [](const CheckedLines& self, std::int64_t row) {
            const std::size_t index = checked_row(self, row);
            return explain_line(self.compliance.book(), self.given->lines.columns(), index,
                                place_of(*self.given, index));
          },
          "row"_a, R"(Say how the verdict of a line came about.

Args:
    row: which line of the table, from 0.

Raises:
    NotFound: the table has no such line.)")
      .def("gaps", &gaps_table,
           R"(Rank what should be read or verified next by the đồng that hang on it.

Returns a table with kind ("stands_in_the_way": its lines cannot be checked; "without_norm"; "unverified": its lines were judged by what is not
VERIFIED), norm, norm_vi, norm_en, content, content_vi, content_en, reason, mark, source, lines and amount.)")
      .def(
          "compare",
          [](const CheckedLines& self, const Book& other) {
            const py::gil_scoped_release unlocked;
            const GivenLines& given = *self.given;
            return ComparedLines{std::make_shared<const CheckComparison>(
                                     compare_checks(self.compliance.book(), other, given.lines.columns())),
                                 self.sum_by, self.given};
          },
          "other"_a, R"(Judge the same lines by another book and say what that changes.

Raises:
    Overflow: a ceiling or sum does not fit into 64 bits.)");
}

void bind_lines(py::module_& m) {
  bind_explanation(m);
  bind_budget_lines(m);
}

}  // namespace hoctap::python
