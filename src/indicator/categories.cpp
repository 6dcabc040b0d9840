#include "indicator/categories.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/localised.hpp"
#include "people/complete_months.hpp"

namespace hoctap {
namespace {

struct DimensionWords {
  Apart dimension;
  std::string_view name;
  std::string_view vi;
  std::string_view en;
  std::string_view code_list;
};
constexpr std::array dimension_words{
    DimensionWords{Apart::sex, "sex", "giới", "sex", "sexes"},
    DimensionWords{Apart::age_band, "age_band", "nhóm tuổi", "age", ""},
    DimensionWords{Apart::ethnicity, "ethnicity", "dân tộc", "ethnicity", ""},
    DimensionWords{Apart::sector, "sector", "ngành", "sector", "sectors"},
    DimensionWords{Apart::trained_level, "trained_level", "trình độ CMKT", "level of training", "trained_levels"},
    DimensionWords{Apart::poor, "poor", "hộ nghèo", "poor household", ""},
    DimensionWords{Apart::disabled, "disabled", "khuyết tật", "disability", ""},
    DimensionWords{Apart::topic, "topic", "chuyên đề", "topic", "topics"},
    DimensionWords{Apart::host, "host", "đơn vị kết hợp", "host", "hosts"},
    DimensionWords{Apart::venue, "venue", "địa điểm", "venue", "venues"},
    DimensionWords{Apart::zone, "zone", "khu vực", "zone", "zones"},
    DimensionWords{Apart::difficulty, "difficulty", "thôn khó khăn", "difficulty of the village", ""},
};
constexpr std::array dimension_list{Apart::sex,           Apart::age_band, Apart::ethnicity, Apart::sector,
                                    Apart::trained_level, Apart::poor,     Apart::disabled,  Apart::topic,
                                    Apart::host,          Apart::venue,    Apart::zone,      Apart::difficulty};

const DimensionWords& words_of(Apart dimension) { return dimension_words.at(static_cast<std::size_t>(dimension)); }

struct ValueWords {
  Apart dimension;
  std::string_view code;
  std::string_view vi;
  std::string_view en;
};
constexpr std::array value_words{
    ValueWords{Apart::poor, "true", "hộ nghèo", "poor"},
    ValueWords{Apart::poor, "false", "không thuộc hộ nghèo", "not poor"},
    ValueWords{Apart::disabled, "true", "người khuyết tật", "disabled"},
    ValueWords{Apart::disabled, "false", "không khuyết tật", "not disabled"},
    ValueWords{Apart::difficulty, "difficult", "thôn khó khăn", "difficult village"},
    ValueWords{Apart::difficulty, "other", "thôn khác", "other village"},
    ValueWords{Apart::age_band, "other", "độ tuổi khác", "other age"},
};

}  // namespace

std::string_view name(Apart dimension) { return words_of(dimension).name; }
BilingualText label(Apart dimension) {
  return {std::string(words_of(dimension).vi), std::string(words_of(dimension).en)};
}
std::span<const Apart> dimensions_apart() { return dimension_list; }

}  // namespace hoctap

