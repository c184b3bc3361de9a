// Preloaded into a server to make a slow disk of a quick one: each fsync and fdatasync takes so many milliseconds more
// (SLOW_FSYNC_MS). Only for benchmarks.
#include <dlfcn.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

using Sync = int (*)(int);

int slowed(const char* name, int file) {
  static const char* const text = std::getenv("SLOW_FSYNC_MS");
  const int status = reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name))(file);
  if (text) std::this_thread::sleep_for(std::chrono::microseconds(static_cast<long>(std::atof(text) * 1000)));
  return status;
}

}  // namespace

extern "C" int fsync(int file) { return slowed("fsync", file); }
extern "C" int fdatasync(int file) { return slowed("fdatasync", file); }
