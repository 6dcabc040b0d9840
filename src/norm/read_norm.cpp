#include <algorithm>
#include <array>
#include <limits>

#include "core/document_parts.hpp"
#include "core/suggestions.hpp"
#include "norm/read.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

constexpr std::array norm_kinds{
    NormKind::lump_sum,    NormKind::maximum_per_unit, NormKind::maximum,       NormKind::floor, NormKind::share,
    NormKind::actual_cost, NormKind::set_locally,      NormKind::not_permitted, NormKind::value, NormKind::route,
    NormKind::condition,   NormKind::not_modelled};
constexpr std::array clocks{Clock::activity, Clock::budget_year, Clock::decision};
constexpr std::array scopes{Scope::line, Scope::centre_year, Scope::centre, Scope::estimate};
constexpr std::array deciders{Issuer::province, Issuer::district, Issuer::commune, Issuer::unit_head};
constexpr std::array rounding_modes{RoundingMode::down, RoundingMode::nearest, RoundingMode::up};
constexpr std::array reasons{GapReason::amount_not_read, GapReason::text_not_read,       GapReason::formula_not_read,
                             GapReason::draft_only,      GapReason::conflicting_reports, GapReason::no_source,
                             GapReason::not_settled,     GapReason::not_computable,      GapReason::outside};
constexpr std::array<std::string_view, 14> place_keys{"part",    "annex",     "article",  "clause", "point",
                                                      "item",    "amendment", "ended_by", "from",   "until",
                                                      "applies", "mark",      "source",   "note"};
constexpr std::array<std::string_view, 15> norm_keys{
    "kind",       "content",     "name",  "clock", "amount", "share", "limits", "rounding", "periods_per_session",
    "decided_by", "local_limit", "money", "scope", "routes", "reason"};
constexpr std::array<std::string_view, 9> due_keys{"step",  "name",  "who",    "on",   "before",
                                                   "after", "every", "reason", "clock"};

constexpr std::array<std::string_view, 6> year_end_keys{"money", "name", "fate", "added_after", "reason", "clock"};
constexpr std::array fates{MoneyFate::lapses, MoneyFate::carries_over, MoneyFate::returned, MoneyFate::settled_in_year};

template <std::size_t a, std::size_t b>
void allow_only(const Node& node, const std::array<std::string_view, a>& some,
                const std::array<std::string_view, b>& others) {
  std::array<std::string_view, a + b> keys{};
  std::copy(others.begin(), others.end(), std::copy(some.begin(), some.end(), keys.begin()));
  node.allow_only(keys);
}

constexpr bool has_amount(NormKind kind) {
  return kind == NormKind::lump_sum || kind == NormKind::maximum_per_unit || kind == NormKind::maximum ||
         kind == NormKind::floor || kind == NormKind::value;
}

// An article or clause is a number, or a text such as "12a".
std::string place_part(const Node& node, std::string_view key) {
  const auto part = node.find(key);
  if (!part) return {};
  return part->is_integer() ? std::to_string(part->integer()) : filled_text_of(*part);
}

const Amendment& amendment_of(const Node& node, const Instrument& instrument) {
  const std::string& by = filled_text_of(node);
  std::vector<std::string> known;
  for (const Amendment& amendment : instrument.amendments) {
    if (amendment.by == by) return amendment;
    known.push_back(amendment.by);
  }
  node.fail({MessageCode::unknown_amendment, {by, instrument.number, suggestions(by, known)}});
}

