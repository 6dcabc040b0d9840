#include "hoctap/budget/estimate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "budget/estimate_lines.hpp"
#include "budget/estimate_numbers.hpp"
#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/measure/centre_attributes.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/measure/entitlement.hpp"
#include "hoctap/money/checked.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

class Drawing {
 public:
  Drawing(const Book& book, const Dataset& dataset, int year, const EstimateOptions& options,
          const PlanContents& contents)
      : options_(options),
        contents_(contents),
        tables_(dataset.tables()),
        register_(kept_centres(dataset)),
        year_({Date::of(year, 1, 1), Date::of(year, 12, 31) + 1}),
        stated_{options.attributes, options.unit_attributes},
        places_(dataset, register_, options.places_on.value_or(year_.from)),
        drafter_(book, year, options),
        estimate_{year, book, dataset, options.sources, {}, {}, {}, {}, {}, {}} {}

  Estimate run() {
    check_unit_codes(options_.unit_attributes, estimate_.dataset.gazetteer(), year_.from);
    find_state_funds();
    collect_plan_rows();
    collect_centres();
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      for (const std::uint32_t row : rows_of(i)) add_plan_line(i, row);
      add_yearly_needs(i);
    }
    number_lines();
    add_up();
    for (std::size_t i = 0; i < ids_.size(); ++i) add_floors(i);
    return std::move(estimate_);
  }

 private:
  struct Known {
    Text id;
    std::optional<std::uint32_t> centre;  // of the register
    AttributeValues attributes;
  };

  const Rulebook& rulebook() const { return estimate_.book.rulebook(); }

  void find_state_funds() {
    const CodeList* list = estimate_.dataset.codes().find("funds");
    const CodeLists embedded = list == nullptr ? CodeLists::embedded() : CodeLists();
    if (list == nullptr) list = &embedded.list("funds");
    for (const SourceShare& share : options_.sources) {
      const Code* const code = list->find(share.fund);
      if (code == nullptr)
        throw NotFound({MessageCode::not_in_list, {share.fund, "funds", suggestions(share.fund, list->spellings())}});
      is_state_.push_back(code->has_flag("state"));
    }
    static_cast<void>(split_over_sources(0, options_.sources));  // shares that cannot be, also where there is no line
  }

  // The lines of the last version of each plan of the year.
  void collect_plan_rows() {
    const PlanLines& lines = tables_.plan_lines;
    std::map<Text, std::int64_t> last;
    const auto is_asked = [&](std::size_t row) { return lines.year[row] == estimate_.year; };
    for (std::size_t row = 0; row < lines.size(); ++row) {
      if (!is_asked(row)) continue;
      const auto [version, is_new] = last.emplace(lines.centre_id[row], lines.version[row]);
      if (!is_new) version->second = std::max(version->second, lines.version[row]);
    }
    for (std::size_t row = 0; row < lines.size(); ++row) {
      if (is_asked(row) && lines.version[row] == last.at(lines.centre_id[row]))
        plan_rows_[lines.centre_id[row]].push_back(static_cast<std::uint32_t>(row));
    }
    for (auto& [centre, rows] : plan_rows_) {
      std::sort(rows.begin(), rows.end(),
                [&](std::uint32_t a, std::uint32_t b) { return lines.line_no[a] < lines.line_no[b]; });
    }
  }

  void collect_centres() {
    std::set<Text> ids;
    for (const auto& [id, rows] : plan_rows_) ids.insert(id);
    for (std::size_t row = 0; row < tables_.centres.size(); ++row) {
      if (register_.operation(static_cast<std::uint32_t>(row)).overlaps(year_))
        ids.insert(tables_.centres.centre_id[row]);
    }
    struct Sorted {
      std::string commune;
      std::string id;
      CentrePlace place;
      Text symbol;
    };
    std::vector<Sorted> sorted;
    const Gazetteer& gazetteer = estimate_.dataset.gazetteer();
    for (const Text id : ids) {
      const CentrePlace place = places_.place_of(register_.find(id));
      sorted.push_back({place.commune == no_version ? std::string() : gazetteer.version(place.commune).code,
                        std::string(estimate_.dataset.text(id)), place, id});
    }
    // Centres whose commune is not known stand last.
    std::sort(sorted.begin(), sorted.end(), [](const Sorted& a, const Sorted& b) {
      return std::tuple(a.commune.empty(), a.commune, a.place.commune, a.id) <
             std::tuple(b.commune.empty(), b.commune, b.place.commune, b.id);
    });
    for (const Sorted& one : sorted) {
      auto& communes = estimate_.communes;
      if (communes.empty() || communes.back().unit != one.place.commune) {
        const bool is_known = one.place.commune != no_version;
        communes.push_back(
            {one.place.commune, one.commune, is_known ? gazetteer.version(one.place.commune).name : std::string(), {}});
      }
      const auto centre = register_.find(one.symbol);
      std::string name;
      if (centre) name = estimate_.dataset.text(tables_.centres.name[*centre]);
      estimate_.centres.push_back({one.id, name, communes.size() - 1, plan_rows_.contains(one.symbol), {}});
      ids_.push_back({one.symbol, centre, places_.attributes_of(one.place, rulebook(), stated_)});
    }
  }

  std::vector<std::uint32_t> rows_of(std::size_t centre) const {
    const auto found = plan_rows_.find(ids_[centre].id);
    return found == plan_rows_.end() ? std::vector<std::uint32_t>() : found->second;
  }

  std::size_t content_index(const std::string& id) const {
    const Content* const content = rulebook().find_content(id);
    if (content == nullptr) {
      std::vector<std::string> ids;
      for (const Content& known : rulebook().contents()) ids.push_back(known.id);
      throw NotFound({MessageCode::unknown_content, {id, suggestions(id, ids)}});
    }
    return static_cast<std::size_t>(content - rulebook().contents().data());
  }

  EstimateLine line_of(std::size_t centre, const std::string& content, const AttributeValues& attributes) const {
    EstimateLine line;
    line.centre = centre;
    line.content = content_index(content);
    line.attributes = attributes;
    add_unless_given(line.attributes, ids_[centre].attributes);
    return line;
  }

  void add_plan_line(std::size_t centre, std::uint32_t row) {
    const PlanLines& lines = tables_.plan_lines;
    const std::string wording(estimate_.dataset.text(lines.content_code[row]));
    const PlanContent* const known = contents_.recognise(wording);
    std::vector<Need> needs;
    if (known != nullptr) {
      needs = known->needs;
    } else if (const auto content = rulebook().content_named(wording)) {
      needs.push_back({rulebook().contents()[*content].id, {}, {}});
    }
    for (const Need& need : needs) {
      EstimateLine line = line_of(centre, need.content, need.attributes);
      line.plan_row = row;
      line.wording = wording;
      line.date = lines.planned_on.get(row);
      drafter_.draft(line, PlanNumbers(contents_, need, lines, row, rulebook()));
      estimate_.lines.push_back(std::move(line));
    }
    if (needs.empty()) add_unknown_line(centre, row, wording);
  }

  // Nothing read is lost: it stands in the estimate without a content.
  void add_unknown_line(std::size_t centre, std::uint32_t row, const std::string& wording) {
    EstimateLine line;
    line.centre = centre;
    line.plan_row = row;
    line.wording = wording;
    line.date = tables_.plan_lines.planned_on.get(row);
    line.verdict = Verdict::input_missing;
    line.missing.push_back({"content", {.vi = "nội dung chi", .en = "content of spending"}});
    estimate_.lines.push_back(std::move(line));
    const RowPlace place = static_cast<const Table&>(tables_.plan_lines).place(row);
    const Source& source = estimate_.dataset.sources()[place.source];
    estimate_.findings.push_back(
        {{MessageCode::plan_content_unknown, {wording, suggestions(wording, contents_.wordings())}},
         {source.file, source.sheet, place.row, 0, "content_code"}});
  }

  void add_yearly_needs(std::size_t centre) {
    const Posts& posts = tables_.posts;
    const Validity life = ids_[centre].centre ? register_.operation(*ids_[centre].centre) : Validity{};
    for (const YearlyNeed& need : contents_.yearly()) {
      bool is_recorded = false;
      for (std::size_t row = 0; row < posts.size(); ++row) {
        if (posts.centre_id[row] != ids_[centre].id || estimate_.dataset.text(posts.role[row]) != need.role) continue;
        is_recorded = true;
        const Validity span{posts.valid_from[row], posts.valid_until.get(row).value_or(Date::latest())};
        const std::int64_t months = months_in_force(estimate_.year, span.intersection(life));
        if (months != 0) add_yearly_line(centre, need, posts.decided.get(row), months);
      }
      if (!is_recorded) add_yearly_line(centre, need, std::nullopt, std::nullopt);
    }
  }

  void add_yearly_line(std::size_t centre, const YearlyNeed& need, std::optional<std::int64_t> persons,
                       std::optional<std::int64_t> months) {
    EstimateLine line = line_of(centre, need.content, need.attributes);
    drafter_.draft(line, PostNumbers(persons, months, rulebook()));
    estimate_.lines.push_back(std::move(line));
  }

  void number_lines() {
    std::size_t commune = estimate_.communes.size();
    std::int64_t number = 0;
    for (EstimateLine& line : estimate_.lines) {
      const std::size_t of = estimate_.centres[line.centre].commune;
      number = of == commune ? number + 1 : 1;
      commune = of;
      line.number = number;
    }
  }

  void add(EstimateSum& sum, const EstimateLine& line) const {
    ++sum.lines;
    if (!line.amount) {
      ++sum.lines_without_amount;
      return;
    }
    sum.amount = checked_add(sum.amount, *line.amount);
    if (line.ceiling && (line.verdict == Verdict::over || line.verdict == Verdict::not_permitted))
      sum.excess = checked_add(sum.excess, checked_subtract(*line.amount, *line.ceiling));
    if ((line.flags & line_flag::unverified) != 0) sum.unverified = checked_add(sum.unverified, *line.amount);
    for (std::size_t i = 0; i < line.parts.size(); ++i)
      sum.by_source[i] = checked_add(sum.by_source[i], line.parts[i].amount);
  }

  void add_up() {
    const std::vector<std::int64_t> nothing(options_.sources.size(), 0);
    estimate_.total.by_source = nothing;
    for (auto& commune : estimate_.communes) commune.sum.by_source = nothing;
    for (auto& centre : estimate_.centres) centre.sum.by_source = nothing;
    for (const EstimateLine& line : estimate_.lines) {
      EstimateCentre& centre = estimate_.centres[line.centre];
      add(centre.sum, line);
      add(estimate_.communes[centre.commune].sum, line);
      add(estimate_.total, line);
    }
  }

  void add_floors(std::size_t centre) {
    const auto& known = ids_[centre];
    std::optional<Date> founded;
    if (known.centre) founded = register_.operation(*known.centre).from;
    for (const FloorNeed& need : contents_.floors()) {
      const bool is_once = need.when == FloorYear::founding_year;
      if (is_once && (!founded || !year_.contains(*founded))) continue;
      StateFloor floor;
      floor.centre = centre;
      floor.content = content_index(need.content);
      const Choice& choice = drafter_.choose(need.content, known.attributes, is_once ? founded : std::nullopt);
      floor.outcome = choice.ruling.outcome;
      floor.flags = choice.ruling.flags;
      floor.mark = choice.ruling.mark;
      floor.norm = choice.ruling.norm;
      floor.missing = drafter_.missing_of(choice);
      floor.least = floor_level(rulebook(), choice.ruling);
      floor.planned = planned_for(centre, floor.content);
      if (floor.least && floor.planned) floor.lacking = std::max<std::int64_t>(0, *floor.least - *floor.planned);
      estimate_.floors.push_back(std::move(floor));
    }
  }

  // Of state funds; nothing where a line has no amount.
  std::optional<std::int64_t> planned_for(std::size_t centre, std::size_t content) const {
    std::int64_t planned = 0;
    for (const EstimateLine& line : estimate_.lines) {
      if (line.centre != centre || line.content != content) continue;
      if (!line.amount) return std::nullopt;
      for (std::size_t i = 0; i < line.parts.size(); ++i) {
        if (is_state_[i]) planned = checked_add(planned, line.parts[i].amount);
      }
    }
    return planned;
  }

  const EstimateOptions& options_;
  const PlanContents& contents_;
  const Tables& tables_;
  const CentreRegister& register_;
  Validity year_;
  StatedAttributes stated_;
  CentreAttributes places_;
  LineDrafter drafter_;
  Estimate estimate_;
  std::vector<bool> is_state_;
  std::map<Text, std::vector<std::uint32_t>> plan_rows_;
  std::vector<Known> ids_;
};

}  // namespace

Estimate draw_up_estimate(const Book& book, const Dataset& dataset, int year, const EstimateOptions& options,
                          const PlanContents& contents) {
  return Drawing(book, dataset, year, options, contents).run();
}

}  // namespace hoctap
