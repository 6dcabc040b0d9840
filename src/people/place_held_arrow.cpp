#include "hoctap/people/place_held_arrow.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "people/headcount_batches.hpp"
#include "people/headcount_findings.hpp"
#include "people/headcount_units.hpp"
#include "people/session_reader.hpp"

namespace hoctap {

using people::Labels;

struct ArrowPlaceHeldCount::Content {
  std::vector<Labels> levels;  // without the nation
  PlaceHeldCount counts;
};

namespace {

// A row a unit and window.
class ResultColumns {
 public:
  explicit ResultColumns(const ArrowPlaceHeldCount::Content& content) : counts_(content.counts) {
    for (const Labels& units : content.levels) are_numbers_ = are_numbers_ && units.are_numbers();
    for (std::size_t level = 0; level < counts_.levels().size(); ++level) {
      for (std::size_t unit = 0; unit < counts_.levels()[level].units; ++unit) {
        unit_texts_.push_back(level == 0 ? "nation" : content.levels[level - 1].text(unit));
        const std::int64_t number = level == 0 || !are_numbers_ ? 0 : content.levels[level - 1].number(unit);
        for (std::size_t window = 0; window < counts_.windows().size(); ++window) add(level, unit, window, number);
      }
    }
  }

  static ArrowArrayStream stream(const std::shared_ptr<const ResultColumns>& self) {
    ArrowWriter writer(self->level_.size());
    std::vector<std::string_view> levels;
    for (const PlaceHeldCount::Level& level : self->counts_.levels()) levels.push_back(level.name);
    writer.add_words<std::uint8_t>("level", self->level_, levels, {}, self);
    if (self->are_numbers_)
      writer.add_int64("unit", self->unit_, {}, self);
    else
      writer.add_chosen_texts("unit", self->unit_text_,
                              std::vector<std::string_view>(self->unit_texts_.begin(), self->unit_texts_.end()));
    writer.add_days("window_from", self->from_, {}, self);
    writer.add_days("window_until", self->until_, {}, self);
    for (std::size_t i = 0; i < place_held_measures; ++i)
      writer.add_int64(std::string(name(static_cast<PlaceHeldMeasure>(i))), self->measures_[i], {}, self);
    return std::move(writer).finish();
  }

 private:
  void add(std::size_t level, std::size_t unit, std::size_t window, std::int64_t number) {
    level_.push_back(static_cast<std::uint8_t>(level));
    unit_.push_back(number);
    unit_text_.push_back(static_cast<std::uint32_t>(unit_texts_.size() - 1));
    from_.push_back(counts_.windows()[window].from.days());
    until_.push_back(counts_.windows()[window].until.days());
    for (std::size_t i = 0; i < place_held_measures; ++i)
      measures_[i].push_back(counts_.count(level, unit, window, static_cast<PlaceHeldMeasure>(i)));
  }

  const PlaceHeldCount& counts_;
  bool are_numbers_ = true;
  std::vector<std::string> unit_texts_;
  std::vector<std::uint8_t> level_;
  std::vector<std::int64_t> unit_;
  std::vector<std::uint32_t> unit_text_;
  std::vector<std::int32_t> from_;
  std::vector<std::int32_t> until_;
  std::array<std::vector<std::int64_t>, place_held_measures> measures_;
};

}  // namespace

ArrowPlaceHeldCount::ArrowPlaceHeldCount(std::vector<Validity> windows, const std::vector<ArrowTable>& places,
                                         const std::vector<ArrowTable>& sessions, ArrowBatches participation,
                                         const PlaceHeldColumns& columns, const CodeLists& codes,
                                         const CountingOptions& options) {
  const Labels place_labels(places, columns.place);
  std::vector<Labels> levels = people::levels_of(places, columns.place, columns.levels);
  const HeadcountColumns no_columns;
  const std::vector<Labels> nothing;
  people::HeadcountBatches batches(no_columns, codes, place_labels, nothing);
  PlaceHeldRows rows;
  rows.more_participation = [&] { return batches.next_participation(participation); };
  PlaceHeldCount counts(std::move(windows), people::units_of(places, place_labels, levels),
                        people::sessions_of(sessions, columns.kinds, codes, place_labels), rows, options);
  content_ = std::make_shared<const Content>(Content{std::move(levels), std::move(counts)});
}

const PlaceHeldCount& ArrowPlaceHeldCount::counts() const { return content_->counts; }

std::size_t ArrowPlaceHeldCount::row_count() const {
  std::size_t units = 0;
  for (const PlaceHeldCount::Level& level : counts().levels()) units += level.units;
  return units * counts().windows().size();
}

Findings ArrowPlaceHeldCount::findings() const { return people::findings_of(counts().notes()); }

ArrowArrayStream arrow_stream(const ArrowPlaceHeldCount& count) {
  return ResultColumns::stream(std::make_shared<const ResultColumns>(*count.content_));
}

}  // namespace hoctap
