// Generated from the endpoint rows of the server (./tb gen); do not edit.

export type ActorKind = 'anonymous' | 'applicant' | 'staff' | 'platform';

export interface AuditEntry {
  audit_id: string;
  at: string;
  actor_kind: ActorKind;
  actor_id: string;
  action: string;
  object_kind: string;
  object_id: string;
  outcome: AuditOutcome;
  error_key: string;
  request_id: string;
  remote_address: string;
  detail: string;
}

export type AuditOutcome = 'ok' | 'failed' | 'denied';

export interface CasesAcceptIn {
  case_id: string;
  expected_version?: number | null;
  supplements?: CasesSupplementPromise[];
  note: string;
}

export interface CasesActIn {
  case_id: string;
  expected_version?: number | null;
}

export interface CasesActOut {
  case_id: string;
  case_number: string | null;
  query_code: string | null;
  status: CasesStatus;
  waiting_for: CasesWaitingFor;
  version: number;
  instrument: CasesInstrumentRef | null;
}

export type CasesAction = 'edit' | 'delete_draft' | 'upgrade' | 'submit' | 'pre_review' | 'revise' | 'receive' | 'claim' | 'assign' | 'hand_over' | 'correct' | 'resubmit' | 'accept' | 'deem_accepted' | 'refuse' | 'review' | 'suspend' | 'resume' | 'extend' | 'grant' | 'deny' | 'issue' | 'deliver' | 'archive' | 'withdraw' | 'terminate' | 'transfer' | 'close' | 'supplement' | 'delegate' | 'take_back' | 'add_signer' | 'remove_signer' | 'advise' | 'urge';

export type CasesAdvice = 'agree' | 'disagree';

export interface CasesAdviseIn {
  case_id: string;
  expected_version?: number | null;
  advice: CasesAdvice;
  note: string;
}

export type CasesApplicantKind = 'natural' | 'legal';

export interface CasesApplyGroup {
  group_key: string;
  answers: unknown;
}

export interface CasesApplyIn {
  item_id: string;
  scenario?: CasesScenarioAnswer[];
  acting_for?: string | null;
  contact: CasesContactInput;
  groups?: CasesApplyGroup[];
  materials?: CasesApplyMaterial[];
}

export interface CasesApplyMaterial {
  material_key: string;
  source: CasesMaterialSource;
  file_id?: string | null;
  earlier_material_id?: string | null;
  promised_date?: string | null;
  commitment_agreed?: boolean | null;
}

export interface CasesAskColleagueIn {
  case_id: string;
  expected_version?: number | null;
  colleague_account_id: string;
  note: string;
}

export interface CasesAssignIn {
  case_id: string;
  expected_version?: number | null;
  assignee_account_id: string;
  note: string;
  with_responsibility?: boolean | null;
}

export interface CasesAttachMaterialIn {
  case_id: string;
  material_key: string;
  source: CasesMaterialSource;
  file_id?: string | null;
  earlier_material_id?: string | null;
  promised_date?: string | null;
  commitment_agreed?: boolean | null;
  copies?: number | null;
}

export interface CasesAwaitedMaterial {
  material_key: string;
  material_name: string;
  due_date: string;
}

export interface CasesCaseFileIn {
  case_id?: string;
  file_id?: string;
  shown?: boolean;
}

export interface CasesCaseIn {
  case_id: string;
}

export interface CasesCasePage {
  cases: CasesCaseSummary[];
  next: string | null;
  count: number;
  count_capped: boolean;
}

export interface CasesCaseSummary {
  case_id: string;
  case_number: string | null;
  item: CasesItemRef;
  status: CasesStatus;
  waiting_for: CasesWaitingFor;
  channel: string;
  applicant_name: string;
  assignee_name: string | null;
  assignee_account_id: string | null;
  started_at: string;
  submitted_at: string | null;
  legal_due_at: string | null;
  promised_due_at: string | null;
  step_due_at: string | null;
  urgency_at: string | null;
  remaining_days: number | null;
  limit_state: CasesLimitState;
  version: number;
}

export interface CasesCaseView {
  summary: CasesCaseSummary;
  query_code: string | null;
  applicant: CasesPersonView;
  scenario: CasesScenarioAnswer[];
  form: CasesFormView;
  materials: CasesMaterialView[];
  timeline: CasesTimelineEntry[];
  clocks: CasesClockView[];
  instruments: CasesInstrumentRef[];
  result: CasesResultView | null;
  delivery: CasesDeliveryView | null;
  savings: CasesSavingsView;
  correction: CasesCorrectionPoint[];
  revision_note: string;
  reply_due_at: string;
  allowed: CasesAction[];
  special_procedures: CasesSpecialProcedureChoice[];
  staff: CasesStaffChoice[];
  responsible_name: string | null;
  process: CasesProcessView | null;
  questions: CasesQuestionView[];
}

export interface CasesChangeTaskIn {
  case_id: string;
  task: number;
  expected_version?: number | null;
  what: CasesTaskChange;
  account_id?: string | null;
  note: string;
}

export type CasesClockKind = 'acceptance' | 'reply' | 'supplement' | 'legal' | 'promised' | 'step' | 'chain' | 'special' | 'delivery';

export interface CasesClockView {
  kind: CasesClockKind;
  amount: number;
  unit: string;
  extension: number | null;
  started_at: string;
  due_at: string;
  used: number;
  remaining: number;
  state: CasesLimitState;
  suspended: boolean;
  estimated: boolean;
  stopped: boolean;
}

export interface CasesColleagues {
  staff: CasesStaffChoice[];
}

export interface CasesCompleteTaskIn {
  case_id: string;
  task: number;
  expected_version?: number | null;
  outcomes: unknown;
  opinion: string;
}

export interface CasesContactInput {
  contact_name?: string;
  contact_phone?: string;
  address?: string;
  delivery_form?: string;
  delivery_address?: string;
}

export interface CasesCorrectIn {
  case_id: string;
  expected_version?: number | null;
  points?: CasesCorrectionPoint[];
  reply_days?: number | null;
}

export interface CasesCorrectionPoint {
  kind: string;
  key: string;
  problem: string;
  requirement: string;
  basis: string;
}

export interface CasesDecideIn {
  case_id: string;
  expected_version?: number | null;
  outcome: CasesDecisionOutcome;
  grounds: string;
  basis: string;
  remedies: string;
  conditions: string;
}

export type CasesDecisionOutcome = 'granted' | 'denied';

export interface CasesDeliverIn {
  case_id: string;
  expected_version?: number | null;
  form: CasesDeliveryForm;
  recipient: string;
  express_number: string;
  note: string;
  recipient_kind?: CasesRecipientKind | null;
  identity_checked?: boolean | null;
  document_type?: string | null;
  document_number?: string | null;
  authority?: string | null;
  authority_file_id?: string | null;
  signature_file_id?: string | null;
}

export type CasesDeliveryForm = 'window' | 'express' | 'electronic';

export interface CasesDeliveryView {
  form: CasesDeliveryForm;
  delivered_at: string;
  recipient_kind: CasesRecipientKind | null;
  recipient: string;
  identity_checked: boolean;
  document_number: string;
  authority: string;
  clerk: string;
  signature_file_id: string | null;
  authority_file_id: string | null;
}

export interface CasesDepartmentFigures {
  department_id: string;
  department_name: string;
  from_date: string;
  until_date: string;
  received: number;
  in_progress: number;
  stages: CasesStageFigure[];
  decided: number;
  decided_in_time: number;
  median_days_used: number | null;
  median_days_promised: number | null;
  corrections: number;
  corrections_per_case: number | null;
  overdue: number;
  soon: number;
  risks: CasesCaseSummary[];
  people: CasesPersonFigure[];
}

export interface CasesDepartmentIn {
  department_id: string;
}

export interface CasesEarlierMaterial {
  material_id: string;
  case_id: string;
  case_number: string;
  item_name: string;
  material_name: string;
  file_name: string;
  added_at: string;
}

export interface CasesEarlierMaterials {
  materials: CasesEarlierMaterial[];
}

export interface CasesEarlierMaterialsIn {
  case_id: string;
  material_key: string;
}

export interface CasesElementMapping {
  from: string;
  to: string;
}

export interface CasesEndQuestionIn {
  case_id: string;
  expected_version?: number | null;
  colleague_account_id: string;
  note: string;
}

export type CasesEventKind = 'started' | 'submitted' | 'pre_reviewed' | 'revised' | 'received' | 'claimed' | 'assigned' | 'handed_over' | 'correction_sent' | 'resubmitted' | 'accepted' | 'refused' | 'reviewed' | 'suspended' | 'resumed' | 'extended' | 'decided' | 'issued' | 'delivered' | 'archived' | 'withdrawn' | 'terminated' | 'transferred' | 'closed' | 'supplemented' | 'warned' | 'fell_overdue' | 'process_moved' | 'task_done' | 'delegated' | 'taken_back' | 'signer_added' | 'signer_removed' | 'advised' | 'urged';

export interface CasesExportIn {
  scope?: CasesWorklistScope | null;
  department_id?: string | null;
  region_code?: string | null;
  item_id?: string | null;
  status?: CasesStatus | null;
}

export interface CasesExtendIn {
  case_id: string;
  expected_version?: number | null;
  days: number;
  reason: string;
}

export interface CasesFiguresIn {
  department_id: string;
  days?: number | null;
  risk_within?: number | null;
}

export interface CasesFilterItem {
  item_id: string;
  item_name: string;
}

export interface CasesFilterList {
  filters: CasesFilterView[];
}

export interface CasesFilterRef {
  filter_id: string;
}

export interface CasesFilterView {
  filter_id: string;
  name: string;
  filter: CasesWorklistFilter;
}

export interface CasesFindPersonIn {
  document_type: string;
  document_number: string;
  reason: string;
  after?: string | null;
}

export interface CasesFinding {
  pointer: string;
  key: string;
  detail: string;
}

export interface CasesFormView {
  form_schema: unknown;
  form_layout: unknown;
  groups: CasesGroupView[];
  answers: unknown;
  masked: boolean;
}

export interface CasesGroupView {
  group_key: string;
  group_version: number;
  saved_at: string;
  answers: unknown;
}

export interface CasesInstrumentIn {
  case_id: string;
  instrument_id: string;
}

export type CasesInstrumentKind = 'receipt' | 'acceptance_notice' | 'correction_notice' | 'non_acceptance' | 'special_procedure' | 'extension_notice' | 'decision' | 'delivery_record' | 'termination_notice' | 'transfer_notice' | 'closing_notice';

export interface CasesInstrumentRef {
  instrument_id: string;
  kind: CasesInstrumentKind;
  title: string;
  number: string;
  made_at: string;
  html_url: string;
}

export interface CasesIssueIn {
  case_id: string;
  expected_version?: number | null;
  result_name: string;
  result_number: string;
  valid_from?: string | null;
  valid_to?: string | null;
  file_id?: string | null;
}

export interface CasesItemRef {
  item_id: string;
  item_version_id: string;
  item_name: string;
  implementing_code: string;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  newer_version: boolean;
  demonstration: boolean;
}

export type CasesLimitState = 'normal' | 'warning' | 'overdue';

export interface CasesMaterialEntryView {
  material_id: string;
  source: CasesMaterialSource;
  file_id: string | null;
  file_name: string;
  file_size: number;
  media_type: string;
  promised_date: string;
  copies: number;
  added_at: string;
  original_seen_at: string | null;
}

export type CasesMaterialSource = 'uploaded' | 'earlier_case' | 'promised' | 'commitment' | 'paper';

export interface CasesMaterialView {
  material_key: string;
  material_name: string;
  necessity: string;
  required: boolean;
  satisfied: boolean;
  tolerable: boolean;
  promise_replaceable: boolean;
  accept_standard: string;
  fill_explanation: string;
  by_law: string;
  blank_form: string;
  sample_form: string;
  material_format: string;
  originals: number;
  copies: number;
  entries: CasesMaterialEntryView[];
}

export interface CasesMigrateProcessIn {
  case_id: string;
  expected_version?: number | null;
  mapping?: CasesElementMapping[];
}

export interface CasesMyCasesIn {
  status?: CasesStatus | null;
  drafts?: boolean;
  after?: string | null;
  limit?: number;
}

export type CasesOpinion = 'agree' | 'disagree' | 'return_to_reviewer' | 'return_to_clerk' | 'forward';

export interface CasesOwnFileIn {
  file_id: string;
}

export type CasesParty = 'applicant' | 'window_clerk' | 'reviewer' | 'approver' | 'department_head' | 'platform' | 'supervisor';

export interface CasesPersonFigure {
  account_id: string | null;
  name: string;
  count: number;
  overdue: number;
  soon: number;
  away_until: string;
  deputy_name: string;
}

