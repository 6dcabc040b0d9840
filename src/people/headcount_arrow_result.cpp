#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "core/result_column.hpp"
#include "people/headcount_arrow_content.hpp"
#include "people/headcount_findings.hpp"

namespace hoctap {

using people::Labels;

ArrowHeadcount::Content::Content(std::shared_ptr<const ArrowHeadcountFrame::Content> of_frame, Headcount counted,
                                 std::size_t most_threads)
    : frame(std::move(of_frame)), counts(std::move(counted)), threads(most_threads) {
  for (std::size_t group = 0; group < counts.groups(); ++group) {
    bool has_all_values = true;
    for (std::size_t i = 0; i < labels().by.size(); ++i)
      has_all_values = has_all_values && value_of(group, i) != labels().by[i].size();
    if (has_all_values || is_anybody_in(group)) groups.push_back(group);
  }
}

bool ArrowHeadcount::Content::is_anybody_in(std::size_t group) const {
  const std::span<const std::int64_t> nation = counts.of_group(0, 0, group);
  return std::any_of(nation.begin(), nation.end(), [](std::int64_t count) { return count != 0; });
}

bool ArrowHeadcount::Content::shows_missing(std::size_t column) const {
  return std::any_of(groups.begin(), groups.end(),
                     [&](std::size_t group) { return value_of(group, column) == labels().by[column].size(); });
}

std::size_t ArrowHeadcount::Content::value_of(std::size_t group, std::size_t column) const {
  for (std::size_t i = labels().by.size() - 1; i > column; --i) group /= labels().by[i].size() + 1;
  return group % (labels().by[column].size() + 1);
}

namespace {

// How many rows a unit's group has for a window: a band each, and one more for those of unknown age.
std::size_t bands_shown(const Headcount& counts) { return counts.bands() == 1 ? 1 : counts.bands() + 1; }

// The rows of a result as columns: for every unit the groups shown, of each the bands and those of unknown age, of each
// the windows.
class ResultColumns {
 public:
  explicit ResultColumns(const ArrowHeadcount::Content& content)
      : content_(content),
        counts_(content.counts),
        windows_(counts_.windows()),
        rows_of_unit_(content.groups.size() * bands_shown(counts_) * windows_),
        by_(content.labels().by.size()),
        by_present_(by_.size()) {
    std::vector<std::size_t> first_row;  // by level
    std::size_t rows = 0;
    for (std::size_t level = 0; level < counts_.levels().size(); ++level) {
      first_row.push_back(rows);
      rows += counts_.levels()[level].units * rows_of_unit_;
    }
    for (const Labels& units : content.labels().levels) {
      units_are_numbers_ = units_are_numbers_ && units.are_numbers();
      first_text_.push_back(unit_texts_.size());
      for (std::size_t unit = 0; unit < units.size(); ++unit) unit_texts_.push_back(units.text(unit));
    }
    make_room(rows);
    for (std::size_t level = 0; level < first_row.size(); ++level) {
      // Some units at a time are enough to do.
      const std::size_t units = counts_.levels()[level].units;
      do_all((units + units_at_once - 1) / units_at_once, content.threads, [&](std::size_t piece) {
        for (std::size_t unit = piece * units_at_once; unit < std::min(units, (piece + 1) * units_at_once); ++unit)
          fill(level, unit, first_row[level] + unit * rows_of_unit_);
      });
    }
  }

  static ArrowArrayStream stream(const std::shared_ptr<const ResultColumns>& self) {
    ArrowWriter writer(self->level_.size());
    self->write(writer, self);
    return std::move(writer).finish();
  }

 private:
  static constexpr std::size_t units_at_once = 64;

  void make_room(std::size_t rows) {
    level_.resize(rows);
    if (units_are_numbers_)
      unit_.resize(rows);
    else
      unit_text_.resize(rows);
    for (std::size_t i = 0; i < by_.size(); ++i) {
      by_[i].resize(rows);
      // Nobody is shown without a value who is not there.
      if (content_.shows_missing(i)) by_present_[i].resize(rows);
    }
    if (counts_.bands() > 1) {
      band_.resize(rows);
      band_present_.resize(rows);
    }
    from_.resize(rows);
    until_.resize(rows);
    for (auto& measure : measures_) measure.resize(rows);
  }

