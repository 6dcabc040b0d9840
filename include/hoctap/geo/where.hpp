// Where a place is: what a code or name meant on a day, where it came from and what became of it, and by which act.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

// The answer to where(). What came before and after stands in the gazetteer: predecessors(), successors(),
// lost_parts().
struct Where {
  std::string asked;
  std::optional<Date> day;
  PlaceStatus status = PlaceStatus::unknown;
  // As in CodeOnDay; of a name that no unit bears on the day, the unit that bore it, if only one did.
  VersionId version = no_version;
  // Units above the version on the day (without one, or on another day than its own, on the nearest of its life), from
  // near to far.
  std::vector<VersionId> above;
  // The versions that fit, best first, where there are several.
  std::vector<VersionId> candidates;
  // Of what nothing is known: versions whose code or name is near it, nearest first; at most five.
  std::vector<VersionId> nearest;
};

// `code_or_name` is a code, or names a unit and then units above it from near to far: "Tiên Lục, Lạng Giang", "xã Tiên
// Lục - Lạng Giang - Bắc Giang". Kinds (xã, TT., huyện), units in between, marks, đ, case and the placement of tone
// marks may be left out or differ; of names that differ in marks only, the one with the marks that were typed fits
// best. Units above are also known by where the place lay before. A kind that differs counts only where nothing else
// fits. Without a day, versions of all days fit alike. Throws InvalidValue for malformed UTF-8.
HOCTAP_EXPORT Where where(const Gazetteer& gazetteer, std::string_view code_or_name, std::optional<Date> day);

// A column of codes or names at once. Codes are looked up without taking memory; a name is searched once for each day.
// Where a name fits several units there is no version. Throws InvalidValue where the columns differ in length.
HOCTAP_EXPORT void where(const Gazetteer& gazetteer, const CodeColumn& column, std::span<CodeOnDay> answers);

// "xã Nghĩa Hưng (07381), huyện Lạng Giang, tỉnh Bắc Giang": a version with the units above it on that day, or on the
// nearest of its life.
HOCTAP_EXPORT std::string described(const Gazetteer& gazetteer, VersionId version, std::optional<Date> day);

// The whole answer in sentences, one a line: what it was, from when to when, what it came from, what became of it, by
// which acts, and what is not known.
HOCTAP_EXPORT std::string text(const Gazetteer& gazetteer, const Where& where, Language language);

// A part of a unit at another date, for a row of a column; see Followed.
struct FollowedRow {
  std::size_t row = 0;  // of what was asked
  CodeOnDay from;       // what the code or name was on its day; only where found there are parts
  Followed part;  // version: no_version where no successor (backward: predecessor) is known, or `from` is not found
};

// Where the territory of each unit lies at another date: a row for each part, at least one for each row asked, in their
// order. `to` has one day for all rows, or one a row. Each unit and pair of days is followed once.
HOCTAP_EXPORT std::vector<FollowedRow> follow(const Gazetteer& gazetteer, const CodeColumn& column,
                                              std::span<const std::int32_t> to);

// What one part of a unit is at the other date, in a sentence: "all of it: xã Tiên Lục (07381), tỉnh Bắc Ninh, by
// 1658/NQ-UBTVQH15".
HOCTAP_EXPORT std::string text(const Gazetteer& gazetteer, const Followed& part, Date to, Language language);

}  // namespace hoctap
