// One call returns everything a case page needs: case, form, materials, timeline, clocks, instruments, savings, and
// what this reader may do next. Personal fields are masked for everybody but the applicant; reveal() is the way to see
// them.
#include <algorithm>

#include "modules/cases/actions.h"
#include "modules/cases/delivery.h"
#include "modules/cases/instruments.h"
#include "modules/cases/requirements.h"
#include "modules/cases/summary.h"
#include "modules/cases/timeline.h"
#include "modules/cases/workbench.h"
#include "modules/identity/identity.h"
#include "platform/audit/audit.h"

namespace tongban::cases {
namespace {

// The applicant, and the clerk who is typing the draft in, see what they entered.
bool sees_all(const Actor& actor, const store::CaseRow& row) {
  if (actor.kind == ActorKind::applicant) return true;
  return row.status == Status::draft && row.created_by_account_id == actor.account_id;
}

Result<FormView> form_view(Ctx& ctx, const Work& work, bool open) {
  FormView form;
  form.form_schema = work.item->content.form_schema;
  form.form_layout = work.item->content.form_layout;
  // A supervisor looks at time and procedure, not into the application.
  if (parties_of(ctx.actor, work.row).empty() && !work.takes_part) {
    form.masked = true;
    return form;
  }
  const auto groups = TRY(open_groups(ctx, work.row));
  const json::value merged = merge(groups);
  form.masked = !open;
  form.answers = open ? merged : mask_answers(form.form_schema, merged);
  for (const auto& group : groups)
    form.groups.push_back({group.group_key, group.group_version, group.saved_at,
                           open ? json::value(group.answers) : mask_answers(form.form_schema, group.answers)});
  return form;
}

Result<void> add_instruments(Ctx& ctx, CaseView& view, const Work& work) {
  for (const auto& row : store::instruments_of(ctx.tx, work.row.case_id)) {
    const auto content = TRY(open_instrument(ctx, row));
    view.instruments.push_back(instrument_ref(row, content));
    if (row.kind == enum_text(InstrumentKind::correction_notice)) view.correction = content.points;
  }
  return {};
}

void add_choices(Ctx& ctx, CaseView& view, const Work& work) {
  const auto may = [&](Action action) {
    return std::find(view.allowed.begin(), view.allowed.end(), action) != view.allowed.end();
  };
  if (may(Action::suspend))
    for (const auto& entry : work.item->content.special_procedures)
      view.special_procedures.push_back(
          {entry.procedure_kind, entry.procedure_name, entry.excluded_from_limit, entry.by_law});
  const auto party = party_of(work.state.waiting_for);
  if (!party || !(may(Action::assign) || may(Action::hand_over))) return;
  view.staff = staff_choices(ctx, work.row.department_id, {*party});
}

void add_questions(Ctx& ctx, CaseView& view, const Work& work, StaffNames& names) {
  if (ctx.actor.kind != ActorKind::staff) return;
  for (const auto& question : work.state.questions)
    view.questions.push_back({Id{question.account_id}, names.of(question.account_id), names.of(question.asked_by),
                              question.signer, question.at});
}

void add_result(Ctx& ctx, CaseView& view, const Work& work) {
  const auto result = store::result_of(ctx.tx, work.row.case_id);
  if (!result) return;
  view.result = ResultView{result->result_name, result->result_number, result->valid_from, result->valid_to, {}};
  if (result->file_id != 0) view.result->file_id = Id{result->file_id};
}

Result<void> add_draft_facts(Ctx& ctx, CaseView& view, const Work& work) {
  if (work.state.status != Status::draft) return {};
  // An item that is suspended or retired has no newer version to offer; submitting will say so.
  const auto newest = catalog::current_version(ctx, work.row.item_id);
  view.summary.item.newer_version = newest && newest.value()->item_version_id != work.row.item_version_id;
  return {};
}

}  // namespace

Result<CaseView> view_case(Ctx& ctx, const CaseIn& in) {
  auto work = TRY(load_to_see(ctx, in.case_id));
  const bool open = sees_all(ctx.actor, work.row);
  CaseView view;
  StaffNames names(ctx);
  const auto applicant = TRY(open_applicant(ctx, work.row));
  view.summary = summary_of(ctx, work.row, applicant, names);
  view.applicant = person_view(work.row, applicant, !open);
  if (ctx.actor.kind == ActorKind::applicant && !work.row.query_code.empty()) view.query_code = work.row.query_code;
  view.scenario = TRY(open_scenario(ctx, work.row));
  view.form = TRY(form_view(ctx, work, open));
  const auto materials = store::materials_of(ctx.tx, work.row.case_id);
  const auto files = TRY(files_of(ctx, materials));
  const auto requirements = requirements_of(work, view.scenario, materials);
  for (const auto& requirement : requirements) view.materials.push_back(material_view(requirement, files));
  view.timeline = TRY(timeline_of(ctx, work, names));
  view.clocks = TRY(clocks_of(work.state, work.limits, ctx.now, ctx.services.calendar));
  TRY(add_instruments(ctx, view, work));
  add_result(ctx, view, work);
  if (work.row.status == Status::delivered || work.row.status == Status::archived)
    view.delivery = TRY(delivery_view(ctx, work, names));
  view.savings = savings_of(work, requirements, view.clocks, applicant.delivery_form);
  view.reply_due_at = work.state.reply_due_at;
  view.revision_note = TRY(revision_note_of(ctx, work));
  view.allowed = allowed_actions(ctx.actor, work);
  add_choices(ctx, view, work);
  add_questions(ctx, view, work, names);
  if (work.state.responsible_id != 0) view.responsible_name = names.of(work.state.responsible_id);
  TRY(add_draft_facts(ctx, view, work));
  view.process = TRY(process_view(ctx, work));
  return view;
}

Result<RevealedCase> reveal(Ctx& ctx, const RevealIn& in) {
  const auto work = TRY(load_to_see(ctx, in.case_id));
  // Whoever handles it may need to know; who only watches does not.
  if (parties_of(ctx.actor, work.row).empty() && !work.takes_part)
    return Error{Code::forbidden, "cases.not_for_your_role", "您的岗位不能查看完整信息"};
  TRY(require_texts({{"/reason", in.reason}}));
  RevealedCase out;
  out.applicant = person_view(work.row, TRY(open_applicant(ctx, work.row)), false);
  out.answers = merge(TRY(open_groups(ctx, work.row)));
  ctx.audit = {"case", work.row.case_id,
               audit::sealed_detail(ctx.services.keyring, "revealed", work.row.case_id, in.reason)};
  return out;
}

Result<std::string> instrument_html(Ctx& ctx, const InstrumentIn& in) {
  const auto work = TRY(load_to_see(ctx, in.case_id));
  if (parties_of(ctx.actor, work.row).empty()) return case_not_found();
  const auto row = store::find_instrument(ctx.tx, work.row.case_id, in.instrument_id.value);
  if (!row) return not_found("cases.no_such_instrument", "没有这份文书");
  const auto content = TRY(open_instrument(ctx, *row));
  std::string signature;
  if (const auto file_id = parse_id(content.signature_file_id)) {
    const auto file = TRY(ctx.services.files.find(ctx.tx, *file_id));
    if (file.sha256 != content.signature_sha256)
      return Error{Code::internal, "cases.instrument_changed", "the signature is not what it was when it was drawn"};
    signature = TRY(ctx.services.files.open(file));
  }
  return render_html(content, signature);
}

}  // namespace tongban::cases
