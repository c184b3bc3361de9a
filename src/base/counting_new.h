// Counts what the calling thread takes from the heap, for tests that put a bound on it: unlike a time, the number is
// the same on every machine. Replaces operator new, so exactly one file of a test program may include it. Not used by
// the program itself.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <new>

namespace tongban {

inline thread_local std::int64_t allocations_so_far = 0;

// How often `body` asked for memory.
template <class Body>
std::int64_t allocations_of(Body&& body) {
  const auto before = allocations_so_far;
  body();
  return allocations_so_far - before;
}

}  // namespace tongban

void* operator new(std::size_t size) {
  ++tongban::allocations_so_far;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
// The form that does not throw must take from the same heap as the deletes give back to; std::stable_sort uses it.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++tongban::allocations_so_far;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
