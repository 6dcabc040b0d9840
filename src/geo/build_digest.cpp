#include "geo/build.hpp"
#include "hoctap/core/digest.hpp"

namespace hoctap {
namespace {

// Every value with its length before it, so that no two contents read alike.
class Canonical {
 public:
  void add(std::string_view value) {
    text_ += std::to_string(value.size());
    text_ += ':';
    text_ += value;
  }
  void add(Date date) { add(std::to_string(date.days())); }
  void add(const std::optional<bool>& flag) { add(std::string_view(!flag ? "" : *flag ? "1" : "0")); }
  void add(const std::optional<Ratio>& share) {
    add(share ? std::to_string(share->num) + '/' + std::to_string(share->den) : std::string());
  }
  void end_row() { text_ += '\n'; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

std::string digest_of(const GazetteerContent& content) {
  Canonical canonical;
  for (const UnitVersion& unit : content.versions) {
    canonical.add(unit.code);
    canonical.add(unit.validity.from);
    canonical.add(unit.validity.until);
    canonical.add(unit.name);
    canonical.add(unit.kind);
    canonical.add(name(unit.level));
    canonical.add(unit.parent_code);
    canonical.add(unit.zone);
    canonical.add(unit.is_difficult);
    canonical.add(name(unit.mark));
    canonical.add(unit.source);
    canonical.end_row();
  }
  canonical.end_row();
  for (const UnitEvent& event : content.events) {
    canonical.add(event.event_id);
    canonical.add(event.from_code);
    canonical.add(event.to_code);
    canonical.add(event.date);
    canonical.add(event.legal_basis);
    canonical.add(name(event.kind));
    canonical.add(event.share);
    canonical.add(name(event.mark));
    canonical.end_row();
  }
  return sha256_hex(canonical.text());
}

}  // namespace hoctap
