// Drawing processes and decision tables: the list, a model with its findings, the first and every further version.
#include <algorithm>

#include "base/text.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/places.h"
#include "modules/catalog/process_actions.h"
#include "modules/catalog/process_check.h"
#include "modules/catalog/store_models.h"
#include "modules/catalog/store_places.h"
#include "platform/crypto/digest.h"

namespace tongban::catalog {
namespace {

constexpr int kMostVersions = 100, kMostUses = 100;

Error no_such_model() { return not_found("catalog.no_such_model", "没有这个流程或者决策表"); }

bool may_change(const Actor& actor, const store::ModelData& model) {
  return model.department_id != 0 && may_edit(actor, model.department_id, model.region_code);
}

bool may_look(const Actor& actor, const store::ModelData& model) {
  return model.department_id == 0 || may_change(actor, model);
}

ModelRow row_of(const Actor& actor, const store::ModelData& model) {
  ModelRow row;
  row.model_key = model.model_key;
  row.kind = model.kind;
  row.name = model.name;
  row.library = model.department_id == 0;
  if (!row.library) row.department_id = id_text(model.department_id);
  row.department_name = model.department_name;
  row.newest_version = model.newest_version;
  row.updated_at = Instant::from_micros(model.updated_at);
  row.may_edit = may_change(actor, model);
  return row;
}

// The decisions that a process needs are known with the item that names it: until then they are no findings.
std::vector<ModelFinding> findings_of(ModelKind kind, const std::string& xml) {
  if (kind == ModelKind::decision) return decision_findings(xml);
  auto findings = read_process(xml, {}).findings;
  std::erase_if(findings, [](const ModelFinding& finding) { return finding.key == "process.unknown_decision"; });
  return findings;
}

ModelView view_of(Ctx& ctx, const store::ModelData& model, store::ModelVersionData version) {
  ModelView view;
  view.model = row_of(ctx.actor, model);
  view.version = version.version;
  view.findings = findings_of(model.kind, version.xml);
  view.xml = std::move(version.xml);
  for (auto& each : store::list_model_versions(ctx.tx, model.model_key, kMostVersions))
    view.versions.push_back({each.version, std::move(each.name), std::move(each.reason),
                             each.saved_by == 0 ? std::string() : id_text(each.saved_by),
                             Instant::from_micros(each.saved_at)});
  view.uses = store::list_uses(ctx.tx, model.model_key, kMostUses);
  return view;
}

Result<ModelView> view_of(Ctx& ctx, const std::string& model_key, int number) {
  const auto model = store::find_model(ctx.tx, model_key);
  if (!model || !may_look(ctx.actor, *model)) return no_such_model();
  auto version = store::find_model_version(ctx.tx, model_key, number);
  if (!version) return not_found("catalog.no_such_version", "没有这一版");
  return view_of(ctx, *model, *std::move(version));
}

// Whether a drawing program could open it: what is wrong in the process itself is a finding, not a refusal.
bool opens(ModelKind kind, const std::string& xml) {
  if (kind == ModelKind::decision) return xml.find("/DMN/20") != std::string::npos && dmn::Model::load({"", xml}).ok();
  if (xml.find("http://www.omg.org/spec/BPMN/20100524/MODEL") == std::string::npos) return false;
  const auto reading = bpmn::read_model(xml);
  return std::none_of(reading.findings.begin(), reading.findings.end(), [](const bpmn::Finding& finding) {
    return finding.key == "bpmn.xml" || finding.key == "bpmn.doctype" || finding.key == "bpmn.bad_utf8" ||
           finding.key == "bpmn.too_deep" || finding.key == "bpmn.too_large";
  });
}

// A draft may be unfinished, but it must be XML of its kind: the drawing program could not open it again.
Result<store::ModelVersionData> version_of(const Ctx& ctx, ModelKind kind, const std::string& name,
                                           const std::string& xml, const std::string& reason) {
  if (trim(name).empty())
    return unprocessable("catalog.name_required", "请填写名称", {{"/name", "catalog.name_required", "请填写名称"}});
  if (!opens(kind, xml))
    return unprocessable("catalog.bad_model", "这不是可以打开的流程或者决策表文件",
                         {{"/xml", "catalog.bad_model", "这不是可以打开的流程或者决策表文件"}});
  store::ModelVersionData version;
  version.name = trim(name);
  version.xml = xml;
  version.digest = sha256_hex(xml);
  version.reason = reason;
  version.saved_by = ctx.actor.account_id;
  version.saved_at = ctx.now.micros();
  return version;
}

Error stale() { return Error{Code::stale, "catalog.stale_draft", "已被他人修改，请在最新版本上重新修改"}; }

// What is to be tried out: a text at hand, or what the content of an item names.
struct Tried {
  std::string xml;
  std::vector<ProcessDecision> decisions;
  ItemContent content = {};
};
Result<void> take_item(Ctx& ctx, const TryProcessIn& in, Tried& tried) {
  const auto item_id = TRY(optional_id(in.item_id, "/item_id"));
  if (item_id != 0) {
    const auto item = TRY(find_readable(ctx, item_id));
    tried.content = read_content(TRY(load_version(ctx, item, in.item_version)));
  }
  if (!tried.xml.empty()) return {};
  if (!tried.content.process) return not_found("catalog.no_such_process", "该事项没有流程");
  const auto& process = *tried.content.process;
  auto version = store::find_model_version(ctx.tx, process.model_key, process.model_version);
  if (!version) return no_such_model();
  tried.xml = std::move(version->xml);
  tried.decisions = process.decisions;
  return {};
}

}  // namespace

Result<ModelList> list_models(Ctx& ctx, const ListModelsIn& in) {
  const int limit = page_size(in.limit);
  ModelList list;
  const auto models = store::list_models(ctx.tx, in.kind, in.after, limit);
  for (const auto& model : models)
    if (may_look(ctx.actor, model)) list.models.push_back(row_of(ctx.actor, model));
  if (models.size() == static_cast<std::size_t>(limit)) list.next = models.back().model_key;
  return list;
}

Result<ModelView> get_model(Ctx& ctx, const ModelIn& in) { return view_of(ctx, in.model_key, in.version); }

Result<ModelView> create_model(Ctx& ctx, const CreateModelIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  const auto department = store::find_department(ctx.tx, in.department_id.value);
  if (!department || !may_edit(ctx.actor, department->department_id, department->region_code))
    return not_found("catalog.no_such_department", "没有这个部门");
  const auto version = TRY(version_of(ctx, in.kind, in.name, in.xml, reason));
  const auto number = ctx.new_id();
  const auto key = id_text(number);
  store::insert_model(ctx.tx, {key, in.kind, version.name, department->department_id, department->region_code, "", 0,
                               version.saved_at});
  if (!store::append_model_version(ctx.tx, key, 0, version)) return stale();
  ctx.audit = audited(ctx, "process", number, "v1 " + std::string(enum_text(in.kind)), reason);
  return view_of(ctx, key, 1);
}

Result<ModelView> save_model(Ctx& ctx, const SaveModelIn& in) {
  const auto reason = TRY(required_reason(in.reason));
  const auto model = store::find_model(ctx.tx, in.model_key);
  if (!model || !may_look(ctx.actor, *model)) return no_such_model();
  if (!may_change(ctx.actor, *model))
    return conflict("catalog.library_model", "随平台提供的流程不能修改，请另存为本部门的流程");
  const auto version = TRY(version_of(ctx, model->kind, in.name, in.xml, reason));
  if (!store::append_model_version(ctx.tx, in.model_key, in.version, version)) return stale();
  ctx.audit = audited(ctx, "process", parse_id(in.model_key).value_or(0), "v" + std::to_string(in.version + 1), reason);
  return view_of(ctx, in.model_key, 0);
}

Result<TriedProcess> try_model(Ctx& ctx, const TryProcessIn& in) {
  if (in.kind == ModelKind::decision) return TriedProcess{decision_findings(in.xml), std::nullopt};
  Tried asked{in.xml, in.decisions};
  TRY(take_item(ctx, in, asked));
  std::vector<dmn::Source> decisions;
  for (const auto& decision : asked.decisions) {
    const auto model = store::find_model(ctx.tx, decision.model_key);
    if (!model || !may_look(ctx.actor, *model)) return no_such_model();
    if (auto version = store::find_model_version(ctx.tx, decision.model_key, decision.model_version))
      decisions.push_back({decision.model_key, std::move(version->xml)});
  }
  const auto read = read_process(asked.xml, decisions);
  TriedProcess tried{read.findings, std::nullopt};
  bool runs = read.model != nullptr && read.decisions.has_value();
  for (const auto& finding : read.findings) runs = runs && finding.severity != Severity::error;
  if (runs) tried.trial = try_process(*read.model, *read.decisions, terms_of(asked.content));
  return tried;
}

}  // namespace tongban::catalog
