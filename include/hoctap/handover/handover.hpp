// What a new unit took over from the units it was formed of: the dossier that is handed over with an act. Everything is
// as the records show it on the eve of the act.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/money/money.hpp"

namespace hoctap {

enum class HandoverKind : std::uint8_t {
  unit,       // an old unit, with the part of it that came here
  centre,     // a centre that operated in an old unit
  equipment,  // an item of such a centre, by its last inventory before the act
  plan,   // its plan of the year of the act or a later one: the latest version approved before the act, else the latest
  money,  // a fund of a year of an old unit whose settlement was not approved before the act
  report,  // a report that an old unit owed for a period that had ended, and that had not come
};
HOCTAP_EXPORT std::string_view name(HandoverKind kind);

// Where a figure or day is empty, the records do not say it.
struct HandoverItem {
  HandoverKind kind = HandoverKind::unit;
  // The old unit it came from. no_version: several of them together, where the records do not tell them apart.
  VersionId from = no_version;
  std::optional<std::uint32_t> event;  // the act; index into the gazetteer's events
  // False where the old unit was divided and nothing says that this came here rather than elsewhere.
  bool is_certain = true;

  std::string centre_id;  // of a centre, its equipment and plans
  std::string code;       // equipment: the item; money: the fund; report: the form; centre: the centre that succeeds it
  std::string name;       // of the unit, centre or (Vietnamese) form
  std::string state;      // plan: its status; money: "open" or "submitted"; report: "missing" or "not_yet_due"
  std::optional<Ratio> share;    // unit: the part of it that came here; none: not known
  std::optional<Period> period;  // plan and money: the year; report: the period
  std::optional<Date> date;      // centre: founded; equipment: counted; plan: approved; money, report: due
  std::optional<std::int64_t> quantity;
  std::optional<std::int64_t> usable;
  std::optional<Money> cost;       // equipment: at its original value
  std::optional<Money> allocated;  // money: decided before the act
  std::optional<Money> received;   // money: receipts before the act
  std::optional<Money> spent;      // money: vouchers paid before the act

  std::string_view table;           // of the records it rests on; empty: of none
  std::vector<std::uint32_t> rows;  // of that table
};

struct Handover {
  VersionId unit = no_version;
  Date day;                         // on which the act took effect
  std::vector<HandoverItem> items;  // by kind, old unit, centre, code and period
};

// `unit` is a code. Without a day, its last version that an act formed of other units; with one, the version alive
// then. Throws NotFound where no unit bears the code, InvalidValue where no act formed it.
HOCTAP_EXPORT Handover handover(const Reading& reading, std::string_view unit, std::optional<Date> day = std::nullopt);

}  // namespace hoctap
