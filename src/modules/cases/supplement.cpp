// A material that was promised at acceptance (容缺) is handed in, also after its date: late is better than never, and
// the lateness stays in the history.
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/requirements.h"
#include "platform/files/file_store.h"

namespace tongban::cases {

Result<ActOut> supplement(Ctx& ctx, const SupplementIn& in) {
  auto work = TRY(load_for(ctx, in.case_id, std::nullopt, Action::supplement));
  const auto& pending = work.state.supplements;
  const bool awaited = std::any_of(pending.begin(), pending.end(), [&](const auto& entry) {
    return entry.material_key == in.material_key && !entry.handed_in;
  });
  if (!awaited) return conflict("cases.no_such_supplement", "没有待补交的此材料");
  store::MaterialRow row;
  row.material_id = ctx.new_id();
  row.case_id = work.row.case_id;
  row.material_key = in.material_key;
  row.added_at = ctx.now;
  row.added_by_account_id = ctx.actor.account_id;
  if (in.file_id) {
    row.file_id = TRY(ctx.services.files.find_owned(ctx.tx, in.file_id->value, ctx.actor.account_id)).file_id;
  } else if (work.party == Party::window_clerk) {
    row.source = MaterialSource::paper;
    row.copies = std::clamp(in.copies.value_or(1), 1, 999);
  } else {
    return required_field("/file_id", "请先上传文件");
  }
  store::remove_materials_of_key(ctx.tx, row.case_id, row.material_key, MaterialSource::promised, ctx.now);
  store::insert_material(ctx.tx, row);
  TRY(freeze_submission(ctx, work, TRY(open_given(ctx, work)), "supplement"));
  TRY(record(ctx, work, {{EventKind::supplemented, {{"material_key", in.material_key}}}}));
  return act_out(work);
}

}  // namespace tongban::cases
