#include "measure/kept_centres.hpp"

#include "records/arranged.hpp"

namespace hoctap {

const CentreRegister& kept_centres(const Dataset& dataset) {
  return records::arranged_of(dataset).of<CentreRegister>([&] { return CentreRegister(dataset); });
}

}  // namespace hoctap
