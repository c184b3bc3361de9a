#include "modules/catalog/gate.h"

#include <algorithm>

#include "base/text.h"
#include "modules/catalog/completeness.h"
#include "modules/catalog/gate_findings.h"

namespace tongban::catalog {
namespace gate {

bool is_blank(std::string_view text) { return trim(text).empty(); }

bool has(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string_view phrase_in(std::string_view text, const std::vector<std::string>& phrases) {
  for (const auto& phrase : phrases)
    if (!phrase.empty() && text.find(phrase) != std::string_view::npos) return phrase;
  return {};
}

bool serves_persons(const ItemContent& content) { return has(content.basic.service_objects, "1"); }

bool serves_legal_persons(const ItemContent& content) {
  const auto& objects = content.basic.service_objects;
  return std::any_of(objects.begin(), objects.end(), [](const auto& code) { return code != "1"; });
}

}  // namespace gate

GateReport check_content(const ItemContent& content, const GateSubject& subject, const GateLookup& lookup) {
  GateReport report;
  const gate::Look look{content, subject, lookup, report.findings};
  gate::check_elements(look);
  gate::check_codes(look);
  gate::check_limits(look);
  gate::check_service(look);
  gate::check_materials(look);
  gate::check_scenarios(look);
  report.findings.insert(report.findings.end(), subject.process.begin(), subject.process.end());
  std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
    return a.severity == Severity::error && b.severity == Severity::warning;
  });
  for (const auto& finding : report.findings)
    ++(finding.severity == Severity::error ? report.error_count : report.warning_count);
  report.completeness = completeness_score(content, report.warning_count);
  return report;
}

}  // namespace tongban::catalog