namespace hoctap::indicator {

Categories::Categories(const Reading& reading, const CentreRegister& centres, const Areas& areas, std::vector<Apart> by,
                       std::vector<AgeBand> bands)
    : reading_(reading),
      centres_(centres),
      areas_(areas),
      by_(std::move(by)),
      bands_(std::move(bands)),
      words_(by_.size(), {std::string(unknown_value)}),
      by_text_(by_.size()) {}

bool Categories::tells(CountedUnit unit, Apart dimension) {
  const bool is_session = unit == CountedUnit::session || unit == CountedUnit::turn;
  switch (dimension) {
    case Apart::zone:
    case Apart::difficulty:
      return true;
    case Apart::topic:
      return is_session || unit == CountedUnit::title;
    case Apart::host:
    case Apart::venue:
      return is_session || unit == CountedUnit::centre || unit == CountedUnit::centre_year;
    default:
      return unit == CountedUnit::worker;
  }
}

std::uint16_t Categories::value(std::size_t dimension, std::string_view word) {
  auto& words = words_[dimension];
  const auto known = std::find(words.begin(), words.end(), word);
  if (known != words.end()) return static_cast<std::uint16_t>(known - words.begin());
  words.emplace_back(word);
  return static_cast<std::uint16_t>(words.size() - 1);
}

std::uint16_t Categories::value(std::size_t dimension, const Column<Text>& column, std::size_t row) {
  if (!column.has(row)) return unknown;
  const Text text = column[row];
  const auto [known, is_new] = by_text_[dimension].try_emplace(text.symbol, unknown);
  if (is_new) known->second = value(dimension, reading_.dataset.text(text));
  return known->second;
}

std::uint16_t Categories::of_place(std::size_t dimension, VersionId place) {
  if (place == no_version) return unknown;
  const Gazetteer& gazetteer = areas_.gazetteer();
  if (by_[dimension] == Apart::difficulty) {
    const auto& is_difficult = gazetteer.version(place).is_difficult;
    if (!is_difficult) return unknown;
    return value(dimension, *is_difficult ? "difficult" : "other");
  }
  const VersionId commune = areas_.commune(place);
  if (commune == no_version || gazetteer.version(commune).zone.empty()) return unknown;
  return value(dimension, gazetteer.version(commune).zone);
}

std::uint32_t Categories::number(const Values& values) {
  const auto [known, is_new] = numbers_.try_emplace(values, static_cast<std::uint32_t>(categories_.size()));
  if (is_new) categories_.push_back(values);
  return known->second;
}

std::uint32_t Categories::of_person(std::uint32_t row, Date day, VersionId place) {
  const Residents& residents = reading_.dataset.tables().residents;
  const auto yes_or_no = [&](std::size_t dimension, const Column<bool>& column) {
    if (!column.has(row)) return unknown;
    return value(dimension, column[row] ? "true" : "false");
  };
  Values values(by_.size(), unknown);
  for (std::size_t i = 0; i < by_.size(); ++i) {
    switch (by_[i]) {
      case Apart::sex:
        values[i] = value(i, residents.sex, row);
        break;
      case Apart::age_band: {
        if (!residents.birth_month.has(row)) break;
        const std::int32_t months = people::last_complete_month(day) - residents.birth_month.values()[row].index;
        const std::int32_t years = months < 0 ? -1 : months / 12;
        const auto band = std::find_if(bands_.begin(), bands_.end(),
                                       [years](const AgeBand& one) { return one.from <= years && years < one.until; });
        values[i] = value(i, band == bands_.end() ? "other" : band->text());
        break;
      }
      case Apart::ethnicity:
        values[i] = value(i, residents.ethnicity, row);
        break;
      case Apart::sector:
        values[i] = value(i, residents.sector, row);
        break;
      case Apart::trained_level:
        values[i] = value(i, residents.trained_level, row);
        break;
      case Apart::poor:
        values[i] = yes_or_no(i, residents.poor);
        break;
      case Apart::disabled:
        values[i] = yes_or_no(i, residents.disabled);
        break;
      case Apart::topic:
      case Apart::host:
      case Apart::venue:
        break;
      case Apart::zone:
      case Apart::difficulty:
        values[i] = of_place(i, place);
        break;
    }
  }
  return number(values);
}

std::uint16_t Categories::of_centre(std::size_t dimension, std::uint32_t centre, Date day) {
  const CentrePlaces& places = reading_.dataset.tables().centre_places;
  const auto row = centres_.place_row(centre, day);
  if (!row) return unknown;
  return value(dimension, by_[dimension] == Apart::host ? places.host : places.venue_type, *row);
}

std::uint32_t Categories::of_centre(std::uint32_t centre, Date day, VersionId place) {
  Values values(by_.size(), unknown);
  for (std::size_t i = 0; i < by_.size(); ++i) {
    if (by_[i] == Apart::zone || by_[i] == Apart::difficulty)
      values[i] = of_place(i, place);
    else if (by_[i] == Apart::host || by_[i] == Apart::venue)
      values[i] = of_centre(i, centre, day);
  }
  return number(values);
}

std::uint32_t Categories::of_session(std::uint32_t row, VersionId place) {
  const Sessions& sessions = reading_.dataset.tables().sessions;
  const std::uint32_t centre = centres_.number(sessions.centre_id[row]);
  Values values(by_.size(), unknown);
  for (std::size_t i = 0; i < by_.size(); ++i) {
    if (by_[i] == Apart::topic)
      values[i] = value(i, sessions.topic, row);
    else if (by_[i] == Apart::zone || by_[i] == Apart::difficulty)
      values[i] = of_place(i, place);
    else if (centre != CentreRegister::no_centre)
      values[i] = of_centre(i, centre, sessions.date[row]);
  }
  return number(values);
}

std::uint32_t Categories::of_title(std::uint32_t row, VersionId place) {
  const Materials& materials = reading_.dataset.tables().materials;
  Values values(by_.size(), unknown);
  for (std::size_t i = 0; i < by_.size(); ++i)
    values[i] = by_[i] == Apart::topic ? value(i, materials.topic, row) : of_place(i, place);
  return number(values);
}

std::uint32_t Categories::in_common(const std::set<std::uint32_t>& categories) {
  if (categories.empty()) return of_nobody();
  Values values = categories_[*categories.begin()];
  for (const std::uint32_t category : categories)
    for (std::size_t i = 0; i < values.size(); ++i)
      if (categories_[category][i] != values[i]) values[i] = unknown;
  return number(values);
}

std::uint32_t Categories::of_place(VersionId place) {
  Values values(by_.size(), unknown);
  for (std::size_t i = 0; i < by_.size(); ++i) values[i] = of_place(i, place);
  return number(values);
}

std::uint32_t Categories::of_nobody() { return number(Values(by_.size(), unknown)); }

const std::string& Categories::word(std::size_t dimension, std::uint16_t value) const {
  static const std::string total(all_values);
  return value == all ? total : words_[dimension][value];
}

BilingualText Categories::label(std::size_t dimension, std::uint16_t value) const {
  const Apart apart = by_[dimension];
  const std::string& code = words_[dimension][value];
  const BilingualText dimension_label = hoctap::label(apart);
  if (value == unknown) return {dimension_label.vi + " chưa rõ", "unknown " + dimension_label.en};
  for (const ValueWords& words : value_words)
    if (words.dimension == apart && words.code == code) return {std::string(words.vi), std::string(words.en)};
  const std::string_view list = words_of(apart).code_list;
  if (!list.empty())
    if (const Code* found = reading_.dataset.codes().list(list).find(code)) return {found->label_vi, found->label_en};
  return {code, code};
}

BilingualText Categories::label(const Values& values) const {
  BilingualText text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == all) continue;
    const BilingualText one = label(i, values[i]);
    text.vi += (text.vi.empty() ? "" : " · ") + one.vi;
    text.en += (text.en.empty() ? "" : " · ") + one.en;
  }
  if (text.en.empty()) return {"chung", "all"};
  return text;
}

}  // namespace hoctap::indicator
