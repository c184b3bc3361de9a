#include <cstdio>

#include "app/commands.h"
#include "app/modules.h"
#include "modules/cases/model.h"
#include "platform/http/pretty_json.h"

namespace tongban::app {
namespace {

template <class Enum, class Visit>
void each_of(Visit visit) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { visit(one.value); });
}

// The life of a case as the rules have it, for tests that try every cell: a row for each status and action that leads
// somewhere, with the parties that may do it.
std::string states_text() {
  json::array rows;
  each_of<cases::Status>([&](cases::Status status) {
    each_of<cases::Action>([&](cases::Action action) {
      const auto to = cases::next(status, action);
      if (!to) return;
      json::array parties;
      each_of<cases::Party>([&](cases::Party party) {
        if (cases::may(status, action, party)) parties.emplace_back(enum_text(party));
      });
      rows.push_back({{"status", enum_text(status)},
                      {"action", enum_text(action)},
                      {"to", enum_text(*to)},
                      {"parties", std::move(parties)}});
    });
  });
  return http::pretty_json(rows);
}

}  // namespace

int print_api(const std::string& what) {
  http::Api api;
  add_routes(api);
  const auto text = what == "openapi"      ? http::openapi_text(api)
                    : what == "typescript" ? http::typescript_text(api)
                    : what == "states"     ? states_text()
                                           : http::access_matrix_text(api);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace tongban::app
