#include <cstdio>

#include "app/commands.h"
#include "app/decision_commands.h"
#include "base/json.h"
#include "engine/dmn/tck.h"

namespace tongban::app {

int feel_evaluate(const std::string& expression, const std::string& context_json) {
  const auto document = parse_json(context_json);
  if (!document) return report(document.error());
  const auto context = feel::value_of_json(*document);
  if (!context.is(feel::Kind::context)) return report(invalid("feel.context", "上下文须为 JSON 对象"));
  const auto failed = [](const Error& error) {
    report(error);
    return 1;
  };
  const auto parsed = feel::Expression::parse(expression, feel::Scope::of(context));
  if (!parsed) return failed(parsed.error());
  const auto evaluated = parsed->evaluate(context, feel::environment_now());
  if (!evaluated) return failed(evaluated.error());
  for (const auto& warning : evaluated->warnings)
    std::fprintf(stderr, "line %d, column %d: %s (%s)\n", warning.position.line, warning.position.column,
                 warning.detail.c_str(), warning.key.c_str());
  std::printf("%s\n", feel::json_text_of(evaluated->value).c_str());
  return 0;
}

int dmn_test(const std::string& folder) {
  const auto counts = dmn::run_test_cases(folder, feel::environment_now(), [](const dmn::TestedCase& tested) {
    std::printf("%s %s%s%s\n", tested.name.c_str(), tested.passed ? "PASS" : "FAIL", tested.passed ? "" : " ",
                tested.reason.c_str());
  });
  if (!counts) return report(counts.error());
  std::printf("%d passed, %d failed\n", counts->passed, counts->failed);
  return counts->failed == 0 && counts->passed > 0 ? 0 : 1;
}

}  // namespace tongban::app
