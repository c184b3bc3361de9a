// Published versions for cases and guides: parsed once per node, never changed.
#include "modules/catalog/catalog.h"
#include "modules/catalog/editing.h"
#include "modules/catalog/portal.h"
#include "modules/catalog/process.h"
#include "modules/catalog/search.h"
#include "modules/catalog/state.h"
#include "modules/catalog/store.h"
#include "modules/catalog/store_places.h"
#include "platform/events/events.h"

namespace tongban::catalog {
namespace {

std::optional<std::int64_t> item_of(const std::string& payload) {
  const auto document = parse_json(payload);
  if (!document || !document->is_object()) return std::nullopt;
  const auto* member = document->get_object().if_contains("item_id");
  if (member == nullptr || !member->is_string()) return std::nullopt;
  return parse_id(std::string_view(member->get_string().data(), member->get_string().size()));
}

}  // namespace

Result<std::shared_ptr<const FrozenItem>> frozen_item(Ctx& ctx, std::int64_t item_version_id) {
  auto& state = ctx.services.state<State>();
  if (auto kept = state.find(item_version_id, ctx.now)) return kept;
  const auto version = store::find_version(ctx.tx, item_version_id);
  const auto item = version ? store::find_item(ctx.tx, version->item_id) : std::nullopt;
  if (!item || !version->published_at) return not_found("catalog.no_such_version", "该事项没有这个版本");
  auto frozen = std::make_shared<FrozenItem>();
  frozen->item_version_id = item_version_id;
  frozen->item_id = item->item_id;
  frozen->version = version->version;
  frozen->implementing_code = item->implementing_code;
  frozen->handle_code = item->handle_code;
  frozen->basic_code = item->basic_code;
  frozen->code_as_is = item->code_as_is;
  frozen->demonstration = item->demonstration;
  frozen->basic_item_id = item->basic_item_id;
  frozen->department = TRY(department(ctx, item->department_id));
  frozen->content_digest = version->content_digest;
  frozen->effective_from = Date::parse(version->promoted.effective_from).value_or(Date());
  frozen->content = read_content(*version);
  state.keep(frozen, ctx.now);
  return std::shared_ptr<const FrozenItem>(frozen);
}

Result<std::shared_ptr<const FrozenItem>> current_version(Ctx& ctx, std::int64_t item_id) {
  const auto item = store::find_item(ctx.tx, item_id);
  if (item && item->state == ItemState::suspended) return conflict("catalog.item_suspended", "该事项暂停办理");
  if (!item || item->state != ItemState::published || item->current_version_id == 0)
    return not_found("catalog.no_such_item", "没有这个事项");
  return frozen_item(ctx, item->current_version_id);
}

std::string code_name(Ctx& ctx, std::string_view code_set, std::string_view code) {
  return ctx.services.state<State>().dictionary(ctx)->name(code_set, code);
}

void count_application(Ctx& ctx, std::int64_t item_id) { store::count_application(ctx.tx, item_id); }

void start(Services& services) {
  services.add_state(std::make_shared<State>());
  start_search(services);
  start_portal(services);
  start_processes(services);
}

void subscribe(events::Subscriptions& subscriptions) {
  subscriptions.add("catalog.on_case_submitted", "cases.submitted",
                    [](Ctx& ctx, const events::Event& event) -> Result<void> {
                      // A case whose item is gone, or an older form of the event, is no reason to stop the queue.
                      const auto item_id = item_of(event.payload);
                      if (item_id && store::find_item(ctx.tx, *item_id)) count_application(ctx, *item_id);
                      return {};
                    });
}

}  // namespace tongban::catalog
