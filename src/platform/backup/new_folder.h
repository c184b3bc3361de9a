// A folder of files that is filled under another name and gets its own when it is complete and durable. Used by restore
// only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tongban::backup {

class NewFolder {
 public:
  // Error: `backup.unwritable`.
  static Result<NewFolder> beside(const std::string& path);
  NewFolder(NewFolder&& other) noexcept;
  NewFolder& operator=(NewFolder&&) = delete;
  ~NewFolder();  // removes everything unless keep() was called

  // Each content below it as ContentFolder has it. Not durable one by one: keep() is. Error: `backup.unwritable`.
  Result<void> begin(std::string_view digest);
  Result<void> append(std::string_view bytes);
  Result<void> end();

  // Makes all durable and gives it its name, where at most an empty folder may be. Until keep() it is still removed
  // when this object goes.
  Result<void> give_name();
  void keep() { temporary_.clear(); }

 private:
  NewFolder(std::filesystem::path target, std::filesystem::path temporary);
  Error unwritable(const std::filesystem::path& path) const;

  std::filesystem::path target_, temporary_, current_;  // temporary_: where it is now, empty when it is kept
  int descriptor_ = -1;
};

// fsync of a file or folder.
bool sync_path(const std::filesystem::path& path);

}  // namespace tongban::backup
