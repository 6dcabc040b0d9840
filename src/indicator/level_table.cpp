#include "indicator/level_table.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "hoctap/io/arrow.hpp"

namespace hoctap {
namespace {

template <class Things, class Name>
std::vector<std::string> names_of(const Things& things, const Name& name) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.emplace_back(name(thing));
  return names;
}

std::string names_in(std::uint16_t flags) {
  std::string names;
  for (const ResultFlag flag : result_flags())
    if ((flags & static_cast<std::uint16_t>(flag)) != 0) names += (names.empty() ? "" : ";") + std::string(name(flag));
  return names;
}

// A byte for each row, 0 where one of these flags hides its counts; empty where none does.
std::vector<std::uint8_t> rows_told(const LevelTable::Content& content, std::initializer_list<ResultFlag> hiding) {
  std::vector<std::uint8_t> is_told;  // by set of flags
  for (const std::uint16_t flags : content.flag_sets)
    is_told.push_back(std::none_of(hiding.begin(), hiding.end(), [flags](ResultFlag flag) {
      return (flags & static_cast<std::uint16_t>(flag)) != 0;
    }));
  if (std::find(is_told.begin(), is_told.end(), 0) == is_told.end()) return {};
  std::vector<std::uint8_t> told;
  told.reserve(content.flags.span().size());
  for (const std::int16_t flags : content.flags.span()) told.push_back(is_told[static_cast<std::size_t>(flags)]);
  return told;
}

constexpr std::array all_statuses{Status::met,          Status::on_track,   Status::at_risk, Status::off_track,
                                  Status::undetermined, Status::no_data,    Status::not_due, Status::not_applicable,
                                  Status::not_met,      Status::informative};
constexpr std::array all_levels{Level::nation, Level::province, Level::district, Level::commune, Level::village};

}  // namespace

std::span<const ViewChoice> LevelTable::views() const { return content_->views; }
std::span<const LevelTable::Figure> LevelTable::figures() const { return content_->figures; }
std::span<const LevelTable::Block> LevelTable::blocks() const { return content_->blocks; }
const Gazetteer& LevelTable::gazetteer() const { return content_->gazetteer; }
std::span<const std::int64_t> LevelTable::numerator() const { return content_->numerator.span(); }
std::span<const std::int64_t> LevelTable::denominator() const { return content_->denominator.span(); }
std::span<const std::int64_t> LevelTable::unreported() const { return content_->unreported.span(); }
std::span<const std::int64_t> LevelTable::lower_num() const {
  return content_->lower_num.empty() ? numerator() : content_->lower_num.span();
}
std::span<const std::int64_t> LevelTable::lower_den() const { return content_->lower_den.span(); }
std::span<const std::int64_t> LevelTable::upper_num() const { return content_->upper_num.span(); }
std::span<const std::int64_t> LevelTable::upper_den() const {
  return content_->upper_den.empty() ? lower_den() : content_->upper_den.span();
}
std::span<const Status> LevelTable::status() const { return content_->status.span(); }

Cell LevelTable::cell(std::size_t row) const {
  return {numerator()[row], denominator()[row], unreported()[row], lower_num()[row],
          lower_den()[row], upper_num()[row],   upper_den()[row]};
}

bool LevelTable::has_flag(std::size_t row, ResultFlag flag) const {
  const auto set = content_->flag_sets[static_cast<std::size_t>(content_->flags.span()[row])];
  return (set & static_cast<std::uint16_t>(flag)) != 0;
}

bool LevelTable::is_simulated() const { return content_->is_simulated; }
std::span<const Finding> LevelTable::findings() const { return content_->findings; }

ArrowArrayStream arrow_stream(const LevelTable& table) {
  const auto content = table.content_;
  ArrowWriter writer(table.size());
  const auto add_words = [&](const char* name, auto numbers, const std::vector<std::string>& words) {
    const std::vector<std::string_view> views(words.begin(), words.end());
    writer.add_words(name, numbers, views, {}, content);
  };
  add_words("view", content->view.span(), names_of(content->views, [](const ViewChoice& view) { return view.text(); }));
  add_words("level", content->level.span(), names_of(all_levels, [](Level one) { return name(one); }));
  add_words("unit", content->unit.span(), content->unit_codes);
  add_words("indicator", content->indicator.span(), content->indicators);
  add_words("variant", content->variant.span(), content->variants);
  add_words("period", content->period.span(),
            names_of(content->periods, [](const Period& period) { return period.text(); }));
  const std::vector<std::uint8_t> counts_told = rows_told(*content, {ResultFlag::withheld});
  const std::vector<std::uint8_t> bounds_told =
      rows_told(*content, {ResultFlag::withheld, ResultFlag::bounds_withheld});
  writer.add_int64("numerator", table.numerator(), counts_told, content);
  writer.add_int64("denominator", table.denominator(), counts_told, content);
  writer.add_int64("unreported", table.unreported(), bounds_told, content);
  writer.add_int64("lower_num", table.lower_num(), bounds_told, content);
  writer.add_int64("lower_den", table.lower_den(), bounds_told, content);
  writer.add_int64("upper_num", table.upper_num(), bounds_told, content);
  writer.add_int64("upper_den", table.upper_den(), bounds_told, content);
  static_assert(sizeof(Status) == sizeof(std::int8_t));
  const std::span statuses(reinterpret_cast<const std::int8_t*>(table.status().data()), table.size());
  add_words("status", statuses, names_of(all_statuses, [](Status one) { return name(one); }));
  add_words("flags", content->flags.span(), names_of(content->flag_sets, names_in));
  return std::move(writer).finish();
}

}  // namespace hoctap
