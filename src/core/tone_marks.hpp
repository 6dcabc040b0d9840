// The one placement of Vietnamese tone marks that texts are compared in.
#pragma once

#include <string>
#include <string_view>

namespace hoctap {

// In the pairs oa, oe and uy a tone mark on the first vowel moves to the second: hòa → hoà, khỏe → khoẻ, thúy → thuý,
// ủy → uỷ. The text must be lower case and NFC. All other spellings have one placement only, and are left alone.
std::string with_tone_marks_in_one_place(std::string_view lower_case_nfc);

}  // namespace hoctap
