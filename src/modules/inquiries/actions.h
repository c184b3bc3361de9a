// Table of contents of the module: every act and every question, one declaration and one line each. Somebody else's
// inquiry is `inquiries.not_found`; a step the status does not allow is 409 `inquiries.not_allowed_in_status`.
#pragma once

#include "modules/inquiries/views.h"
#include "platform/act/ctx.h"

namespace tongban::inquiries {

Result<AskedOut> ask(Ctx& ctx, const AskIn& in);                   // POST /api/v1/inquiries: anyone
Result<InquiryActOut> reopen(Ctx& ctx, const ReopenIn& in);        // POST …/{inquiry_id}/reopen: the asker, once
Result<InquiryActOut> close(Ctx& ctx, const CloseIn& in);          // POST …/close: the asker
Result<InquiryActOut> answer(Ctx& ctx, const AnswerIn& in);        // POST …/answer
Result<InquiryActOut> transfer(Ctx& ctx, const TransferIn& in);    // POST …/transfer: to another department
Result<InquiryActOut> publish(Ctx& ctx, const PublishIn& in);      // POST …/publish: beside the guide
Result<InquiryActOut> unpublish(Ctx& ctx, const UnpublishIn& in);  // POST …/unpublish

Result<InquiryView> view_inquiry(Ctx& ctx, const InquiryIn& in);             // GET  …/{inquiry_id}
Result<InquiryView> lookup(Ctx& ctx, const LookupIn& in);                    // POST /api/v1/inquiry-lookup: anyone
Result<AskerView> reveal_asker(Ctx& ctx, const RevealAskerIn& in);           // POST …/reveal: audited
Result<InquiryPage> my_inquiries(Ctx& ctx, const MyInquiriesIn& in);         // GET  /api/v1/inquiries
Result<InquiryPage> worklist(Ctx& ctx, const InquiryWorklistIn& in);         // GET  /api/v1/inquiry-worklist
Result<PublishedPage> published_questions(Ctx& ctx, const PublishedIn& in);  // GET /api/v1/items/{item_id}/questions

}  // namespace tongban::inquiries