// Citation, dates, applicability, mark and source: what norms and entries of the calendar share.
void read_common(Norm& norm, const Node& node, const Instrument& instrument, const Rulebook::Data& data) {
  norm.place = node.place();
  norm.issuer = instrument.level;
  norm.clock = instrument.clock;
  norm.citation.instrument = instrument.number;
  norm.citation.part = place_part(node, "part");
  norm.citation.annex = place_part(node, "annex");
  norm.citation.article = place_part(node, "article");
  norm.citation.clause = place_part(node, "clause");
  norm.citation.point = place_part(node, "point");
  norm.citation.item = node.text_or("item", "");
  norm.stated_mark = mark_of(node.get("mark"));
  norm.mark = weaker(norm.stated_mark, instrument.mark);
  norm.known = instrument.published;
  norm.from = instrument.from;
  if (const auto by = node.find("amendment")) {
    const Amendment& amendment = amendment_of(*by, instrument);
    norm.citation.amendment = amendment.by;
    norm.known = amendment.published;
    norm.from = amendment.from;
    norm.mark = weaker(norm.mark, amendment.mark);
  }
  norm.id = norm.citation.text();
  Citation whole;
  whole.instrument = instrument.number;
  whole.amendment = norm.citation.amendment;
  if (norm.citation == whole) node.fail({MessageCode::norm_without_place, {}});
  if (const auto from = node.find("from")) norm.from = date_of(*from);
  if (const auto until = node.find("until")) norm.ends.push_back({date_of(*until), norm.known});
  if (const auto by = node.find("ended_by")) {
    const Amendment& amendment = amendment_of(*by, instrument);
    norm.ends.push_back({amendment.from, amendment.published});
  }
  if (instrument.end) norm.ends.push_back({instrument.end->on, instrument.end->published});
  for (const KnownEnd& end : norm.ends) {
    if (norm.from && end.on <= *norm.from)
      node.fail({MessageCode::norm_ends_before_it_begins, {norm.from->iso(), end.on.iso()}});
  }
  norm.applies = instrument.applies;
  if (const auto applies = node.find("applies")) {
    norm.applies = joined(norm.applies, applicability_of(*applies, data));
    for (const Condition& condition : norm.applies) {
      if (condition.values.empty()) applies->fail({MessageCode::applies_to_nothing, {condition.attribute}});
    }
  }
  norm.source = node.text_or("source", instrument.source);
  norm.note = node.text_or("note", "");
}

std::int64_t positive(const Node& node) { return integer_between(node, 1, std::numeric_limits<std::int32_t>::max()); }

LevelFormula formula_of(const Node& node, const Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 4> keys{"of", "with", "num", "den"};
  node.allow_only(keys);
  LevelFormula formula;
  formula.of = known_content(node.get("of"), data);
  if (const auto with = node.find("with")) {
    for (const Condition& condition : applicability_of(*with, data)) {
      if (condition.values.size() != 1) with->fail({MessageCode::one_value_of_attribute, {condition.attribute}});
      formula.with.emplace_back(condition.attribute, condition.values.front());
    }
  }
  if (const auto num = node.find("num")) formula.num = positive(*num);
  if (const auto den = node.find("den")) formula.den = positive(*den);
  return formula;
}

void read_amount(Norm& norm, const Node& node, const Rulebook::Data& data) {
  const auto amount = node.find("amount");
  const auto rounding = node.find("rounding");
  if (!amount) {
    if (has_amount(norm.kind)) node.fail({MessageCode::missing_key, {"amount"}});
    if (rounding) rounding->fail({MessageCode::key_of_other_kind, {"rounding", std::string(name(norm.kind))}});
    return;
  }
  if (!has_amount(norm.kind)) amount->fail({MessageCode::key_of_other_kind, {"amount", std::string(name(norm.kind))}});
  if (!amount->is_table()) {
    norm.amount = dong_of(*amount);
    if (rounding) rounding->fail({MessageCode::rounding_without_formula, {}});
    return;
  }
  norm.formula = formula_of(*amount, data);
  if (!rounding) return;
  static constexpr std::array<std::string_view, 2> keys{"to", "mode"};
  rounding->allow_only(keys);
  norm.formula->round_to = positive(rounding->get("to"));
  if (const auto mode = rounding->find("mode")) norm.formula->rounding = choice_of(*mode, rounding_modes);
}

MoneyShare share_of(const Node& node, const Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 4> keys{"of", "num", "den", "bound"};
  node.allow_only(keys);
  MoneyShare share;
  const Node of = node.get("of");
  if (of.is_text()) {
    if (of.text() != "all") of.fail({MessageCode::unknown_choice, {of.text(), "all"}});
  } else {
    for (const Node& content : of.elements()) share.of.push_back(known_content(content, data));
    if (share.of.empty()) of.fail({MessageCode::empty_text, {}});
  }
  share.num = positive(node.get("num"));
  share.den = positive(node.get("den"));
  const Node bound = node.get("bound");
  share.is_floor = bound.text() == "at_least";
  if (!share.is_floor && bound.text() != "at_most")
    bound.fail({MessageCode::unknown_choice, {bound.text(), "at_most, at_least"}});
  return share;
}

void read_limits(Norm& norm, const Node& node, const Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 2> keys{"unit", "at_most"};
  for (const Node& entry : entries_of(node, "limits")) {
    entry.allow_only(keys);
    const Node unit = entry.get("unit");
    const UnitLimit limit{known_unit(unit, data), positive(entry.get("at_most"))};
    const auto& units = data.contents[data.content_by_id.at(norm.content)].unit;
    if (!is_per_unit(norm.kind) || std::find(units.begin(), units.end(), limit.unit) == units.end())
      unit.fail({MessageCode::limit_of_other_unit, {limit.unit, norm.content}});
    norm.limits.push_back(limit);
  }
}

