// The folder of encrypted contents: ab/cd/<digest>, written so that a content is either there completely and durably or
// not at all. Knows nothing of encryption or databases. Used by file_store.cpp only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace tongban {

class ContentFolder {
 public:
  explicit ContentFolder(std::filesystem::path root);

  // Whether the content is there; if so it counts as written now.
  bool renew(std::string_view digest) const;
  // Temporary file, fsync, rename, fsync of the folder. Error: `file.store_failed` (unavailable), with nothing left
  // behind.
  Result<void> write(std::string_view digest, std::string_view bytes) const;
  std::optional<std::string> read(std::string_view digest) const;
  void remove_older(std::string_view digest, Instant than) const;

  struct Found {
    std::string digest;
    Instant written;
  };
  std::vector<Found> list() const;
  // Temporary files that a power cut left.
  void remove_leftovers(Instant older_than) const;

 private:
  std::filesystem::path path_of(std::string_view digest) const;
  std::filesystem::path root_;
};

}  // namespace tongban
