#include <cstdio>

#include "app/commands.h"
#include "app/modules.h"

namespace tongban::app {

int print_api(const std::string& what) {
  http::Api api;
  add_routes(api);
  const auto text = what == "openapi"      ? http::openapi_text(api)
                    : what == "typescript" ? http::typescript_text(api)
                                           : http::access_matrix_text(api);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace tongban::app