void read_local_limits(Norm& norm, const Node& node, const Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 2> keys{"percent", "applies"};
  for (const Node& entry : entries_of(node, "local_limit")) {
    entry.allow_only(keys);
    LocalLimit limit{positive(entry.get("percent")), {}};
    if (const auto applies = entry.find("applies")) limit.applies = applicability_of(*applies, data);
    norm.local_limits.push_back(std::move(limit));
  }
}

void read_routes(Norm& norm, const Node& node, const Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 2> keys{"to", "contents"};
  const auto routes = node.find("routes");
  if ((norm.kind == NormKind::route) != routes.has_value()) {
    if (!routes) node.fail({MessageCode::missing_key, {"routes"}});
    routes->fail({MessageCode::key_of_other_kind, {"routes", std::string(name(norm.kind))}});
  }
  if (!routes) return;
  for (const Node& entry : routes->elements()) {
    entry.allow_only(keys);
    RouteTarget target{filled_text_of(entry.get("to")), {}};
    for (const Node& content : entries_of(entry, "contents")) target.contents.push_back(known_content(content, data));
    norm.routes.push_back(std::move(target));
  }
  if (norm.routes.empty()) routes->fail({MessageCode::empty_text, {}});
}

void read_what_it_says(Norm& norm, const Node& node, const Rulebook::Data& data) {
  const bool needs_content = norm.kind != NormKind::route && norm.kind != NormKind::condition;
  if (const auto content = node.find("content")) {
    if (!needs_content) content->fail({MessageCode::key_of_other_kind, {"content", std::string(name(norm.kind))}});
    norm.content = known_content(*content, data);
  } else if (needs_content && norm.kind != NormKind::not_modelled) {
    node.fail({MessageCode::missing_key, {"content"}});
  }
  if (const auto name = bilingual_text_if_any(node, "name")) {
    norm.name = *name;
  } else if (norm.content.empty()) {
    node.fail({MessageCode::missing_key, {"name"}});
  } else {
    norm.name = data.contents[data.content_by_id.at(norm.content)].name;
  }
  read_amount(norm, node, data);
  const auto share = node.find("share");
  if ((norm.kind == NormKind::share) != share.has_value()) {
    if (!share) node.fail({MessageCode::missing_key, {"share"}});
    share->fail({MessageCode::key_of_other_kind, {"share", std::string(name(norm.kind))}});
  }
  if (share) norm.share = share_of(*share, data);
  if (node.find("limits") && norm.content.empty()) node.fail({MessageCode::missing_key, {"content"}});
  read_limits(norm, node, data);
  read_local_limits(norm, node, data);
  read_routes(norm, node, data);
}

void read_reason(Norm& norm, const Node& node) {
  const auto reason = node.find("reason");
  if (reason) norm.reason = choice_of(*reason, reasons);
}

DueDay due_day_of(const Node& node, DueEvery every) {
  static constexpr std::array<std::string_view, 3> keys{"year", "month", "day"};
  node.allow_only(keys);
  DueDay day;
  const auto year = node.find("year");
  if (every != DueEvery::year && year) year->fail({MessageCode::key_of_other_kind, {"year", "every"}});
  if (year) day.year = static_cast<int>(integer_between(*year, -1, 2));
  day.month = static_cast<int>(integer_between(node.get("month"), 1, 12));
  day.day = static_cast<int>(integer_between(node.get("day"), 1, 31));
  constexpr int any_common_year = 2023;
  if (every == DueEvery::year && !Date::try_of(any_common_year, day.month, day.day)) {
    node.fail({MessageCode::no_such_step_day, {std::to_string(day.month), std::to_string(day.day)}});
  }
  return day;
}

}  // namespace

Mark mark_of(const Node& node) {
  const auto mark = mark_from_name(node.text());
  if (!mark || *mark == Mark::inferred)
    node.fail({MessageCode::unknown_choice, {node.text(), "VERIFIED, SECONDARY, MEMORY, SIMULATED"}});
  return *mark;
}

std::int64_t dong_of(const Node& node) {
  const std::int64_t amount = node.integer();
  if (amount < 0)
    node.fail({MessageCode::number_outside_range,
               {std::to_string(amount), "0", std::to_string(std::numeric_limits<std::int64_t>::max())}});
  return amount;
}

