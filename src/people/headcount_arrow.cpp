#include "hoctap/people/headcount_arrow.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <string>
#include <utility>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/finding.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap {

using people::column_of;
using people::Labels;

struct ArrowHeadcount::Content {
  HeadcountQuestion question;
  Headcount counts;
  std::vector<Labels> levels;
  std::vector<Labels> by;
};

namespace {

constexpr std::size_t most_groups = 4096;

[[noreturn]] void refuse_word(const std::string& column, std::string_view word, const CodeList& list) {
  throw InvalidValue(
      {MessageCode::headcount_unknown_word, {column, std::string(word), suggestions(word, list.spellings())}});
}

// The code that each value of a column means: by its words, or by what the caller says of its numbers.
std::vector<const Code*> meanings(const std::vector<std::string_view>& words, const std::string& column,
                                  const CodeList& list) {
  std::vector<const Code*> codes;
  for (const std::string_view word : words) {
    codes.push_back(list.recognise(word));
    if (codes.back() == nullptr) refuse_word(column, word, list);
  }
  return codes;
}

class Input {
 public:
  Input(const HeadcountTables& tables, const HeadcountColumns& columns, const CodeLists& codes,
        ArrowHeadcount::Content& content)
      : columns_(columns), codes_(codes), content_(content), places_(tables.places, columns.place) {
    add_levels(tables.places);
    add_groups(tables.residents);
    for (const ArrowTable& batch : tables.residents) input_.spells.push_back(spells_of(batch));
    for (const ArrowTable& batch : tables.participation) input_.participation.push_back(participation_of(batch));
    for (const ArrowTable& batch : tables.sessions) add_sessions(batch);
  }
  const HeadcountInput& input() const { return input_; }

 private:
  // Keeps values where they are for as long as this lives.
  template <class T>
  const ArrowValues<T>& keep(std::deque<ArrowValues<T>>& kept, ArrowValues<T> values) {
    return kept.emplace_back(std::move(values));
  }

  PersonKeys keys_of(const ArrowColumn& column, std::span<const std::uint8_t>& present) {
    if (column.kind() == ArrowKind::bytes) {
      const auto& keys = keep(long_keys_, column.keys128());
      present = keys.present;
      return keys.values.span();
    }
    const auto& keys = keep(short_keys_, column.keys64());
    present = keys.present;
    return keys.values.span();
  }

  // Whole numbers that fit into 32 bits.
  const ArrowValues<std::int32_t>& int32_of(const ArrowColumn& column) {
    ArrowWholeNumbers numbers = column.whole_numbers();
    if (auto* own = std::get_if<ArrowValues<std::int32_t>>(&numbers)) return keep(int32_, std::move(*own));
    return std::visit(
        [&](auto& values) -> const ArrowValues<std::int32_t>& {
          std::vector<std::int32_t> narrow(values.values.size());
          for (std::size_t row = 0; row < narrow.size(); ++row) {
            const auto value = static_cast<std::int64_t>(+values.values[row]);
            if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max())
              throw FormatError({MessageCode::arrow_value_does_not_fit, {column.name(), "int32"}},
                                {{}, {}, static_cast<std::uint32_t>(row + 1), 0, column.name()});
            narrow[row] = static_cast<std::int32_t>(value);
          }
          return keep(int32_, ArrowValues<std::int32_t>{std::move(narrow), std::move(values.present)});
        },
        numbers);
  }
  const ArrowValues<std::int32_t>& months_of(const ArrowColumn& column) {
    if (column.kind() == ArrowKind::integer || column.kind() == ArrowKind::nothing) return int32_of(column);
    ArrowValues<std::int32_t> days = column.days();
    std::vector<std::int32_t>& months = days.values.own();
    for (std::size_t row = 0; row < months.size(); ++row)
      if (days.has(row)) months[row] = Date::from_days(months[row]).month_index();
    return keep(int32_, std::move(days));
  }

