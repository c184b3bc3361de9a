-- What people were told. A message is written once for an event and a person, with its words in both languages, and
-- only its mark of having been read changes. Its words hold no personal data.
CREATE TABLE messages (
  message_id {{pk}},
  account_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  inquiry_id BIGINT NOT NULL,
  words TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  read_at BIGINT
);
-- One message for an event and a person, and the order of the list; then the same for what is unread.
CREATE UNIQUE INDEX messages_of_account ON messages (account_id, event_id);
CREATE INDEX messages_unread ON messages (account_id, event_id) WHERE read_at IS NULL;

-- What leaves the house: one row for a message and a channel. The address is sealed.
CREATE TABLE message_deliveries (
  delivery_id {{pk}},
  message_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms', 'push')),
  language TEXT NOT NULL,
  address_sealed TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  place_values TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead', 'dropped')),
  attempts INTEGER NOT NULL,
  due_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  provider TEXT NOT NULL,
  provider_reference TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX message_deliveries_due ON message_deliveries (channel, due_at, delivery_id) WHERE state = 'waiting';
CREATE INDEX message_deliveries_in_state ON message_deliveries (state, delivery_id);
CREATE INDEX message_deliveries_ended ON message_deliveries (ended_at) WHERE ended_at IS NOT NULL;

-- What a person chose; without a row the defaults of the model hold.
CREATE TABLE message_settings (
  account_id {{pk}},
  mail_sealed TEXT NOT NULL,
  mail_confirmed INTEGER NOT NULL CHECK (mail_confirmed IN (0, 1)),
  confirm_code TEXT NOT NULL,
  confirm_until BIGINT NOT NULL,
  language TEXT NOT NULL,
  mail_on INTEGER NOT NULL CHECK (mail_on IN (0, 1)),
  sms_on INTEGER NOT NULL CHECK (sms_on IN (0, 1)),
  push_on INTEGER NOT NULL CHECK (push_on IN (0, 1)),
  quiet_from INTEGER NOT NULL,
  quiet_until INTEGER NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- The versions of texts that administrators saved; version 0 is the one that is shipped (data/messages).
CREATE TABLE message_templates (
  template_id {{pk}},
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  version INTEGER NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  zh_subject TEXT NOT NULL,
  zh_text TEXT NOT NULL,
  en_subject TEXT NOT NULL,
  en_text TEXT NOT NULL,
  saved_by BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  UNIQUE (kind, channel, version)
);
{{append_only message_templates}}
