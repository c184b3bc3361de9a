#include "modules/cases/process_check.h"

#include <algorithm>
#include <set>

#include "modules/cases/process.h"
#include "platform/crypto/keyring.h"

namespace tongban::cases {
namespace {

class Replay {
 public:
  Replay(Ctx& ctx, const store::ProcessRow& row, const TellDifference& tell) : ctx_(ctx), row_(row), tell_(tell) {}

  Result<void> run(const Work& work) {
    const auto steps = store::process_steps_of(ctx_.tx, row_.case_id);
    if (static_cast<int>(steps.size()) != row_.steps)
      tell_("cases.process_steps_differ", std::to_string(steps.size()) + " kept, " + std::to_string(row_.steps));
    int number = 0;
    for (const auto& step : steps) {
      if (step.step != ++number) return tell_("cases.process_step_missing", std::to_string(number)), Result<void>();
      TRY(repeat(step));
    }
    if (!model_) return tell_("cases.process_without_history", "no step"), Result<void>();
    compare();
    check_case(work);
    return {};
  }

 private:
  Result<void> repeat(const store::ProcessStepRow& stored) {
    const auto model = TRY(ctx_.services.state<ProcessModels>().of(ctx_, stored.digest));
    const auto text = TRY(ctx_.services.keyring.open(step_context(row_.case_id, stored.step), stored.said_sealed));
    const auto said = TRY(parse_json(text));
    if (!said.is_object()) return Error{Code::internal, "cases.bad_step", std::to_string(stored.step)};
    const ProcessStep step{stored.kind, stored.at, stored.by_account_id, said.get_object()};
    if (step.kind == "migrate") {
      TRY(migrate_instance(*model_, *model, instance_, step));
    } else {
      StepOutcome outcome;
      TRY(apply_step(*model, instance_, step, outcome));
      rules_ += outcome.rules.size();
    }
    model_ = model;
    return {};
  }

  void compare() {
    const auto stored = ctx_.services.keyring.open(process_context(row_.case_id), row_.state_sealed);
    if (!stored) return tell_("cases.cannot_open", "process");
    if (*stored != text_of(*model_, instance_)) tell_("cases.process_state_differs", "state and history");
    if (row_.status != status_text(instance_)) tell_("cases.process_status_differs", row_.status);
    if (row_.wake_at != (is_running(instance_) ? next_timer(instance_) : std::nullopt))
      tell_("cases.process_timer_differs", "the next timer");
    if (store::rules_of(ctx_.tx, row_.case_id).size() != rules_) tell_("cases.process_rules_differ", "rules");
    std::set<int> waiting;
    for (const auto* active : waiting_tasks(*model_, instance_)) waiting.insert(active->id);
    for (const auto& task : store::tasks_of(ctx_.tx, row_.case_id))
      if (waiting.erase(task.task) == 0) tell_("cases.task_without_token", task.element);
    if (!waiting.empty()) tell_("cases.token_without_task", std::to_string(*waiting.begin()));
  }

  void check_case(const Work& work) {
    if (work.state.in_process != is_running(instance_))
      tell_("cases.process_differs_from_case",
            row_.status + " of a case that is " + std::string(enum_text(work.state.status)));
    if (is_running(instance_) && is_final(work.state.status))
      tell_("cases.process_outlives_case", std::string(enum_text(work.state.status)));
  }

  Ctx& ctx_;
  const store::ProcessRow& row_;
  const TellDifference& tell_;
  std::shared_ptr<const ProcessModel> model_;
  ProcessInstance instance_;
  std::size_t rules_ = 0;
};

}  // namespace

Result<void> check_process(Ctx& ctx, const Work& work, const TellDifference& tell) {
  if (!TRY(catalog::process_of(ctx, work.row.item_version_id))) return {};
  const auto row = store::find_process(ctx.tx, work.row.case_id);
  if (!row) {
    if (work.state.in_process) tell("cases.process_missing", "the events say that one is running");
    return {};
  }
  const auto repeated = Replay(ctx, *row, tell).run(work);
  if (!repeated) tell("cases.process_cannot_be_repeated", repeated.error().key);
  return {};
}

}  // namespace tongban::cases
