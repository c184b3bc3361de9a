// Table of contents of the module: every act and every question of a case, one declaration and one line each. An act
// runs in the transaction of its Ctx; somebody else's case is `cases.not_found`; a step the status does not allow is
// 409 `cases.not_allowed_in_status`; an `expected_version` that is not current is 412 `cases.stale`.
#pragma once

#include "modules/cases/views.h"
#include "platform/act/ctx.h"

namespace tongban::cases {

// ---- draft (applicant, or the clerk who began it at the window) ----------------------------------------------------
Result<ActOut> start_case(Ctx& ctx, const StartCaseIn& in);               // POST   /api/v1/cases
Result<ActOut> start_window_case(Ctx& ctx, const StartWindowCaseIn& in);  // POST   /api/v1/window/cases
Result<SavedGroup> save_answers(Ctx& ctx, const SaveAnswersIn& in);  // PUT /api/v1/cases/{case_id}/answers/{group_key}
Result<ActOut> save_contact(Ctx& ctx, const SaveContactIn& in);      // PUT    /api/v1/cases/{case_id}/contact
Result<ActOut> save_scenario(Ctx& ctx, const SaveScenarioIn& in);    // PUT    /api/v1/cases/{case_id}/scenario
Result<ActOut> upgrade_draft(Ctx& ctx, const ActIn& in);             // POST   /api/v1/cases/{case_id}/upgrade
Result<ActOut> delete_draft(Ctx& ctx, const CaseIn& in);             // DELETE /api/v1/cases/{case_id}
Result<MaterialView> attach_material(Ctx& ctx, const AttachMaterialIn& in);  // POST /api/v1/cases/{case_id}/materials
Result<ActOut> remove_material(Ctx& ctx,
                               const RemoveMaterialIn& in);  // DELETE /api/v1/cases/{case_id}/materials/{material_id}
Result<EarlierMaterials> earlier_materials(Ctx& ctx,
                                           const EarlierMaterialsIn& in);  // GET …/earlier-materials/{material_key}

Result<ActOut> apply(Ctx& ctx, const ApplyIn& in);  // POST /api/v1/applications: all steps up to submit in one

// ---- application ---------------------------------------------------------------------------------------------------
Result<ActOut> submit(Ctx& ctx, const ActIn& in);             // POST /api/v1/cases/{case_id}/submit
Result<ActOut> revise(Ctx& ctx, const ActIn& in);             // POST …/revise: answer to a pre-review
Result<ActOut> resubmit(Ctx& ctx, const ActIn& in);           // POST …/resubmit: answer to a correction notice
Result<ActOut> withdraw(Ctx& ctx, const WithdrawIn& in);      // POST …/withdraw
Result<ActOut> supplement(Ctx& ctx, const SupplementIn& in);  // POST …/supplement: a promised material

// ---- window --------------------------------------------------------------------------------------------------------
Result<ActOut> pre_review(Ctx& ctx, const PreReviewIn& in);  // POST …/pre-review
Result<ActOut> receive(Ctx& ctx, const ActIn& in);           // POST …/receive: makes the receipt
Result<ActOut> correct(Ctx& ctx, const CorrectIn& in);       // POST …/correct: one complete notice
Result<ActOut> accept(Ctx& ctx, const AcceptIn& in);         // POST …/accept: the legal clock starts
Result<ActOut> refuse(Ctx& ctx, const RefuseIn& in);         // POST …/refuse

// ---- department ----------------------------------------------------------------------------------------------------
Result<ActOut> claim(Ctx& ctx, const ActIn& in);            // POST …/claim
Result<ActOut> assign(Ctx& ctx, const AssignIn& in);        // POST …/assign
Result<ActOut> hand_over(Ctx& ctx, const AssignIn& in);     // POST …/hand-over
Result<ActOut> review(Ctx& ctx, const ReviewIn& in);        // POST …/review
Result<ActOut> suspend(Ctx& ctx, const SuspendIn& in);      // POST …/suspend
Result<ActOut> resume(Ctx& ctx, const ResumeIn& in);        // POST …/resume
Result<ActOut> extend(Ctx& ctx, const ExtendIn& in);        // POST …/extend
Result<ActOut> decide(Ctx& ctx, const DecideIn& in);        // POST …/decide
Result<ActOut> terminate(Ctx& ctx, const TerminateIn& in);  // POST …/terminate
Result<ActOut> transfer(Ctx& ctx, const TransferIn& in);    // POST …/transfer: to another organ

// ---- result --------------------------------------------------------------------------------------------------------
Result<ActOut> issue(Ctx& ctx, const IssueIn& in);      // POST …/issue
Result<ActOut> deliver(Ctx& ctx, const DeliverIn& in);  // POST …/deliver
Result<ActOut> archive(Ctx& ctx, const ActIn& in);      // POST …/archive

// ---- questions -----------------------------------------------------------------------------------------------------
Result<CaseView> view_case(Ctx& ctx, const CaseIn& in);     // GET  /api/v1/cases/{case_id}
Result<RevealedCase> reveal(Ctx& ctx, const RevealIn& in);  // POST …/reveal: personal fields, audited
Result<CasePage> my_cases(Ctx& ctx, const MyCasesIn& in);   // GET  /api/v1/cases
Result<CasePage> worklist(Ctx& ctx, const WorklistIn& in);  // GET  /api/v1/worklist
struct NoInput {};
BOOST_DESCRIBE_STRUCT(NoInput, (), ())
Result<WorklistCounts> worklist_counts(Ctx& ctx, const NoInput& in);    // GET /api/v1/worklist/counts
Result<ProgressView> progress(Ctx& ctx, const ProgressIn& in);          // GET /api/v1/progress: public
Result<std::string> instrument_html(Ctx& ctx, const InstrumentIn& in);  // GET …/instruments/{instrument_id}.html

}  // namespace tongban::cases
