// Table of contents of the module: every act and every question, one declaration and one line each. Somebody else's
// message is `messages.not_found`.
#pragma once

#include "modules/messages/views.h"
#include "platform/act/ctx.h"

namespace tongban::messages {

Result<MessagePage> my_messages(Ctx& ctx, const MessagesIn& in);          // GET  /api/v1/messages
Result<UnreadCount> unread_messages(Ctx& ctx, const Nothing& in);         // GET  /api/v1/unread-messages
Result<UnreadCount> read_message(Ctx& ctx, const MessageRef& in);         // POST /api/v1/messages/{message_id}/read
Result<UnreadCount> read_all_messages(Ctx& ctx, const ReadAllIn& in);     // POST /api/v1/messages/read-all
Result<MessageSettings> own_settings(Ctx& ctx, const Nothing& in);        // GET  /api/v1/message-settings
Result<MessageSettings> change_settings(Ctx& ctx, const SettingsIn& in);  // PUT /api/v1/message-settings
Result<MessageSettings> confirm_mail(Ctx& ctx, const ConfirmMailIn& in);  // POST …/confirm-mail

Result<TemplateList> list_templates(Ctx& ctx, const Nothing& in);         // GET /api/v1/admin/message-templates
Result<TemplateList> template_versions(Ctx& ctx, const TemplateRef& in);  // GET …/versions
Result<TemplateView> save_template(Ctx& ctx, const TemplateIn& in);       // PUT …
Result<Preview> preview_template(Ctx& ctx, const PreviewIn& in);          // POST …/preview
Result<OutboxPage> outbox(Ctx& ctx, const OutboxIn& in);                  // GET /api/v1/admin/outbox
Result<Nothing> retry_delivery(Ctx& ctx, const DeliveryRef& in);          // POST …/{delivery_id}/retry
Result<Nothing> drop_delivery(Ctx& ctx, const DeliveryRef& in);           // POST …/{delivery_id}/drop

}  // namespace tongban::messages
