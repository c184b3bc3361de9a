// Reading any bytes as a model, and running any model that was accepted with anything that can happen: never a crash or
// a hang, and each state can be stored and goes on the same.
#include "base/fuzz_target.h"
#include "engine/bpmn/engine.h"
#include "engine/bpmn/random_model.h"

namespace tongban::bpmn {
namespace {

constexpr int kStimuli = 24;

Stimulus any_stimulus(const Model& model, const State& state, std::uint32_t (*roll)(std::uint64_t&, std::uint32_t),
                      std::uint64_t& dice) {
  Stimulus stimulus;
  stimulus.kind = static_cast<StimulusKind>(1 + roll(dice, static_cast<std::uint32_t>(StimulusKind::urge)));
  if (stimulus.kind == StimulusKind::cancel && roll(dice, 8)) stimulus.kind = StimulusKind::complete;
  if (!state.actives.empty())
    stimulus.active = state.actives.begin()[roll(dice, static_cast<std::uint32_t>(state.actives.size()))]->id;
  if (!state.waits.empty() && roll(dice, 2)) {
    const auto& wait = *state.waits.begin()[roll(dice, static_cast<std::uint32_t>(state.waits.size()))];
    stimulus.wait = wait.id;
    if (wait.event >= 0) stimulus.name = model.nodes[wait.node].events[wait.event].name;
  }
  if (!model.nodes.empty())
    stimulus.element = model.nodes[roll(dice, static_cast<std::uint32_t>(model.nodes.size()))].id;
  stimulus.person = stimulus.by = roll(dice, 2) ? "a" : "b";
  stimulus.code = roll(dice, 2) ? "ERR" : "";
  stimulus.variables.emplace_back("approved", Value::boolean(roll(dice, 2)));
  stimulus.variables.emplace_back("x", Value::integer(roll(dice, 4)));
  return stimulus;
}

std::uint32_t roll(std::uint64_t& dice, std::uint32_t most) {
  dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
  return static_cast<std::uint32_t>(dice >> 33) % most;
}

void run(const Model& model, std::uint64_t dice) {
  Services services;
  Effects effects;
  Limits limits;
  limits.steps = 400;
  limits.tokens = 200;
  limits.instances = 50;
  limits.visits = 60;
  State state;
  auto now = Instant::from_seconds(1'767'225'600);
  Stimulus start;
  if (model.processes.size() > 1)
    start.element = model.processes[roll(dice, static_cast<std::uint32_t>(model.processes.size()))].id;
  if (const auto all = beginnings(model); !all.empty() && roll(dice, 2)) {
    const auto& one = all[roll(dice, static_cast<std::uint32_t>(all.size()))];
    start.element = model.nodes[one.node].id;
    start.event = one.event;
  }
  if (!advance(model, state, start, services, now, effects, limits)) return;
  for (int i = 0; i < kStimuli && state.status == Status::running; ++i) {
    const auto text = to_json_text(json_of(model, state));
    const auto tree = parse_json(text, 800);
    PROMISE(tree.ok());
    auto copy = state_of(model, *tree);
    PROMISE(copy.ok());
    const auto stimulus = any_stimulus(model, state, roll, dice);
    Effects others;
    now = now + std::chrono::hours(1);
    const auto done = advance(model, state, stimulus, services, now, effects, limits);
    const auto again = advance(model, *copy, stimulus, services, now, others, limits);
    PROMISE(done.ok() == again.ok());
    const auto after = to_json_text(json_of(model, state));
    PROMISE(after == to_json_text(json_of(model, *copy)));
    PROMISE(done.ok() || after == text);
  }
}

}  // namespace

}  // namespace tongban::bpmn

// A line with a number, then the model; or only the number, then a random model.
FUZZ_TARGET(bpmn) {
  using namespace tongban::bpmn;
  tongban::fuzz::Pieces pieces(input);
  std::uint64_t dice = 1;
  for (const char c : pieces.line()) dice = dice * 31 + static_cast<unsigned char>(c);
  if (pieces.empty()) {
    RandomModel random(dice);
    const auto reading = read_model(random.xml(20));
    PROMISE(reading.model != nullptr);
    return run(*reading.model, dice);
  }
  ReadLimits limits;
  limits.bytes = 200'000;
  const auto reading = read_model(pieces.rest(), limits);
  PROMISE((reading.model != nullptr) != has_errors(reading.findings));
  if (reading.model) run(*reading.model, dice);
}
