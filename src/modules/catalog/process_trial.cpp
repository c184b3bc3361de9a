#include "modules/catalog/process_trial.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace tongban::catalog {
namespace {

using bpmn::NodeKind;

constexpr std::int64_t kDayMicros = 86'400'000'000;
constexpr std::size_t kMostOptions = 8;
constexpr double kWorkingDaysOfANaturalDay = 5.0 / 7;
constexpr double kHoursOfAWorkingDay = 8;

std::vector<std::string_view> parts_of(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string spoken(const std::string& value) {
  if (value == "true") return "是";
  if (value == "false") return "否";
  if (value == "agree") return "同意";
  return value == "disagree" ? "不同意" : value;
}

bpmn::Step planned(const bpmn::Node& node) {
  bpmn::Step step;
  const auto text = node.attribute("days");
  int days = node.kind == NodeKind::user_task || node.kind == NodeKind::receive_task ? 1 : 0;
  std::from_chars(text.data(), text.data() + text.size(), days);
  step.micros = std::clamp(days, 0, 1000) * kDayMicros;
  return step;
}

// Every combination, the usual values first.
std::vector<bpmn::Option> options_of_task(const bpmn::Node& node) {
  std::vector<bpmn::Option> options = {{"", {}, planned(node)}};
  for (const auto& field : outcome_fields(node.attribute("outcome"))) {
    std::vector<bpmn::Option> more;
    for (const auto& value : field.values)
      for (const auto& option : options) {
        auto next = option;
        next.label += (next.label.empty() ? "" : "、") + spoken(value);
        next.variables.emplace_back(field.variable, outcome_value(value));
        if (more.size() < kMostOptions) more.push_back(std::move(next));
      }
    options = std::move(more);
  }
  return options;
}

// A message after an event gateway or on a boundary may not come at all.
bool may_stay_away(const bpmn::Model& model, const bpmn::Node& node) {
  if (node.kind == NodeKind::boundary_event) return true;
  return std::any_of(node.incoming.begin(), node.incoming.end(), [&](bpmn::Index flow) {
    const auto source = model.flows[static_cast<std::size_t>(flow)].source;
    return model.nodes[static_cast<std::size_t>(source)].kind == NodeKind::event_based_gateway;
  });
}

std::vector<bpmn::Option> options_of(const bpmn::Model& model, const bpmn::Node& node) {
  if (node.kind == NodeKind::user_task || node.kind == NodeKind::service_task) return options_of_task(node);
  auto step = planned(node);
  if (!may_stay_away(model, node)) return {{"", {}, step}};
  if (step.micros == 0) step.micros = kDayMicros;
  return {{"未收到", {}, {}, true}, {"收到", {}, step}};
}

struct Span {
  std::int64_t from, until;
};

// How long the union of the spans is, in microseconds.
std::int64_t covered(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  std::int64_t sum = 0, end = INT64_MIN;
  for (const auto& span : spans) {
    sum += std::max<std::int64_t>(0, span.until - std::max(span.from, end));
    end = std::max(end, span.until);
  }
  return sum;
}

double days_of(std::int64_t micros) { return static_cast<double>(micros) / static_cast<double>(kDayMicros); }

bool is_excluded(const bpmn::Node& node, const TrialTerms& terms) {
  const auto kind = node.attribute("procedure");
  return node.attribute("act") == "accept" ||
         (!kind.empty() && std::find(terms.excluded.begin(), terms.excluded.end(), kind) != terms.excluded.end());
}

std::string name_of(const bpmn::Model& model, const std::string& element) {
  const auto at = model.find_node(element);
  if (at == bpmn::kNone) return element;
  const auto& name = model.nodes[static_cast<std::size_t>(at)].name;
  return name.empty() ? element : name;
}

const char* word(bpmn::Ending ending) {
  switch (ending) {
    case bpmn::Ending::completed:
      return "completed";
    case bpmn::Ending::waiting:
      return "waiting";
    case bpmn::Ending::failed:
      return "failed";
    case bpmn::Ending::endless:
      return "endless";
  }
  return "";
}

TrialRun told(const bpmn::Model& model, const bpmn::ExploredRun& run, const TrialTerms& terms) {
  TrialRun told;
  for (const auto& answer : run.answers)
    told.answers += (told.answers.empty() ? "" : "；") + name_of(model, answer.element) + "：" + answer.label;
  told.ending = word(run.ending);
  std::vector<Span> excluded;
  for (const auto& span : run.spans)
    if (is_excluded(model.nodes[static_cast<std::size_t>(span.node)], terms))
      excluded.push_back({span.from.micros(), span.until.micros()});
  const auto total = run.ended.micros() - run.begun.micros();
  told.days = days_of(total);
  told.counted_days = days_of(std::max<std::int64_t>(0, total - covered(std::move(excluded))));
  told.stuck = run.stuck;
  if (!run.problem.empty()) told.problem = run.problem.front();
  return told;
}

std::optional<double> working_days(const LimitElement& limit) {
  if (!limit.stated) return std::nullopt;
  const double amount = limit.amount;
  if (limit.unit == "natural_day") return amount * kWorkingDaysOfANaturalDay;
  return limit.unit == "working_hour" ? amount / kHoursOfAWorkingDay : amount;
}

void sum_up(ProcessTrial& trial) {
  bool any = false;
  for (const auto& run : trial.runs) {
    if (run.ending != "completed") continue;
    if (&run == &trial.runs.front()) trial.usual_days = run.counted_days;
    trial.shortest_days = any ? std::min(trial.shortest_days, run.counted_days) : run.counted_days;
    trial.longest_days = any ? std::max(trial.longest_days, run.counted_days) : run.counted_days;
    any = true;
  }
}

}  // namespace

std::vector<OutcomeField> outcome_fields(std::string_view outcome) {
  std::vector<OutcomeField> fields;
  for (const auto part : parts_of(outcome, ';')) {
    const auto colon = part.find(':');
    OutcomeField field;
    field.variable = trim(part.substr(0, colon));
    if (colon != std::string_view::npos)
      for (const auto value : parts_of(part.substr(colon + 1), ',')) field.values.emplace_back(value);
    if (field.values.empty()) field.values = {"true", "false"};
    if (!field.variable.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

feel::Value outcome_value(const std::string& text) {
  if (text == "true" || text == "false") return feel::Value::boolean(text == "true");
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed == std::errc() && end == text.data() + text.size()) return feel::Value::integer(number);
  return feel::Value::string(text);
}

TrialTerms terms_of(const ItemContent& content) {
  TrialTerms terms{content.basic.promised_limit, content.basic.legal_limit, {}};
  for (const auto& procedure : content.special_procedures)
    if (procedure.excluded_from_limit) terms.excluded.push_back(procedure.procedure_kind);
  return terms;
}

ProcessTrial try_process(const bpmn::Model& model, const dmn::DecisionSet& decisions, const TrialTerms& terms) {
  const auto now = feel::environment_now();
  bpmn::Exploration exploration;
  // A case begins with its materials complete; what the form says only decisions read, and those are tried out whole.
  exploration.variables = {{"materials_complete", feel::Value::boolean(true)},
                           {"sampled", feel::Value::boolean(false)}};
  exploration.options = [&](const bpmn::Node& node) { return options_of(model, node); };
  exploration.values = [&](const std::string& decision, const feel::Value& context) {
    auto values = decisions.possible_values(decision, now);
    if (!values.empty()) return values;
    if (auto outcome = decisions.evaluate(decision, context, now)) values.push_back(outcome->value);
    return values;
  };
  const auto explored = bpmn::explore(model, exploration);
  ProcessTrial trial;
  trial.complete = explored.complete;
  trial.promised_days = working_days(terms.promised);
  trial.legal_days = working_days(terms.legal);
  for (const auto& run : explored.runs) trial.runs.push_back(told(model, run, terms));
  sum_up(trial);
  if (explored.complete)
    for (std::size_t at = 0; at < model.nodes.size(); ++at)
      if (!explored.reached[at] && model.nodes[at].kind != NodeKind::boundary_event)
        trial.unreached.push_back(model.nodes[at].id);
  return trial;
}

}  // namespace tongban::catalog
