// T1: centres that have every essential item usable, by their latest inventory.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"

namespace hoctap::indicator {

class Equipped {
 public:
  // `inventory_months`: an older inventory is unknown; 0: only one of the very day counts. Keeps references.
  Equipped(const Dataset& dataset, const CentreRegister& centres, const Reports& reports,
           std::int32_t inventory_months);

  Counted count(Date day, Parts* parts = nullptr) const;

 private:
  struct Item {
    Text code;
    std::int64_t required = 1;
    const Code* listed = nullptr;
  };
  struct Inventory {  // of one item at one centre, or of the centres it took the place of together
    std::int64_t usable = 0;
    bool is_known = false;  // false: at least part of it is not known, and `usable` is what is
    std::optional<Date> as_of;
  };
  std::vector<Item> essential(Date day) const;
  Answer judge(std::uint32_t centre, const std::vector<Item>& items, Date day, Grounds* grounds) const;
  Inventory inventory(std::uint32_t centre, Text item, Date day, std::size_t depth, Grounds* grounds) const;
  bool has_inventory(std::uint32_t centre, Date day) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Reports& reports_;
  std::int32_t inventory_months_;
  std::vector<std::uint32_t> begin_;  // per centre, and one more
  std::vector<std::uint32_t> rows_;   // of the equipment table: by centre, item and day of inventory
  std::vector<Date> first_as_of_;     // per centre: its first inventory
};

}  // namespace hoctap::indicator
