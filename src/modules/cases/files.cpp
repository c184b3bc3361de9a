// Files on their way in and out: the content is stored before any transaction, the row inside one, and bytes are read
// back after the permission was found in one.
#include "modules/cases/actions.h"
#include "modules/cases/work.h"

namespace tongban::cases {

Result<UploadedFile> upload(WorkCtx& ctx, const UploadIn& in, std::string_view bytes, std::string_view declared_type) {
  const auto content = TRY(ctx.services.files.put(bytes, in.file_name, declared_type));
  UploadedFile file;
  TRY(ctx.write([&](Ctx& act) -> Result<void> {
    file.file_id = Id{act.services.files.record(act.tx, act.new_id(), content, act.actor.account_id, act.now)};
    act.audit = {"file", file.file_id.value, "uploaded"};
    return {};
  }));
  file.file_name = content.name;
  file.file_size = content.size;
  file.media_type = content.media_type;
  ctx.audit = {"file", file.file_id.value, "uploaded"};
  return file;
}

Result<FoundFile> case_file(WorkCtx& ctx, const CaseFileIn& in) {
  FoundFile found;
  TRY(ctx.read([&](Ctx& act) -> Result<void> {
    const auto work = TRY(load_to_see(act, in.case_id));
    if (parties_of(act.actor, work.row).empty()) return case_not_found();
    if (!store::file_in_case(act.tx, work.row.case_id, in.file_id.value))
      return not_found("file.not_found", "没有这个文件");
    found.info = TRY(act.services.files.find(act.tx, in.file_id.value));
    return {};
  }));
  found.bytes = TRY(ctx.services.files.open(found.info));
  return found;
}

}  // namespace tongban::cases
