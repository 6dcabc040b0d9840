#include "hoctap/indicator/delivery_comparison.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "geo/footprints.hpp"
#include "hoctap/core/error.hpp"
#include "indicator/bearing.hpp"
#include "indicator/evaluation.hpp"
#include "indicator/protection.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::array<std::string_view, 5> kind_names{"row_added", "row_removed", "row_changed", "rows_lost", "report"};

// ---- whether two deliveries can be compared

bool are_same(const Code& a, const Code& b) {
  return a.code == b.code && a.flags == b.flags && a.quantity == b.quantity && a.validity == b.validity;
}
bool are_same(const CodeLists& a, const CodeLists& b) {
  if (a.names() != b.names()) return false;
  for (const std::string& name : a.names()) {
    const auto ours = a.list(name).codes();
    const auto theirs = b.list(name).codes();
    const auto same_code = [](const Code& one, const Code& other) { return are_same(one, other); };
    if (!std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), same_code)) return false;
  }
  return true;
}

void check_comparable(const Reading& before, const Reading& after, std::span<const RowChange> rows) {
  const auto plan = [](const Programme& programme) {
    return programme.id + " (" + programme.digest.substr(0, 8) + ")";
  };
  if (before.programme.id != after.programme.id || before.programme.digest != after.programme.digest)
    throw InvalidValue({MessageCode::deliveries_of_other_plans, {plan(before.programme), plan(after.programme)}});
  const auto ours = before.obligations.rules().rules();
  const auto theirs = after.obligations.rules().rules();
  // Where nothing is owed there are no rules.
  if (!ours.empty() && !theirs.empty() && !std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end()))
    throw InvalidValue({MessageCode::deliveries_of_other_forms, {}});
  if (!are_same(before.dataset.codes(), after.dataset.codes()))
    throw InvalidValue({MessageCode::deliveries_of_other_codes, {}});
  const bool places_differ = std::any_of(rows.begin(), rows.end(), [](const RowChange& row) {
    return row.table == "units" || row.table == "unit_events";
  });
  if (!places_differ && !(before.dataset.gazetteer() == after.dataset.gazetteer()))
    throw InvalidValue({MessageCode::deliveries_of_other_units, {}});
}

bool have_no_common_person(const Dataset& before, const Dataset& after) {
  const Residents& ours = before.tables().residents;
  const Residents& theirs = after.tables().residents;
  if (ours.size() == 0 || theirs.size() == 0) return false;
  const PersonIndex known(ours.person_key.values());
  const auto keys = theirs.person_key.values();
  return std::all_of(keys.begin(), keys.end(), [&](const PersonKey& key) { return known.find(key) == no_person; });
}

// ---- figures that differ

bool are_same(const ResultRow& a, const ResultRow& b) {
  const auto told = [](const ResultRow& row) {
    const auto simulated = static_cast<std::uint16_t>(ResultFlag::simulated);
    return std::tuple(row.has_bounds, row.is_count, row.path, row.target_percent, row.status, row.pace_from_upper,
                      row.pace_from_lower, row.reach, row.present_rate, row.turns_needed, row.turns_now,
                      row.flags & ~simulated);
  };
  return a.cell == b.cell && told(a) == told(b);
}

std::vector<Period> periods_of_both(const Reading& before, const Reading& after) {
  std::vector<Period> periods;
  const std::vector<Period> quarters = after.programme.quarters();
  for (const Period& quarter : quarters)
    if (quarter.first() <= before.obligations.day() && quarter.last() <= after.obligations.day())
      periods.push_back(quarter);
  if (periods.empty() && !quarters.empty()) periods.push_back(quarters.front());
  return periods;
}

// The tables on whose rows an indicator rests, also those that its reasons do not name.
std::set<std::string_view> tables_of(const Catalogue& catalogue, const ResultRow& row) {
  const IndicatorInfo& info = *catalogue.find(row.indicator);
  const IndicatorVariant& variant = *info.find_variant(row.variant);
  std::set<std::string_view> tables = tables_behind(variant);
  for (const MeasureUse& use : variant.numerator) tables.insert(use.measure->tables.begin(), use.measure->tables.end());
  if (const MeasureInfo* const whole = variant.denominator.measure)
    tables.insert(whole->tables.begin(), whole->tables.end());
  tables.insert({"units", "unit_events", "forms", "centres", "centre_places"});
  if (info.unit == CountedUnit::report || info.unit == CountedUnit::duty) tables.insert("submissions");
  if (info.unit == CountedUnit::worker || info.unit == CountedUnit::person)
    tables.insert({"residents", "sessions", "participation", "courses", "course_results"});
  if (info.unit == CountedUnit::worker) tables.insert({"labour_totals", "people_totals"});
  if (tables.count("expenditures") != 0 || tables.count("settlements") != 0)
    tables.insert({"allocations", "expenditures"});
  if (tables.count("sessions") != 0) tables.insert("courses");
  return tables;
}

