// The comprehensive window (综窗): the person who is present is found by the number of their document, with a recorded
// reason and masked, together with what this clerk may do for them; originals are compared with what was handed in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/cases/views.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

struct FindPersonIn {
  Str<10> document_type;  // GA/T 2000.156: 111 resident identity card, …; 001 credit code
  Str<40> document_number;
  Str<200> reason;          // why the clerk looks; kept sealed in the audit trail
  std::optional<Id> after;  // `next` of the page before
};
BOOST_DESCRIBE_STRUCT(FindPersonIn, (), (document_type, document_number, reason, after))

struct AwaitedMaterial {  // promised (容缺) and not handed in yet
  std::string material_key;
  std::string material_name;
  std::string due_date;  // YYYY-MM-DD
};
BOOST_DESCRIBE_STRUCT(AwaitedMaterial, (), (material_key, material_name, due_date))

struct WindowCase {
  CaseSummary summary;
  std::vector<Action> allowed;  // what this clerk may do next
  std::string reply_due_at;     // YYYY-MM-DD, while the applicant's answer is awaited
  std::vector<AwaitedMaterial> awaited;
  std::string result_name;  // of a result that waits to be fetched
};
BOOST_DESCRIBE_STRUCT(WindowCase, (), (summary, allowed, reply_due_at, awaited, result_name))

struct WindowPerson {
  bool has_account = false;
  ApplicantKind kind = ApplicantKind::natural;
  std::string name;  // masked, but for firms; "" when nothing is known of the person
  std::string document_number;
  std::string phone;
  std::string legal_representative;
  std::vector<WindowCase> cases;    // those this clerk may see, newest first; a page may hold fewer than there are
  int drafts_elsewhere = 0;         // on this page: begun by the person or at another window, not shown here
  std::optional<std::string> next;  // null on the last page
};
BOOST_DESCRIBE_STRUCT(WindowPerson, (),
                      (has_account, kind, name, document_number, phone, legal_representative, cases, drafts_elsewhere,
                       next))

struct SeeOriginalIn {
  Id case_id;
  Id material_id;
};
BOOST_DESCRIBE_STRUCT(SeeOriginalIn, (), (case_id, material_id))

// POST /api/v1/window/people. Errors: those of parse_document_number, required_field.
Result<WindowPerson> find_person(Ctx& ctx, const FindPersonIn& in);
// POST /api/v1/cases/{case_id}/materials/{material_id}/original: 原件已核验. While the case is not decided; a second
// time changes nothing. Errors: cases.not_found, cases.no_such_material, cases.not_allowed_in_status,
// cases.no_original.
Result<MaterialView> see_original(Ctx& ctx, const SeeOriginalIn& in);

}  // namespace tongban::cases
