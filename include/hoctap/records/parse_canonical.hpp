// Values of columns in the library's own spelling, and back: what plain tables, exported text and text columns of Arrow
// tables hold. What people write in forms (31/12/2024, 1.234,5, “có”) is turned into these types by the forms module.
//
//   text, unit  as it is           date      2024-12-31       month   1967-12
//   period      2024Q3, 2024 …     integer   -12              money   1500000 (đồng)
//   decimal     2.5 (two places)   boolean   true, false      ratio   1/3, 0.25 or 1
//   person      32 hexadecimal digits
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/records/column.hpp"

namespace hoctap {

// Each gives nothing where the text is no such value, or one that does not fit.
HOCTAP_EXPORT std::optional<std::int64_t> parse_integer(std::string_view text);
HOCTAP_EXPORT std::optional<Decimal> parse_decimal(std::string_view text);
HOCTAP_EXPORT std::optional<Month> parse_month(std::string_view text);
HOCTAP_EXPORT std::optional<bool> parse_boolean(std::string_view text);
HOCTAP_EXPORT std::optional<Ratio> parse_ratio(std::string_view text);
HOCTAP_EXPORT std::optional<PersonKey> parse_person_key(std::string_view text);

// Appends the value that `text` spells; an empty text is a missing value. Where it spells none, appends a missing value
// and says what was expected; the message quotes the text, but nothing that could be a citizen number. A text that
// holds one is not kept either.
HOCTAP_EXPORT std::optional<Message> push_canonical(ColumnBase& column, Pool& pool, std::string_view text);

// The value of a row as text; empty where it is missing.
HOCTAP_EXPORT std::string canonical_text(const ColumnBase& column, std::size_t row, const Pool& pool);

// The words of a month and a decimal: "1967-12", "2.5".
HOCTAP_EXPORT std::string text_of(Month month);
HOCTAP_EXPORT std::string text_of(Decimal decimal);

}  // namespace hoctap
