// Which codes of a dated list bear a flag, asked by symbol.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "hoctap/records/codes.hpp"
#include "hoctap/records/pool.hpp"

namespace hoctap::measure {

class CodeFlags {
 public:
  // Codes that no record uses need no symbol and are left out.
  CodeFlags(const CodeList& list, const Pool& pool, std::string_view flag) {
    for (const Code& code : list.codes())
      if (code.has_flag(flag))
        if (const auto symbol = pool.find(code.code)) bearing_.push_back({*symbol, code.validity});
  }
  bool has(Text code, Date day) const {
    return std::any_of(bearing_.begin(), bearing_.end(),
                       [&](const Bearing& one) { return one.code == code && one.validity.contains(day); });
  }
  // Whether it bears the flag on any day.
  bool is_ever(Text code) const {
    return std::any_of(bearing_.begin(), bearing_.end(), [&](const Bearing& one) { return one.code == code; });
  }

 private:
  struct Bearing {
    Text code;
    Validity validity;
  };
  std::vector<Bearing> bearing_;  // a handful
};

}  // namespace hoctap::measure