Norm read_norm(const Node& node, const Instrument& instrument, const Rulebook::Data& data) {
  allow_only(node, place_keys, norm_keys);
  Norm norm;
  read_common(norm, node, instrument, data);
  norm.kind = choice_of(node.get("kind"), norm_kinds);
  if (const auto clock = node.find("clock")) norm.clock = choice_of(*clock, clocks);
  const bool is_of_a_centre = norm.kind == NormKind::floor || norm.kind == NormKind::share;
  norm.scope = is_of_a_centre ? Scope::centre_year : Scope::line;
  if (const auto scope = node.find("scope")) norm.scope = choice_of(*scope, scopes);
  read_what_it_says(norm, node, data);
  if (const auto periods = node.find("periods_per_session")) norm.periods_per_session = positive(*periods);
  if (const auto decided_by = node.find("decided_by")) norm.decided_by = choice_of(*decided_by, deciders);
  if (norm.kind == NormKind::set_locally && !norm.decided_by) node.fail({MessageCode::missing_key, {"decided_by"}});
  if (const auto money = node.find("money")) {
    norm.is_state_money = money->text() == "state";
    if (!norm.is_state_money && money->text() != "any")
      money->fail({MessageCode::unknown_choice, {money->text(), "state, any"}});
  }
  read_reason(norm, node);
  if ((norm.kind == NormKind::not_modelled) != norm.reason.has_value()) {
    if (!norm.reason) node.fail({MessageCode::missing_key, {"reason"}});
    node.get("reason").fail({MessageCode::key_of_other_kind, {"reason", std::string(name(norm.kind))}});
  }
  return norm;
}

Due read_due(const Node& node, const Instrument& instrument, const Rulebook::Data& data) {
  allow_only(node, place_keys, due_keys);
  Due due;
  due.entry.kind = NormKind::condition;
  read_common(due.entry, node, instrument, data);
  due.entry.clock = Clock::budget_year;
  due.entry.name = bilingual_text_of(node.get("name"));
  due.step = filled_text_of(node.get("step"));
  due.who = node.text_or("who", "");
  if (const auto every = node.find("every")) {
    if (every->text() != "quarter" && every->text() != "month")
      every->fail({MessageCode::unknown_choice, {every->text(), "quarter, month"}});
    due.every = every->text() == "quarter" ? DueEvery::quarter : DueEvery::month;
  }
  const auto on = node.find("on");
  const auto before = node.find("before");
  const auto after = node.find("after");
  read_reason(due.entry, node);
  const int given = static_cast<int>(on.has_value()) + static_cast<int>(before.has_value()) +
                    static_cast<int>(after.has_value()) + static_cast<int>(due.entry.reason.has_value());
  if (given != 1) node.fail({MessageCode::one_due_day, {}});
  if (on) due.on = due_day_of(*on, due.every);
  if (before) {
    due.on = due_day_of(*before, due.every);
    due.is_before = true;
  }
  if (after) {
    static constexpr std::array<std::string_view, 3> keys{"step", "days", "working"};
    after->allow_only(keys);
    due.after = DueAfter{filled_text_of(after->get("step")), positive(after->get("days")), false};
    if (const auto working = after->find("working")) due.after->is_working = working->boolean();
  }
  return due;
}

YearEnd read_year_end(const Node& node, const Instrument& instrument, const Rulebook::Data& data) {
  allow_only(node, place_keys, year_end_keys);
  YearEnd end;
  end.entry.kind = NormKind::condition;
  read_common(end.entry, node, instrument, data);
  end.entry.clock = Clock::budget_year;
  end.entry.name = bilingual_text_of(node.get("name"));
  const Node money = node.get("money");
  end.money = money.text();
  if (std::find(leftover_kinds.begin(), leftover_kinds.end(), end.money) == leftover_kinds.end()) {
    std::string known;
    for (const std::string_view kind : leftover_kinds) known += (known.empty() ? "" : ", ") + std::string(kind);
    money.fail({MessageCode::unknown_choice, {end.money, known}});
  }
  if (const auto fate = node.find("fate")) end.fate = choice_of(*fate, fates);
  if (const auto after = node.find("added_after")) end.added_after = due_day_of(*after, DueEvery::year);
  read_reason(end.entry, node);
  if (!end.fate && !end.entry.reason) node.fail({MessageCode::missing_key, {"fate"}});
  if (end.fate && end.entry.reason) node.get("reason").fail({MessageCode::key_of_other_kind, {"reason", "fate"}});
  return end;
}

}  // namespace hoctap
