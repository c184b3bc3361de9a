// Models that may be anything: what loads can be asked for every decision, and ends.
#include "base/fuzz_target.h"
#include "engine/dmn/dmn.h"

namespace tongban::dmn {

FUZZ_TARGET(dmn) {
  if (input.size() > 20'000) return;
  const auto model = Model::load({"fuzz.dmn", std::string(input)});
  if (!model) {
    PROMISE(!model.error().key.empty());
    return;
  }
  Environment environment;
  environment.limits = {.steps = 20'000, .memory = 4'000'000, .stack = 400'000, .warnings = 10};
  environment.now = {{2025, 3, 8}, {}, {}};
  const auto inputs = Value::context({{"a", Value::integer(1)}, {"b", Value::string("x")}});
  int asked = 0;
  for (const auto& element : model->elements()) {
    if (element.kind != ElementKind::decision && element.kind != ElementKind::service) continue;
    if (++asked > 20) break;
    const auto outcome = model->evaluate(element.name, inputs, environment, true);
    PROMISE(outcome.ok() || !outcome.error().key.empty());
  }
}

}  // namespace tongban::dmn