export interface CasesPersonView {
  kind: CasesApplicantKind;
  name: string;
  document_type: string;
  document_number: string;
  phone: string;
  address: string;
  contact_name: string;
  legal_representative: string;
  agent_name: string;
  agent_document_number: string;
  agent_phone: string;
  delivery_form: string;
  delivery_address: string;
  masked: boolean;
}

export interface CasesPreReviewIn {
  case_id: string;
  expected_version?: number | null;
  outcome: CasesPreReviewOutcome;
  note: string;
}

export type CasesPreReviewOutcome = 'passed' | 'revise';

export interface CasesProcessPlace {
  element: string;
  name: string;
  type: string;
  waits_for: string;
}

export interface CasesProcessTask {
  task: number;
  element: string;
  name: string;
  act: string;
  department_id: string;
  department_name: string;
  role: Role;
  done: boolean;
  what: string;
  assignee: string | null;
  created_at: string | null;
  due_at: string | null;
  done_at: string | null;
  urged: number;
  outcomes: unknown;
  opinion: string;
  may_work: boolean;
  fields: CasesTaskField[];
}

export interface CasesProcessView {
  name: string;
  status: string;
  item_version_id: string;
  places: CasesProcessPlace[];
  tasks: CasesProcessTask[];
  rules: CasesRuleView[];
  may_return_to: CasesReturnTarget[];
}

export interface CasesProgressIn {
  case_number: string;
  query_code: string;
}

export interface CasesProgressStep {
  kind: CasesEventKind;
  at: string;
}

export interface CasesProgressView {
  case_number: string;
  item_name: string;
  department_name: string;
  status: CasesStatus;
  waiting_for: CasesWaitingFor;
  remaining_days: number | null;
  due_at: string | null;
  suspended: boolean;
  timeline: CasesProgressStep[];
}

export interface CasesQuestionView {
  account_id: string;
  name: string;
  asked_by: string;
  signer: boolean;
  at: string;
}

export type CasesRecipientKind = 'applicant' | 'agent';

export interface CasesRefuseIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
  basis: string;
  remedies: string;
  competent_organ?: string | null;
}

export interface CasesRemoveMaterialIn {
  case_id: string;
  material_id: string;
}

export interface CasesResultView {
  result_name: string;
  result_number: string;
  valid_from: string;
  valid_to: string;
  file_id: string | null;
}

export interface CasesResumeIn {
  case_id: string;
  expected_version?: number | null;
  result: string;
}

export interface CasesReturnTarget {
  element: string;
  name: string;
}

export interface CasesReturnTaskIn {
  case_id: string;
  task: number;
  expected_version?: number | null;
  element: string;
  reason: string;
}

export interface CasesRevealIn {
  case_id: string;
  reason: string;
}

export interface CasesRevealedCase {
  applicant: CasesPersonView;
  answers: unknown;
}

export interface CasesReviewIn {
  case_id: string;
  expected_version?: number | null;
  opinion: CasesOpinion;
  note: string;
}

export interface CasesRuleView {
  decision: string;
  sentence: string;
  at: string;
  tables: unknown;
}

export interface CasesSaveAnswersIn {
  case_id: string;
  group_key: string;
  group_version: number;
  answers: unknown;
}

export interface CasesSaveContactIn {
  case_id: string;
  expected_version?: number | null;
  contact: CasesContactInput;
}

export interface CasesSaveFilterIn {
  name: string;
  filter: CasesWorklistFilter;
}

export interface CasesSaveScenarioIn {
  case_id: string;
  expected_version?: number | null;
  scenario?: CasesScenarioAnswer[];
}

export interface CasesSavedGroup {
  case_id: string;
  group_key: string;
  group_version: number;
  saved_at: string;
  findings: CasesFinding[];
}

export interface CasesSavedMaterial {
  material_key: string;
  material_name: string;
  why: string;
}

export interface CasesSavingsView {
  materials_saved: CasesSavedMaterial[];
  trips_usual: number;
  trips_made: number;
  trips_avoided: number;
  days_saved: number | null;
}

export interface CasesScenarioAnswer {
  question_key: string;
  option_keys: string[];
}

export interface CasesSeeOriginalIn {
  case_id: string;
  material_id: string;
}

export interface CasesSimilarCase {
  case_id: string;
  case_number: string;
  outcome: CasesDecisionOutcome;
  decided_at: string;
  days_used: number | null;
  grounds: string;
}

export interface CasesSimilarCases {
  cases: CasesSimilarCase[];
}

export interface CasesSpecialProcedureChoice {
  procedure_kind: string;
  procedure_name: string;
  excluded_from_limit: boolean;
  by_law: string;
}

export interface CasesStaffChoice {
  account_id: string;
  name: string;
  role: CasesParty;
  away_until: string;
  deputy_name: string;
}

export interface CasesStageFigure {
  waiting_for: CasesWaitingFor;
  count: number;
}

export interface CasesStartCaseIn {
  item_id: string;
  scenario?: CasesScenarioAnswer[];
  acting_for?: string | null;
}

export interface CasesStartWindowCaseIn {
  item_id: string;
  scenario?: CasesScenarioAnswer[];
  applicant_kind: CasesApplicantKind;
  applicant_name: string;
  document_type: string;
  document_number: string;
  phone: string;
  legal_representative?: string | null;
  agent_name?: string | null;
  agent_document_number?: string | null;
  agent_phone?: string | null;
  from_account?: boolean | null;
}

export type CasesStatus = 'draft' | 'submitted' | 'received' | 'correcting' | 'accepted' | 'under_review' | 'suspended' | 'granted' | 'denied' | 'issued' | 'delivered' | 'archived' | 'not_accepted' | 'closed' | 'withdrawn' | 'terminated' | 'transferred';

export interface CasesSupplementIn {
  case_id: string;
  material_key: string;
  file_id?: string | null;
  copies?: number | null;
}

export interface CasesSupplementPromise {
  material_key: string;
  due_date: string;
}

export interface CasesSuspendIn {
  case_id: string;
  expected_version?: number | null;
  procedure_kind: string;
  reason: string;
  basis: string;
  planned_end: string;
}

export type CasesTaskChange = 'claim' | 'transfer' | 'delegate' | 'add_signer' | 'remove_signer' | 'copy_to' | 'urge' | 'retry';

export interface CasesTaskField {
  name: string;
  values: string[];
}

export interface CasesTaskLineView {
  case_id: string;
  case_number: string;
  item_name: string;
  task: number;
  task_name: string;
  act: string;
  department_name: string;
  role: Role;
  mine: boolean;
  created_at: string;
  due_at: string | null;
  urged: number;
}

export interface CasesTaskPage {
  tasks: CasesTaskLineView[];
  next: string | null;
}

export interface CasesTasksIn {
  after?: string | null;
  limit?: number;
}

export interface CasesTerminateIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
  basis: string;
}

export interface CasesTimelineEntry {
  sequence: number;
  kind: CasesEventKind;
  at: string;
  actor: string;
  data: unknown;
  note: string;
  person: string;
}

export interface CasesTransferIn {
  case_id: string;
  expected_version?: number | null;
  to_organ: string;
  reason: string;
  basis: string;
}

export interface CasesUploadIn {
  name: string;
}

export interface CasesUrgeIn {
  case_id: string;
  note: string;
}

export type CasesWaitingFor = 'none' | 'applicant' | 'window_clerk' | 'reviewer' | 'approver';

export interface CasesWindowCase {
  summary: CasesCaseSummary;
  allowed: CasesAction[];
  reply_due_at: string;
  awaited: CasesAwaitedMaterial[];
  result_name: string;
}

export interface CasesWindowPerson {
  has_account: boolean;
  kind: CasesApplicantKind;
  name: string;
  document_number: string;
  phone: string;
  legal_representative: string;
  cases: CasesWindowCase[];
  drafts_elsewhere: number;
  next: string | null;
}

export interface CasesWithdrawIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
}

export interface CasesWithdrawTaskIn {
  case_id: string;
  expected_version?: number | null;
  element: string;
}

export interface CasesWorklistCounts {
  waiting: number;
  mine: number;
  asked: number;
  warning: number;
  overdue: number;
}

export interface CasesWorklistFilter {
  scope: CasesWorklistScope;
  statuses: CasesStatus[];
  items: CasesFilterItem[];
  department_id: string | null;
  due_within: number | null;
}

export interface CasesWorklistIn {
  scope?: CasesWorklistScope;
  role?: CasesWaitingFor | null;
  department_id?: string | null;
  region_code?: string | null;
  item_id?: string | null;
  status?: CasesStatus | null;
  item_ids?: string[];
  statuses?: CasesStatus[];
  due_within?: number | null;
  assignee_account_id?: string | null;
  case_number?: string | null;
  after?: string | null;
  limit?: number;
}

export type CasesWorklistScope = 'waiting' | 'mine' | 'asked' | 'running' | 'finished';

export interface CatalogAnswers {
  answered: boolean;
  quotes: CatalogQuote[];
  items: CatalogItemCard[];
  events: CatalogLifeEventCard[];
}

export interface CatalogAnswersIn {
  q?: string;
  region_code?: string;
}

export interface CatalogBasicElements {
  item_name: string;
  aliases: string[];
  item_type: string;
  legal_basis: CatalogLegalBasis[];
  use_level: string;
  power_source: string;
  implementer_nature: string;
  entrust_name: string;
  legal_limit: CatalogLimitElement;
  promised_limit: CatalogLimitElement;
  handling_type: string;
  service_objects: string[];
  conditions: string[];
  quantity_limit: string;
  handling_forms: string[];
  trips: number | null;
  trips_reason: string;
  is_fee: boolean | null;
  fee_basis: string;
  address: string;
  office_hours: string;
  consult_phone: string;
  supervise_phone: string;
  online_url: string;
  single_login: boolean;
  mobile_url: string;
  effective_from: string;
  effective_to: string;
}

export interface CatalogBasicItemContent {
  parent: string;
  implementing_organs: string;
  use_levels: string[];
  service_objects: string[];
  legal_basis: CatalogLegalBasis[];
  legal_limit: CatalogLimitElement;
  legal_limit_law: string;
  local_names: string[];
  note: string;
  sources: CatalogSourceNote[];
}

export interface CatalogBasicItemIn {
  basic_item_id: string;
}

export interface CatalogBasicItemList {
  basic_items: CatalogBasicItemView[];
  next: string;
}

export interface CatalogBasicItemView {
  basic_item_id: string;
  basic_code: string;
  local_basic_code: string;
  private_code: string;
  name: string;
  item_type: CatalogCodeName;
  central_authority: string;
  content: CatalogBasicItemContent;
  source: string;
  confidence: string;
  item_count: number;
}

export interface CatalogBrowseIn {
  theme?: string;
  department_id?: string;
  region_code?: string;
  item_type?: string;
  service_object?: string;
  online?: string;
  sort?: string;
  after?: string;
  limit?: number;
}

export interface CatalogChartBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface CatalogChartEdge {
  element: string;
  name: string;
  source: string;
  target: string;
  points: CatalogChartPoint[];
  label: CatalogChartBox;
}

export interface CatalogChartPoint {
  x: number;
  y: number;
}

export interface CatalogChartShape {
  element: string;
  name: string;
  kind: string;
  type: string;
  event: string;
  lane: string;
  box: CatalogChartBox;
  label: CatalogChartBox;
}

export interface CatalogChartStep {
  element: string;
  name: string;
  lane: string;
  kind: string;
  next: string[];
}

export interface CatalogCodeEntry {
  code_set: string;
  code: string;
  name: string;
  valid_from: string;
  valid_to: string;
  source: string;
  sort: number;
}

export interface CatalogCodeEntryList {
  entries: CatalogCodeEntry[];
}

export interface CatalogCodeName {
  code: string;
  name: string;
}

export interface CatalogCodeSet {
  code_set: string;
  entries: number;
}

export interface CatalogCodeSetIn {
  code_set?: string;
  on_date?: string;
}

export interface CatalogCodeSetList {
  code_sets: CatalogCodeSet[];
}

export interface CatalogCompareIn {
  basic_item_id?: string;
  item_ids?: string[];
}

export interface CatalogComparedRow {
  key: string;
  label: string;
  differs: boolean;
  values: CatalogComparedValue[];
}

export interface CatalogComparedValue {
  text: string;
  best: boolean;
}

export interface CatalogComparison {
  basic_item: CatalogBasicItemView;
  items: CatalogItemCard[];
  rows: CatalogComparedRow[];
  materials: CatalogComparedRow[];
}

export interface CatalogCompletenessIn {
  by?: string;
  region_code?: string;
  limit?: number;
}

export interface CatalogCompletenessList {
  rows: CatalogCompletenessRow[];
}

export interface CatalogCompletenessRow {
  key: string;
  name: string;
  items: number;
  completeness: number;
  errors: number;
  warnings: number;
  published: number;
}

