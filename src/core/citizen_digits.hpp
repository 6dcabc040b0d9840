// What of a text could be a citizen number (số định danh cá nhân), so that it is neither kept nor shown.
#pragma once

#include <string>
#include <string_view>

namespace hoctap {

// Of twelve digits: whether some province (001 to 096), or country (above 100), and some year of birth begin them.
bool is_citizen_structure(std::string_view twelve_digits);

// Whether the text contains what can hardly be anything but a citizen number: twelve digits, also in groups, or the
// eleven that are left of one by a spreadsheet that took its leading zero.
bool holds_citizen_number(std::string_view text);
// The same of a text that is no identifier, in which nine digits (an old identity card) or ten (two zeros lost) that
// stand alone are no number of anything else either.
bool may_hold_citizen_number(std::string_view text);

// The same of a text that should be a number: twelve digits, also in groups, that begin with a zero, and nothing else.
bool is_citizen_number(std::string_view text);
// A text that may hold a citizen number with the digits of nobody's in its place, and in that of every run of nine
// digits or more: what is asked above of the text is answered alike.
std::string without_citizen_numbers(std::string_view text);

// A text as a message may show it: cut after 60 bytes or so, and without anything that could be a citizen number, which
// in a shifted row stands in any column.
std::string quotable(std::string_view text);

}  // namespace hoctap
