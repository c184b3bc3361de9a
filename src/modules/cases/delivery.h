// How a result reached whom: kept once a case, with the checks that were made, shown on the case page and in the
// delivery record (送达回证). Personal facts are sealed.
#pragma once

#include <optional>

#include "modules/cases/people.h"
#include "platform/files/file_store.h"

namespace tongban::cases {

struct Recipient {
  static constexpr bool kDefaults = true;
  std::string name, document_type, document_number;  // the document: of an agent
  std::string authority;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (name, document_type, document_number, authority))

// What `deliver` was told, checked: normal forms, and the files that it names.
struct CheckedDelivery {
  Recipient recipient;
  std::optional<FileInfo> signature, authority_file;
};
// Errors: input.invalid with the fields that lack something, file.not_found, unprocessable
// `cases.signature_not_a_picture`.
Result<CheckedDelivery> check_delivery(Ctx& ctx, const DeliverIn& in);
void keep_delivery(Ctx& ctx, const Work& work, const DeliverIn& in, const CheckedDelivery& delivery);
// Nothing when the case was not delivered, or before there were such records.
Result<std::optional<DeliveryView>> delivery_view(Ctx& ctx, const Work& work, StaffNames& names);

}  // namespace tongban::cases