export interface CatalogCreateBasicItemIn {
  basic_code?: string;
  local_basic_code?: string;
  name?: string;
  item_type?: string;
  central_authority?: string;
  content?: CatalogBasicItemContent;
  source?: string;
  confidence?: string;
  reason?: string;
}

export interface CatalogCreateDepartmentIn {
  credit_code?: string;
  org_code?: string;
  name?: string;
  short_name?: string;
  region_code?: string;
  implementer_nature?: string;
  line?: string;
  demonstration?: boolean;
  source?: string;
  confidence?: string;
  reason?: string;
}

export interface CatalogCreateItemIn {
  department_id?: string;
  basic_item_id?: string;
  implementing_code?: string;
  code_as_is?: boolean;
  handle_serial?: number;
  local_code?: string;
  demonstration?: boolean;
  content?: CatalogItemContent;
  reason?: string;
}

export interface CatalogCreateModelIn {
  kind?: CatalogModelKind;
  name?: string;
  department_id?: string;
  xml?: string;
  reason?: string;
}

export interface CatalogDepartmentContact {
  guides: number;
  addresses: string[];
  office_hours: string[];
  consult_phones: string[];
  supervise_phones: string[];
}

export interface CatalogDepartmentIn {
  department_id: string;
}

export interface CatalogDepartmentList {
  departments: CatalogDepartmentView[];
  next: string;
}

export interface CatalogDepartmentView {
  department_id: string;
  credit_code: string;
  org_code: string;
  name: string;
  short_name: string;
  region_code: string;
  region_name: string;
  implementer_nature: string;
  line: string;
  demonstration: boolean;
  active: boolean;
  source: string;
  confidence: string;
  item_count: number;
}

export interface CatalogEditorItem {
  item_id: string;
  item_name: string;
  implementing_code: string;
  handle_code: string;
  basic_code: string;
  local_code: string;
  code_as_is: boolean;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  basic_item_id: string;
  demonstration: boolean;
  item_state: CatalogItemState;
  current_version: number;
  newest_version: number;
  newest_state: CatalogVersionState;
  completeness: number;
  error_count: number;
  warning_count: number;
  updated_at: string;
}

export interface CatalogEditorItemList {
  items: CatalogEditorItem[];
  next: string;
}

export interface CatalogExportIn {
  file?: string;
  region_code?: string;
}

export interface CatalogExtensionElements {
  in_service_center: boolean;
  not_in_center_reason: string;
  cross_region_scope: string;
  cross_region_mode: string;
  joint_departments: string[];
  intermediary_service: string;
  intermediary_basis: string;
  review_type: string;
  approval_form: string;
  result_types: string[];
  result_name: string;
  result_sample: string;
  result_validity: string;
  is_electronic_licence: boolean;
  licence_type: string;
  delivery_forms: string[];
  is_online: boolean;
  online_depth: string[];
  online_level: string;
  is_appointment: boolean;
  is_pay_online: boolean;
  is_express: boolean;
  is_self_service: boolean;
  is_one_window: boolean;
  is_agent_allowed: boolean;
  is_remote_application: boolean;
  is_video: boolean;
  person_themes: string[];
  legal_themes: string[];
  life_events: string[];
  is_inform_promise: boolean;
  inform_promise_explanation: string;
  inform_promise_text: string;
  is_tolerant: boolean;
  tolerant_days: number;
  permit_kind: string;
  grant_conditions: string;
  grant_basis: string;
  procedure_basis: string;
  licence_scope: string;
  licence_renewal: string;
  annual_check: string;
  reconsideration: string;
  litigation: string;
  is_secret: boolean;
  progress_channel: string;
  business_system: string;
  min_assurance_level: number;
  town_code: string;
  village_code: string;
  remark: string;
}

export interface CatalogFacetCount {
  code: string;
  name: string;
  count: number;
}

export interface CatalogFacets {
  person_themes: CatalogFacetCount[];
  legal_themes: CatalogFacetCount[];
  departments: CatalogFacetCount[];
  item_types: CatalogFacetCount[];
  service_objects: CatalogFacetCount[];
  items: number;
}

export interface CatalogFacetsIn {
  region_code?: string;
}

export interface CatalogFeeElement {
  fee_name: string;
  fee_standard: string;
  amount_fen: number;
  by_law: string;
  reducible: boolean;
  reduction_basis: string;
  remark: string;
}

export interface CatalogFinding {
  code: string;
  severity: CatalogSeverity;
  sentence: string;
  place: string;
}

export interface CatalogFlowStep {
  step_name: string;
  stage: string;
  role: string;
  limit: CatalogLimitElement;
  standard: string;
  outcome: string;
}

export interface CatalogFlowchart {
  name: string;
  explanation: string;
  width: number;
  height: number;
  shapes: CatalogChartShape[];
  edges: CatalogChartEdge[];
  steps: CatalogChartStep[];
}

export interface CatalogFlowchartIn {
  item_id?: string;
  version?: number;
}

export interface CatalogFormPageIn {
  item_id?: string;
  sample?: boolean;
}

export interface CatalogGateReport {
  findings: CatalogFinding[];
  error_count: number;
  warning_count: number;
  completeness: number;
}

export interface CatalogGuide {
  header: CatalogGuideHeader;
  facts: CatalogGuideFacts;
  scenarios: CatalogGuideScenario[];
  scenario_complete: boolean;
  conditions: CatalogGuideCondition[];
  materials: CatalogGuideMaterial[];
  materials_exempt: number;
  steps: CatalogGuideStep[];
  fees: CatalogFeeElement[];
  fee_basis: string;
  legal_basis: CatalogLegalBasis[];
  questions: CatalogQuestionElement[];
  special_procedures: CatalogGuideProcedure[];
  other_regions: CatalogGuideOffer[];
  sources: CatalogSourceNote[];
  has_flowchart: boolean;
  can_apply_here: boolean;
  cannot_apply_reason: string;
  form_schema: unknown;
  form_layout: unknown;
  guide_path: string;
  qr_svg: string;
}

export interface CatalogGuideCondition {
  text: string;
  why: string;
}

export interface CatalogGuideFacts {
  service_objects: CatalogCodeName[];
  legal_limit: CatalogGuideLimit;
  promised_limit: CatalogGuideLimit;
  is_fee: boolean | null;
  trips: number | null;
  trips_reason: string;
  online_level: string;
  online_depth: CatalogCodeName[];
  handling_forms: CatalogCodeName[];
  cross_region_scope: CatalogCodeName;
  cross_region_mode: string;
  result_types: CatalogCodeName[];
  result_name: string;
  result_sample: string;
  result_validity: string;
  delivery_forms: CatalogCodeName[];
  address: string;
  office_hours: string;
  consult_phone: string;
  supervise_phone: string;
  online_url: string;
  mobile_url: string;
  in_service_center: boolean;
  is_one_window: boolean;
  is_appointment: boolean;
  is_express: boolean;
  is_pay_online: boolean;
  is_self_service: boolean;
  is_agent_allowed: boolean;
  is_inform_promise: boolean;
  is_tolerant: boolean;
  inform_promise_text: string;
  tolerant_days: number;
  min_assurance_level: number;
  quantity_limit: string;
  intermediary_service: string;
  annual_check: string;
  reconsideration: string;
  litigation: string;
  themes: CatalogCodeName[];
}

export interface CatalogGuideHeader {
  item_id: string;
  item_version_id: string;
  version: number;
  item_name: string;
  aliases: string[];
  item_type: CatalogCodeName;
  implementing_code: string;
  handle_code: string;
  basic_code: string;
  local_code: string;
  basic_item_id: string;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  region_path: CatalogCodeName[];
  use_level: CatalogCodeName;
  power_source: CatalogCodeName;
  implementer_nature: CatalogCodeName;
  handling_type: CatalogCodeName;
  state: string;
  effective_from: string;
  effective_to: string;
  published_at: string;
  demonstration: boolean;
  superseded: boolean;
  completeness: number;
}

export interface CatalogGuideIn {
  item_id?: string;
  scenario?: string;
  version?: number;
}

export interface CatalogGuideLimit {
  stated: boolean;
  amount: number;
  unit: string;
  text: string;
  explanation: string;
}

export interface CatalogGuideMaterial {
  material: CatalogMaterialElement;
  need: CatalogMaterialNeed;
  type_name: string;
  format_name: string;
  necessity_name: string;
  source_name: string;
  why: string[];
}

export interface CatalogGuideOffer {
  item_id: string;
  region_code: string;
  region_name: string;
  department_name: string;
  demonstration: boolean;
}

export interface CatalogGuideProcedure {
  procedure_kind: CatalogCodeName;
  procedure_name: string;
  limit: CatalogGuideLimit;
  excluded_from_limit: boolean;
  by_law: string;
  note: string;
}

export interface CatalogGuideScenario {
  question_key: string;
  question: string;
  multiple: boolean;
  options: CatalogGuideScenarioOption[];
}

export interface CatalogGuideScenarioOption {
  option_key: string;
  label: string;
  note: string;
  chosen: boolean;
}

export interface CatalogGuideStep {
  step_name: string;
  stage: CatalogCodeName;
  role: string;
  limit: CatalogGuideLimit;
  standard: string;
  outcome: string;
}

export interface CatalogImportIn {
  kind?: string;
  dry_run?: boolean;
  reason?: string;
}

export interface CatalogItemActIn {
  item_id?: string;
  reason?: string;
}

export interface CatalogItemCard {
  item_id: string;
  item_version_id: string;
  item_name: string;
  item_type: CatalogCodeName;
  implementing_code: string;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  legal_limit: string;
  promised_limit: string;
  trips: number | null;
  is_fee: boolean | null;
  is_online: boolean;
  online_level: string;
  demonstration: boolean;
  from_parent: boolean;
  effective_from: string;
}

export interface CatalogItemChange {
  version: number;
  action: string;
  from_state: string;
  to_state: string;
  account_id: string;
  at: string;
  reason: string;
  changed: string[];
}

export interface CatalogItemContent {
  basic: CatalogBasicElements;
  extension: CatalogExtensionElements;
  materials: CatalogMaterialElement[];
  fees: CatalogFeeElement[];
  questions: CatalogQuestionElement[];
  scenarios: CatalogScenarioQuestion[];
  flow: CatalogFlowStep[];
  special_procedures: CatalogSpecialProcedureElement[];
  form_schema: unknown;
  form_layout: unknown;
  sources: CatalogSourceNote[];
  process: CatalogProcessElement | null;
}

export interface CatalogItemHistory {
  item: CatalogEditorItem;
  versions: CatalogVersionRow[];
  changes: CatalogItemChange[];
}

export interface CatalogItemIn {
  item_id: string;
}

export interface CatalogItemList {
  items: CatalogItemCard[];
  next: string;
}

export type CatalogItemState = 'draft' | 'published' | 'suspended' | 'retired';

export interface CatalogLeftOut {
  name: string;
  why: string;
}

export interface CatalogLegalBasis {
  law: string;
  article: string;
  document_number: string;
  version_date: string;
  text: string;
  verified: boolean;
}

export interface CatalogLifeEventCard {
  event_key: string;
  name: string;
  person: boolean;
  components: number;
  offered: number;
}

export interface CatalogLifeEventComponent {
  order: number;
  name: string;
  department: string;
  item: CatalogItemCard | null;
  elsewhere: number;
  basic_item_id: string;
  why: string;
}

export interface CatalogLifeEventIn {
  event_key?: string;
  region_code?: string;
  answers?: string;
}

export interface CatalogLifeEventList {
  events: CatalogLifeEventCard[];
}

export interface CatalogLifeEventOption {
  option_key: string;
  label: string;
  chosen: boolean;
}

export interface CatalogLifeEventQuestion {
  question_key: string;
  question: string;
  options: CatalogLifeEventOption[];
}

export interface CatalogLifeEventView {
  card: CatalogLifeEventCard;
  lead_department: string;
  batch: string;
  confidence: string;
  source: string;
  questions: CatalogLifeEventQuestion[];
  needed: CatalogLifeEventComponent[];
  left_out: CatalogLeftOut[];
}

export interface CatalogLifeEventsIn {
  region_code?: string;
}

export interface CatalogLimitElement {
  stated: boolean;
  amount: number;
  unit: string;
  explanation: string;
}

export interface CatalogListBasicItemsIn {
  item_type?: string;
  text?: string;
  after?: string;
  limit?: number;
}

export interface CatalogListDepartmentsIn {
  region_code?: string;
  with_items?: boolean;
  after?: string;
  limit?: number;
}

export interface CatalogListEditorItemsIn {
  state?: string;
  department_id?: string;
  region_code?: string;
  text?: string;
  after?: string;
  limit?: number;
}

export interface CatalogListModelsIn {
  kind?: string;
  after?: string;
  limit?: number;
}

