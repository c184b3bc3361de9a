// Life events as they lie in the folder of facts, and how answers narrow them. Pure; private to the module.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"

namespace tongban::catalog {

struct EventComponent {
  int order = 0;
  std::string name, department;
  std::string basic_item;  // local_basic_code; "" where the catalogue does not know it as one item
};
BOOST_DESCRIBE_STRUCT(EventComponent, (), (order, name, department, basic_item))
struct EventOption {
  std::string option_key, label;
  std::vector<int> drops;  // components that are not needed when this is chosen
};
BOOST_DESCRIBE_STRUCT(EventOption, (), (option_key, label, drops))
struct EventQuestion {
  std::string question_key, question;
  std::vector<EventOption> options;
};
BOOST_DESCRIBE_STRUCT(EventQuestion, (), (question_key, question, options))
struct LifeEvent {
  std::string event_key, name;
  bool person = true;
  std::string lead_department, batch, confidence, source;
  std::vector<std::string> words;  // what people say when they mean it
  std::vector<EventComponent> components;
  std::vector<EventQuestion> questions;
};
BOOST_DESCRIBE_STRUCT(LifeEvent, (),
                      (event_key, name, person, lead_department, batch, confidence, source, words, components,
                       questions))

// Nothing where the text is no list of life events.
std::vector<LifeEvent> parse_life_events(std::string_view text);

using EventAnswers = std::map<std::string, std::string>;  // question_key → option_key

// What an answer does to a component.
struct EventReason {
  bool dropped = false;
  std::string why;  // "要设招牌"; "" where no question decides about it
};
// Of the component with this order. Answers that the event does not know are ignored.
EventReason reason_for(const LifeEvent& event, const EventAnswers& answers, int order);

}  // namespace tongban::catalog
