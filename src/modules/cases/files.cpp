// Files on their way in and out: the content is stored before any transaction, the row inside one, and bytes are read
// back after the permission was found in one.
#include "modules/cases/files.h"

#include <algorithm>

#include "modules/cases/answer_files.h"
#include "modules/cases/answers.h"
#include "modules/cases/process.h"

namespace tongban::cases {
namespace {

Result<void> find_in_answers(Ctx& ctx, const store::CaseRow& row, Id file_id) {
  const auto item = TRY(catalog::frozen_item(ctx, row.item_version_id));
  const auto named = files_in_answers(item->content.form_schema, merge(TRY(open_groups(ctx, row))));
  if (std::find(named.begin(), named.end(), file_id.value) != named.end()) return {};
  return not_found("file.not_found", "没有这个文件");
}

}  // namespace

Result<UploadedFile> upload_file(WorkCtx& ctx, std::string_view name, std::string_view declared_type,
                                 std::string_view bytes) {
  const auto content = TRY(ctx.services.files.put(bytes, name, declared_type));
  return ctx.conclude<UploadedFile>([&](Ctx& act) -> Result<UploadedFile> {
    const Id file_id{act.services.files.record(act.tx, act.new_id(), content, act.actor.account_id, act.now)};
    act.audit = {"file", file_id.value, content.media_type};
    return UploadedFile{file_id, content.name, content.media_type, content.size};
  });
}

Result<FileContent> own_file(WorkCtx& ctx, Id file_id) {
  FileContent found;
  TRY(ctx.read([&](Ctx& act) -> Result<void> {
    found.info = TRY(act.services.files.find_owned(act.tx, file_id.value, act.actor.account_id));
    return {};
  }));
  found.bytes = TRY(ctx.services.files.open(found.info));
  return found;
}

Result<FileContent> case_file(WorkCtx& ctx, Id case_id, Id file_id) {
  FileContent found;
  TRY(ctx.read([&](Ctx& act) -> Result<void> {
    const auto row = store::find_case(act.tx, case_id.value);
    // Supervisors see the course of a case, not what was handed in.
    if (!row || (parties_of(act.actor, *row).empty() && !TRY(takes_part(act, *row)))) return case_not_found();
    if (!store::file_in_case(act.tx, case_id.value, file_id.value)) TRY(find_in_answers(act, *row, file_id));
    found.info = TRY(act.services.files.find(act.tx, file_id.value));
    return {};
  }));
  found.bytes = TRY(ctx.services.files.open(found.info));
  return found;
}

}  // namespace tongban::cases
