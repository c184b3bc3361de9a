// Table of contents of the module: every act and every question, one declaration and one line each. A notice outside
// one's posts is `notices.not_found`; a step its state does not allow is 409 `notices.not_allowed_in_state`; a version
// seen earlier is 412 `notices.stale`.
#pragma once

#include "modules/notices/views.h"
#include "platform/act/ctx.h"

namespace tongban::notices {

Result<StaffNoticeView> create_notice(Ctx& ctx, const CreateNoticeIn& in);  // POST /api/v1/editor/notices
Result<StaffNoticeView> save_notice(Ctx& ctx, const SaveNoticeIn& in);      // PUT  …/{notice_id}
Result<StaffNoticeView> publish_notice(Ctx& ctx, const NoticeActIn& in);   // POST …/publish: publisher, administrator
Result<StaffNoticeView> withdraw_notice(Ctx& ctx, const NoticeActIn& in);  // POST …/withdraw: the same
Result<StaffNoticeView> staff_notice(Ctx& ctx, const NoticeIn& in);        // GET  …/{notice_id}
Result<StaffNoticePage> staff_notices(Ctx& ctx, const StaffNoticesIn& in);  // GET  /api/v1/editor/notices
Result<NoticePage> public_notices(Ctx& ctx, const PublicNoticesIn& in);     // GET  /api/v1/notices: anyone
Result<NoticeView> public_notice(Ctx& ctx, const NoticeIn& in);             // GET  /api/v1/notices/{notice_id}: anyone

}  // namespace tongban::notices
