// Everything official that has a number, checked in one place: include this, or the one header you need. Each parse_…()
// takes text as typed (blanks at the ends, full-width digits and lower-case letters are evened out) and gives the
// normal form, or an Error of Code::invalid with a stable key (`citizen_id.checksum`) and a Chinese sentence that never
// repeats the value.
#pragma once

#include "base/citizen_id.h"
#include "base/contact_numbers.h"
#include "base/credit_code.h"
#include "base/document_numbers.h"
#include "base/item_codes.h"
#include "base/licence_id.h"
