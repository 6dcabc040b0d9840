// Text typed for fonts that show Vietnamese letters in the places of other ones: to every program it is Latin text
// ("Trung t©m häc tËp"), also inside Unicode files and workbooks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hoctap::io {

enum class FontEncoding : std::uint8_t {
  tcvn3,  // .VnTime and its kin: TCVN 5712:1993, table VN3
  vni,    // VNI-Times and its kin
};

std::string_view name(FontEncoding encoding);

// The text as its reader saw it, in NFC. Characters that the table does not hold stay.
std::string from_font(std::string_view text, FontEncoding encoding);

}  // namespace hoctap::io
