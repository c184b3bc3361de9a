// Values as JSON and back without loss, for stored states: what JSON has stays as it is, the rest is an object of one
// member whose name begins with a dollar sign ({"$date": "2026-01-05"}). Functions become null.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "engine/feel/value.h"

namespace tongban::bpmn {

json::value stored(const feel::Value& value);
// Errors (Code::invalid): `bpmn.bad_state`.
Result<feel::Value> restored(const json::value& json);

}  // namespace tongban::bpmn