  SpellColumns spells_of(const ArrowTable& batch) {
    SpellColumns spells;
    spells.row_count = batch.row_count();
    spells.keys = keys_of(column_of(batch, "person_key"), spells.key_present);
    const auto& from = keep(int32_, column_of(batch, "spell_from").days());
    spells.from = from.values.span();
    spells.from_present = from.present;
    const auto& until = keep(int32_, column_of(batch, "spell_to").days());
    spells.until = until.values.span();
    spells.until_present = until.present;
    const auto& birth = months_of(column_of(batch, "birth_month"));
    spells.birth_month = birth.values.span();
    spells.birth_month_present = birth.present;
    add_places(batch, spells);
    add_sex(batch, spells);
    add_group(batch, spells);
    return spells;
  }

  void add_places(const ArrowTable& batch, SpellColumns& spells) {
    const ArrowColumn& column = column_of(batch, columns_.place);
    const bool are_numbered = places_.are_numbers() && places_.size() != 0 && places_.number(0) == 0 &&
                              places_.number(places_.size() - 1) == static_cast<std::int64_t>(places_.size()) - 1;
    if (are_numbered && column.kind() == ArrowKind::integer) {
      const auto& place = int32_of(column);
      spells.place = place.values.span();
      spells.place_present = place.present;
      return;
    }
    const std::vector<std::uint32_t> labels = places_.of(batch);
    ArrowValues<std::int32_t> place{std::vector<std::int32_t>(labels.size()), std::vector<std::uint8_t>(labels.size())};
    for (std::size_t row = 0; row < labels.size(); ++row) {
      place.present[row] = labels[row] != Labels::missing ? 1 : 0;
      if (place.present[row] != 0) place.values.own()[row] = static_cast<std::int32_t>(labels[row]);
    }
    const auto& kept = keep(int32_, std::move(place));
    spells.place = kept.values.span();
    spells.place_present = kept.present;
  }

  void add_sex(const ArrowTable& batch, SpellColumns& spells) {
    const ArrowColumn* const column = batch.find("sex");
    if (column == nullptr) return;
    const CodeList& list = codes_.list("sexes");
    const auto sex_of = [](const Code* code) {
      return static_cast<std::uint8_t>(code->code == "woman" ? Sex::woman : Sex::man);
    };
    const bool are_words = column->kind() == ArrowKind::text;
    const ArrowWords coded = are_words ? column->words() : ArrowWords{column->whole_numbers(), {}};
    const auto codes = are_words ? meanings(coded.words, "sex", list)
                                 : meanings({columns_.sexes.begin(), columns_.sexes.end()}, "sex", list);
    if (auto* own = std::get_if<ArrowValues<std::uint8_t>>(&const_cast<ArrowWholeNumbers&>(coded.codes));
        own != nullptr && codes.size() == 2 && sex_of(codes[0]) == 0 && sex_of(codes[1]) == 1) {
      const auto& kept = keep(bytes_, std::move(*own));
      spells.sex = kept.values.span();
      spells.sex_present = kept.present;
      return;
    }
    std::vector<std::uint8_t> sexes(batch.row_count(), SpellColumns::unknown_sex);
    std::visit(
        [&](const auto& numbers) {
          for (std::size_t row = 0; row < sexes.size(); ++row) {
            if (!numbers.has(row)) continue;
            const auto number = static_cast<std::uint64_t>(+numbers.values[row]);
            if (number < codes.size()) sexes[row] = sex_of(codes[number]);
          }
        },
        coded.codes);
    spells.sex = keep(bytes_, ArrowValues<std::uint8_t>{std::move(sexes), {}}).values.span();
  }

