// What was noticed about data that was read. Findings are collected, never thrown, and nothing that was read is lost:
// in every file, rows read = rows kept + rows dropped, and each dropped row has a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hoctap/core/message.hpp"
#include "hoctap/core/source_place.hpp"

namespace hoctap {

enum class RowOutcome : std::uint8_t {
  kept,     // the row is used, perhaps with a value missing
  dropped,  // the row is left out because of this finding
};

struct Finding {
  Message message;
  SourcePlace place;
  RowOutcome outcome = RowOutcome::kept;
  // How many rows it drops, where it drops any: of a sheet that is no table, all. Summed up over the findings of a file
  // they are its dropped rows.
  std::size_t rows = 1;

  friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

}  // namespace hoctap
