#include "time/document_date.hpp"

#include <string>

namespace hoctap {

Date date_of(const Node& node) {
  const LocalDate local = node.date();
  const auto date = Date::try_of(local.year, local.month, local.day);
  if (!date) {
    node.fail({MessageCode::no_such_day,
               {std::to_string(local.year) + "-" + std::to_string(local.month) + "-" + std::to_string(local.day)}});
  }
  return *date;
}

Validity validity_of(const Node& table) {
  Validity validity;
  if (const auto from = table.find("from")) validity.from = date_of(*from);
  if (const auto until = table.find("until")) {
    validity.until = date_of(*until);
    if (validity.is_empty()) {
      until->fail({MessageCode::validity_is_empty, {validity.from.iso(), validity.until.iso()}});
    }
  }
  return validity;
}

}  // namespace hoctap