  void fill(std::size_t level, std::size_t unit, std::size_t row) {
    const auto repeat = [](auto& column, std::size_t from, std::size_t count, auto value) {
      if (!column.empty()) std::fill_n(column.begin() + static_cast<std::ptrdiff_t>(from), count, value);
    };
    repeat(level_, row, rows_of_unit_, static_cast<std::uint8_t>(level));
    const bool has_number = level != 0 && units_are_numbers_;
    repeat(unit_, row, rows_of_unit_, has_number ? content_.labels().levels[level - 1].number(unit) : std::int64_t{0});
    repeat(unit_text_, row, rows_of_unit_, static_cast<std::uint32_t>(first_text_[level] + unit));
    const std::size_t bands = bands_shown(counts_);
    for (const std::size_t group : content_.groups) {
      for (std::size_t i = 0; i < by_.size(); ++i) {
        const std::size_t value = content_.value_of(group, i);
        const bool is_there = value != content_.labels().by[i].size();
        repeat(by_[i], row, bands * windows_, static_cast<std::uint16_t>(is_there ? value : 0));
        repeat(by_present_[i], row, bands * windows_, static_cast<std::uint8_t>(is_there));
      }
      for (std::size_t band = 0; band < bands; ++band, row += windows_) fill(level, unit, group, band, row);
    }
  }

  void fill(std::size_t level, std::size_t unit, std::size_t group, std::size_t band, std::size_t row) {
    const bool has_band = band < counts_.bands();
    if (!band_.empty()) {
      std::fill_n(&band_[row], windows_, static_cast<std::uint8_t>(has_band ? band : 0));
      std::fill_n(&band_present_[row], windows_, static_cast<std::uint8_t>(has_band));
    }
    for (std::size_t window = 0; window < windows_; ++window) {
      from_[row + window] = content_.frame->question().windows[window].from.days();
      until_[row + window] = content_.frame->question().windows[window].until.days();
    }
    const std::span<const std::int64_t> counts = counts_.of_group(level, unit, group);
    for (std::size_t i = 0; i < headcount_measures; ++i) {
      const auto measure = static_cast<HeadcountMeasure>(i);
      const bool is_shown = measure == HeadcountMeasure::unknown_age ? !has_band || counts_.bands() == 1 : has_band;
      if (is_shown && !counts.empty())
        std::copy_n(&counts[counts_.row_of(has_band ? band : 0, measure) * windows_], windows_, &measures_[i][row]);
      else
        std::fill_n(&measures_[i][row], windows_, std::int64_t{0});
    }
  }

  void write(ArrowWriter& writer, const std::shared_ptr<const void>& owner) const {
    std::vector<std::string_view> levels;
    for (const Headcount::Level& level : counts_.levels()) levels.push_back(level.name);
    writer.add_words<std::uint8_t>("level", level_, levels, {}, owner);
    if (units_are_numbers_)
      writer.add_int64("unit", unit_, {}, owner);
    else
      writer.add_chosen_texts("unit", unit_text_, views_of(unit_texts_));
    for (std::size_t i = 0; i < by_.size(); ++i) {
      const Labels& by = content_.labels().by[i];
      std::vector<std::string> texts;
      for (std::size_t label = 0; label < by.size(); ++label) texts.push_back(by.text(label));
      if (texts.empty()) texts.emplace_back();
      writer.add_words<std::uint16_t>(by.column(), by_[i], views_of(texts), by_present_[i], owner);
    }
    if (counts_.bands() > 1) {
      std::vector<std::string> texts;
      for (const AgeBand& band : content_.frame->question().bands) texts.push_back(band.text());
      writer.add_words<std::uint8_t>("age_band", band_, views_of(texts), band_present_, owner);
    }
    writer.add_days("window_from", from_, {}, owner);
    writer.add_days("window_until", until_, {}, owner);
    for (std::size_t i = 0; i < headcount_measures; ++i)
      writer.add_int64(std::string(name(static_cast<HeadcountMeasure>(i))), measures_[i], {}, owner);
  }

  static std::vector<std::string_view> views_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
  }

  const ArrowHeadcount::Content& content_;
  const Headcount& counts_;
  std::size_t windows_;
  std::size_t rows_of_unit_;
  bool units_are_numbers_ = true;
  std::vector<std::string> unit_texts_{"nation"};
  std::vector<std::size_t> first_text_{0};  // by level
  KeptVector<std::uint8_t> level_;
  KeptVector<std::int64_t> unit_;
  KeptVector<std::uint32_t> unit_text_;
  std::vector<KeptVector<std::uint16_t>> by_;
  std::vector<KeptVector<std::uint8_t>> by_present_;
  KeptVector<std::uint8_t> band_;
  KeptVector<std::uint8_t> band_present_;
  KeptVector<std::int32_t> from_;
  KeptVector<std::int32_t> until_;
  std::array<KeptVector<std::int64_t>, headcount_measures> measures_;
};

}  // namespace

const HeadcountQuestion& ArrowHeadcount::question() const { return content_->frame->question(); }
const Headcount& ArrowHeadcount::counts() const { return content_->counts; }

std::size_t ArrowHeadcount::row_count() const {
  std::size_t units = 0;
  for (const Headcount::Level& level : counts().levels()) units += level.units;
  return units * content_->groups.size() * bands_shown(counts()) * counts().windows();
}

Findings ArrowHeadcount::findings() const { return people::findings_of(counts().notes()); }

ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount) {
  return ResultColumns::stream(std::make_shared<const ResultColumns>(*headcount.content_));
}

}  // namespace hoctap
