#include "engine/feel/machine.h"

namespace tongban::feel {

Machine::Machine(const Environment& of)
    : environment(of),
      steps_(of.limits.steps),
      memory_(of.limits.memory),
      stack_base_(static_cast<const char*>(__builtin_frame_address(0))) {}

bool Machine::may_call() {
  // The stack grows downwards on every machine this is built for.
  const auto* here_now = static_cast<const char*>(__builtin_frame_address(0));
  if (stack_base_ - here_now > static_cast<std::ptrdiff_t>(environment.limits.stack)) return stop("feel.too_deep");
  return !stopped();
}

bool Machine::stop(const char* key) {
  if (stopped_ == nullptr) stopped_ = key;
  return false;
}

Error Machine::reason() const {
  const std::string_view key = stopped_ == nullptr ? "feel.too_many_steps" : stopped_;
  if (key == "feel.too_deep") return unprocessable("feel.too_deep", "表达式的调用层次过深");
  if (key == "feel.too_much_memory") return unprocessable("feel.too_much_memory", "表达式占用的内存超过限制");
  return unprocessable("feel.too_many_steps", "表达式的计算步数超过限制");
}

Value Machine::warn(Position where, std::string_view key, std::string detail) {
  if (warnings.size() < environment.limits.warnings) warnings.push_back({where, std::string(key), std::move(detail)});
  return {};
}

}  // namespace tongban::feel