  void add_groups(const std::vector<ArrowTable>& residents) {
    content_.question.groups = 1;
    for (const std::string& name : columns_.by) {
      content_.by.emplace_back(residents, name);
      // One more for rows without a value.
      content_.question.groups *= content_.by.back().size() + 1;
      if (content_.question.groups > most_groups)
        throw InvalidValue({MessageCode::headcount_too_many_groups, {name, std::to_string(most_groups)}});
    }
  }
  void add_group(const ArrowTable& batch, SpellColumns& spells) {
    if (content_.by.empty()) return;
    std::vector<std::uint16_t>& groups = groups_.emplace_back(batch.row_count(), std::uint16_t{0});
    for (const Labels& by : content_.by) {
      const std::vector<std::uint32_t> labels = by.of(batch);
      for (std::size_t row = 0; row < groups.size(); ++row) {
        const std::size_t label = labels[row] == Labels::missing ? by.size() : labels[row];
        groups[row] = static_cast<std::uint16_t>(groups[row] * (by.size() + 1) + label);
      }
    }
    spells.group = groups;
  }

  ParticipationColumns participation_of(const ArrowTable& batch) {
    ParticipationColumns rows;
    rows.row_count = batch.row_count();
    rows.keys = keys_of(column_of(batch, "person_key"), rows.key_present);
    const ArrowColumn& session = column_of(batch, "session_id");
    ArrowWholeNumbers ids = session.whole_numbers();
    if (auto* own = std::get_if<ArrowValues<std::int32_t>>(&ids)) {
      const auto& kept = keep(int32_, std::move(*own));
      rows.session = kept.values.span();
      rows.session_present = kept.present;
    } else {
      const auto& kept = keep(int64_, session.integers());
      rows.session = kept.values.span();
      rows.session_present = kept.present;
    }
    if (const ArrowColumn* const completed = batch.find("completed")) {
      const auto& kept = keep(bytes_, completed->booleans());
      rows.completed = kept.values.span();
      rows.completed_present = kept.present;
    }
    return rows;
  }

  void add_sessions(const ArrowTable& batch) {
    const ArrowValues<std::int64_t> ids = column_of(batch, "session_id").integers();
    const ArrowValues<std::int32_t> days = column_of(batch, "date").days();
    const ArrowColumn& kind = column_of(batch, "kind");
    const CodeList& list = codes_.list("session_kinds");
    const bool are_words = kind.kind() == ArrowKind::text;
    const ArrowWords coded = are_words ? kind.words() : ArrowWords{kind.whole_numbers(), {}};
    const auto codes = are_words ? meanings(coded.words, "kind", list)
                                 : meanings({columns_.kinds.begin(), columns_.kinds.end()}, "kind", list);
    std::vector<std::uint8_t> shown_by_code;
    for (const Code* code : codes)
      shown_by_code.push_back(
          static_cast<std::uint8_t>((code->has_flag("occupational") ? shown_by_session::occupational : 0) |
                                    (code->has_flag("vocational") ? shown_by_session::vocational : 0) |
                                    (code->has_flag("transfer") ? shown_by_session::transfer : 0)));
    std::visit(
        [&](const auto& numbers) {
          for (std::size_t row = 0; row < batch.row_count(); ++row) {
            // A session without a day or a kind shows nothing; attending it is no attendance without a session.
            if (!ids.has(row)) continue;
            const auto number = static_cast<std::uint64_t>(+numbers.values[row]);
            const bool is_known = days.has(row) && numbers.has(row) && number < shown_by_code.size();
            input_.sessions.id.push_back(ids.values[row]);
            input_.sessions.day.push_back(is_known ? days.values[row] : 0);
            input_.sessions.shows.push_back(is_known ? shown_by_code[number] : std::uint8_t{0});
          }
        },
        coded.codes);
  }

