#include "modules/cases/model.h"

namespace tongban::cases {
namespace {

constexpr unsigned bit(Party party) { return 1U << static_cast<unsigned>(party); }
constexpr unsigned kApplicant = bit(Party::applicant);
constexpr unsigned kClerk = bit(Party::window_clerk);
constexpr unsigned kReviewer = bit(Party::reviewer);
constexpr unsigned kApprover = bit(Party::approver);
constexpr unsigned kHead = bit(Party::department_head);
constexpr unsigned kPlatform = bit(Party::platform);
constexpr unsigned kSupervisor = bit(Party::supervisor);
constexpr unsigned kStaff = kClerk | kReviewer | kApprover | kHead;
constexpr unsigned kUrging = kApplicant | kHead | kSupervisor;

struct Rule {
  Status from;
  Action action;
  Status to;
  unsigned parties;
};

using enum Action;
using S = Status;

// Who may do what when, and where it leads. What else must hold (one correction only, one extension only, the stage's
// turn) follows from the events and is checked by the act.
constexpr Rule kRules[] = {
    {S::draft, edit, S::draft, kApplicant | kClerk},
    {S::draft, delete_draft, S::draft, kApplicant | kClerk},
    {S::draft, upgrade, S::draft, kApplicant | kClerk},
    {S::draft, submit, S::submitted, kApplicant | kClerk},

    {S::submitted, edit, S::submitted, kApplicant | kClerk},
    {S::submitted, pre_review, S::submitted, kClerk},
    {S::submitted, revise, S::submitted, kApplicant | kClerk},
    {S::submitted, receive, S::received, kClerk},
    {S::submitted, claim, S::submitted, kClerk},
    {S::submitted, assign, S::submitted, kHead},
    {S::submitted, hand_over, S::submitted, kClerk | kHead},
    {S::submitted, deem_accepted, S::accepted, kPlatform},
    {S::submitted, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::submitted, urge, S::submitted, kUrging},
    {S::submitted, close, S::closed, kPlatform},

    {S::received, claim, S::received, kClerk},
    {S::received, assign, S::received, kHead},
    {S::received, hand_over, S::received, kClerk | kHead},
    {S::received, correct, S::correcting, kClerk},
    {S::received, accept, S::accepted, kClerk},
    {S::received, deem_accepted, S::accepted, kPlatform},
    {S::received, refuse, S::not_accepted, kClerk},
    {S::received, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::received, urge, S::received, kUrging},

    {S::correcting, edit, S::correcting, kApplicant | kClerk},
    {S::correcting, resubmit, S::received, kApplicant | kClerk},
    {S::correcting, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::correcting, close, S::closed, kPlatform},

    {S::accepted, claim, S::under_review, kReviewer | kApprover},
    {S::accepted, assign, S::under_review, kHead},
    {S::accepted, review, S::under_review, kReviewer},
    {S::accepted, extend, S::accepted, kApprover | kHead},
    {S::accepted, grant, S::granted, kApprover},
    {S::accepted, deny, S::denied, kApprover},
    {S::accepted, supplement, S::accepted, kApplicant | kClerk},
    {S::accepted, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::accepted, terminate, S::terminated, kApprover | kHead},
    {S::accepted, transfer, S::transferred, kApprover | kHead},
    {S::accepted, urge, S::accepted, kUrging},

    {S::under_review, claim, S::under_review, kClerk | kReviewer | kApprover},
    {S::under_review, assign, S::under_review, kHead},
    {S::under_review, hand_over, S::under_review, kClerk | kReviewer | kApprover | kHead},
    {S::under_review, review, S::under_review, kClerk | kReviewer | kApprover},
    {S::under_review, suspend, S::suspended, kReviewer | kApprover},
    {S::under_review, extend, S::under_review, kApprover | kHead},
    {S::under_review, grant, S::granted, kApprover},
    {S::under_review, deny, S::denied, kApprover},
    {S::under_review, supplement, S::under_review, kApplicant | kClerk},
    {S::under_review, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::under_review, terminate, S::terminated, kApprover | kHead},
    {S::under_review, transfer, S::transferred, kApprover | kHead},
    {S::under_review, delegate, S::under_review, kReviewer | kApprover},
    {S::under_review, take_back, S::under_review, kReviewer | kApprover | kHead},
    {S::under_review, add_signer, S::under_review, kReviewer | kApprover | kHead},
    {S::under_review, remove_signer, S::under_review, kReviewer | kApprover | kHead},
    {S::under_review, advise, S::under_review, kStaff},
    {S::under_review, urge, S::under_review, kUrging},

    {S::suspended, resume, S::under_review, kReviewer | kApprover},
    {S::suspended, assign, S::suspended, kHead},
    {S::suspended, hand_over, S::suspended, kReviewer | kApprover | kHead},
    {S::suspended, supplement, S::suspended, kApplicant | kClerk},
    {S::suspended, withdraw, S::withdrawn, kApplicant | kClerk},
    {S::suspended, terminate, S::terminated, kApprover | kHead},
    {S::suspended, advise, S::suspended, kStaff},

    {S::granted, issue, S::issued, kClerk | kReviewer | kApprover},
    {S::granted, urge, S::granted, kUrging},
    {S::issued, deliver, S::delivered, kClerk},
    {S::issued, urge, S::issued, kUrging},
    {S::denied, deliver, S::delivered, kClerk},
    {S::denied, urge, S::denied, kUrging},
    {S::delivered, archive, S::archived, kClerk | kReviewer | kHead},
};

const Rule* find(Status status, Action action) {
  for (const auto& rule : kRules)
    if (rule.from == status && rule.action == action) return &rule;
  return nullptr;
}

}  // namespace

std::optional<Status> next(Status status, Action action) {
  const auto* rule = find(status, action);
  return rule ? std::optional(rule->to) : std::nullopt;
}

bool may(Status status, Action action, Party party) {
  const auto* rule = find(status, action);
  return rule != nullptr && (rule->parties & bit(party)) != 0;
}

bool is_final(Status status) {
  switch (status) {
    case S::delivered:
    case S::archived:
    case S::not_accepted:
    case S::closed:
    case S::withdrawn:
    case S::terminated:
    case S::transferred:
      return true;
    default:
      return false;
  }
}

bool is_running(Status status) {
  switch (status) {
    case S::submitted:
    case S::received:
    case S::correcting:
    case S::accepted:
    case S::under_review:
    case S::suspended:
      return true;
    default:
      return false;
  }
}

std::optional<WaitingFor> after_opinion(WaitingFor stage, Opinion opinion) {
  switch (stage) {
    case WaitingFor::reviewer:
      if (opinion == Opinion::agree || opinion == Opinion::disagree) return WaitingFor::approver;
      if (opinion == Opinion::return_to_clerk) return WaitingFor::window_clerk;
      return std::nullopt;
    case WaitingFor::approver:
      if (opinion == Opinion::return_to_reviewer) return WaitingFor::reviewer;
      if (opinion == Opinion::return_to_clerk) return WaitingFor::window_clerk;
      return std::nullopt;
    case WaitingFor::window_clerk:
      return opinion == Opinion::forward ? std::optional(WaitingFor::reviewer) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Party> party_of(WaitingFor stage) {
  switch (stage) {
    case WaitingFor::window_clerk:
      return Party::window_clerk;
    case WaitingFor::reviewer:
      return Party::reviewer;
    case WaitingFor::approver:
      return Party::approver;
    default:
      return std::nullopt;
  }
}

}  // namespace tongban::cases
