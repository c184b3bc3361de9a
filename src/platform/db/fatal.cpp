#include "platform/db/fatal.h"

#include <cstdio>
#include <cstdlib>

namespace tongban::db {

void fatal(std::string_view what) {
  std::fprintf(stderr, "tongban: fatal database error, ending the process so that it recovers from disk: %.*s\n",
               static_cast<int>(what.size()), what.data());
  std::fflush(stderr);
  std::abort();
}

}  // namespace tongban::db