export interface CatalogMaterialElement {
  material_key: string;
  material_name: string;
  material_type: string;
  material_format: string;
  necessity: string;
  source_type: string;
  source_explanation: string;
  issuing_organ: string;
  licence_type: string;
  exempt_by_licence: boolean;
  tolerable: boolean;
  promise_replaceable: boolean;
  originals: number;
  copies: number;
  page_format: string;
  fill_explanation: string;
  accept_standard: string;
  by_law: string;
  blank_form: string;
  sample_form: string;
  at_step: string;
  remark: string;
}

export type CatalogMaterialNeed = 'required' | 'optional' | 'tolerable' | 'depends';

export interface CatalogModelFinding {
  severity: CatalogSeverity;
  key: string;
  element: string;
  detail: string;
}

export interface CatalogModelIn {
  model_key?: string;
  version?: number;
}

export type CatalogModelKind = 'process' | 'decision';

export interface CatalogModelList {
  models: CatalogModelRow[];
  next: string;
}

export interface CatalogModelRow {
  model_key: string;
  kind: CatalogModelKind;
  name: string;
  library: boolean;
  department_id: string;
  department_name: string;
  newest_version: number;
  updated_at: string;
  may_edit: boolean;
}

export interface CatalogModelUse {
  item_id: string;
  item_name: string;
  department_name: string;
  item_version: number;
  model_version: number;
}

export interface CatalogModelVersionRow {
  version: number;
  name: string;
  reason: string;
  account_id: string;
  saved_at: string;
}

export interface CatalogModelView {
  model: CatalogModelRow;
  version: number;
  xml: string;
  findings: CatalogModelFinding[];
  versions: CatalogModelVersionRow[];
  uses: CatalogModelUse[];
}

export interface CatalogProcessDecision {
  model_key: string;
  model_version: number;
}

export interface CatalogProcessElement {
  model_key: string;
  model_version: number;
  decisions: CatalogProcessDecision[];
  sampling_percent: number;
  lanes: CatalogProcessLane[];
}

export interface CatalogProcessLane {
  lane: string;
  region_code: string;
  department_name: string;
}

export interface CatalogProcessTrial {
  runs: CatalogTrialRun[];
  complete: boolean;
  shortest_days: number;
  longest_days: number;
  usual_days: number;
  promised_days: number | null;
  legal_days: number | null;
  unreached: string[];
}

export interface CatalogPutCodeEntryIn {
  code_set?: string;
  code?: string;
  name?: string;
  valid_from?: string;
  valid_to?: string;
  source?: string;
  sort?: number;
  reason?: string;
}

export interface CatalogQuestionElement {
  question: string;
  answer: string;
}

export interface CatalogQuote {
  item: CatalogItemCard;
  element: string;
  anchor: string;
  text: string;
  version: number;
}

export interface CatalogRebuildOut {
  items: number;
  texts: number;
  milliseconds: number;
}

export interface CatalogRegionChildrenIn {
  parent_code?: string;
}

export interface CatalogRegionDetail {
  region: CatalogRegionView;
  path: CatalogRegionView[];
  names: CatalogRegionName[];
}

export interface CatalogRegionIn {
  region_code: string;
}

export interface CatalogRegionList {
  regions: CatalogRegionView[];
}

export interface CatalogRegionName {
  name: string;
  valid_from: string;
  valid_to: string;
  source: string;
}

export interface CatalogRegionView {
  region_code: string;
  name: string;
  level: number;
  parent_code: string;
  has_children: boolean;
  valid_from: string;
  valid_to: string;
  source: string;
}

export interface CatalogSaveDraftIn {
  item_id?: string;
  version?: number;
  revision?: number;
  content?: CatalogItemContent;
  reason?: string;
}

export interface CatalogSaveModelIn {
  model_key?: string;
  version?: number;
  name?: string;
  xml?: string;
  reason?: string;
}

export interface CatalogScenarioOption {
  option_key: string;
  label: string;
  materials_added: string[];
  materials_dropped: string[];
  conditions: string[];
  note: string;
}

export interface CatalogScenarioQuestion {
  question_key: string;
  question: string;
  multiple: boolean;
  options: CatalogScenarioOption[];
}

export interface CatalogScoreRow {
  key: string;
  name: string;
  items: number;
  completeness: number;
  online_percent: number;
  no_visit_percent: number;
  demonstration: boolean;
}

export interface CatalogScoreWeight {
  element: string;
  weight: number;
}

export interface CatalogScoreboard {
  whole: CatalogScoreRow;
  regions: CatalogScoreRow[];
  departments: CatalogScoreRow[];
  weights: CatalogScoreWeight[];
  most_for_warnings: number;
  counted_at: string;
}

export interface CatalogScoreboardIn {
  region_code?: string;
}

export interface CatalogScoredItem {
  item: CatalogItemCard;
  completeness: number;
  missing: CatalogScoreWeight[];
}

export interface CatalogScoredItemList {
  items: CatalogScoredItem[];
  next: string;
}

export interface CatalogScoredItemsIn {
  department_id?: string;
  after?: string;
  limit?: number;
}

export interface CatalogSearchHit {
  item: CatalogItemCard;
  why: string;
}

export interface CatalogSearchIn {
  q?: string;
  region_code?: string;
  department_id?: string;
  theme?: string;
  object?: string;
  type?: string;
  level?: string;
  online?: string;
  after?: string;
  limit?: number;
}

export interface CatalogSearchPage {
  hits: CatalogSearchHit[];
  next: string;
  did_you_mean: string;
  count: number;
}

export type CatalogSeverity = 'error' | 'warning';

export interface CatalogSourceNote {
  source: string;
  confidence: string;
  element: string;
}

export interface CatalogSpecialProcedureElement {
  procedure_kind: string;
  procedure_name: string;
  limit: CatalogLimitElement;
  excluded_from_limit: boolean;
  by_law: string;
  note: string;
}

export interface CatalogSuggestIn {
  q?: string;
  region_code?: string;
  limit?: number;
}

export interface CatalogSuggestList {
  suggestions: CatalogSuggestion[];
}

export interface CatalogSuggestion {
  text: string;
  matched: string;
}

export interface CatalogTrialRun {
  answers: string;
  ending: string;
  days: number;
  counted_days: number;
  stuck: string[];
  problem: string;
}

export interface CatalogTriedProcess {
  findings: CatalogModelFinding[];
  trial: CatalogProcessTrial | null;
}

export interface CatalogTryGateIn {
  item_id?: string;
  content?: CatalogItemContent;
}

export interface CatalogTryProcessIn {
  kind?: CatalogModelKind;
  xml?: string;
  decisions?: CatalogProcessDecision[];
  item_id?: string;
  item_version?: number;
}

export interface CatalogUpdateDepartmentIn {
  department_id?: string;
  name?: string;
  short_name?: string;
  implementer_nature?: string;
  line?: string;
  active?: boolean;
  reason?: string;
}

export interface CatalogVersionActIn {
  item_id?: string;
  version?: number;
  revision?: number;
  reason?: string;
}

export type CatalogVersionAction = 'save' | 'check' | 'publish' | 'suspend' | 'resume' | 'retire' | 'discard' | 'supersede';

export interface CatalogVersionIn {
  item_id?: string;
  version?: number;
}

export interface CatalogVersionRow {
  item_version_id: string;
  version: number;
  state: CatalogVersionState;
  effective_from: string;
  completeness: number;
  error_count: number;
  warning_count: number;
  created_at: string;
  checked_at: string | null;
  published_at: string | null;
}

export type CatalogVersionState = 'draft' | 'checked' | 'published' | 'suspended' | 'retired';

export interface CatalogVersionView {
  item: CatalogEditorItem;
  item_version_id: string;
  version: number;
  revision: number;
  state: CatalogVersionState;
  content_digest: string;
  effective_from: string;
  content: CatalogItemContent;
  gate: CatalogGateReport;
  allowed: CatalogVersionAction[];
}

export interface EventsDeadEvent {
  queue_id: string;
  event_id: string;
  consumer: string;
  kind: string;
  order_key: string;
  attempts: number;
  last_error: string;
  emitted_at: string;
}

export interface HttpDeadJobs {
  dead: number;
  dead_jobs: JobsJob[];
}

export interface HttpDeadQuery {
  after?: string | null;
  limit?: number | null;
}

export interface HttpJobRef {
  job_id: string;
}

export interface HttpQueueRef {
  queue_id: string;
}

export interface HttpQueueView {
  waiting: number;
  dead: number;
  oldest_waiting: string | null;
  dead_events: EventsDeadEvent[];
}

export interface IdentityAbsenceIn {
  account_id?: string | null;
  deputy_account_id: string;
  from_date: string;
  until_date: string;
}

export interface IdentityAbsenceList {
  absences: IdentityAbsenceView[];
}

export interface IdentityAbsenceRef {
  absence_id: string;
}

export interface IdentityAbsenceView {
  absence_id: string;
  account_id: string;
  name: string;
  deputy_account_id: string;
  deputy_name: string;
  from_date: string;
  until_date: string;
  current: boolean;
  may_end: boolean;
}

export type IdentityAccountKind = 'applicant' | 'staff';

export interface IdentityAccountPage {
  accounts: IdentityAccountRow[];
  next: string | null;
}

export interface IdentityAccountRef {
  account_id: string;
}

export interface IdentityAccountRow {
  account_id: string;
  kind: IdentityAccountKind;
  login_name: string;
  name: string;
  status: IdentityAccountStatus;
  demo: boolean;
  created_at: string;
  last_sign_in_at: string | null;
  roles: Role[];
}

export interface IdentityAccountState {
  account_id: string;
  status: IdentityAccountStatus;
}

export type IdentityAccountStatus = 'active' | 'disabled';

export interface IdentityAccountView {
  account: IdentityAccountRow;
  phone: string;
  password_changed_at: string;
  must_change_password: boolean;
  locked_until: string | null;
  sessions: number;
  posts: IdentityPostView[];
}

export interface IdentityAccountsQuery {
  kind?: IdentityAccountKind | null;
  status?: IdentityAccountStatus | null;
  role?: Role | null;
  text?: string | null;
  after?: string | null;
  limit?: number | null;
}

export type IdentityApplicantKind = 'natural' | 'legal';

export interface IdentityAuditChain {
  block_number: number;
  sealed_at: string | null;
  entries: number;
  waiting: number;
  block_hash: string;
  key_id: string;
}

export interface IdentityAuditPage {
  entries: AuditEntry[];
  next: string | null;
}

export interface IdentityAuditQuery {
  actor_id?: string | null;
  action?: string | null;
  object_kind?: string | null;
  object_id?: string | null;
  outcome?: AuditOutcome | null;
  from?: string | null;
  until?: string | null;
  before?: string | null;
  limit?: number | null;
}

export interface IdentityAuthorisationList {
  given: IdentityAuthorisationView[];
  received: IdentityAuthorisationView[];
}

export interface IdentityAuthorisationRef {
  authorisation_id: string;
}

export interface IdentityAuthorisationView {
  authorisation_id: string;
  principal_id: string;
  principal_name: string;
  agent_id: string;
  agent_name: string;
  item_id: string | null;
  valid_from: string;
  valid_until: string;
  revoked_at: string | null;
}

export interface IdentityAuthoriseIn {
  agent_login_name: string;
  agent_name: string;
  item_id?: string | null;
  valid_from: string;
  valid_until: string;
}

export interface IdentityDeputiesIn {
  account_id?: string | null;
}

export interface IdentityDeputyChoices {
  people: IdentityPersonChoice[];
  deputies: IdentityPersonChoice[];
}

export interface IdentityGrantIn {
  account_id: string;
  role: Role;
  department_id?: string | null;
  region_code?: string | null;
}

export interface IdentityLoginIn {
  login_name: string;
  password: string;
}

export interface IdentityPasswordIn {
  old_password: string;
  new_password: string;
}

export interface IdentityPersonChoice {
  account_id: string;
  name: string;
}

export interface IdentityPostList {
  posts: IdentityPostView[];
}

export interface IdentityPostRef {
  account_id: string;
  post_id: string;
}

export interface IdentityPostView {
  post_id: string;
  role: Role;
  department_id: string | null;
  department_name: string;
  region_code: string;
}

export interface IdentityProfileChange {
  phone: string;
  address: string;
}

export interface IdentityProfileView {
  account_id: string;
  kind: IdentityAccountKind;
  login_name: string;
  applicant_kind: IdentityApplicantKind | null;
  name: string;
  id_number: string;
  phone: string;
  address: string;
  representative: string;
  assurance_level: number;
  demo: boolean;
  created_at: string;
}

export interface IdentityRegisterIn {
  login_name: string;
  password: string;
  applicant_kind: IdentityApplicantKind;
  name: string;
  id_number: string;
  phone: string;
  address?: string | null;
  representative?: string | null;
}

export interface IdentityRegisterOut {
  account_id: string;
  login_name: string;
}

export interface IdentityResetPasswordIn {
  account_id: string;
  password: string;
  reason?: string | null;
}

