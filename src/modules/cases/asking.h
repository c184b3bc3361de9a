// Opinions of colleagues (委派, 加签) and urging (催办). A delegation stops the opinion and the decision of whoever
// delegated until the colleague has answered or it is taken back; a signer's opinion must be there before the decision.
// The colleague advises: what follows, those decide whose turn it is.
#pragma once

#include "modules/cases/views.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct AskColleagueIn {  // delegate, add signer
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Id colleague_account_id;  // with a post in the department of the case
  Str<1000> note;           // what is asked
};
BOOST_DESCRIBE_STRUCT(AskColleagueIn, (), (case_id, expected_version, colleague_account_id, note))

struct EndQuestionIn {  // take back, remove signer
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Id colleague_account_id;
  Str<500> note;
};
BOOST_DESCRIBE_STRUCT(EndQuestionIn, (), (case_id, expected_version, colleague_account_id, note))

struct AdviseIn {
  Id case_id;
  std::optional<std::int64_t> expected_version;
  Advice advice = Advice::agree;
  Str<2000> note;  // the opinion; required
};
BOOST_DESCRIBE_STRUCT(AdviseIn, (), (case_id, expected_version, advice, note))

struct UrgeIn {
  Id case_id;
  Str<500> note;
};
BOOST_DESCRIBE_STRUCT(UrgeIn, (), (case_id, note))

// Errors beside those of every act: conflict cases.delegated, cases.already_asked; unprocessable cases.not_in_post;
// conflict cases.not_asked, cases.no_such_question, cases.not_asked_by_you, cases.urged_today.
Result<ActOut> delegate(Ctx& ctx, const AskColleagueIn& in);      // POST …/delegate
Result<ActOut> take_back(Ctx& ctx, const EndQuestionIn& in);      // POST …/take-back
Result<ActOut> add_signer(Ctx& ctx, const AskColleagueIn& in);    // POST …/add-signer
Result<ActOut> remove_signer(Ctx& ctx, const EndQuestionIn& in);  // POST …/remove-signer
Result<ActOut> advise(Ctx& ctx, const AdviseIn& in);              // POST …/advise
Result<ActOut> urge(Ctx& ctx, const UrgeIn& in);                  // POST …/urge

}  // namespace tongban::cases