// After which nothing that is dated matters to a figure: of what is there on a day that day; of what happens in a year
// reports may still come.
Date last_day(const Catalogue& catalogue, const ResultRow& row) {
  const CountedUnit unit = catalogue.find(row.indicator)->unit;
  return unit == CountedUnit::worker || unit == CountedUnit::centre ? row.period.last() : Date::latest();
}

// ---- which change bears on which figure

struct Bears {
  std::set<std::string_view> tables;  // on the figures that rest on them
  // Where, in either delivery: 0 the earlier, 1 the later; nothing: anywhere.
  std::array<std::optional<std::vector<VersionId>>, 2> places;
  std::optional<Date> since;  // on figures of no earlier day; nothing: of any
};

class Comparer {
 public:
  Comparer(const Reading& before, const Reading& after, const Request& request)
      : readings_{&before, &after},
        request_(request),
        areas_{Areas(before.dataset.gazetteer(), before.programme.first),
               Areas(after.dataset.gazetteer(), after.programme.first)},
        rows_(row_changes(before.dataset, after.dataset)) {
    check_comparable(before, after, rows_);
    if (request_.periods.empty()) request_.periods = periods_of_both(before, after);
  }

  DeliveryComparison compare(bool persons) {
    found_.periods = request_.periods;
    found_.view = request_.view;
    found_.is_simulated = readings_[0]->dataset.is_simulated() || readings_[1]->dataset.is_simulated();
    add_notes();
    {
      Evaluation early(*readings_[0], request_);
      Evaluation late(*readings_[1], request_);
      find_figures(early.run(), late.run());
      find_changes();
      if (!found_.figures.empty()) {
        find_cited(early, 0);
        find_cited(late, 1);
      }
    }
    link();
    if (!persons) count_persons_only();
    for (const FigureChange& figure : found_.figures)
      for (const DeliveryCause& cause : figure.causes) {
        ++found_.changes[cause.change].figures;
        if (cause.is_cited) ++found_.changes[cause.change].cited;
      }
    return std::move(found_);
  }

 private:
  void add_notes() {
    const Date one = readings_[0]->obligations.day();
    const Date other = readings_[1]->obligations.day();
    const auto day = [](Date of) { return of == Date::latest() ? std::string("–") : of.iso(); };
    if (one != other) found_.notes.push_back({MessageCode::deliveries_of_two_days, {day(one), day(other)}});
    if (have_no_common_person(readings_[0]->dataset, readings_[1]->dataset))
      found_.notes.push_back({MessageCode::deliveries_without_common_person, {}});
  }

  void find_figures(const Result& early, const Result& late) {
    for (auto& [after, before] : joined_rows(late, early)) {
      ++found_.figures_compared;
      if (before && after && are_same(*before, *after)) continue;
      // Two readings are two releases, each safe by itself and not beside the other.
      if (request_.small_below > 0 && request_.catalogue.find((after ? *after : *before).indicator)->withholds_small)
        for (auto* row : {&before, &after})
          if (*row) withhold(**row, ResultFlag::withheld);
      found_.figures.push_back({std::move(before), std::move(after), {}});
    }
    for (std::size_t i = 0; i < found_.figures.size(); ++i) numbers_.emplace(name_of(found_.figures[i].any()), i);
    cited_.resize(found_.figures.size());
  }

  void find_changes() {
    const auto reports = report_changes(*readings_[0], *readings_[1]);
    for (const ReportChange& report : reports) add_report(report);
    for (const LostRowsChange& lost : lost_row_changes(readings_[0]->dataset, readings_[1]->dataset)) add_lost(lost);
    note_left_out(0);
    note_left_out(1);
    if (!rows_.empty() && !found_.figures.empty())
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        bearing_[side] = std::make_unique<Bearing>(readings_[side]->dataset, areas_[side]);
    for (const RowChange& row : rows_) add_row(row);
  }

