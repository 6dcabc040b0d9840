#include "hoctap/core/version.hpp"

namespace hoctap {

std::string_view version() { return HOCTAP_VERSION; }

}  // namespace hoctap
