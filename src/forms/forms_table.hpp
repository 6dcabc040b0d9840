// The forms of a reading as rows of the `forms` table, so that the dataset says which forms it was read by.
#pragma once

#include "hoctap/forms/form_rule.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap::forms {

void push_forms(Forms& table, Pool& pool, const FormRules& rules);

}  // namespace hoctap::forms
