// Where the rules of the gate write what they find; private to the gate.
#pragma once

#include <string>
#include <vector>

#include "modules/catalog/gate.h"

namespace tongban::catalog::gate {

// What every rule is given.
struct Look {
  const ItemContent& content;
  const GateSubject& subject;
  const GateLookup& lookup;
  std::vector<Finding>& findings;

  void error(const char* code, std::string sentence, std::string place) const {
    findings.push_back({code, Severity::error, std::move(sentence), std::move(place)});
  }
  void warning(const char* code, std::string sentence, std::string place) const {
    findings.push_back({code, Severity::warning, std::move(sentence), std::move(place)});
  }
  // An empty code is a matter of the completeness rules, not of the dictionaries.
  void known(const char* code_set, std::string_view code, std::string place, std::string_view element) const {
    if (!code.empty() && !lookup.known_code(code_set, code))
      error("gate.unknown_code", std::string(element) + "的代码“" + std::string(code) + "”不在字典中",
            std::move(place));
  }
};

bool is_blank(std::string_view text);
bool has(const std::vector<std::string>& list, std::string_view wanted);
// The first phrase that stands in the text, or "".
std::string_view phrase_in(std::string_view text, const std::vector<std::string>& phrases);
// Serves natural persons; serves anybody else.
bool serves_persons(const ItemContent& content);
bool serves_legal_persons(const ItemContent& content);

void check_elements(const Look& look);   // gate_elements.cpp: what must be stated
void check_codes(const Look& look);      // gate_codes.cpp: dictionary values, codes of the item, dates
void check_limits(const Look& look);     // gate_limits.cpp: legal, promised and step limits
void check_service(const Look& look);    // gate_service.cpp: trips, online depth, fees, results, phones, themes
void check_materials(const Look& look);  // gate_materials.cpp: materials and fees rows
void check_scenarios(const Look& look);  // gate_scenarios.cpp: questions, options, form

}  // namespace tongban::catalog::gate
