// T1: centres that have every essential item usable, by their latest inventory.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "indicator/answers.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"

namespace hoctap::indicator {

class Equipped {
 public:
  // Of the days asked about, in order. `inventory_months`: an older inventory is unknown; 0: only one of the very day
  // counts. Keeps references.
  Equipped(const Dataset& dataset, const CentreRegister& centres, const Reports& reports, std::int32_t inventory_months,
           std::vector<Date> days);

  // About all centres on all days, where each one's own rows decide; nothing where they must be judged one by one.
  std::optional<Answers> answers() const;
  // About one centre on one of the days (an index), with the grounds where they are asked for.
  Answer judge(std::uint32_t centre, std::size_t day, Grounds* grounds = nullptr) const;

 private:
  static constexpr std::uint32_t no_row = 0xFFFFFFFFU;
  struct Item {
    std::uint32_t number = 0;  // among the items that are essential on some day
    std::int64_t required = 1;
    const Code* listed = nullptr;
  };
  struct Inventory {  // of one item at one centre, or of the centres it took the place of together
    std::int64_t usable = 0;
    bool is_known = false;  // false: at least part of it is not known, and `usable` is what is
    std::optional<Date> as_of;
  };
  void number_items();
  void find_rows();
  // Whether on every day the same items are essential, no centre takes over another's, and all rows could be used: then
  // a centre's own rows decide.
  bool is_plain() const;
  void judge_plainly(std::uint32_t centre, Answer* answers) const;
  Inventory inventory(std::uint32_t centre, const Item& item, std::size_t day, std::size_t depth,
                      Grounds* grounds) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Reports& reports_;
  std::vector<Date> days_;
  std::vector<Date> oldest_;              // per day: an inventory of before it is stale
  std::vector<std::vector<Item>> items_;  // per day: what is essential then
  std::vector<std::uint32_t> item_of_;    // per text of the pool
  std::size_t item_count_ = 0;
  std::vector<std::uint32_t> rows_;  // of the equipment table, per centre, item and day: the latest until then
  std::vector<Date> first_as_of_;    // per centre: its first inventory
};

}  // namespace hoctap::indicator
