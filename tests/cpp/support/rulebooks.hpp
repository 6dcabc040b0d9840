// A small fictional law: a circular that routes to a second one, which a third succeeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hoctap/norm/book.hpp"

namespace hoctap::test {

inline constexpr std::string_view fictional_words = R"(
[[unit]]
id = "person"
vi = "người"
en = "person"
[[unit]]
id = "day"
vi = "ngày"
en = "day"
[[attribute]]
id = "zone"
vi = "khu vực"
en = "zone"
values = [{ id = "I", vi = "I", en = "I" }, { id = "II", vi = "II", en = "II" }, { id = "none", vi = "không", en = "none" }]
[[attribute]]
id = "area"
vi = "địa bàn"
en = "area"
default = "ordinary"
values = [{ id = "ordinary", vi = "thường", en = "ordinary" }, { id = "difficult", vi = "khó khăn", en = "difficult" }]
[[attribute]]
id = "province"
vi = "tỉnh"
en = "province"
open = true
[[content]]
id = "meal"
vi = "tiền ăn"
en = "meals"
unit = ["person", "day"]
aliases = ["cơm trưa"]
[[content]]
id = "base_salary"
vi = "lương cơ sở"
en = "base salary"
[[content]]
id = "allowance"
vi = "phụ cấp kiêm nhiệm"
en = "allowance"
unit = ["person"]
[[content]]
id = "materials"
vi = "tài liệu"
en = "materials"
[[content]]
id = "fee"
vi = "thù lao"
en = "fee"
unit = ["person"]
[[content]]
id = "hall"
vi = "thuê hội trường"
en = "hall hire"
)";

inline constexpr std::string_view fictional_router = R"(
instrument = "1/2020/TT-X"
kind = "circular"
level = "nation"
reach = "direct"
clock = "activity"
published = 2020-01-01
from = 2020-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Thông tư một", en = "Circular one" }
[[norm]]
article = 5
clause = 1
kind = "route"
name = { vi = "Hội nghị", en = "Meetings" }
routes = [{ to = "2/2020/TT-X" }]
mark = "VERIFIED"
[[norm]]
article = 5
clause = 2
kind = "value"
content = "base_salary"
amount = 1_000_000
mark = "VERIFIED"
[[norm]]
article = 5
clause = 3
kind = "maximum_per_unit"
content = "allowance"
amount = { of = "base_salary", num = 1, den = 3 }
rounding = { to = 1000, mode = "down" }
mark = "SECONDARY"
[[norm]]
article = 6
kind = "floor"
content = "materials"
clock = "budget_year"
applies = { zone = ["I"] }
amount = 20_000_000
mark = "VERIFIED"
[[norm]]
article = 7
kind = "not_modelled"
reason = "text_not_read"
name = { vi = "Điều 7", en = "Article 7" }
mark = "MEMORY"
)";

inline constexpr std::string_view fictional_norms = R"(
instrument = "2/2020/TT-X"
kind = "circular"
level = "nation"
reach = "by_route"
clock = "activity"
published = 2020-01-01
from = 2020-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Thông tư hai", en = "Circular two" }
[ended]
on = 2023-07-01
published = 2023-05-01
by = "3/2023/TT-X"
successor = "3/2023/TT-X"
mark = "VERIFIED"
[[amendment]]
by = "9/2021/TT-X"
published = 2021-06-01
from = 2021-07-01
mark = "VERIFIED"
[[norm]]
article = 2
clause = 1
point = "đ"
kind = "maximum_per_unit"
content = "meal"
amount = 100_000
ended_by = "9/2021/TT-X"
local_limit = [{ percent = 120, applies = { area = "difficult" } }]
mark = "VERIFIED"
[[norm]]
article = 2
clause = 1
point = "đ"
amendment = "9/2021/TT-X"
kind = "maximum_per_unit"
content = "meal"
amount = 150_000
limits = [{ unit = "day", at_most = 10 }]
local_limit = [{ percent = 120, applies = { area = "difficult" } }]
mark = "SECONDARY"
[[norm]]
article = 3
kind = "actual_cost"
content = "hall"
mark = "VERIFIED"
[[norm]]
article = 4
kind = "lump_sum"
content = "fee"
amount = 70_000
mark = "MEMORY"
)";

inline constexpr std::string_view fictional_successor = R"(
instrument = "3/2023/TT-X"
kind = "circular"
level = "nation"
reach = "by_route"
clock = "activity"
published = 2023-05-01
from = 2023-07-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Thông tư ba", en = "Circular three" }
[[norm]]
article = 2
kind = "maximum_per_unit"
content = "meal"
amount = 200_000
local_limit = [{ percent = 120, applies = { area = "difficult" } }]
mark = "VERIFIED"
)";

// A provincial resolution whose level for meals is `level`.
inline std::string provincial_resolution(const std::string& level, const std::string& applies = "") {
  return R"toml(
instrument = "4/2024/NQ-HĐND (Hoa Mai)"
kind = "resolution"
level = "province"
reach = "direct"
clock = "activity"
published = 2024-01-01
from = 2024-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Nghị quyết bốn", en = "Resolution four" }
applies = { province = "98" }
[[norm]]
article = 1
kind = "maximum_per_unit"
content = "meal"
amount = )toml" +
         level + "\nmark = \"VERIFIED\"\n" + applies;
}

inline std::vector<Document> fictional_law() {
  return {Document::parse(fictional_words, "vocabulary.toml"), Document::parse(fictional_router, "1-2020-tt-x.toml"),
          Document::parse(fictional_norms, "2-2020-tt-x.toml"),
          Document::parse(fictional_successor, "3-2023-tt-x.toml")};
}

inline Rulebook fictional_rulebook() { return Rulebook::of(fictional_law()); }

inline Rulebook with(const Rulebook& rulebook, const std::string& text, const std::string& file = "added.toml") {
  const Document document = Document::parse(text, file);
  return rulebook.with({&document, 1});
}

// Who decides: the norm's identifier, or the outcome where there is no norm.
inline std::string decided_by(const Book& book, const Ruling& ruling) {
  return ruling.norm == no_norm ? std::string(name(ruling.outcome)) : book.rulebook().norms()[ruling.norm].id;
}

}  // namespace hoctap::test
