#include "hoctap/core/error.hpp"

#include <string>
#include <utility>

namespace hoctap {
namespace {

std::string sentence(const Message& message, const SourcePlace& place) {
  std::string text = place.text(Language::en);
  if (!text.empty()) text += ": ";
  return text + message.text(Language::en);
}

}  // namespace

Error::Error(Message message, SourcePlace place)
    : std::runtime_error(sentence(message, place)), message_(std::move(message)), place_(std::move(place)) {}

}  // namespace hoctap
