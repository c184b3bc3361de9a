// Preloaded into the server by io.py: makes writing, synchronising and renaming fail, where and when a shared page of
// memory says so. Only files whose path holds a given text are struck, so that sockets and the test itself are not.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum Operation : std::uint32_t { writing = 1, synchronising = 2, renaming = 4, truncating = 8 };

// The layout is io.py's too: six 32-bit words, then two texts.
struct Control {
  std::atomic<std::uint32_t> operations;  // which to strike; 0: none
  std::atomic<std::int32_t> countdown;    // strikes when it passes 0
  std::atomic<std::uint32_t> forever;     // 0: once, 1: from then on
  std::atomic<std::int32_t> error;        // an errno
  std::atomic<std::uint32_t> torn;        // 1: half of what is to be written arrives all the same
  std::atomic<std::uint32_t> struck;      // how often, for the test to read
  char path_holds[64];
  char path_lacks[64];
};

Control* control() {
  static Control* const shared = []() -> Control* {
    const char* path = std::getenv("FAULT_CONTROL");
    const int file = path ? ::open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return nullptr;
    void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return page == MAP_FAILED ? nullptr : static_cast<Control*>(page);
  }();
  return shared;
}

bool struck_path(const char* path, Operation operation) {
  Control* c = control();
  if (!c || !(c->operations & operation) || !path) return false;
  if (!std::strstr(path, c->path_holds)) return false;
  if (c->path_lacks[0] && std::strstr(path, c->path_lacks)) return false;
  const int left = c->countdown.fetch_sub(1);
  if (left > 0 || (left < 0 && !c->forever)) return false;
  ++c->struck;
  errno = c->error;
  return true;
}

bool struck(int descriptor, Operation operation) {
  const Control* c = control();
  if (!c || !(c->operations & operation)) return false;
  char link[64], path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const auto length = readlink(link, path, sizeof path - 1);
  if (length < 0) return false;
  path[length] = 0;
  return struck_path(path, operation);
}

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
  if (!struck(descriptor, writing)) return next(descriptor, bytes, count);
  const int error = errno;
  if (control()->torn && count > 1) next(descriptor, bytes, count / 2);
  errno = error;
  return -1;
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t at) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  if (!struck(descriptor, writing)) return next(descriptor, bytes, count, at);
  const int error = errno;
  if (control()->torn && count > 1) next(descriptor, bytes, count / 2, at);
  errno = error;
  return -1;
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
  return pwrite64(descriptor, bytes, count, at);
}

int fsync(int descriptor) {
  static const auto next = real<int (*)(int)>("fsync");
  return struck(descriptor, synchronising) ? -1 : next(descriptor);
}

int fdatasync(int descriptor) {
  static const auto next = real<int (*)(int)>("fdatasync");
  return struck(descriptor, synchronising) ? -1 : next(descriptor);
}

int ftruncate64(int descriptor, off64_t size) {
  static const auto next = real<int (*)(int, off64_t)>("ftruncate64");
  return struck(descriptor, truncating) ? -1 : next(descriptor, size);
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int rename(const char* from, const char* to) {
  static const auto next = real<int (*)(const char*, const char*)>("rename");
  return struck_path(to, renaming) ? -1 : next(from, to);
}
}
