// Files of applicants: handed in once, then named by materials. One's own file may be read by its number; a file of a
// case by whoever may see the case.
#pragma once

#include <string>
#include <string_view>

#include "base/described.h"
#include "platform/act/ctx.h"
#include "platform/files/file_store.h"

namespace tongban::cases {

struct UploadedFile {
  Id file_id;
  std::string name;
  std::string media_type;  // found from the content
  std::int64_t size = 0;   // bytes
};
BOOST_DESCRIBE_STRUCT(UploadedFile, (), (file_id, name, media_type, size))

struct FileContent {
  FileInfo info;
  std::string bytes;
};

// Errors: those of FileStore::put.
Result<UploadedFile> upload_file(WorkCtx& ctx, std::string_view name, std::string_view declared_type,
                                 std::string_view bytes);
// Error: not_found `file.not_found`, also for somebody else's file.
Result<FileContent> own_file(WorkCtx& ctx, Id file_id);
// A file that a material or the result of the case names, also one that was removed from a draft later. Errors:
// `cases.not_found`, `file.not_found`.
Result<FileContent> case_file(WorkCtx& ctx, Id case_id, Id file_id);

}  // namespace tongban::cases
