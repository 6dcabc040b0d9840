#include "people/headcount_batches.hpp"

#include <array>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap::people {
namespace {

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

}  // namespace

SessionColumns sessions_of(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                           const CodeLists& lists) {
  const CodeList& list = lists.list("session_kinds");
  SessionColumns sessions;
  for (const ArrowTable& batch : batches) {
    const ArrowValues<std::int64_t> ids = column_of(batch, "session_id").integers();
    const ArrowValues<std::int32_t> days = column_of(batch, "date").days();
    const ArrowColumn& kind = column_of(batch, "kind");
    const bool are_words = kind.kind() == ArrowKind::text;
    const ArrowWords coded = are_words ? kind.words() : ArrowWords{kind.whole_numbers(), {}};
    const auto codes =
        are_words ? meanings(coded.words, "kind", list) : meanings({kinds.begin(), kinds.end()}, "kind", list);
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
            sessions.id.push_back(ids.values[row]);
            sessions.day.push_back(is_known ? days.values[row] : 0);
            sessions.shows.push_back(is_known ? shown_by_code[number] : std::uint8_t{0});
          }
        },
        coded.codes);
  }
  return sessions;
}

PersonKeys HeadcountBatches::keys_of(const ArrowColumn& column, std::span<const std::uint8_t>& present) {
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
const ArrowValues<std::int32_t>& HeadcountBatches::int32_of(const ArrowColumn& column) {
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

const ArrowValues<std::int32_t>& HeadcountBatches::months_of(const ArrowColumn& column) {
  if (column.kind() == ArrowKind::integer || column.kind() == ArrowKind::nothing) return int32_of(column);
  ArrowValues<std::int32_t> days = column.days();
  std::vector<std::int32_t>& months = days.values.own();
  for (std::size_t row = 0; row < months.size(); ++row)
    if (days.has(row)) months[row] = Date::from_days(months[row]).month_index();
  return keep(int32_, std::move(days));
}

SpellColumns HeadcountBatches::spells_of(const ArrowTable& batch) {
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

void HeadcountBatches::add_places(const ArrowTable& batch, SpellColumns& spells) {
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

void HeadcountBatches::add_sex(const ArrowTable& batch, SpellColumns& spells) {
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

void HeadcountBatches::add_group(const ArrowTable& batch, SpellColumns& spells) {
  if (by_.empty()) return;
  std::vector<std::uint16_t>& groups = groups_.emplace_back(batch.row_count(), std::uint16_t{0});
  for (const Labels& by : by_) {
    const std::vector<std::uint32_t> labels = by.of(batch);
    for (std::size_t row = 0; row < groups.size(); ++row) {
      const std::size_t label = labels[row] == Labels::missing ? by.size() : labels[row];
      groups[row] = static_cast<std::uint16_t>(groups[row] * (by.size() + 1) + label);
    }
  }
  spells.group = groups;
}

ParticipationColumns HeadcountBatches::participation_of(const ArrowTable& batch) {
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

std::vector<ParticipationColumns> HeadcountBatches::next_participation(ArrowBatches& batches) {
  constexpr std::size_t rows_of_gathering = std::size_t{1} << 22U;
  clear();
  std::vector<ParticipationColumns> gathered;
  for (std::size_t rows = 0; rows < rows_of_gathering;) {
    const std::optional<ArrowTable> batch = batches.next();
    if (!batch) break;
    gathered.push_back(participation_of(*batch));
    rows += batch->row_count();
  }
  return gathered;
}

void HeadcountBatches::clear() {
  short_keys_.clear();
  long_keys_.clear();
  int32_.clear();
  int64_.clear();
  bytes_.clear();
  groups_.clear();
}

}  // namespace hoctap::people
