#include "modules/catalog/model.h"

namespace tongban::catalog {

bool is_open(VersionState state) { return state == VersionState::draft || state == VersionState::checked; }

std::optional<VersionState> next(VersionState state, VersionAction action) {
  using State = VersionState;
  switch (action) {
    case VersionAction::save:
      return is_open(state) ? std::optional(State::draft) : std::nullopt;
    case VersionAction::check:
      return state == State::draft ? std::optional(State::checked) : std::nullopt;
    case VersionAction::publish:
      return state == State::checked ? std::optional(State::published) : std::nullopt;
    case VersionAction::suspend:
      return state == State::published ? std::optional(State::suspended) : std::nullopt;
    case VersionAction::resume:
      return state == State::suspended ? std::optional(State::published) : std::nullopt;
    case VersionAction::retire:
    case VersionAction::supersede:
      return state == State::published || state == State::suspended ? std::optional(State::retired) : std::nullopt;
    case VersionAction::discard:
      return is_open(state) ? std::optional(State::retired) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace tongban::catalog
