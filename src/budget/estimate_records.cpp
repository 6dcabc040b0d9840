#include <algorithm>
#include <map>

#include "hoctap/budget/estimate.hpp"

namespace hoctap {

std::vector<EstimateRecord> records_of(const Estimate& estimate) {
  std::vector<EstimateRecord> records;
  std::map<std::size_t, std::int64_t> last;  // line of each commune's estimate
  for (std::size_t l = 0; l < estimate.lines.size(); ++l) {
    const EstimateLine& line = estimate.lines[l];
    if (!line.amount) continue;
    const std::size_t c = estimate.centres[line.centre].commune;
    const EstimateCommune& commune = estimate.communes[c];
    std::string by = "Hội Khuyến học";
    if (commune.unit != no_version)
      by += " " + estimate.dataset.gazetteer().version(commune.unit).kind + " " + commune.name;
    const bool gives_any =
        std::any_of(line.parts.begin(), line.parts.end(), [](const SourcePart& part) { return part.amount != 0; });
    for (std::size_t s = 0; s < line.parts.size(); ++s) {
      const std::int64_t amount = line.parts[s].amount;
      if (amount == 0 && (gives_any || s != 0)) continue;
      records.push_back({"DT-" + commune.code + "-" + std::to_string(estimate.year), ++last[c], l, s, by, amount,
                         amount == *line.amount});
    }
  }
  return records;
}

}  // namespace hoctap
