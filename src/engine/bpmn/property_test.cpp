// Properties over random processes: no token is lost, nothing runs for ever, returning from anywhere to anywhere lets
// the process end, and a state that was stored at any step goes on as one that was not.
#include <doctest/doctest.h>

#include "engine/bpmn/engine.h"
#include "engine/bpmn/random_model.h"

namespace tongban::bpmn {
namespace {

struct Runner {
  explicit Runner(std::uint64_t seed) : dice(seed) {
    auto reading = read_model(dice.xml(5 + static_cast<int>(dice.below(25))));
    for (const auto& finding : reading.findings)
      if (finding.severity == Severity::error) FAIL(finding.key << " " << finding.element << " " << finding.detail);
    model = reading.model;
  }

  Result<void> act(const Stimulus& stimulus) {
    effects.clear();
    const auto before = to_json_text(json_of(*model, state));
    auto copy = state_of(*model, *parse_json(before, 600));
    REQUIRE_MESSAGE(copy.ok(), before);
    Effects others;
    auto done = advance(*model, state, stimulus, services, now, effects);
    const auto again = advance(*model, *copy, stimulus, services, now, others);
    REQUIRE(done.ok() == again.ok());
    REQUIRE(effects.size() == others.size());
    const auto text = to_json_text(json_of(*model, state));
    REQUIRE(text == to_json_text(json_of(*model, *copy)));
    if (!done) REQUIRE(text == before);
    for (const auto& effect : effects)
      if (effect.kind == EffectKind::error) FAIL(effect.name << " " << effect.key);
    return done;
  }

  std::vector<int> open_tasks() const {
    return state.actives.ids_where([&](const Active& active) {
      return !active.loop && active.phase == Phase::waiting && model->nodes[active.node].kind == NodeKind::user_task;
    });
  }

  Stimulus completion(int active, bool random) {
    Stimulus stimulus;
    stimulus.kind = StimulusKind::complete;
    stimulus.active = active;
    stimulus.by = "person" + std::to_string(dice.below(3));
    for (const auto& choice : dice.choices())
      stimulus.variables.emplace_back(choice, Value::boolean(random && dice.below(3) == 0));
    return stimulus;
  }

  void something() {
    const auto open = open_tasks();
    if (open.empty()) return;
    const auto active = open[dice.below(static_cast<std::uint32_t>(open.size()))];
    Stimulus stimulus = completion(active, true);
    const auto what = dice.below(12);
    if (what >= 7 && what <= 9) {
      stimulus.kind = StimulusKind::return_to;
      stimulus.element = dice.tasks()[dice.below(static_cast<std::uint32_t>(dice.tasks().size()))];
    } else if (what == 10) {
      stimulus.kind = StimulusKind::withdraw;
      stimulus.element = dice.tasks()[dice.below(static_cast<std::uint32_t>(dice.tasks().size()))];
    } else if (what == 11) {
      constexpr StimulusKind kKinds[] = {StimulusKind::add_signer, StimulusKind::remove_signer, StimulusKind::transfer,
                                         StimulusKind::delegate,   StimulusKind::urge,          StimulusKind::timer};
      stimulus.kind = kKinds[dice.below(6)];
      stimulus.person = "someone";
      if (stimulus.kind == StimulusKind::timer) {
        const auto timers = state.waits.ids_where([](const Wait& wait) { return wait.kind == EventKind::timer; });
        if (timers.empty()) return;
        stimulus.wait = timers[dice.below(static_cast<std::uint32_t>(timers.size()))];
      }
    }
    const auto done = act(stimulus);
    if (stimulus.kind == StimulusKind::return_to && done) {
      ++returns;
      const auto node = model->find_node(stimulus.element);
      CHECK(!state.actives.ids_where([node](const Active& each) { return each.node == node; }).empty());
    }
    now = now + std::chrono::minutes(1);
  }

  RandomModel dice;
  std::shared_ptr<const Model> model;
  State state;
  Services services;
  Effects effects;
  Instant now = start_of_day(Date::from_days(20454));
  int returns = 0;
};

}  // namespace

TEST_CASE("Random processes with random returns, withdrawals and signers always can be brought to their end") {
  int returns = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    Runner runner(seed);
    Stimulus start;
    start.kind = StimulusKind::start;
    REQUIRE(runner.act(start).ok());
    for (int i = 0; i < 60 && runner.state.status == Status::running; ++i) runner.something();
    int most = 3000;
    while (runner.state.status == Status::running && --most > 0) {
      const auto open = runner.open_tasks();
      if (open.empty()) break;
      REQUIRE(runner.act(runner.completion(open.front(), false)).ok());
    }
    if (runner.state.status != Status::completed)
      FAIL(to_json_text(json_of(*runner.model, runner.state)) << runner.model->text);
    CHECK(runner.state.actives.empty());
    CHECK(runner.state.waits.empty());
    returns += runner.returns;
  }
  CHECK(returns > 2000);
}

}  // namespace tongban::bpmn