export interface IdentitySessionView {
  kind: ActorKind;
  account_id: string | null;
  display_name: string;
  applicant_kind: IdentityApplicantKind | null;
  assurance_level: number;
  demo: boolean;
  posts: IdentityPostView[];
  csrf_token: string;
  idle_minutes: number;
  must_change_password: boolean;
}

export interface IdentityStaffIn {
  login_name: string;
  password: string;
  name: string;
  phone: string;
  must_change_password?: boolean | null;
}

export interface IdentityStatusIn {
  account_id: string;
  reason?: string | null;
}

export type InquiriesAbout = 'department' | 'item' | 'own_case';

export type InquiriesAction = 'transfer' | 'answer' | 'reopen' | 'close' | 'publish' | 'unpublish';

export interface InquiriesAnswerIn {
  inquiry_id: string;
  expected_version?: number | null;
  answer: string;
}

export interface InquiriesAskIn {
  kind: InquiriesKind;
  item_id?: string | null;
  department_id?: string | null;
  case_id?: string | null;
  title: string;
  text: string;
  name?: string | null;
  phone?: string | null;
}

export interface InquiriesAskedOut {
  inquiry_id: string;
  query_code: string;
  department_name: string;
  limit_days: number;
  due_at: string;
  version: number;
}

export interface InquiriesAskerView {
  name: string;
  phone: string;
  registered: boolean;
  masked: boolean;
}

export type InquiriesClockState = 'normal' | 'warning' | 'overdue';

export interface InquiriesCloseIn {
  inquiry_id: string;
  expected_version?: number | null;
  query_code?: string | null;
  phone?: string | null;
}

export type InquiriesEventKind = 'asked' | 'transferred' | 'answered' | 'reopened' | 'closed' | 'published' | 'unpublished' | 'fell_overdue';

export interface InquiriesInquiryActOut {
  inquiry_id: string;
  status: InquiriesStatus;
  version: number;
}

export interface InquiriesInquiryIn {
  inquiry_id: string;
}

export interface InquiriesInquiryPage {
  inquiries: InquiriesInquirySummary[];
  next: string | null;
}

export interface InquiriesInquiryStep {
  kind: InquiriesEventKind;
  at: string;
  by: string;
  note: string;
  department_name: string;
}

export interface InquiriesInquirySummary {
  inquiry_id: string;
  kind: InquiriesKind;
  about: InquiriesAbout;
  status: InquiriesStatus;
  title: string;
  subject_name: string;
  item_id: string | null;
  case_id: string | null;
  case_number: string;
  department_id: string;
  department_name: string;
  region_code: string;
  asked_at: string;
  answered_at: string | null;
  closed_at: string | null;
  limit_days: number;
  due_at: string;
  remaining_days: number;
  clock_state: InquiriesClockState;
  clock_stopped: boolean;
  estimated: boolean;
  reopened: boolean;
  published: boolean;
  version: number;
}

export interface InquiriesInquiryView {
  summary: InquiriesInquirySummary;
  text: string;
  asker: InquiriesAskerView;
  query_code: string;
  answer: string | null;
  steps: InquiriesInquiryStep[];
  published: InquiriesPublishedQuestion | null;
  allowed: InquiriesAction[];
}

export interface InquiriesInquiryWorklistIn {
  scope?: InquiriesScope;
  kind?: InquiriesKind | null;
  after?: string | null;
  limit?: number;
}

export type InquiriesKind = 'question' | 'complaint' | 'praise';

export interface InquiriesLookupIn {
  query_code: string;
  phone: string;
}

export interface InquiriesMyInquiriesIn {
  kind?: InquiriesKind | null;
  after?: string | null;
  limit?: number;
}

export interface InquiriesPublishIn {
  inquiry_id: string;
  expected_version?: number | null;
  question: string;
  answer: string;
}

export interface InquiriesPublishedIn {
  item_id?: string;
  after?: string | null;
  limit?: number;
}

export interface InquiriesPublishedPage {
  questions: InquiriesPublishedQuestion[];
  next: string | null;
}

export interface InquiriesPublishedQuestion {
  published_id: string;
  question: string;
  answer: string;
  department_name: string;
  asked_at: string;
  answered_at: string;
  published_at: string;
}

export interface InquiriesReopenIn {
  inquiry_id: string;
  expected_version?: number | null;
  reason: string;
  query_code?: string | null;
  phone?: string | null;
}

export interface InquiriesRevealAskerIn {
  inquiry_id: string;
  reason: string;
}

export type InquiriesScope = 'open' | 'done';

export type InquiriesStatus = 'open' | 'answered' | 'closed';

export interface InquiriesTransferIn {
  inquiry_id: string;
  expected_version?: number | null;
  department_id: string;
  reason: string;
}

export interface InquiriesUnpublishIn {
  inquiry_id: string;
  expected_version?: number | null;
  reason: string;
}

export interface JobsJob {
  job_id: string;
  kind: string;
  subject_id: string;
  due_at: string;
  payload: string;
  attempts: number;
  last_error: string;
}

export type MessagesChannel = 'page' | 'mail' | 'sms' | 'push';

export interface MessagesConfirmMailIn {
  code: string;
}

export interface MessagesDeliveryRef {
  delivery_id: string;
}

export type MessagesDeliveryState = 'waiting' | 'sent' | 'dead' | 'dropped';

export interface MessagesDeliveryView {
  delivery_id: string;
  account_id: string;
  kind: MessagesMessageKind;
  channel: MessagesChannel;
  address: string;
  subject: string;
  text: string;
  state: MessagesDeliveryState;
  attempts: number;
  last_error: string;
  provider: string;
  provider_reference: string;
  made_at: string;
  due_at: string;
  ended_at: string | null;
}

export type MessagesMessageKind = 'case_submitted' | 'revision_requested' | 'case_accepted' | 'correction_notice' | 'case_refused' | 'case_suspended' | 'case_resumed' | 'case_extended' | 'case_granted' | 'case_denied' | 'result_ready' | 'result_delivered' | 'case_closed' | 'case_terminated' | 'case_transferred' | 'reply_due' | 'material_due' | 'material_overdue' | 'inquiry_received' | 'inquiry_transferred' | 'inquiry_answered' | 'task_assigned' | 'limit_warning' | 'limit_overdue' | 'inquiry_overdue' | 'mail_confirmation';

export interface MessagesMessagePage {
  messages: MessagesMessageView[];
  next: string | null;
}

export interface MessagesMessageRef {
  message_id: string;
}

export interface MessagesMessageSettings {
  mail: string;
  mail_confirmed: boolean;
  code_sent: boolean;
  phone: string;
  language: MessagesTextLanguage;
  mail_on: boolean;
  sms_on: boolean;
  push_on: boolean;
  quiet_from: number;
  quiet_until: number;
  version: number;
}

export interface MessagesMessageView {
  message_id: string;
  kind: MessagesMessageKind;
  subject: string;
  text: string;
  case_id: string | null;
  inquiry_id: string | null;
  made_at: string;
  read_at: string | null;
}

export interface MessagesMessagesIn {
  unread?: boolean;
  after?: string | null;
  limit?: number;
}

export interface MessagesOutboxIn {
  state?: MessagesDeliveryState;
  after?: string | null;
  limit?: number;
}

export interface MessagesOutboxPage {
  waiting: number;
  dead: number;
  deliveries: MessagesDeliveryView[];
  next: string | null;
}

export interface MessagesPreview {
  zh: MessagesWords;
  en: MessagesWords;
}

export interface MessagesPreviewIn {
  kind: MessagesMessageKind;
  channel: MessagesChannel;
  zh: MessagesWords;
  en: MessagesWords;
}

export interface MessagesReadAllIn {
  up_to?: string | null;
}

export interface MessagesSettingsIn {
  mail: string;
  language: MessagesTextLanguage;
  mail_on: boolean;
  sms_on: boolean;
  push_on: boolean;
  quiet_from: number;
  quiet_until: number;
  expected_version: number;
  send_code?: boolean | null;
}

export interface MessagesTemplateIn {
  kind: MessagesMessageKind;
  channel: MessagesChannel;
  expected_version: number;
  active: boolean;
  zh: MessagesWords;
  en: MessagesWords;
}

export interface MessagesTemplateList {
  templates: MessagesTemplateView[];
}

export interface MessagesTemplateRef {
  kind: MessagesMessageKind;
  channel: MessagesChannel;
}

export interface MessagesTemplateView {
  kind: MessagesMessageKind;
  channel: MessagesChannel;
  version: number;
  active: boolean;
  zh: MessagesWords;
  en: MessagesWords;
  placeholders: string[];
  required: string[];
  saved_at: string | null;
}

export type MessagesTextLanguage = 'zh' | 'en';

export interface MessagesUnreadCount {
  unread: number;
  more: boolean;
}

export interface MessagesWords {
  subject: string;
  text: string;
}

export type NoticesAction = 'save' | 'publish' | 'withdraw';

export interface NoticesCreateNoticeIn {
  notice: NoticesNoticeText;
}

export interface NoticesNoticeActIn {
  notice_id: string;
  expected_version: number;
}

export interface NoticesNoticeIn {
  notice_id: string;
}

export interface NoticesNoticePage {
  notices: NoticesNoticeView[];
  next: string;
}

export interface NoticesNoticeText {
  title?: string;
  body?: string;
  region_code?: string;
  department_id?: string | null;
  valid_until?: string | null;
}

export interface NoticesNoticeView {
  notice_id: string;
  state: NoticesState;
  version: number;
  title: string;
  body: string;
  region_code: string;
  region_name: string;
  department_id: string | null;
  department_name: string;
  valid_until: string | null;
  published_at: string | null;
  changed_at: string;
}

export interface NoticesPublicNoticesIn {
  region_code?: string;
  department_id?: string | null;
  after?: string;
  limit?: number;
}

export interface NoticesSaveNoticeIn {
  notice_id: string;
  expected_version: number;
  notice: NoticesNoticeText;
}

export interface NoticesStaffNoticePage {
  notices: NoticesStaffNoticeView[];
  next: string | null;
}

export interface NoticesStaffNoticeView {
  notice: NoticesNoticeView;
  allowed: NoticesAction[];
}

export interface NoticesStaffNoticesIn {
  state?: NoticesState | null;
  after?: string | null;
  limit?: number;
}

export type NoticesState = 'draft' | 'published' | 'withdrawn';

export interface OwnOverview {
  todos: OwnTodo[];
  running: OwnRunningCase[];
  more: boolean;
}

export interface OwnRunningCase {
  case_id: string;
  case_number: string;
  item_name: string;
  department_name: string;
  region_name: string;
  status: string;
  due_at: string | null;
  remaining_days: number | null;
  state: OwnTodoState;
}

export interface OwnTodo {
  kind: OwnTodoKind;
  case_id: string | null;
  item_id: string | null;
  inquiry_id: string | null;
  number: string;
  title: string;
  department_name: string;
  detail: string;
  due_at: string | null;
  remaining_days: number | null;
  state: OwnTodoState;
}

export type OwnTodoKind = 'correct' | 'supplement' | 'fetch' | 'answered' | 'renew' | 'draft';

export type OwnTodoState = 'normal' | 'warning' | 'overdue';

export type Role = 'window_clerk' | 'reviewer' | 'approver' | 'department_head' | 'catalog_editor' | 'catalog_publisher' | 'supervisor' | 'system_admin' | 'security_admin' | 'auditor';