  void add_levels(const std::vector<ArrowTable>& places) {
    std::vector<std::string> names = columns_.levels;
    if (names.empty() && !places.empty()) {
      for (const ArrowColumn& column : places.front().columns())
        if (column.name() != columns_.place) names.push_back(column.name());
    }
    input_.levels.push_back({"nation", std::vector<std::int32_t>(places_.size(), 0), 1});
    for (const std::string& name : names) {
      content_.levels.emplace_back(places, name);
      const Labels& units = content_.levels.back();
      HeadcountLevel level{name, std::vector<std::int32_t>(places_.size(), -1), units.size()};
      for (const ArrowTable& batch : places) {
        const auto place = places_.of(batch);
        const auto unit = units.of(batch);
        for (std::size_t row = 0; row < place.size(); ++row) {
          if (place[row] == Labels::missing) continue;
          if (unit[row] == Labels::missing || (level.unit_of_place[place[row]] != -1))
            throw InvalidValue({MessageCode::headcount_place_unit, {places_.text(place[row]), name}});
          level.unit_of_place[place[row]] = static_cast<std::int32_t>(unit[row]);
        }
      }
      input_.levels.push_back(std::move(level));
    }
  }

  const HeadcountColumns& columns_;
  const CodeLists& codes_;
  ArrowHeadcount::Content& content_;
  Labels places_;
  HeadcountInput input_;
  std::deque<ArrowValues<std::uint64_t>> short_keys_;
  std::deque<ArrowValues<PersonKey>> long_keys_;
  std::deque<ArrowValues<std::int32_t>> int32_;
  std::deque<ArrowValues<std::int64_t>> int64_;
  std::deque<ArrowValues<std::uint8_t>> bytes_;
  std::deque<std::vector<std::uint16_t>> groups_;
};

// The rows of a result as columns: for every unit its groups, of each the bands and those of unknown age, of each the
// windows.
class ResultColumns {
 public:
  explicit ResultColumns(const ArrowHeadcount::Content& content) : content_(content), counts_(content.counts) {
    for (const Labels& units : content.levels) {
      units_are_numbers_ = units_are_numbers_ && units.are_numbers();
      first_text_.push_back(unit_texts_.size());
      for (std::size_t unit = 0; unit < units.size(); ++unit) unit_texts_.push_back(units.text(unit));
    }
    by_.resize(content.by.size());
    by_present_.resize(content.by.size());
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
    repeat(unit_, level == 0 || !units_are_numbers_ ? std::int64_t{0} : content_.levels[level - 1].number(unit));
    repeat(unit_text_, static_cast<std::uint32_t>(first_text_[level] + unit));
    std::size_t rest = group;
    for (std::size_t i = content_.by.size(); i-- > 0;) {
      const std::size_t values = content_.by[i].size();
      const std::size_t value = rest % (values + 1);
      rest /= values + 1;
      repeat(by_[i], static_cast<std::int32_t>(value == values ? 0 : value));
      repeat(by_present_[i], static_cast<std::uint8_t>(value != values));
    }
    const bool has_band = band < counts_.bands();
    repeat(band_, static_cast<std::uint8_t>(has_band ? band : 0));
    repeat(band_present_, static_cast<std::uint8_t>(has_band));
    for (std::size_t window = 0; window < windows; ++window) {
      from_.push_back(content_.question.windows[window].from.days());
      until_.push_back(content_.question.windows[window].until.days());
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
      const Labels& by = content_.by[i];
      std::vector<std::string> texts;
      for (std::size_t label = 0; label < by.size(); ++label) texts.push_back(by.text(label));
      if (texts.empty()) texts.emplace_back();
      writer.add_words<std::int32_t>(by.column(), by_[i], views_of(texts), by_present_[i], owner);
    }
    if (counts_.bands() > 1) {
      std::vector<std::string> texts;
      for (const AgeBand& band : content_.question.bands) texts.push_back(band.text());
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

ArrowHeadcount::ArrowHeadcount(HeadcountQuestion question, const HeadcountTables& tables,
                               const HeadcountColumns& columns, const CodeLists& codes) {
  auto content = std::make_shared<Content>();
  content->question = std::move(question);
  const Input input(tables, columns, codes, *content);
  content->counts = count_heads(content->question, input.input());
  content_ = std::move(content);
}

const HeadcountQuestion& ArrowHeadcount::question() const { return content_->question; }
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
