#include "modules/notices/model.h"

namespace tongban::notices {

std::optional<State> next(State state, Action action) {
  const bool shown = state == State::published;
  switch (action) {
    case Action::save:
      return shown ? std::nullopt : std::optional(State::draft);
    case Action::publish:
      return state == State::draft ? std::optional(State::published) : std::nullopt;
    case Action::withdraw:
      return shown ? std::optional(State::withdrawn) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace tongban::notices
