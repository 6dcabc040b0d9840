#include "people/headcount_batches.hpp"

#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include "hoctap/core/error.hpp"
#include "people/coded_column.hpp"

namespace hoctap::people {

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
  CodedColumn coded(*column, columns_.sexes, codes_.list("sexes"));
  std::vector<std::uint8_t> sex_of;
  for (const Code* code : coded.codes())
    sex_of.push_back(static_cast<std::uint8_t>(code->code == "woman" ? Sex::woman : Sex::man));
  if (auto* own = std::get_if<ArrowValues<std::uint8_t>>(&coded.numbers());
      own != nullptr && sex_of == std::vector<std::uint8_t>{0, 1}) {
    const auto& kept = keep(bytes_, std::move(*own));
    spells.sex = kept.values.span();
    spells.sex_present = kept.present;
    return;
  }
  std::vector<std::uint8_t> sexes(batch.row_count(), SpellColumns::unknown_sex);
  coded.visit_coded([&](std::size_t row, std::size_t code) { sexes[row] = sex_of[code]; });
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
