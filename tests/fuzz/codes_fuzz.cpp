// Codes: words of the code lists, codes of places, names of forms, citizen numbers; and the folded text they are
// compared in.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/citizen_digits.hpp"
#include "forms/citizen_number.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/records/codes.hpp"
#include "hoctap/records/dataset.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

struct Known {
  CodeLists lists = CodeLists::embedded();
  std::vector<std::string> names = lists.names();
  Gazetteer gazetteer = embedded_gazetteer();
  FormRules forms = FormRules::embedded();
};

const Known& known() {
  static const Known all;
  return all;
}

void check_text(std::string_view text) {
  const std::string normal = nfc(text);
  demand(nfc(normal) == normal, "NFC is stable");
  const std::string tidy = squeezed(normal);
  demand(squeezed(tidy) == tidy, "squeezing is stable");
  const std::string fold = folded(text);
  demand(folded(fold) == fold, "folding is stable");
  demand(folded(normal) == fold, "a normal form folds like the text");
  const std::string lower = caseless(text);
  demand(caseless(lower) == lower, "lower case is stable");
  demand(!first_invalid_utf8(fold) && !first_invalid_utf8(lower), "well-formed text stays so");
}

void check_list(std::string_view text, std::size_t choice) {
  const CodeList& list = known().lists.list(known().names[choice % known().names.size()]);
  if (const Code* const code = list.recognise(text)) {
    demand(list.find(code->code) != nullptr, "what is recognised is in the list");
    const Code* const again = list.recognise(code->code);
    demand(again != nullptr && again->code == code->code, "a code is recognised by itself");
    const Code* const folded_alike = list.recognise(folded(text));
    demand(folded_alike != nullptr && folded_alike->code == code->code, "words are compared folded");
  } else {
    demand(list.find(text) == nullptr, "a code that is found is recognised");
    for (const std::string& near : nearest(text, list.spellings()))
      demand(list.recognise(near) != nullptr, "a nearest value is a value");
  }
  if (const FormRule* const rule = known().forms.find(text))
    demand(known().forms.find(rule->code) == rule, "a form is found by its code");
}

void check_place(std::string_view code, Date day) {
  const Gazetteer& gazetteer = known().gazetteer;
  const auto found = gazetteer.find(code, day);
  if (!found) return;
  const UnitVersion& version = gazetteer.version(*found);
  demand(version.code == code && version.validity.contains(day), "a code means the version alive on the day");
  if (const auto parent = gazetteer.parent(*found, day))
    demand(gazetteer.version(*parent).validity.contains(day), "a parent lives while it holds a child");
  for (const Followed& step : gazetteer.follow(*found, Date::latest() - 1))
    demand(step.version != no_version, "what follows is a version");
}

void check_citizen_number(std::string_view text) {
  static const PersonHasher hasher("the key of a fuzz target");
  for (const auto kind : {CellKind::text, CellKind::number}) {
    const auto number = forms::CitizenNumber::read(GridCell{text, kind});
    if (!number) continue;
    if (!number->is_sealed()) {
      const auto again = forms::CitizenNumber::read(GridCell{number->sealed(hasher, true), CellKind::text});
      demand(again && again->is_sealed() && again->key(&hasher) == number->key(&hasher),
             "a sealed number keeps its key");
      demand(again->doubt() == number->doubt() && again->says_who() == number->says_who(), "and what is doubted of it");
    }
    if (number->says_who()) {
      const int year = number->birth_year();
      demand(year >= 1900 && year < 2100, "a year of birth is of the centuries known");
    }
  }
  // What is no number of a citizen can be quoted, and what is quoted holds none.
  demand(!holds_citizen_number(quotable(text)), "a quotation holds no citizen number");
  std::optional<PersonKey> key;
  if (succeeds([&] { key = PersonKey::from_hex(text); }))
    demand(PersonKey::from_hex(key->hex()) == *key, "a person's key is read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::Input input(bytes, size);
  const std::size_t what = input.choice(4);
  const auto choice = input.number<std::uint8_t>();
  if (what == 0) {
    const Date day = Date::from_days(input.number<std::int32_t>());
    check_place(input.rest(), day);
    return 0;
  }
  const std::string_view text = input.rest();
  if (what == 1) check_citizen_number(text);
  if (first_invalid_utf8(text)) {
    demand(!succeeds([&] { folded(text); }) && !succeeds([&] { nfc(text); }), "malformed text is refused");
    return 0;
  }
  if (what == 2) check_text(text);
  if (what == 3) check_list(text, choice);
  return 0;
}