export interface Endpoints {
  'audit.chain': { input: Record<string, never>; output: IdentityAuditChain };
  'audit.list': { input: IdentityAuditQuery; output: IdentityAuditPage };
  'cases.accept': { input: CasesAcceptIn; output: CasesActOut };
  'cases.add_signer': { input: CasesAskColleagueIn; output: CasesActOut };
  'cases.advise': { input: CasesAdviseIn; output: CasesActOut };
  'cases.apply': { input: CasesApplyIn; output: CasesActOut };
  'cases.archive': { input: CasesActIn; output: CasesActOut };
  'cases.assign': { input: CasesAssignIn; output: CasesActOut };
  'cases.attach_material': { input: CasesAttachMaterialIn; output: CasesMaterialView };
  'cases.change_task': { input: CasesChangeTaskIn; output: CasesActOut };
  'cases.claim': { input: CasesActIn; output: CasesActOut };
  'cases.colleagues': { input: CasesDepartmentIn; output: CasesColleagues };
  'cases.complete_task': { input: CasesCompleteTaskIn; output: CasesActOut };
  'cases.correct': { input: CasesCorrectIn; output: CasesActOut };
  'cases.decide': { input: CasesDecideIn; output: CasesActOut };
  'cases.delegate': { input: CasesAskColleagueIn; output: CasesActOut };
  'cases.delete_draft': { input: CasesCaseIn; output: CasesActOut };
  'cases.delete_filter': { input: CasesFilterRef; output: CasesFilterList };
  'cases.deliver': { input: CasesDeliverIn; output: CasesActOut };
  'cases.earlier_materials': { input: CasesEarlierMaterialsIn; output: CasesEarlierMaterials };
  'cases.export': { input: CasesExportIn; output: Blob };
  'cases.extend': { input: CasesExtendIn; output: CasesActOut };
  'cases.figures': { input: CasesFiguresIn; output: CasesDepartmentFigures };
  'cases.file': { input: CasesCaseFileIn; output: Blob };
  'cases.filters': { input: Record<string, never>; output: CasesFilterList };
  'cases.find_person': { input: CasesFindPersonIn; output: CasesWindowPerson };
  'cases.hand_over': { input: CasesAssignIn; output: CasesActOut };
  'cases.instrument': { input: CasesInstrumentIn; output: Blob };
  'cases.issue': { input: CasesIssueIn; output: CasesActOut };
  'cases.migrate_process': { input: CasesMigrateProcessIn; output: CasesActOut };
  'cases.mine': { input: CasesMyCasesIn; output: CasesCasePage };
  'cases.pre_review': { input: CasesPreReviewIn; output: CasesActOut };
  'cases.progress': { input: CasesProgressIn; output: CasesProgressView };
  'cases.receive': { input: CasesActIn; output: CasesActOut };
  'cases.refuse': { input: CasesRefuseIn; output: CasesActOut };
  'cases.remove_material': { input: CasesRemoveMaterialIn; output: CasesActOut };
  'cases.remove_signer': { input: CasesEndQuestionIn; output: CasesActOut };
  'cases.resubmit': { input: CasesActIn; output: CasesActOut };
  'cases.resume': { input: CasesResumeIn; output: CasesActOut };
  'cases.return_task': { input: CasesReturnTaskIn; output: CasesActOut };
  'cases.reveal': { input: CasesRevealIn; output: CasesRevealedCase };
  'cases.review': { input: CasesReviewIn; output: CasesActOut };
  'cases.revise': { input: CasesActIn; output: CasesActOut };
  'cases.save_answers': { input: CasesSaveAnswersIn; output: CasesSavedGroup };
  'cases.save_contact': { input: CasesSaveContactIn; output: CasesActOut };
  'cases.save_filter': { input: CasesSaveFilterIn; output: CasesFilterView };
  'cases.save_scenario': { input: CasesSaveScenarioIn; output: CasesActOut };
  'cases.see_original': { input: CasesSeeOriginalIn; output: CasesMaterialView };
  'cases.similar': { input: CasesCaseIn; output: CasesSimilarCases };
  'cases.start': { input: CasesStartCaseIn; output: CasesActOut };
  'cases.start_at_window': { input: CasesStartWindowCaseIn; output: CasesActOut };
  'cases.submit': { input: CasesActIn; output: CasesActOut };
  'cases.supplement': { input: CasesSupplementIn; output: CasesActOut };
  'cases.suspend': { input: CasesSuspendIn; output: CasesActOut };
  'cases.take_back': { input: CasesEndQuestionIn; output: CasesActOut };
  'cases.tasks': { input: CasesTasksIn; output: CasesTaskPage };
  'cases.terminate': { input: CasesTerminateIn; output: CasesActOut };
  'cases.transfer': { input: CasesTransferIn; output: CasesActOut };
  'cases.upgrade': { input: CasesActIn; output: CasesActOut };
  'cases.urge': { input: CasesUrgeIn; output: CasesActOut };
  'cases.view': { input: CasesCaseIn; output: CasesCaseView };
  'cases.withdraw': { input: CasesWithdrawIn; output: CasesActOut };
  'cases.withdraw_task': { input: CasesWithdrawTaskIn; output: CasesActOut };
  'cases.worklist': { input: CasesWorklistIn; output: CasesCasePage };
  'cases.worklist_counts': { input: Record<string, never>; output: CasesWorklistCounts };
  'catalog.answers': { input: CatalogAnswersIn; output: CatalogAnswers };
  'catalog.basic_item': { input: CatalogBasicItemIn; output: CatalogBasicItemView };
  'catalog.basic_items': { input: CatalogListBasicItemsIn; output: CatalogBasicItemList };
  'catalog.browse': { input: CatalogBrowseIn; output: CatalogItemList };
  'catalog.check': { input: CatalogVersionActIn; output: CatalogVersionView };
  'catalog.code_entries': { input: CatalogCodeSetIn; output: CatalogCodeEntryList };
  'catalog.code_sets': { input: Record<string, never>; output: CatalogCodeSetList };
  'catalog.compare': { input: CatalogCompareIn; output: CatalogComparison };
  'catalog.completeness': { input: CatalogCompletenessIn; output: CatalogCompletenessList };
  'catalog.create_basic_item': { input: CatalogCreateBasicItemIn; output: CatalogBasicItemView };
  'catalog.create_department': { input: CatalogCreateDepartmentIn; output: CatalogDepartmentView };
  'catalog.create_item': { input: CatalogCreateItemIn; output: CatalogVersionView };
  'catalog.create_model': { input: CatalogCreateModelIn; output: CatalogModelView };
  'catalog.department': { input: CatalogDepartmentIn; output: CatalogDepartmentView };
  'catalog.department_contact': { input: CatalogDepartmentIn; output: CatalogDepartmentContact };
  'catalog.departments': { input: CatalogListDepartmentsIn; output: CatalogDepartmentList };
  'catalog.discard': { input: CatalogVersionActIn; output: CatalogVersionView };
  'catalog.editor_items': { input: CatalogListEditorItemsIn; output: CatalogEditorItemList };
  'catalog.export': { input: CatalogExportIn; output: Blob };
  'catalog.facets': { input: CatalogFacetsIn; output: CatalogFacets };
  'catalog.flowchart': { input: CatalogFlowchartIn; output: CatalogFlowchart };
  'catalog.form_page': { input: CatalogFormPageIn; output: Blob };
  'catalog.guide': { input: CatalogGuideIn; output: CatalogGuide };
  'catalog.guide_page': { input: CatalogGuideIn; output: Blob };
  'catalog.history': { input: CatalogItemIn; output: CatalogItemHistory };
  'catalog.import': { input: CatalogImportIn; output: Blob };
  'catalog.life_event': { input: CatalogLifeEventIn; output: CatalogLifeEventView };
  'catalog.life_events': { input: CatalogLifeEventsIn; output: CatalogLifeEventList };
  'catalog.model': { input: CatalogModelIn; output: CatalogModelView };
  'catalog.models': { input: CatalogListModelsIn; output: CatalogModelList };
  'catalog.new_version': { input: CatalogItemActIn; output: CatalogVersionView };
  'catalog.publish': { input: CatalogVersionActIn; output: CatalogVersionView };
  'catalog.put_code_entry': { input: CatalogPutCodeEntryIn; output: CatalogCodeEntry };
  'catalog.rebuild_search': { input: Record<string, never>; output: CatalogRebuildOut };
  'catalog.region': { input: CatalogRegionIn; output: CatalogRegionDetail };
  'catalog.region_children': { input: CatalogRegionChildrenIn; output: CatalogRegionList };
  'catalog.resume': { input: CatalogItemActIn; output: CatalogVersionView };
  'catalog.retire': { input: CatalogItemActIn; output: CatalogVersionView };
  'catalog.save_draft': { input: CatalogSaveDraftIn; output: CatalogVersionView };
  'catalog.save_model': { input: CatalogSaveModelIn; output: CatalogModelView };
  'catalog.scoreboard': { input: CatalogScoreboardIn; output: CatalogScoreboard };
  'catalog.scored_items': { input: CatalogScoredItemsIn; output: CatalogScoredItemList };
  'catalog.search': { input: CatalogSearchIn; output: CatalogSearchPage };
  'catalog.suggest': { input: CatalogSuggestIn; output: CatalogSuggestList };
  'catalog.suspend': { input: CatalogItemActIn; output: CatalogVersionView };
  'catalog.try_gate': { input: CatalogTryGateIn; output: CatalogGateReport };
  'catalog.try_model': { input: CatalogTryProcessIn; output: CatalogTriedProcess };
  'catalog.update_department': { input: CatalogUpdateDepartmentIn; output: CatalogDepartmentView };
  'catalog.version': { input: CatalogVersionIn; output: CatalogVersionView };
  'files.download': { input: CasesOwnFileIn; output: Blob };
  'files.upload': { input: CasesUploadIn; output: Blob };
  'identity.absences': { input: Record<string, never>; output: IdentityAbsenceList };
  'identity.account': { input: IdentityAccountRef; output: IdentityAccountView };
  'identity.accounts': { input: IdentityAccountsQuery; output: IdentityAccountPage };
  'identity.authorisations': { input: Record<string, never>; output: IdentityAuthorisationList };
  'identity.authorise_agent': { input: IdentityAuthoriseIn; output: IdentityAuthorisationView };
  'identity.change_password': { input: IdentityPasswordIn; output: IdentitySessionView };
  'identity.change_profile': { input: IdentityProfileChange; output: IdentityProfileView };
  'identity.create_staff': { input: IdentityStaffIn; output: IdentityRegisterOut };
  'identity.deputies': { input: IdentityDeputiesIn; output: IdentityDeputyChoices };
  'identity.disable_account': { input: IdentityStatusIn; output: IdentityAccountState };
  'identity.enable_account': { input: IdentityStatusIn; output: IdentityAccountState };
  'identity.end_absence': { input: IdentityAbsenceRef; output: IdentityAbsenceView };
  'identity.grant_post': { input: IdentityGrantIn; output: IdentityPostList };
  'identity.login': { input: IdentityLoginIn; output: IdentitySessionView };
  'identity.logout': { input: Record<string, never>; output: Record<string, never> };
  'identity.own_profile': { input: Record<string, never>; output: IdentityProfileView };
  'identity.posts': { input: IdentityAccountRef; output: IdentityPostList };
  'identity.register': { input: IdentityRegisterIn; output: IdentityRegisterOut };
  'identity.reset_password': { input: IdentityResetPasswordIn; output: IdentityAccountState };
  'identity.revoke_authorisation': { input: IdentityAuthorisationRef; output: Record<string, never> };
  'identity.revoke_post': { input: IdentityPostRef; output: IdentityPostList };
  'identity.session': { input: Record<string, never>; output: IdentitySessionView };
  'identity.set_absence': { input: IdentityAbsenceIn; output: IdentityAbsenceView };
  'identity.unlock_account': { input: IdentityStatusIn; output: IdentityAccountState };
  'inquiries.answer': { input: InquiriesAnswerIn; output: InquiriesInquiryActOut };
  'inquiries.ask': { input: InquiriesAskIn; output: InquiriesAskedOut };
  'inquiries.close': { input: InquiriesCloseIn; output: InquiriesInquiryActOut };
  'inquiries.lookup': { input: InquiriesLookupIn; output: InquiriesInquiryView };
  'inquiries.mine': { input: InquiriesMyInquiriesIn; output: InquiriesInquiryPage };
  'inquiries.publish': { input: InquiriesPublishIn; output: InquiriesInquiryActOut };
  'inquiries.published': { input: InquiriesPublishedIn; output: InquiriesPublishedPage };
  'inquiries.reopen': { input: InquiriesReopenIn; output: InquiriesInquiryActOut };
  'inquiries.reveal': { input: InquiriesRevealAskerIn; output: InquiriesAskerView };
  'inquiries.transfer': { input: InquiriesTransferIn; output: InquiriesInquiryActOut };
  'inquiries.unpublish': { input: InquiriesUnpublishIn; output: InquiriesInquiryActOut };
  'inquiries.view': { input: InquiriesInquiryIn; output: InquiriesInquiryView };
  'inquiries.worklist': { input: InquiriesInquiryWorklistIn; output: InquiriesInquiryPage };
  'messages.change_settings': { input: MessagesSettingsIn; output: MessagesMessageSettings };
  'messages.confirm_mail': { input: MessagesConfirmMailIn; output: MessagesMessageSettings };
  'messages.drop_delivery': { input: MessagesDeliveryRef; output: Record<string, never> };
  'messages.mine': { input: MessagesMessagesIn; output: MessagesMessagePage };
  'messages.outbox': { input: MessagesOutboxIn; output: MessagesOutboxPage };
  'messages.preview_template': { input: MessagesPreviewIn; output: MessagesPreview };
  'messages.read': { input: MessagesMessageRef; output: MessagesUnreadCount };
  'messages.read_all': { input: MessagesReadAllIn; output: MessagesUnreadCount };
  'messages.retry_delivery': { input: MessagesDeliveryRef; output: Record<string, never> };
  'messages.save_template': { input: MessagesTemplateIn; output: MessagesTemplateView };
  'messages.settings': { input: Record<string, never>; output: MessagesMessageSettings };
  'messages.template_versions': { input: MessagesTemplateRef; output: MessagesTemplateList };
  'messages.templates': { input: Record<string, never>; output: MessagesTemplateList };
  'messages.unread': { input: Record<string, never>; output: MessagesUnreadCount };
  'notices.create': { input: NoticesCreateNoticeIn; output: NoticesStaffNoticeView };
  'notices.list': { input: NoticesStaffNoticesIn; output: NoticesStaffNoticePage };
  'notices.public': { input: NoticesNoticeIn; output: NoticesNoticeView };
  'notices.public_list': { input: NoticesPublicNoticesIn; output: NoticesNoticePage };
  'notices.publish': { input: NoticesNoticeActIn; output: NoticesStaffNoticeView };
  'notices.save': { input: NoticesSaveNoticeIn; output: NoticesStaffNoticeView };
  'notices.view': { input: NoticesNoticeIn; output: NoticesStaffNoticeView };
  'notices.withdraw': { input: NoticesNoticeActIn; output: NoticesStaffNoticeView };
  'own.overview': { input: Record<string, never>; output: OwnOverview };
  'queues.discard_event': { input: HttpQueueRef; output: Record<string, never> };
  'queues.events': { input: HttpDeadQuery; output: HttpQueueView };
  'queues.jobs': { input: HttpDeadQuery; output: HttpDeadJobs };
  'queues.retry_event': { input: HttpQueueRef; output: Record<string, never> };
  'queues.retry_job': { input: HttpJobRef; output: Record<string, never> };
}