  static std::string list_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : "; ") + name;
    return all;
  }

  void add_report(const ReportChange& report) {
    DeliveryChange change;
    change.kind = DeliveryChangeKind::report;
    change.subject = report.report();
    change.rows = 0;
    change.what = report.kind;
    change.message = report.message();
    Bears bears;
    const FormRule* rule = nullptr;
    const std::array<const std::optional<ReportStanding>*, 2> sides{&report.before, &report.after};
    for (std::size_t side = 0; side < sides.size(); ++side) {
      const auto& standing = *sides[side];
      bears.places[side] = std::vector<VersionId>();
      if (!standing) continue;
      (side == 0 ? change.before : change.after).file = list_of(standing->files);
      bears.places[side]->push_back(standing->obligation.owner);
      rule = &readings_[side]->obligations.rules().rules()[standing->obligation.form];
      if (!standing->obligation.submission) continue;
      for (const std::string& file : standing->files) reports_of_files_[side].emplace(file, found_.changes.size());
    }
    bears.tables = told_by(rule);
    bears.since = report.period.first();
    add_values(change, report);
    reports_.emplace(change.subject, found_.changes.size());
    add(std::move(change), std::move(bears));
  }

  // What a report tells of: the tables of its form, and that it came.
  static std::set<std::string_view> told_by(const FormRule* rule) {
    std::set<std::string_view> tables{"submissions"};
    if (rule != nullptr) tables.insert(rule->tables.begin(), rule->tables.end());
    return tables;
  }

  static void add_values(DeliveryChange& change, const ReportChange& report) {
    const auto add = [&](const char* column, auto get) {
      const auto of = [&](const std::optional<ReportStanding>& one) -> std::optional<std::string> {
        return one ? get(*one) : std::nullopt;
      };
      ValueChange value{column, of(report.before), of(report.after)};
      if (value.before != value.after) change.values.push_back(std::move(value));
    };
    using Text = std::optional<std::string>;
    add("state", [](const ReportStanding& one) -> Text { return std::string(name(one.obligation.state)); });
    add("version", [](const ReportStanding& one) -> Text {
      return one.obligation.submission ? Text(std::to_string(one.version)) : std::nullopt;
    });
    add("received_at",
        [](const ReportStanding& one) -> Text { return one.received ? Text(one.received->iso()) : std::nullopt; });
    add("nil", [](const ReportStanding& one) -> Text {
      return one.obligation.submission ? Text(one.obligation.is_nil ? "true" : "false") : std::nullopt;
    });
    add("lacking", [](const ReportStanding& one) -> Text {
      return one.obligation.lacking.empty() ? std::nullopt : Text(list_of(one.obligation.lacking));
    });
  }

  void add_lost(const LostRowsChange& lost) {
    DeliveryChange change;
    change.kind = DeliveryChangeKind::rows_lost;
    change.table = lost.table;
    change.subject = lost.unit_code + ' ' + lost.period.text();
    change.rows = std::max(lost.before, lost.after) - std::min(lost.before, lost.after);
    change.before.file = list_of(lost.files_before);
    change.after.file = list_of(lost.files_after);
    change.values.push_back({"rows_unusable", std::to_string(lost.before), std::to_string(lost.after)});
    change.message =
        Message{MessageCode::rows_lost_changed,
                {change.table + ' ' + change.subject, std::to_string(lost.before), std::to_string(lost.after)}};
    Bears bears{{}, {std::vector<VersionId>(), std::vector<VersionId>()}, {}};
    if (lost.unit_before != no_version) bears.places[0]->push_back(lost.unit_before);
    if (lost.unit_after != no_version) bears.places[1]->push_back(lost.unit_after);
    bears.tables.insert(table_name(lost.table));
    bears.since = lost.period.first();
    add(std::move(change), std::move(bears));
  }

  // The name as the tables hold it, which outlives the comparison.
  std::string_view table_name(std::string_view name) const {
    const Table* const table = readings_[0]->dataset.tables().find(name);
    return table == nullptr ? std::string_view() : table->name();
  }

  // The findings of a delivery that left rows out, by where these stand.
  void note_left_out(std::size_t side) {
    for (const Finding& finding : readings_[side]->dataset.findings())
      if (finding.outcome == RowOutcome::dropped && finding.place.row != 0)
        left_out_[side].emplace(std::tuple(finding.place.file, finding.place.sheet, finding.place.row), &finding);
  }

  SourcePlace place(std::size_t side, const Table& table, std::uint32_t row) const {
    return source_place(readings_[side]->dataset, table, {row});
  }

  void add_row(const RowChange& row) {
    DeliveryChange change;
    change.kind = row.kind == RowChangeKind::added     ? DeliveryChangeKind::row_added
                  : row.kind == RowChangeKind::removed ? DeliveryChangeKind::row_removed
                                                       : DeliveryChangeKind::row_changed;
    change.table = row.table;
    change.subject = row.key;
    change.values = row.values;
    if (row.before && row.after)
      for (const ValueChange& value : row.values) change.columns.push_back(value.column);
    Bears bears{{row.table}, {std::vector<VersionId>(), std::vector<VersionId>()}, {}};
    const std::array<std::optional<std::uint32_t>, 2> numbers{row.before, row.after};
    for (std::size_t side = 0; side < numbers.size(); ++side) {
      if (!numbers[side]) continue;
      const Table& table = *readings_[side]->dataset.tables().find(row.table);
      if (row.table == "submissions") {
        const Dataset& dataset = readings_[side]->dataset;
        const Text form = dataset.tables().submissions.form_code[*numbers[side]];
        bears.tables.merge(told_by(readings_[side]->obligations.rules().find(dataset.text(form))));
      }
      SourcePlace& where = side == 0 ? change.before : change.after;
      where = place(side, table, *numbers[side]);
      // A workbook may hold several.
      if (reports_of_files_[side].count(where.file) == 1)
        change.report = reports_of_files_[side].find(where.file)->second;
      if (bearing_[side]) {
        bears.places[side] = bearing_[side]->of(table, *numbers[side]);
        const Date since = bearing_[side]->since(table, *numbers[side]).value_or(Date::earliest());
        bears.since = bears.since ? std::min(*bears.since, since) : since;
      }
      // Attendances without a name may be of anybody.
      if (!request_.settings.attend_at_home && (row.table == "sessions" || row.table == "participation"))
        bears.places[side] = std::nullopt;
      by_place_[side].emplace(place_of_row(row.table, where.file, where.sheet, where.row), found_.changes.size());
      changed_[side][row.table].insert(*numbers[side]);
    }
    if (row.before.has_value() != row.after.has_value()) {
      const SourcePlace& where = row.before ? change.before : change.after;
      const auto& others = left_out_[row.before ? 1 : 0];
      const auto finding =
          where.file.empty() ? others.end() : others.find(std::tuple(where.file, where.sheet, where.row));
      if (finding != others.end()) change.left_out = finding->second->message;
    }
    names_person_.insert_or_assign(found_.changes.size(), row.names_person);
    add(std::move(change), std::move(bears));
  }

  void add(DeliveryChange change, Bears bears) {
    found_.changes.push_back(std::move(change));
    bears_.push_back(std::move(bears));
  }

  static std::string place_of_row(std::string_view table, std::string_view file, std::string_view sheet,
                                  std::uint32_t row) {
    return std::string(table) + '\n' + std::string(file) + '\n' + std::string(sheet) + '\n' + std::to_string(row);
  }

  void find_cited(Evaluation& evaluation, std::size_t side) {
    std::set<RowName> wanted;
    for (const FigureChange& figure : found_.figures) wanted.insert(name_of(figure.any()));
    const auto has_changed = [&](const Table& table, std::uint32_t row) {
      const auto rows = changed_[side].find(table.name());
      return rows != changed_[side].end() && rows->second.count(row) != 0;
    };
    evaluation.explain_rows(wanted, has_changed, [&](const RowName& name, const Explanation& explanation) {
      std::set<std::size_t>& cited = cited_[numbers_.at(name)];
      for (const ExplanationPart& part : explanation.parts)
        for (const ExplanationPart::RowRef& row : part.rows) {
          const auto change = by_place_[side].find(place_of_row(row.table, row.file, row.sheet, row.row));
          if (change != by_place_[side].end()) cited.insert(change->second);
        }
      for (const std::string& report : explanation.missing_reports)
        for (auto [one, last] = reports_.equal_range(report); one != last; ++one) cited.insert(one->second);
    });
  }

  // Whether places of a delivery share territory with a figure's.
  bool meets(std::size_t side, const std::optional<std::vector<VersionId>>& places, const FigureChange& figure) const {
    if (!places) return true;
    if (places->empty()) return false;
    const auto& row = side == 0 ? figure.before : figure.after;
    if (!row || row->units.empty()) return true;  // the territory, or units that only the other delivery shows
    const Gazetteer& gazetteer = readings_[side]->dataset.gazetteer();
    return std::any_of(places->begin(), places->end(), [&](VersionId place) {
      return std::any_of(row->units.begin(), row->units.end(), [&](VersionId unit) {
        return place == unit || geo::meet(gazetteer.footprint(place), gazetteer.footprint(unit));
      });
    });
  }

  void link() {
    // Changes of one table and places bear on the same figures.
    using Places = std::optional<std::vector<VersionId>>;
    std::map<std::tuple<std::set<std::string_view>, Places, Places, std::optional<Date>>, std::vector<std::size_t>>
        alike;
    for (std::size_t i = 0; i < bears_.size(); ++i)
      alike[{bears_[i].tables, bears_[i].places[0], bears_[i].places[1], bears_[i].since}].push_back(i);
    for (std::size_t i = 0; i < found_.figures.size(); ++i) {
      FigureChange& figure = found_.figures[i];
      const auto tables = tables_of(request_.catalogue, figure.any());
      const Date last = last_day(request_.catalogue, figure.any());
      const auto collect = [&](bool everywhere, bool of_all_tables) {
        std::vector<std::size_t> changes(cited_[i].begin(), cited_[i].end());
        for (const auto& [group, members] : alike) {
          const auto& [of, before, after, since] = group;
          const bool is_read = of_all_tables || std::any_of(of.begin(), of.end(), [&](std::string_view table) {
                                 return tables.count(table) != 0;
                               });
          const bool is_there = (!since || *since <= last) && (meets(0, before, figure) || meets(1, after, figure));
          if (!is_read || (!everywhere && !is_there)) continue;
          for (const std::size_t member : members)
            if (cited_[i].count(member) == 0) changes.push_back(member);
        }
        return changes;
      };
      std::vector<std::size_t> changes = collect(false, false);
      if (changes.empty()) changes = collect(true, false);
      if (changes.empty()) changes = collect(true, true);
      for (const std::size_t change : changes) figure.causes.push_back({change, cited_[i].count(change) != 0});
    }
  }

  // Rows that name persons become one change for each table, kind and pair of files.
  void count_persons_only() {
    std::map<std::tuple<std::string, DeliveryChangeKind, std::string, std::string, std::string, std::string>,
             std::size_t>
        together;
    std::vector<DeliveryChange> kept;
    std::vector<std::size_t> number(found_.changes.size());
    for (std::size_t i = 0; i < found_.changes.size(); ++i) {
      DeliveryChange& change = found_.changes[i];
      const auto names = names_person_.find(i);
      if (names == names_person_.end() || !names->second) {
        number[i] = kept.size();
        kept.push_back(std::move(change));
        continue;
      }
      const auto [known, is_new] = together.try_emplace(
          {change.table, change.kind, change.before.file, change.before.sheet, change.after.file, change.after.sheet},
          kept.size());
      number[i] = known->second;
      if (is_new) {
        change.subject = "…";
        change.values.clear();
        change.before.row = change.after.row = 0;
        change.left_out.reset();
        kept.push_back(std::move(change));
        continue;
      }
      DeliveryChange& all = kept[known->second];
      ++all.rows;
      for (const std::string& column : change.columns)
        if (std::find(all.columns.begin(), all.columns.end(), column) == all.columns.end())
          all.columns.push_back(column);
    }
    for (DeliveryChange& change : kept)
      if (change.report) change.report = number[*change.report];
    found_.changes = std::move(kept);
    for (FigureChange& figure : found_.figures) {
      std::vector<DeliveryCause> causes;
      std::map<std::size_t, std::size_t> at;
      for (const DeliveryCause& cause : figure.causes) {
        const auto [known, is_new] = at.try_emplace(number[cause.change], causes.size());
        if (is_new) causes.push_back({known->first, false});
        causes[known->second].is_cited = causes[known->second].is_cited || cause.is_cited;
      }
      figure.causes = std::move(causes);
    }
  }

  std::array<const Reading*, 2> readings_;
  Request request_;
  std::array<Areas, 2> areas_;
  std::vector<RowChange> rows_;
  DeliveryComparison found_;
  std::vector<Bears> bears_;  // by change
  std::array<std::unique_ptr<Bearing>, 2> bearing_;
  std::map<RowName, std::size_t> numbers_;  // of figures
  std::vector<std::set<std::size_t>> cited_;
  std::multimap<std::string, std::size_t> reports_;
  std::array<std::unordered_multimap<std::string, std::size_t>, 2> reports_of_files_;
  std::array<std::unordered_map<std::string, std::size_t>, 2> by_place_;
  std::array<std::map<std::string_view, std::unordered_set<std::uint32_t>>, 2> changed_;  // rows, by table
  std::array<std::map<std::tuple<std::string, std::string, std::uint32_t>, const Finding*>, 2> left_out_;
  std::map<std::size_t, bool> names_person_;
};

}  // namespace
}  // namespace hoctap::indicator

namespace hoctap {

std::string_view name(DeliveryChangeKind kind) { return indicator::kind_names.at(static_cast<std::size_t>(kind)); }

DeliveryComparison compare_deliveries(const Reading& before, const Reading& after, const Request& request,
                                      bool persons) {
  return indicator::Comparer(before, after, request).compare(persons);
}

}  // namespace hoctap
