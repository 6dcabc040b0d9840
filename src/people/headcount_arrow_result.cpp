#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "people/headcount_arrow_content.hpp"

namespace hoctap {

using people::Labels;

namespace {

// The rows of a result as columns: for every unit its groups, of each the bands and those of unknown age, of each the
// windows.
class ResultColumns {
 public:
  explicit ResultColumns(const ArrowHeadcount::Content& content) : content_(content), counts_(content.counts) {
    for (const Labels& units : content.frame->levels) {
      units_are_numbers_ = units_are_numbers_ && units.are_numbers();
      first_text_.push_back(unit_texts_.size());
      for (std::size_t unit = 0; unit < units.size(); ++unit) unit_texts_.push_back(units.text(unit));
    }
    by_.resize(content.frame->by.size());
    by_present_.resize(content.frame->by.size());
    for (std::size_t level = 0; level < counts_.levels().size(); ++level) {
      for (std::size_t unit = 0; unit < counts_.levels()[level].units; ++unit) {
        for (std::size_t group = 0; group < counts_.groups(); ++group) {
          for (std::size_t band = 0; band < bands_shown(counts_); ++band) add(level, unit, group, band);
        }
      }
    }
  }

  // How many rows a unit's group has for a window: a band each, and one more for those of unknown age.
  static std::size_t bands_shown(const Headcount& counts) { return counts.bands() == 1 ? 1 : counts.bands() + 1; }

  static ArrowArrayStream stream(const std::shared_ptr<const ResultColumns>& self) {
    ArrowWriter writer(self->level_.size());
    self->write(writer, self);
    return std::move(writer).finish();
  }

 private:
  void add(std::size_t level, std::size_t unit, std::size_t group, std::size_t band) {
    const std::size_t windows = counts_.windows();
    const auto repeat = [windows](auto& column, auto value) { column.insert(column.end(), windows, value); };
    repeat(level_, static_cast<std::uint8_t>(level));
    repeat(unit_, level == 0 || !units_are_numbers_ ? std::int64_t{0} : content_.frame->levels[level - 1].number(unit));
    repeat(unit_text_, static_cast<std::uint32_t>(first_text_[level] + unit));
    std::size_t rest = group;
    for (std::size_t i = content_.frame->by.size(); i-- > 0;) {
      const std::size_t values = content_.frame->by[i].size();
      const std::size_t value = rest % (values + 1);
      rest /= values + 1;
      repeat(by_[i], static_cast<std::int32_t>(value == values ? 0 : value));
      repeat(by_present_[i], static_cast<std::uint8_t>(value != values));
    }
    const bool has_band = band < counts_.bands();
    repeat(band_, static_cast<std::uint8_t>(has_band ? band : 0));
    repeat(band_present_, static_cast<std::uint8_t>(has_band));
    for (std::size_t window = 0; window < windows; ++window) {
      from_.push_back(content_.frame->question().windows[window].from.days());
      until_.push_back(content_.frame->question().windows[window].until.days());
      for (std::size_t i = 0; i < headcount_measures; ++i) {
        const auto measure = static_cast<HeadcountMeasure>(i);
        const bool is_shown = measure == HeadcountMeasure::unknown_age ? !has_band || counts_.bands() == 1 : has_band;
        measures_[i].push_back(is_shown ? counts_.count(level, unit, group, has_band ? band : 0, window, measure) : 0);
      }
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
      const Labels& by = content_.frame->by[i];
      std::vector<std::string> texts;
      for (std::size_t label = 0; label < by.size(); ++label) texts.push_back(by.text(label));
      if (texts.empty()) texts.emplace_back();
      writer.add_words<std::int32_t>(by.column(), by_[i], views_of(texts), by_present_[i], owner);
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
  bool units_are_numbers_ = true;
  std::vector<std::string> unit_texts_{"nation"};
  std::vector<std::size_t> first_text_{0};  // by level
  std::vector<std::uint8_t> level_;
  std::vector<std::int64_t> unit_;
  std::vector<std::uint32_t> unit_text_;
  std::vector<std::vector<std::int32_t>> by_;
  std::vector<std::vector<std::uint8_t>> by_present_;
  std::vector<std::uint8_t> band_;
  std::vector<std::uint8_t> band_present_;
  std::vector<std::int32_t> from_;
  std::vector<std::int32_t> until_;
  std::array<std::vector<std::int64_t>, headcount_measures> measures_;
};

}  // namespace

const HeadcountQuestion& ArrowHeadcount::question() const { return content_->frame->question(); }
const Headcount& ArrowHeadcount::counts() const { return content_->counts; }

std::size_t ArrowHeadcount::row_count() const {
  std::size_t units = 0;
  for (const Headcount::Level& level : counts().levels()) units += level.units;
  return units * counts().groups() * ResultColumns::bands_shown(counts()) * counts().windows();
}

Findings ArrowHeadcount::findings() const {
  const HeadcountNotes& notes = counts().notes();
  Findings findings;
  const auto tell = [&](std::int64_t rows, MessageCode code, const char* table, const char* column) {
    if (rows != 0) findings.push_back({{code, {std::to_string(rows)}}, {table, {}, 0, 0, column}});
  };
  tell(notes.spells_without_person, MessageCode::headcount_without_person, "residents", "person_key");
  tell(notes.spells_without_place, MessageCode::headcount_without_place, "residents", "spell_from");
  tell(notes.attendances_without_person, MessageCode::headcount_without_person, "participation", "person_key");
  tell(notes.attendances_without_session, MessageCode::headcount_without_session, "participation", "session_id");
  tell(notes.attendances_unregistered, MessageCode::headcount_unregistered, "participation", "person_key");
  return findings;
}

ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount) {
  return ResultColumns::stream(std::make_shared<const ResultColumns>(*headcount.content_));
}

}  // namespace hoctap