export type EndpointName = keyof Endpoints;

export const endpoints = {
  'audit.chain': { method: 'GET', path: '/api/v1/audit/chain', input: 'query', idempotent: false, raw: false },
  'audit.list': { method: 'GET', path: '/api/v1/audit', input: 'query', idempotent: false, raw: false },
  'cases.accept': { method: 'POST', path: '/api/v1/cases/{case_id}/accept', input: 'body', idempotent: true, raw: false },
  'cases.add_signer': { method: 'POST', path: '/api/v1/cases/{case_id}/add-signer', input: 'body', idempotent: true, raw: false },
  'cases.advise': { method: 'POST', path: '/api/v1/cases/{case_id}/advise', input: 'body', idempotent: true, raw: false },
  'cases.apply': { method: 'POST', path: '/api/v1/applications', input: 'body', idempotent: true, raw: false },
  'cases.archive': { method: 'POST', path: '/api/v1/cases/{case_id}/archive', input: 'body', idempotent: true, raw: false },
  'cases.assign': { method: 'POST', path: '/api/v1/cases/{case_id}/assign', input: 'body', idempotent: true, raw: false },
  'cases.attach_material': { method: 'POST', path: '/api/v1/cases/{case_id}/materials', input: 'body', idempotent: true, raw: false },
  'cases.change_task': { method: 'POST', path: '/api/v1/cases/{case_id}/tasks/{task}/change', input: 'body', idempotent: true, raw: false },
  'cases.claim': { method: 'POST', path: '/api/v1/cases/{case_id}/claim', input: 'body', idempotent: true, raw: false },
  'cases.colleagues': { method: 'GET', path: '/api/v1/worklist/colleagues', input: 'query', idempotent: false, raw: false },
  'cases.complete_task': { method: 'POST', path: '/api/v1/cases/{case_id}/tasks/{task}/complete', input: 'body', idempotent: true, raw: false },
  'cases.correct': { method: 'POST', path: '/api/v1/cases/{case_id}/correct', input: 'body', idempotent: true, raw: false },
  'cases.decide': { method: 'POST', path: '/api/v1/cases/{case_id}/decide', input: 'body', idempotent: true, raw: false },
  'cases.delegate': { method: 'POST', path: '/api/v1/cases/{case_id}/delegate', input: 'body', idempotent: true, raw: false },
  'cases.delete_draft': { method: 'DELETE', path: '/api/v1/cases/{case_id}', input: 'query', idempotent: false, raw: false },
  'cases.delete_filter': { method: 'DELETE', path: '/api/v1/worklist/filters/{filter_id}', input: 'query', idempotent: false, raw: false },
  'cases.deliver': { method: 'POST', path: '/api/v1/cases/{case_id}/deliver', input: 'body', idempotent: true, raw: false },
  'cases.earlier_materials': { method: 'GET', path: '/api/v1/cases/{case_id}/earlier-materials/{material_key}', input: 'query', idempotent: false, raw: false },
  'cases.export': { method: 'GET', path: '/api/v1/worklist/export', input: 'query', idempotent: false, raw: true },
  'cases.extend': { method: 'POST', path: '/api/v1/cases/{case_id}/extend', input: 'body', idempotent: true, raw: false },
  'cases.figures': { method: 'GET', path: '/api/v1/department-figures', input: 'query', idempotent: false, raw: false },
  'cases.file': { method: 'GET', path: '/api/v1/cases/{case_id}/files/{file_id}', input: 'query', idempotent: false, raw: true },
  'cases.filters': { method: 'GET', path: '/api/v1/worklist/filters', input: 'query', idempotent: false, raw: false },
  'cases.find_person': { method: 'POST', path: '/api/v1/window/people', input: 'body', idempotent: true, raw: false },
  'cases.hand_over': { method: 'POST', path: '/api/v1/cases/{case_id}/hand-over', input: 'body', idempotent: true, raw: false },
  'cases.instrument': { method: 'GET', path: '/api/v1/cases/{case_id}/instruments/{instrument_id}/html', input: 'query', idempotent: false, raw: true },
  'cases.issue': { method: 'POST', path: '/api/v1/cases/{case_id}/issue', input: 'body', idempotent: true, raw: false },
  'cases.migrate_process': { method: 'POST', path: '/api/v1/cases/{case_id}/migrate-process', input: 'body', idempotent: true, raw: false },
  'cases.mine': { method: 'GET', path: '/api/v1/cases', input: 'query', idempotent: false, raw: false },
  'cases.pre_review': { method: 'POST', path: '/api/v1/cases/{case_id}/pre-review', input: 'body', idempotent: true, raw: false },
  'cases.progress': { method: 'GET', path: '/api/v1/progress', input: 'query', idempotent: false, raw: false },
  'cases.receive': { method: 'POST', path: '/api/v1/cases/{case_id}/receive', input: 'body', idempotent: true, raw: false },
  'cases.refuse': { method: 'POST', path: '/api/v1/cases/{case_id}/refuse', input: 'body', idempotent: true, raw: false },
  'cases.remove_material': { method: 'DELETE', path: '/api/v1/cases/{case_id}/materials/{material_id}', input: 'query', idempotent: false, raw: false },
  'cases.remove_signer': { method: 'POST', path: '/api/v1/cases/{case_id}/remove-signer', input: 'body', idempotent: true, raw: false },
  'cases.resubmit': { method: 'POST', path: '/api/v1/cases/{case_id}/resubmit', input: 'body', idempotent: true, raw: false },
  'cases.resume': { method: 'POST', path: '/api/v1/cases/{case_id}/resume', input: 'body', idempotent: true, raw: false },
  'cases.return_task': { method: 'POST', path: '/api/v1/cases/{case_id}/tasks/{task}/return', input: 'body', idempotent: true, raw: false },
  'cases.reveal': { method: 'POST', path: '/api/v1/cases/{case_id}/reveal', input: 'body', idempotent: true, raw: false },
  'cases.review': { method: 'POST', path: '/api/v1/cases/{case_id}/review', input: 'body', idempotent: true, raw: false },
  'cases.revise': { method: 'POST', path: '/api/v1/cases/{case_id}/revise', input: 'body', idempotent: true, raw: false },
  'cases.save_answers': { method: 'PUT', path: '/api/v1/cases/{case_id}/answers/{group_key}', input: 'body', idempotent: false, raw: false },
  'cases.save_contact': { method: 'PUT', path: '/api/v1/cases/{case_id}/contact', input: 'body', idempotent: false, raw: false },
  'cases.save_filter': { method: 'POST', path: '/api/v1/worklist/filters', input: 'body', idempotent: true, raw: false },
  'cases.save_scenario': { method: 'PUT', path: '/api/v1/cases/{case_id}/scenario', input: 'body', idempotent: false, raw: false },
  'cases.see_original': { method: 'POST', path: '/api/v1/cases/{case_id}/materials/{material_id}/original', input: 'body', idempotent: true, raw: false },
  'cases.similar': { method: 'GET', path: '/api/v1/cases/{case_id}/similar', input: 'query', idempotent: false, raw: false },
  'cases.start': { method: 'POST', path: '/api/v1/cases', input: 'body', idempotent: true, raw: false },
  'cases.start_at_window': { method: 'POST', path: '/api/v1/window/cases', input: 'body', idempotent: true, raw: false },
  'cases.submit': { method: 'POST', path: '/api/v1/cases/{case_id}/submit', input: 'body', idempotent: true, raw: false },
  'cases.supplement': { method: 'POST', path: '/api/v1/cases/{case_id}/supplement', input: 'body', idempotent: true, raw: false },
  'cases.suspend': { method: 'POST', path: '/api/v1/cases/{case_id}/suspend', input: 'body', idempotent: true, raw: false },
  'cases.take_back': { method: 'POST', path: '/api/v1/cases/{case_id}/take-back', input: 'body', idempotent: true, raw: false },
  'cases.tasks': { method: 'GET', path: '/api/v1/tasks', input: 'query', idempotent: false, raw: false },
  'cases.terminate': { method: 'POST', path: '/api/v1/cases/{case_id}/terminate', input: 'body', idempotent: true, raw: false },
  'cases.transfer': { method: 'POST', path: '/api/v1/cases/{case_id}/transfer', input: 'body', idempotent: true, raw: false },
  'cases.upgrade': { method: 'POST', path: '/api/v1/cases/{case_id}/upgrade', input: 'body', idempotent: true, raw: false },
  'cases.urge': { method: 'POST', path: '/api/v1/cases/{case_id}/urge', input: 'body', idempotent: true, raw: false },
  'cases.view': { method: 'GET', path: '/api/v1/cases/{case_id}', input: 'query', idempotent: false, raw: false },
  'cases.withdraw': { method: 'POST', path: '/api/v1/cases/{case_id}/withdraw', input: 'body', idempotent: true, raw: false },
  'cases.withdraw_task': { method: 'POST', path: '/api/v1/cases/{case_id}/withdraw-task', input: 'body', idempotent: true, raw: false },
  'cases.worklist': { method: 'GET', path: '/api/v1/worklist', input: 'query', idempotent: false, raw: false },
  'cases.worklist_counts': { method: 'GET', path: '/api/v1/worklist/counts', input: 'query', idempotent: false, raw: false },
  'catalog.answers': { method: 'GET', path: '/api/v1/answers', input: 'query', idempotent: false, raw: false },
  'catalog.basic_item': { method: 'GET', path: '/api/v1/basic-items/{basic_item_id}', input: 'query', idempotent: false, raw: false },
  'catalog.basic_items': { method: 'GET', path: '/api/v1/basic-items', input: 'query', idempotent: false, raw: false },
  'catalog.browse': { method: 'GET', path: '/api/v1/items', input: 'query', idempotent: false, raw: false },
  'catalog.check': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/check', input: 'body', idempotent: false, raw: false },
  'catalog.code_entries': { method: 'GET', path: '/api/v1/dictionary/{code_set}', input: 'query', idempotent: false, raw: false },
  'catalog.code_sets': { method: 'GET', path: '/api/v1/dictionary', input: 'query', idempotent: false, raw: false },
  'catalog.compare': { method: 'GET', path: '/api/v1/basic-items/{basic_item_id}/compare', input: 'query', idempotent: false, raw: false },
  'catalog.completeness': { method: 'GET', path: '/api/v1/editor/completeness', input: 'query', idempotent: false, raw: false },
  'catalog.create_basic_item': { method: 'POST', path: '/api/v1/editor/basic-items', input: 'body', idempotent: true, raw: false },
  'catalog.create_department': { method: 'POST', path: '/api/v1/editor/departments', input: 'body', idempotent: true, raw: false },
  'catalog.create_item': { method: 'POST', path: '/api/v1/editor/items', input: 'body', idempotent: true, raw: false },
  'catalog.create_model': { method: 'POST', path: '/api/v1/editor/processes', input: 'body', idempotent: true, raw: false },
  'catalog.department': { method: 'GET', path: '/api/v1/departments/{department_id}', input: 'query', idempotent: false, raw: false },
  'catalog.department_contact': { method: 'GET', path: '/api/v1/departments/{department_id}/contact', input: 'query', idempotent: false, raw: false },
  'catalog.departments': { method: 'GET', path: '/api/v1/departments', input: 'query', idempotent: false, raw: false },
  'catalog.discard': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/discard', input: 'body', idempotent: false, raw: false },
  'catalog.editor_items': { method: 'GET', path: '/api/v1/editor/items', input: 'query', idempotent: false, raw: false },
  'catalog.export': { method: 'GET', path: '/api/v1/export/{file}', input: 'query', idempotent: false, raw: true },
  'catalog.facets': { method: 'GET', path: '/api/v1/catalog/facets', input: 'query', idempotent: false, raw: false },
  'catalog.flowchart': { method: 'GET', path: '/api/v1/items/{item_id}/flowchart', input: 'query', idempotent: false, raw: false },
  'catalog.form_page': { method: 'GET', path: '/api/v1/items/{item_id}/form.html', input: 'query', idempotent: false, raw: true },
  'catalog.guide': { method: 'GET', path: '/api/v1/items/{item_id}/guide', input: 'query', idempotent: false, raw: false },
  'catalog.guide_page': { method: 'GET', path: '/api/v1/items/{item_id}/guide.html', input: 'query', idempotent: false, raw: true },
  'catalog.history': { method: 'GET', path: '/api/v1/editor/items/{item_id}/history', input: 'query', idempotent: false, raw: false },
  'catalog.import': { method: 'POST', path: '/api/v1/import/{kind}', input: 'query', idempotent: false, raw: true },
  'catalog.life_event': { method: 'GET', path: '/api/v1/life-events/{event_key}', input: 'query', idempotent: false, raw: false },
  'catalog.life_events': { method: 'GET', path: '/api/v1/life-events', input: 'query', idempotent: false, raw: false },
  'catalog.model': { method: 'GET', path: '/api/v1/editor/processes/{model_key}', input: 'query', idempotent: false, raw: false },
  'catalog.models': { method: 'GET', path: '/api/v1/editor/processes', input: 'query', idempotent: false, raw: false },
  'catalog.new_version': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions', input: 'body', idempotent: true, raw: false },
  'catalog.publish': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/publish', input: 'body', idempotent: false, raw: false },
  'catalog.put_code_entry': { method: 'PUT', path: '/api/v1/editor/dictionary/{code_set}/{code}', input: 'body', idempotent: false, raw: false },
  'catalog.rebuild_search': { method: 'POST', path: '/api/v1/admin/search/rebuild', input: 'body', idempotent: false, raw: false },
  'catalog.region': { method: 'GET', path: '/api/v1/regions/{region_code}', input: 'query', idempotent: false, raw: false },
  'catalog.region_children': { method: 'GET', path: '/api/v1/regions', input: 'query', idempotent: false, raw: false },
  'catalog.resume': { method: 'POST', path: '/api/v1/editor/items/{item_id}/resume', input: 'body', idempotent: false, raw: false },
  'catalog.retire': { method: 'POST', path: '/api/v1/editor/items/{item_id}/retire', input: 'body', idempotent: false, raw: false },
  'catalog.save_draft': { method: 'PUT', path: '/api/v1/editor/items/{item_id}/versions/{version}', input: 'body', idempotent: false, raw: false },
  'catalog.save_model': { method: 'PUT', path: '/api/v1/editor/processes/{model_key}', input: 'body', idempotent: false, raw: false },
  'catalog.scoreboard': { method: 'GET', path: '/api/v1/scoreboard', input: 'query', idempotent: false, raw: false },
  'catalog.scored_items': { method: 'GET', path: '/api/v1/departments/{department_id}/scores', input: 'query', idempotent: false, raw: false },
  'catalog.search': { method: 'GET', path: '/api/v1/search', input: 'query', idempotent: false, raw: false },
  'catalog.suggest': { method: 'GET', path: '/api/v1/suggest', input: 'query', idempotent: false, raw: false },
  'catalog.suspend': { method: 'POST', path: '/api/v1/editor/items/{item_id}/suspend', input: 'body', idempotent: false, raw: false },
  'catalog.try_gate': { method: 'POST', path: '/api/v1/editor/gate', input: 'body', idempotent: false, raw: false },
  'catalog.try_model': { method: 'POST', path: '/api/v1/editor/process-trial', input: 'body', idempotent: false, raw: false },
  'catalog.update_department': { method: 'PUT', path: '/api/v1/editor/departments/{department_id}', input: 'body', idempotent: false, raw: false },
  'catalog.version': { method: 'GET', path: '/api/v1/editor/items/{item_id}/versions/{version}', input: 'query', idempotent: false, raw: false },
  'files.download': { method: 'GET', path: '/api/v1/files/{file_id}', input: 'query', idempotent: false, raw: true },
  'files.upload': { method: 'POST', path: '/api/v1/files', input: 'query', idempotent: true, raw: true },
  'identity.absences': { method: 'GET', path: '/api/v1/absences', input: 'query', idempotent: false, raw: false },
  'identity.account': { method: 'GET', path: '/api/v1/accounts/{account_id}', input: 'query', idempotent: false, raw: false },
  'identity.accounts': { method: 'GET', path: '/api/v1/accounts', input: 'query', idempotent: false, raw: false },
  'identity.authorisations': { method: 'GET', path: '/api/v1/agents', input: 'query', idempotent: false, raw: false },
  'identity.authorise_agent': { method: 'POST', path: '/api/v1/agents', input: 'body', idempotent: true, raw: false },
  'identity.change_password': { method: 'PUT', path: '/api/v1/session/password', input: 'body', idempotent: false, raw: false },
  'identity.change_profile': { method: 'PUT', path: '/api/v1/me', input: 'body', idempotent: false, raw: false },
  'identity.create_staff': { method: 'POST', path: '/api/v1/accounts', input: 'body', idempotent: true, raw: false },
  'identity.deputies': { method: 'GET', path: '/api/v1/absences/deputies', input: 'query', idempotent: false, raw: false },
  'identity.disable_account': { method: 'POST', path: '/api/v1/accounts/{account_id}/disable', input: 'body', idempotent: false, raw: false },
  'identity.enable_account': { method: 'POST', path: '/api/v1/accounts/{account_id}/enable', input: 'body', idempotent: false, raw: false },
  'identity.end_absence': { method: 'DELETE', path: '/api/v1/absences/{absence_id}', input: 'query', idempotent: false, raw: false },
  'identity.grant_post': { method: 'POST', path: '/api/v1/accounts/{account_id}/posts', input: 'body', idempotent: true, raw: false },
  'identity.login': { method: 'POST', path: '/api/v1/session', input: 'body', idempotent: false, raw: false },
  'identity.logout': { method: 'DELETE', path: '/api/v1/session', input: 'query', idempotent: false, raw: false },
  'identity.own_profile': { method: 'GET', path: '/api/v1/me', input: 'query', idempotent: false, raw: false },
  'identity.posts': { method: 'GET', path: '/api/v1/accounts/{account_id}/posts', input: 'query', idempotent: false, raw: false },
  'identity.register': { method: 'POST', path: '/api/v1/registrations', input: 'body', idempotent: true, raw: false },
  'identity.reset_password': { method: 'POST', path: '/api/v1/accounts/{account_id}/password', input: 'body', idempotent: false, raw: false },
  'identity.revoke_authorisation': { method: 'DELETE', path: '/api/v1/agents/{authorisation_id}', input: 'query', idempotent: false, raw: false },
  'identity.revoke_post': { method: 'DELETE', path: '/api/v1/accounts/{account_id}/posts/{post_id}', input: 'query', idempotent: false, raw: false },
  'identity.session': { method: 'GET', path: '/api/v1/session', input: 'query', idempotent: false, raw: false },
  'identity.set_absence': { method: 'POST', path: '/api/v1/absences', input: 'body', idempotent: true, raw: false },
  'identity.unlock_account': { method: 'POST', path: '/api/v1/accounts/{account_id}/unlock', input: 'body', idempotent: false, raw: false },
  'inquiries.answer': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/answer', input: 'body', idempotent: true, raw: false },
  'inquiries.ask': { method: 'POST', path: '/api/v1/inquiries', input: 'body', idempotent: true, raw: false },
  'inquiries.close': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/close', input: 'body', idempotent: true, raw: false },
  'inquiries.lookup': { method: 'POST', path: '/api/v1/inquiry-lookup', input: 'body', idempotent: false, raw: false },
  'inquiries.mine': { method: 'GET', path: '/api/v1/inquiries', input: 'query', idempotent: false, raw: false },
  'inquiries.publish': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/publish', input: 'body', idempotent: true, raw: false },
  'inquiries.published': { method: 'GET', path: '/api/v1/items/{item_id}/questions', input: 'query', idempotent: false, raw: false },
  'inquiries.reopen': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/reopen', input: 'body', idempotent: true, raw: false },
  'inquiries.reveal': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/reveal', input: 'body', idempotent: true, raw: false },
  'inquiries.transfer': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/transfer', input: 'body', idempotent: true, raw: false },
  'inquiries.unpublish': { method: 'POST', path: '/api/v1/inquiries/{inquiry_id}/unpublish', input: 'body', idempotent: true, raw: false },
  'inquiries.view': { method: 'GET', path: '/api/v1/inquiries/{inquiry_id}', input: 'query', idempotent: false, raw: false },
  'inquiries.worklist': { method: 'GET', path: '/api/v1/inquiry-worklist', input: 'query', idempotent: false, raw: false },
  'messages.change_settings': { method: 'PUT', path: '/api/v1/message-settings', input: 'body', idempotent: false, raw: false },
  'messages.confirm_mail': { method: 'POST', path: '/api/v1/message-settings/confirm-mail', input: 'body', idempotent: false, raw: false },
  'messages.drop_delivery': { method: 'POST', path: '/api/v1/admin/outbox/{delivery_id}/drop', input: 'body', idempotent: false, raw: false },
  'messages.mine': { method: 'GET', path: '/api/v1/messages', input: 'query', idempotent: false, raw: false },
  'messages.outbox': { method: 'GET', path: '/api/v1/admin/outbox', input: 'query', idempotent: false, raw: false },
  'messages.preview_template': { method: 'POST', path: '/api/v1/admin/message-templates/preview', input: 'body', idempotent: false, raw: false },
  'messages.read': { method: 'POST', path: '/api/v1/messages/{message_id}/read', input: 'body', idempotent: false, raw: false },
  'messages.read_all': { method: 'POST', path: '/api/v1/messages/read-all', input: 'body', idempotent: false, raw: false },
  'messages.retry_delivery': { method: 'POST', path: '/api/v1/admin/outbox/{delivery_id}/retry', input: 'body', idempotent: false, raw: false },
  'messages.save_template': { method: 'PUT', path: '/api/v1/admin/message-templates', input: 'body', idempotent: false, raw: false },
  'messages.settings': { method: 'GET', path: '/api/v1/message-settings', input: 'query', idempotent: false, raw: false },
  'messages.template_versions': { method: 'GET', path: '/api/v1/admin/message-templates/versions', input: 'query', idempotent: false, raw: false },
  'messages.templates': { method: 'GET', path: '/api/v1/admin/message-templates', input: 'query', idempotent: false, raw: false },
  'messages.unread': { method: 'GET', path: '/api/v1/unread-messages', input: 'query', idempotent: false, raw: false },
  'notices.create': { method: 'POST', path: '/api/v1/editor/notices', input: 'body', idempotent: true, raw: false },
  'notices.list': { method: 'GET', path: '/api/v1/editor/notices', input: 'query', idempotent: false, raw: false },
  'notices.public': { method: 'GET', path: '/api/v1/notices/{notice_id}', input: 'query', idempotent: false, raw: false },
  'notices.public_list': { method: 'GET', path: '/api/v1/notices', input: 'query', idempotent: false, raw: false },
  'notices.publish': { method: 'POST', path: '/api/v1/editor/notices/{notice_id}/publish', input: 'body', idempotent: false, raw: false },
  'notices.save': { method: 'PUT', path: '/api/v1/editor/notices/{notice_id}', input: 'body', idempotent: false, raw: false },
  'notices.view': { method: 'GET', path: '/api/v1/editor/notices/{notice_id}', input: 'query', idempotent: false, raw: false },
  'notices.withdraw': { method: 'POST', path: '/api/v1/editor/notices/{notice_id}/withdraw', input: 'body', idempotent: false, raw: false },
  'own.overview': { method: 'GET', path: '/api/v1/my/overview', input: 'query', idempotent: false, raw: false },
  'queues.discard_event': { method: 'DELETE', path: '/api/v1/admin/events/{queue_id}', input: 'query', idempotent: false, raw: false },
  'queues.events': { method: 'GET', path: '/api/v1/admin/events', input: 'query', idempotent: false, raw: false },
  'queues.jobs': { method: 'GET', path: '/api/v1/admin/jobs', input: 'query', idempotent: false, raw: false },
  'queues.retry_event': { method: 'POST', path: '/api/v1/admin/events/{queue_id}/retry', input: 'body', idempotent: false, raw: false },
  'queues.retry_job': { method: 'POST', path: '/api/v1/admin/jobs/{job_id}/retry', input: 'body', idempotent: false, raw: false },
} as const satisfies Record<EndpointName, unknown>;
