// Generated from the endpoint rows of the server (./tb gen); do not edit.

export type ActorKind = 'anonymous' | 'applicant' | 'staff' | 'platform';

export type Role = 'window_clerk' | 'reviewer' | 'approver' | 'department_head' | 'catalog_editor' | 'catalog_publisher' | 'supervisor' | 'system_admin' | 'security_admin' | 'auditor';

export type Outcome = 'ok' | 'failed' | 'denied';

export type ApplicantKind = 'natural' | 'legal';

export type AccountKind = 'applicant' | 'staff';

export type AccountStatus = 'active' | 'disabled';

export interface RegisterIn {
  login_name: string;
  password: string;
  applicant_kind: ApplicantKind;
  name: string;
  id_number: string;
  phone: string;
  address?: string | null;
  representative?: string | null;
}

export interface RegisterOut {
  account_id: string;
  login_name: string;
}

export interface LoginIn {
  login_name: string;
  password: string;
}

export interface PasswordIn {
  old_password: string;
  new_password: string;
}

export interface PostView {
  post_id: string;
  role: Role;
  department_id: string | null;
  department_name: string;
  region_code: string;
}

export interface SessionView {
  kind: ActorKind;
  account_id: string | null;
  display_name: string;
  applicant_kind: ApplicantKind | null;
  assurance_level: number;
  demo: boolean;
  posts: PostView[];
  csrf_token: string;
  idle_minutes: number;
}

export interface ProfileView {
  account_id: string;
  kind: AccountKind;
  login_name: string;
  applicant_kind: ApplicantKind | null;
  name: string;
  id_number: string;
  phone: string;
  address: string;
  representative: string;
  assurance_level: number;
  demo: boolean;
  created_at: string;
}

export interface ProfileChange {
  phone: string;
  address: string;
}

export interface AccountsQuery {
  kind?: AccountKind | null;
  after?: string | null;
  limit?: number | null;
}

export interface AccountRow {
  account_id: string;
  kind: AccountKind;
  login_name: string;
  name: string;
  status: AccountStatus;
  demo: boolean;
  created_at: string;
}

export interface AccountPage {
  accounts: AccountRow[];
  next: string | null;
}

export interface StaffIn {
  login_name: string;
  password: string;
  name: string;
  phone: string;
}

export interface AccountRef {
  account_id: string;
}

export interface AccountState {
  account_id: string;
  status: AccountStatus;
}

export interface PostList {
  posts: PostView[];
}

export interface GrantIn {
  account_id: string;
  role: Role;
  department_id?: string | null;
  region_code?: string | null;
}

export interface PostRef {
  account_id: string;
  post_id: string;
}

export interface AuthoriseIn {
  agent_login_name: string;
  agent_name: string;
  item_id?: string | null;
  valid_from: string;
  valid_until: string;
}

export interface AuthorisationView {
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

export interface AuthorisationList {
  given: AuthorisationView[];
  received: AuthorisationView[];
}

export interface AuthorisationRef {
  authorisation_id: string;
}

export interface AuditQuery {
  actor_id?: string | null;
  action?: string | null;
  object_kind?: string | null;
  object_id?: string | null;
  outcome?: Outcome | null;
  from?: string | null;
  until?: string | null;
  before?: string | null;
  limit?: number | null;
}

export interface AuditPage {
  entries: Entry[];
  next: string | null;
}

export interface LimitElement {
  stated: boolean;
  amount: number;
  unit: string;
  explanation: string;
}

export interface LegalBasis {
  law: string;
  article: string;
  document_number: string;
  version_date: string;
  text: string;
  verified: boolean;
}

export interface BasicElements {
  item_name: string;
  aliases: string[];
  item_type: string;
  legal_basis: LegalBasis[];
  use_level: string;
  power_source: string;
  implementer_nature: string;
  entrust_name: string;
  legal_limit: LimitElement;
  promised_limit: LimitElement;
  handling_type: string;
  service_objects: string[];
  conditions: string[];
  quantity_limit: string;
  handling_forms: string[];
  trips: number;
  trips_reason: string;
  is_fee: boolean;
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

export interface ExtensionElements {
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

export interface MaterialElement {
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

export interface FeeElement {
  fee_name: string;
  fee_standard: string;
  amount_fen: number;
  by_law: string;
  reducible: boolean;
  reduction_basis: string;
  remark: string;
}

export interface QuestionElement {
  question: string;
  answer: string;
}

export interface ScenarioOption {
  option_key: string;
  label: string;
  materials_added: string[];
  materials_dropped: string[];
  conditions: string[];
  note: string;
}

export interface ScenarioQuestion {
  question_key: string;
  question: string;
  multiple: boolean;
  options: ScenarioOption[];
}

export interface FlowStep {
  step_name: string;
  stage: string;
  role: string;
  limit: LimitElement;
  standard: string;
  outcome: string;
}

export interface SpecialProcedureElement {
  procedure_kind: string;
  procedure_name: string;
  limit: LimitElement;
  excluded_from_limit: boolean;
  by_law: string;
  note: string;
}

export interface SourceNote {
  source: string;
  confidence: string;
  element: string;
}

export interface ItemContent {
  basic: BasicElements;
  extension: ExtensionElements;
  materials: MaterialElement[];
  fees: FeeElement[];
  questions: QuestionElement[];
  scenarios: ScenarioQuestion[];
  flow: FlowStep[];
  special_procedures: SpecialProcedureElement[];
  form_schema: unknown;
  form_layout: unknown;
  sources: SourceNote[];
}

export type VersionState = 'draft' | 'checked' | 'published' | 'suspended' | 'retired';

export type ItemState = 'draft' | 'published' | 'suspended' | 'retired';

export type VersionAction = 'save' | 'check' | 'publish' | 'suspend' | 'resume' | 'retire' | 'discard' | 'supersede';

export interface CodeName {
  code: string;
  name: string;
}

export interface RegionView {
  region_code: string;
  name: string;
  level: number;
  parent_code: string;
  has_children: boolean;
  valid_from: string;
  valid_to: string;
  source: string;
}

export interface RegionChildrenIn {
  parent_code?: string;
}

export interface RegionList {
  regions: RegionView[];
}

export interface RegionIn {
  region_code: string;
}

export interface RegionName {
  name: string;
  valid_from: string;
  valid_to: string;
  source: string;
}

export interface RegionDetail {
  region: RegionView;
  path: RegionView[];
  names: RegionName[];
}

export interface DepartmentView {
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

export interface ListDepartmentsIn {
  region_code?: string;
  with_items?: boolean;
  after?: string;
  limit?: number;
}

export interface DepartmentList {
  departments: DepartmentView[];
  next: string;
}

export interface DepartmentIn {
  department_id: string;
}

export interface CodeEntry {
  code_set: string;
  code: string;
  name: string;
  valid_from: string;
  valid_to: string;
  source: string;
  sort: number;
}

export interface ListCodeSetsIn {
}

export interface CodeSet {
  code_set: string;
  entries: number;
}

export interface CodeSetList {
  code_sets: CodeSet[];
}

export interface CodeSetIn {
  code_set?: string;
  on_date?: string;
}

export interface CodeEntryList {
  entries: CodeEntry[];
}

export interface BasicItemContent {
  implementing_organs: string;
  use_levels: string[];
  service_objects: string[];
  legal_basis: LegalBasis[];
  legal_limit: LimitElement;
  legal_limit_law: string;
  local_names: string[];
  note: string;
  sources: SourceNote[];
}

export interface BasicItemView {
  basic_item_id: string;
  basic_code: string;
  local_basic_code: string;
  private_code: string;
  name: string;
  item_type: CodeName;
  central_authority: string;
  content: BasicItemContent;
  source: string;
  confidence: string;
  item_count: number;
}

export interface ListBasicItemsIn {
  item_type?: string;
  text?: string;
  after?: string;
  limit?: number;
}

export interface BasicItemList {
  basic_items: BasicItemView[];
  next: string;
}

export interface BasicItemIn {
  basic_item_id: string;
}

export interface BrowseIn {
  theme?: string;
  department_id?: string;
  region_code?: string;
  item_type?: string;
  service_object?: string;
  sort?: string;
  after?: string;
  limit?: number;
}

export interface ItemCard {
  item_id: string;
  item_version_id: string;
  item_name: string;
  item_type: CodeName;
  implementing_code: string;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  legal_limit: string;
  promised_limit: string;
  trips: number;
  is_fee: boolean;
  is_online: boolean;
  online_level: string;
  demonstration: boolean;
  from_parent: boolean;
  effective_from: string;
}

export interface ItemList {
  items: ItemCard[];
  next: string;
}

export interface FacetsIn {
  region_code?: string;
}

export interface FacetCount {
  code: string;
  name: string;
  count: number;
}

export interface Facets {
  person_themes: FacetCount[];
  legal_themes: FacetCount[];
  departments: FacetCount[];
  item_types: FacetCount[];
  service_objects: FacetCount[];
  items: number;
}

export interface CompareIn {
  basic_item_id?: string;
  item_ids?: string[];
}

export interface ComparedValue {
  text: string;
  best: boolean;
}

export interface ComparedRow {
  key: string;
  label: string;
  differs: boolean;
  values: ComparedValue[];
}

export interface Comparison {
  basic_item: BasicItemView;
  items: ItemCard[];
  rows: ComparedRow[];
  materials: ComparedRow[];
}

export type MaterialNeed = 'required' | 'optional' | 'tolerable' | 'depends';

export interface GuideIn {
  item_id?: string;
  scenario?: string;
  version?: number;
}

export interface GuideHeader {
  item_id: string;
  item_version_id: string;
  version: number;
  item_name: string;
  aliases: string[];
  item_type: CodeName;
  implementing_code: string;
  handle_code: string;
  basic_code: string;
  local_code: string;
  basic_item_id: string;
  department_id: string;
  department_name: string;
  region_code: string;
  region_name: string;
  region_path: CodeName[];
  use_level: CodeName;
  power_source: CodeName;
  implementer_nature: CodeName;
  handling_type: CodeName;
  state: string;
  effective_from: string;
  effective_to: string;
  published_at: string;
  demonstration: boolean;
  superseded: boolean;
  completeness: number;
}

export interface GuideLimit {
  stated: boolean;
  amount: number;
  unit: string;
  text: string;
  explanation: string;
}

export interface GuideFacts {
  service_objects: CodeName[];
  legal_limit: GuideLimit;
  promised_limit: GuideLimit;
  is_fee: boolean;
  trips: number;
  trips_reason: string;
  online_level: string;
  online_depth: CodeName[];
  handling_forms: CodeName[];
  cross_region_scope: CodeName;
  cross_region_mode: string;
  result_types: CodeName[];
  result_name: string;
  result_sample: string;
  result_validity: string;
  delivery_forms: CodeName[];
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
  themes: CodeName[];
}

export interface GuideCondition {
  text: string;
  why: string;
}

export interface GuideMaterial {
  material: MaterialElement;
  need: MaterialNeed;
  type_name: string;
  format_name: string;
  necessity_name: string;
  source_name: string;
  why: string[];
}

export interface GuideStep {
  step_name: string;
  stage: CodeName;
  role: string;
  limit: GuideLimit;
  standard: string;
  outcome: string;
}

export interface GuideProcedure {
  procedure_kind: CodeName;
  procedure_name: string;
  limit: GuideLimit;
  excluded_from_limit: boolean;
  by_law: string;
  note: string;
}

export interface GuideScenarioOption {
  option_key: string;
  label: string;
  note: string;
  chosen: boolean;
}

export interface GuideScenario {
  question_key: string;
  question: string;
  multiple: boolean;
  options: GuideScenarioOption[];
}

export interface GuideOffer {
  item_id: string;
  region_code: string;
  region_name: string;
  department_name: string;
  demonstration: boolean;
}

export interface Guide {
  header: GuideHeader;
  facts: GuideFacts;
  scenarios: GuideScenario[];
  scenario_complete: boolean;
  conditions: GuideCondition[];
  materials: GuideMaterial[];
  materials_exempt: number;
  steps: GuideStep[];
  fees: FeeElement[];
  fee_basis: string;
  legal_basis: LegalBasis[];
  questions: QuestionElement[];
  special_procedures: GuideProcedure[];
  other_regions: GuideOffer[];
  sources: SourceNote[];
  can_apply_here: boolean;
  cannot_apply_reason: string;
  form_schema: unknown;
  form_layout: unknown;
  guide_path: string;
  qr_svg: string;
}

export type Severity = 'error' | 'warning';

export interface Finding {
  code: string;
  severity: Severity;
  sentence: string;
  place: string;
}

export interface GateReport {
  findings: Finding[];
  error_count: number;
  warning_count: number;
  completeness: number;
}

export interface CreateDepartmentIn {
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

export interface UpdateDepartmentIn {
  department_id?: string;
  name?: string;
  short_name?: string;
  implementer_nature?: string;
  line?: string;
  active?: boolean;
  reason?: string;
}

export interface PutCodeEntryIn {
  code_set?: string;
  code?: string;
  name?: string;
  valid_from?: string;
  valid_to?: string;
  source?: string;
  sort?: number;
  reason?: string;
}

export interface CreateBasicItemIn {
  basic_code?: string;
  local_basic_code?: string;
  name?: string;
  item_type?: string;
  central_authority?: string;
  content?: BasicItemContent;
  source?: string;
  confidence?: string;
  reason?: string;
}

export interface CreateItemIn {
  department_id?: string;
  basic_item_id?: string;
  implementing_code?: string;
  code_as_is?: boolean;
  handle_serial?: number;
  local_code?: string;
  demonstration?: boolean;
  content?: ItemContent;
  reason?: string;
}

export interface SaveDraftIn {
  item_id?: string;
  version?: number;
  revision?: number;
  content?: ItemContent;
  reason?: string;
}

export interface VersionActIn {
  item_id?: string;
  version?: number;
  revision?: number;
  reason?: string;
}

export interface ItemActIn {
  item_id?: string;
  reason?: string;
}

export interface VersionIn {
  item_id?: string;
  version?: number;
}

export interface ItemIn {
  item_id: string;
}

export interface TryGateIn {
  item_id?: string;
  content?: ItemContent;
}

export interface EditorItem {
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
  item_state: ItemState;
  current_version: number;
  newest_version: number;
  newest_state: VersionState;
  completeness: number;
  error_count: number;
  warning_count: number;
  updated_at: string;
}

export interface VersionView {
  item: EditorItem;
  item_version_id: string;
  version: number;
  revision: number;
  state: VersionState;
  content_digest: string;
  effective_from: string;
  content: ItemContent;
  gate: GateReport;
  allowed: VersionAction[];
}

export interface ListEditorItemsIn {
  state?: string;
  department_id?: string;
  region_code?: string;
  text?: string;
  after?: string;
  limit?: number;
}

export interface EditorItemList {
  items: EditorItem[];
  next: string;
}

export interface VersionRow {
  item_version_id: string;
  version: number;
  state: VersionState;
  effective_from: string;
  completeness: number;
  error_count: number;
  warning_count: number;
  created_at: string;
  checked_at: string | null;
  published_at: string | null;
}

export interface ItemChange {
  version: number;
  action: string;
  from_state: string;
  to_state: string;
  account_id: string;
  at: string;
  reason: string;
  changed: string[];
}

export interface ItemHistory {
  item: EditorItem;
  versions: VersionRow[];
  changes: ItemChange[];
}

export interface CompletenessIn {
  by?: string;
  region_code?: string;
  limit?: number;
}

export interface CompletenessRow {
  key: string;
  name: string;
  items: number;
  completeness: number;
  errors: number;
  warnings: number;
  published: number;
}

export interface CompletenessList {
  rows: CompletenessRow[];
}

export type Status = 'draft' | 'submitted' | 'received' | 'correcting' | 'accepted' | 'under_review' | 'suspended' | 'granted' | 'denied' | 'issued' | 'delivered' | 'archived' | 'not_accepted' | 'closed' | 'withdrawn' | 'terminated' | 'transferred';

export type Action = 'edit' | 'delete_draft' | 'upgrade' | 'submit' | 'pre_review' | 'revise' | 'receive' | 'claim' | 'assign' | 'hand_over' | 'correct' | 'resubmit' | 'accept' | 'deem_accepted' | 'refuse' | 'review' | 'suspend' | 'resume' | 'extend' | 'grant' | 'deny' | 'issue' | 'deliver' | 'archive' | 'withdraw' | 'terminate' | 'transfer' | 'close' | 'supplement';

export type Party = 'applicant' | 'window_clerk' | 'reviewer' | 'approver' | 'department_head' | 'platform';

export type WaitingFor = 'none' | 'applicant' | 'window_clerk' | 'reviewer' | 'approver';

export type EventKind = 'started' | 'submitted' | 'pre_reviewed' | 'revised' | 'received' | 'claimed' | 'assigned' | 'handed_over' | 'correction_sent' | 'resubmitted' | 'accepted' | 'refused' | 'reviewed' | 'suspended' | 'resumed' | 'extended' | 'decided' | 'issued' | 'delivered' | 'archived' | 'withdrawn' | 'terminated' | 'transferred' | 'closed' | 'supplemented' | 'warned' | 'fell_overdue';

export type Opinion = 'agree' | 'disagree' | 'return_to_reviewer' | 'return_to_clerk' | 'forward';

export type PreReviewOutcome = 'passed' | 'revise';

export type AcceptMode = 'normal' | 'tolerant' | 'deemed';

export type DecisionOutcome = 'granted' | 'denied';

export type ClockKind = 'acceptance' | 'reply' | 'supplement' | 'legal' | 'promised' | 'step' | 'chain' | 'special' | 'delivery';

export type LimitState = 'normal' | 'warning' | 'overdue';

export interface ClockView {
  kind: ClockKind;
  amount: number;
  unit: string;
  extension: number | null;
  started_at: string;
  due_at: string;
  used: number;
  remaining: number;
  state: LimitState;
  suspended: boolean;
  estimated: boolean;
  stopped: boolean;
}

export type MaterialSource = 'uploaded' | 'earlier_case' | 'promised' | 'commitment' | 'paper';

export type DeliveryForm = 'window' | 'express' | 'electronic';

export type WorklistScope = 'waiting' | 'mine' | 'running' | 'finished';

export interface ScenarioAnswer {
  question_key: string;
  option_keys: string[];
}

export interface ContactInput {
  contact_name?: string;
  contact_phone?: string;
  address?: string;
  delivery_form?: string;
  delivery_address?: string;
}

export interface StartCaseIn {
  item_id: string;
  scenario: ScenarioAnswer[];
  acting_for?: string | null;
}

export interface StartWindowCaseIn {
  item_id: string;
  scenario: ScenarioAnswer[];
  applicant_kind: ApplicantKind;
  applicant_name: string;
  document_type: string;
  document_number: string;
  phone: string;
  legal_representative?: string | null;
  agent_name?: string | null;
  agent_document_number?: string | null;
  agent_phone?: string | null;
}

export interface CaseIn {
  case_id: string;
}

export interface SaveAnswersIn {
  case_id: string;
  group_key: string;
  group_version: number;
  answers: unknown;
}

export interface SaveContactIn {
  case_id: string;
  expected_version?: number | null;
  contact: ContactInput;
}

export interface SaveScenarioIn {
  case_id: string;
  expected_version?: number | null;
  scenario: ScenarioAnswer[];
}

export interface AttachMaterialIn {
  case_id: string;
  material_key: string;
  source: MaterialSource;
  file_id?: string | null;
  earlier_material_id?: string | null;
  promised_date?: string | null;
  commitment_agreed?: boolean | null;
  copies?: number | null;
}

export interface RemoveMaterialIn {
  case_id: string;
  material_id: string;
}

export interface ActIn {
  case_id: string;
  expected_version?: number | null;
}

export interface WithdrawIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
}

export interface SupplementIn {
  case_id: string;
  material_key: string;
  file_id?: string | null;
  copies?: number | null;
}

export interface PreReviewIn {
  case_id: string;
  expected_version?: number | null;
  outcome: PreReviewOutcome;
  note: string;
}

export interface CorrectionPoint {
  kind: string;
  key: string;
  problem: string;
  requirement: string;
  basis: string;
}

export interface CorrectIn {
  case_id: string;
  expected_version?: number | null;
  points: CorrectionPoint[];
  reply_days?: number | null;
}

export interface SupplementPromise {
  material_key: string;
  due_date: string;
}

export interface AcceptIn {
  case_id: string;
  expected_version?: number | null;
  supplements: SupplementPromise[];
  note: string;
}

export interface RefuseIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
  basis: string;
  remedies: string;
  competent_organ?: string | null;
}

export interface AssignIn {
  case_id: string;
  expected_version?: number | null;
  assignee_account_id: string;
  note: string;
  with_responsibility?: boolean | null;
}

export interface ReviewIn {
  case_id: string;
  expected_version?: number | null;
  opinion: Opinion;
  note: string;
}

export interface SuspendIn {
  case_id: string;
  expected_version?: number | null;
  procedure_kind: string;
  reason: string;
  basis: string;
  planned_end: string;
}

export interface ResumeIn {
  case_id: string;
  expected_version?: number | null;
  result: string;
}

export interface ExtendIn {
  case_id: string;
  expected_version?: number | null;
  days: number;
  reason: string;
}

export interface DecideIn {
  case_id: string;
  expected_version?: number | null;
  outcome: DecisionOutcome;
  grounds: string;
  basis: string;
  remedies: string;
  conditions: string;
}

export interface IssueIn {
  case_id: string;
  expected_version?: number | null;
  result_name: string;
  result_number: string;
  valid_from?: string | null;
  valid_to?: string | null;
  file_id?: string | null;
}

export interface DeliverIn {
  case_id: string;
  expected_version?: number | null;
  form: DeliveryForm;
  recipient: string;
  express_number: string;
  note: string;
}

export interface TerminateIn {
  case_id: string;
  expected_version?: number | null;
  reason: string;
  basis: string;
}

export interface TransferIn {
  case_id: string;
  expected_version?: number | null;
  to_organ: string;
  reason: string;
  basis: string;
}

export interface RevealIn {
  case_id: string;
  reason: string;
}

export interface MyCasesIn {
  status?: Status | null;
  drafts?: boolean;
  after?: string | null;
  limit?: number;
}

export interface WorklistIn {
  scope?: WorklistScope;
  role?: WaitingFor | null;
  department_id?: string | null;
  region_code?: string | null;
  item_id?: string | null;
  status?: Status | null;
  case_number?: string | null;
  after?: string | null;
  limit?: number;
}

export interface ProgressIn {
  case_number: string;
  query_code: string;
}

export interface EarlierMaterialsIn {
  case_id: string;
  material_key: string;
}

export interface InstrumentIn {
  case_id: string;
  instrument_id: string;
}

export type InstrumentKind = 'receipt' | 'acceptance_notice' | 'correction_notice' | 'non_acceptance' | 'special_procedure' | 'extension_notice' | 'decision' | 'delivery_record' | 'termination_notice' | 'transfer_notice' | 'closing_notice';

export interface InstrumentRef {
  instrument_id: string;
  kind: InstrumentKind;
  title: string;
  number: string;
  made_at: string;
  html_url: string;
}

export interface ActOut {
  case_id: string;
  case_number: string | null;
  query_code: string | null;
  status: Status;
  waiting_for: WaitingFor;
  version: number;
  instrument: InstrumentRef | null;
}

export interface SavedGroup {
  case_id: string;
  group_key: string;
  group_version: number;
  saved_at: string;
  findings: FieldError[];
}

export interface PersonView {
  kind: ApplicantKind;
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

export interface GroupView {
  group_key: string;
  group_version: number;
  saved_at: string;
  answers: unknown;
}

export interface FormView {
  form_schema: unknown;
  form_layout: unknown;
  groups: GroupView[];
  answers: unknown;
  masked: boolean;
}

export interface MaterialEntryView {
  material_id: string;
  source: MaterialSource;
  file_id: string | null;
  file_name: string;
  file_size: number;
  media_type: string;
  promised_date: string;
  copies: number;
  added_at: string;
}

export interface MaterialView {
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
  entries: MaterialEntryView[];
}

export interface TimelineEntry {
  sequence: number;
  kind: EventKind;
  at: string;
  actor: string;
  data: unknown;
  note: string;
}

export interface SpecialProcedureChoice {
  procedure_kind: string;
  procedure_name: string;
  excluded_from_limit: boolean;
  by_law: string;
}

export interface StaffChoice {
  account_id: string;
  name: string;
  role: Party;
}

export interface ResultView {
  result_name: string;
  result_number: string;
  valid_from: string;
  valid_to: string;
  file_id: string | null;
}

export interface SavedMaterial {
  material_key: string;
  material_name: string;
  why: string;
}

export interface SavingsView {
  materials_saved: SavedMaterial[];
  trips_usual: number;
  trips_made: number;
  trips_avoided: number;
  days_saved: number | null;
}

export interface ItemRef {
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

export interface CaseSummary {
  case_id: string;
  case_number: string | null;
  item: ItemRef;
  status: Status;
  waiting_for: WaitingFor;
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
  limit_state: LimitState;
  version: number;
}

export interface CaseView {
  summary: CaseSummary;
  query_code: string | null;
  applicant: PersonView;
  scenario: ScenarioAnswer[];
  form: FormView;
  materials: MaterialView[];
  timeline: TimelineEntry[];
  clocks: ClockView[];
  instruments: InstrumentRef[];
  result: ResultView | null;
  savings: SavingsView;
  correction: CorrectionPoint[];
  revision_note: string;
  reply_due_at: string;
  allowed: Action[];
  special_procedures: SpecialProcedureChoice[];
  staff: StaffChoice[];
  responsible_name: string | null;
}

export interface RevealedCase {
  applicant: PersonView;
  answers: unknown;
}

export interface CasePage {
  cases: CaseSummary[];
  next: string | null;
  count: number;
  count_capped: boolean;
}

export interface WorklistCounts {
  waiting: number;
  mine: number;
  warning: number;
  overdue: number;
}

export interface ProgressStep {
  kind: EventKind;
  at: string;
}

export interface ProgressView {
  case_number: string;
  item_name: string;
  department_name: string;
  status: Status;
  waiting_for: WaitingFor;
  remaining_days: number | null;
  due_at: string | null;
  suspended: boolean;
  timeline: ProgressStep[];
}

export interface EarlierMaterial {
  material_id: string;
  case_id: string;
  case_number: string;
  item_name: string;
  material_name: string;
  file_name: string;
  added_at: string;
}

export interface EarlierMaterials {
  materials: EarlierMaterial[];
}

export interface FieldError {
  pointer: string;
  key: string;
  detail: string;
}

export interface FileView {
  file_id: string;
  name: string;
  size: number;
  media_type: string;
}

export interface SearchIn {
  q?: string;
  region_code?: string;
  department_id?: string;
  theme?: string;
  object?: string;
  type?: string;
  level?: string;
  after?: string;
  limit?: number;
}

export interface SearchHit {
  item: ItemCard;
  why: string;
}

export interface SearchPage {
  hits: SearchHit[];
  next: string;
  did_you_mean: string;
  count: number;
}

export interface SuggestIn {
  q: string;
  region_code?: string;
}

export interface Suggestion {
  text: string;
}

export interface SuggestList {
  suggestions: Suggestion[];
}

export interface Endpoints {
  'cases.accept': { input: AcceptIn; output: ActOut };
  'cases.archive': { input: ActIn; output: ActOut };
  'cases.assign': { input: AssignIn; output: ActOut };
  'cases.attach_material': { input: AttachMaterialIn; output: MaterialView };
  'cases.claim': { input: ActIn; output: ActOut };
  'cases.correct': { input: CorrectIn; output: ActOut };
  'cases.decide': { input: DecideIn; output: ActOut };
  'cases.delete_draft': { input: CaseIn; output: ActOut };
  'cases.deliver': { input: DeliverIn; output: ActOut };
  'cases.earlier_materials': { input: EarlierMaterialsIn; output: EarlierMaterials };
  'cases.extend': { input: ExtendIn; output: ActOut };
  'cases.hand_over': { input: AssignIn; output: ActOut };
  'cases.instrument_html': { input: InstrumentIn; output: Blob };
  'cases.issue': { input: IssueIn; output: ActOut };
  'cases.my_cases': { input: MyCasesIn; output: CasePage };
  'cases.pre_review': { input: PreReviewIn; output: ActOut };
  'cases.progress': { input: ProgressIn; output: ProgressView };
  'cases.receive': { input: ActIn; output: ActOut };
  'cases.refuse': { input: RefuseIn; output: ActOut };
  'cases.remove_material': { input: RemoveMaterialIn; output: ActOut };
  'cases.resubmit': { input: ActIn; output: ActOut };
  'cases.resume': { input: ResumeIn; output: ActOut };
  'cases.reveal': { input: RevealIn; output: RevealedCase };
  'cases.review': { input: ReviewIn; output: ActOut };
  'cases.revise': { input: ActIn; output: ActOut };
  'cases.save_answers': { input: SaveAnswersIn; output: SavedGroup };
  'cases.save_contact': { input: SaveContactIn; output: ActOut };
  'cases.save_scenario': { input: SaveScenarioIn; output: ActOut };
  'cases.start_case': { input: StartCaseIn; output: ActOut };
  'cases.start_window_case': { input: StartWindowCaseIn; output: ActOut };
  'cases.submit': { input: ActIn; output: ActOut };
  'cases.supplement': { input: SupplementIn; output: ActOut };
  'cases.suspend': { input: SuspendIn; output: ActOut };
  'cases.terminate': { input: TerminateIn; output: ActOut };
  'cases.transfer': { input: TransferIn; output: ActOut };
  'cases.upgrade_draft': { input: ActIn; output: ActOut };
  'cases.view_case': { input: CaseIn; output: CaseView };
  'cases.withdraw': { input: WithdrawIn; output: ActOut };
  'cases.worklist': { input: WorklistIn; output: CasePage };
  'cases.worklist_counts': { input: Record<string, never>; output: WorklistCounts };
  'catalog.browse_items': { input: BrowseIn; output: ItemList };
  'catalog.check_version': { input: VersionActIn; output: VersionView };
  'catalog.compare_items': { input: CompareIn; output: Comparison };
  'catalog.completeness_list': { input: CompletenessIn; output: CompletenessList };
  'catalog.create_basic_item': { input: CreateBasicItemIn; output: BasicItemView };
  'catalog.create_department': { input: CreateDepartmentIn; output: DepartmentView };
  'catalog.create_item': { input: CreateItemIn; output: VersionView };
  'catalog.discard_version': { input: VersionActIn; output: VersionView };
  'catalog.facets': { input: FacetsIn; output: Facets };
  'catalog.get_basic_item': { input: BasicItemIn; output: BasicItemView };
  'catalog.get_department': { input: DepartmentIn; output: DepartmentView };
  'catalog.get_version': { input: VersionIn; output: VersionView };
  'catalog.guide': { input: GuideIn; output: Guide };
  'catalog.item_history': { input: ItemIn; output: ItemHistory };
  'catalog.list_basic_items': { input: ListBasicItemsIn; output: BasicItemList };
  'catalog.list_code_entries': { input: CodeSetIn; output: CodeEntryList };
  'catalog.list_code_sets': { input: Record<string, never>; output: CodeSetList };
  'catalog.list_departments': { input: ListDepartmentsIn; output: DepartmentList };
  'catalog.list_editor_items': { input: ListEditorItemsIn; output: EditorItemList };
  'catalog.new_version': { input: ItemActIn; output: VersionView };
  'catalog.publish_version': { input: VersionActIn; output: VersionView };
  'catalog.put_code_entry': { input: PutCodeEntryIn; output: CodeEntry };
  'catalog.region_children': { input: RegionChildrenIn; output: RegionList };
  'catalog.region_detail': { input: RegionIn; output: RegionDetail };
  'catalog.resume_item': { input: ItemActIn; output: VersionView };
  'catalog.retire_item': { input: ItemActIn; output: VersionView };
  'catalog.save_draft': { input: SaveDraftIn; output: VersionView };
  'catalog.search': { input: SearchIn; output: SearchPage };
  'catalog.suggest': { input: SuggestIn; output: SuggestList };
  'catalog.suspend_item': { input: ItemActIn; output: VersionView };
  'catalog.try_gate': { input: TryGateIn; output: GateReport };
  'catalog.update_department': { input: UpdateDepartmentIn; output: DepartmentView };
  'identity.change_password': { input: PasswordIn; output: SessionView };
  'identity.change_profile': { input: ProfileChange; output: ProfileView };
  'identity.login': { input: LoginIn; output: SessionView };
  'identity.logout': { input: Record<string, never>; output: Record<string, never> };
  'identity.own_profile': { input: Record<string, never>; output: ProfileView };
  'identity.register': { input: RegisterIn; output: RegisterOut };
  'identity.session': { input: Record<string, never>; output: SessionView };
}

export type EndpointName = keyof Endpoints;

export const endpoints = {
  'cases.accept': { method: 'POST', path: '/api/v1/cases/{case_id}/accept', input: 'body', idempotent: true, raw: false },
  'cases.archive': { method: 'POST', path: '/api/v1/cases/{case_id}/archive', input: 'body', idempotent: true, raw: false },
  'cases.assign': { method: 'POST', path: '/api/v1/cases/{case_id}/assign', input: 'body', idempotent: true, raw: false },
  'cases.attach_material': { method: 'POST', path: '/api/v1/cases/{case_id}/materials', input: 'body', idempotent: true, raw: false },
  'cases.claim': { method: 'POST', path: '/api/v1/cases/{case_id}/claim', input: 'body', idempotent: true, raw: false },
  'cases.correct': { method: 'POST', path: '/api/v1/cases/{case_id}/correct', input: 'body', idempotent: true, raw: false },
  'cases.decide': { method: 'POST', path: '/api/v1/cases/{case_id}/decide', input: 'body', idempotent: true, raw: false },
  'cases.delete_draft': { method: 'DELETE', path: '/api/v1/cases/{case_id}', input: 'query', idempotent: false, raw: false },
  'cases.deliver': { method: 'POST', path: '/api/v1/cases/{case_id}/deliver', input: 'body', idempotent: true, raw: false },
  'cases.earlier_materials': { method: 'GET', path: '/api/v1/cases/{case_id}/materials/{material_key}/earlier', input: 'query', idempotent: false, raw: false },
  'cases.extend': { method: 'POST', path: '/api/v1/cases/{case_id}/extend', input: 'body', idempotent: true, raw: false },
  'cases.hand_over': { method: 'POST', path: '/api/v1/cases/{case_id}/hand-over', input: 'body', idempotent: true, raw: false },
  'cases.instrument_html': { method: 'GET', path: '/api/v1/cases/{case_id}/instruments/{instrument_id}.html', input: 'query', idempotent: false, raw: true },
  'cases.issue': { method: 'POST', path: '/api/v1/cases/{case_id}/issue', input: 'body', idempotent: true, raw: false },
  'cases.my_cases': { method: 'GET', path: '/api/v1/cases', input: 'query', idempotent: false, raw: false },
  'cases.pre_review': { method: 'POST', path: '/api/v1/cases/{case_id}/pre-review', input: 'body', idempotent: true, raw: false },
  'cases.progress': { method: 'GET', path: '/api/v1/progress', input: 'query', idempotent: false, raw: false },
  'cases.receive': { method: 'POST', path: '/api/v1/cases/{case_id}/receive', input: 'body', idempotent: true, raw: false },
  'cases.refuse': { method: 'POST', path: '/api/v1/cases/{case_id}/refuse', input: 'body', idempotent: true, raw: false },
  'cases.remove_material': { method: 'DELETE', path: '/api/v1/cases/{case_id}/materials/{material_id}', input: 'query', idempotent: false, raw: false },
  'cases.resubmit': { method: 'POST', path: '/api/v1/cases/{case_id}/resubmit', input: 'body', idempotent: true, raw: false },
  'cases.resume': { method: 'POST', path: '/api/v1/cases/{case_id}/resume', input: 'body', idempotent: true, raw: false },
  'cases.reveal': { method: 'POST', path: '/api/v1/cases/{case_id}/reveal', input: 'body', idempotent: true, raw: false },
  'cases.review': { method: 'POST', path: '/api/v1/cases/{case_id}/review', input: 'body', idempotent: true, raw: false },
  'cases.revise': { method: 'POST', path: '/api/v1/cases/{case_id}/revise', input: 'body', idempotent: true, raw: false },
  'cases.save_answers': { method: 'PUT', path: '/api/v1/cases/{case_id}/answers/{group_key}', input: 'body', idempotent: false, raw: false },
  'cases.save_contact': { method: 'PUT', path: '/api/v1/cases/{case_id}/contact', input: 'body', idempotent: false, raw: false },
  'cases.save_scenario': { method: 'PUT', path: '/api/v1/cases/{case_id}/scenario', input: 'body', idempotent: false, raw: false },
  'cases.start_case': { method: 'POST', path: '/api/v1/cases', input: 'body', idempotent: true, raw: false },
  'cases.start_window_case': { method: 'POST', path: '/api/v1/window/cases', input: 'body', idempotent: true, raw: false },
  'cases.submit': { method: 'POST', path: '/api/v1/cases/{case_id}/submit', input: 'body', idempotent: true, raw: false },
  'cases.supplement': { method: 'POST', path: '/api/v1/cases/{case_id}/supplement', input: 'body', idempotent: true, raw: false },
  'cases.suspend': { method: 'POST', path: '/api/v1/cases/{case_id}/suspend', input: 'body', idempotent: true, raw: false },
  'cases.terminate': { method: 'POST', path: '/api/v1/cases/{case_id}/terminate', input: 'body', idempotent: true, raw: false },
  'cases.transfer': { method: 'POST', path: '/api/v1/cases/{case_id}/transfer', input: 'body', idempotent: true, raw: false },
  'cases.upgrade_draft': { method: 'POST', path: '/api/v1/cases/{case_id}/upgrade', input: 'body', idempotent: true, raw: false },
  'cases.view_case': { method: 'GET', path: '/api/v1/cases/{case_id}', input: 'query', idempotent: false, raw: false },
  'cases.withdraw': { method: 'POST', path: '/api/v1/cases/{case_id}/withdraw', input: 'body', idempotent: true, raw: false },
  'cases.worklist': { method: 'GET', path: '/api/v1/worklist', input: 'query', idempotent: false, raw: false },
  'cases.worklist_counts': { method: 'GET', path: '/api/v1/worklist/counts', input: 'query', idempotent: false, raw: false },
  'catalog.browse_items': { method: 'GET', path: '/api/v1/items', input: 'query', idempotent: false, raw: false },
  'catalog.check_version': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/check', input: 'body', idempotent: true, raw: false },
  'catalog.compare_items': { method: 'GET', path: '/api/v1/basic-items/{basic_item_id}/compare', input: 'query', idempotent: false, raw: false },
  'catalog.completeness_list': { method: 'GET', path: '/api/v1/editor/completeness', input: 'query', idempotent: false, raw: false },
  'catalog.create_basic_item': { method: 'POST', path: '/api/v1/editor/basic-items', input: 'body', idempotent: true, raw: false },
  'catalog.create_department': { method: 'POST', path: '/api/v1/editor/departments', input: 'body', idempotent: true, raw: false },
  'catalog.create_item': { method: 'POST', path: '/api/v1/editor/items', input: 'body', idempotent: true, raw: false },
  'catalog.discard_version': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/discard', input: 'body', idempotent: true, raw: false },
  'catalog.facets': { method: 'GET', path: '/api/v1/catalog/facets', input: 'query', idempotent: false, raw: false },
  'catalog.get_basic_item': { method: 'GET', path: '/api/v1/basic-items/{basic_item_id}', input: 'query', idempotent: false, raw: false },
  'catalog.get_department': { method: 'GET', path: '/api/v1/departments/{department_id}', input: 'query', idempotent: false, raw: false },
  'catalog.get_version': { method: 'GET', path: '/api/v1/editor/items/{item_id}/versions/{version}', input: 'query', idempotent: false, raw: false },
  'catalog.guide': { method: 'GET', path: '/api/v1/items/{item_id}/guide', input: 'query', idempotent: false, raw: false },
  'catalog.item_history': { method: 'GET', path: '/api/v1/editor/items/{item_id}/history', input: 'query', idempotent: false, raw: false },
  'catalog.list_basic_items': { method: 'GET', path: '/api/v1/basic-items', input: 'query', idempotent: false, raw: false },
  'catalog.list_code_entries': { method: 'GET', path: '/api/v1/dictionary/{code_set}', input: 'query', idempotent: false, raw: false },
  'catalog.list_code_sets': { method: 'GET', path: '/api/v1/dictionary', input: 'query', idempotent: false, raw: false },
  'catalog.list_departments': { method: 'GET', path: '/api/v1/departments', input: 'query', idempotent: false, raw: false },
  'catalog.list_editor_items': { method: 'GET', path: '/api/v1/editor/items', input: 'query', idempotent: false, raw: false },
  'catalog.new_version': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions', input: 'body', idempotent: true, raw: false },
  'catalog.publish_version': { method: 'POST', path: '/api/v1/editor/items/{item_id}/versions/{version}/publish', input: 'body', idempotent: true, raw: false },
  'catalog.put_code_entry': { method: 'PUT', path: '/api/v1/editor/dictionary/{code_set}/{code}', input: 'body', idempotent: false, raw: false },
  'catalog.region_children': { method: 'GET', path: '/api/v1/regions', input: 'query', idempotent: false, raw: false },
  'catalog.region_detail': { method: 'GET', path: '/api/v1/regions/{region_code}', input: 'query', idempotent: false, raw: false },
  'catalog.resume_item': { method: 'POST', path: '/api/v1/editor/items/{item_id}/resume', input: 'body', idempotent: true, raw: false },
  'catalog.retire_item': { method: 'POST', path: '/api/v1/editor/items/{item_id}/retire', input: 'body', idempotent: true, raw: false },
  'catalog.save_draft': { method: 'PUT', path: '/api/v1/editor/items/{item_id}/versions/{version}', input: 'body', idempotent: false, raw: false },
  'catalog.search': { method: 'GET', path: '/api/v1/search', input: 'query', idempotent: false, raw: false },
  'catalog.suggest': { method: 'GET', path: '/api/v1/suggest', input: 'query', idempotent: false, raw: false },
  'catalog.suspend_item': { method: 'POST', path: '/api/v1/editor/items/{item_id}/suspend', input: 'body', idempotent: true, raw: false },
  'catalog.try_gate': { method: 'POST', path: '/api/v1/editor/gate', input: 'body', idempotent: true, raw: false },
  'catalog.update_department': { method: 'PUT', path: '/api/v1/editor/departments/{department_id}', input: 'body', idempotent: false, raw: false },
  'identity.change_password': { method: 'PUT', path: '/api/v1/session/password', input: 'body', idempotent: false, raw: false },
  'identity.change_profile': { method: 'PUT', path: '/api/v1/me', input: 'body', idempotent: false, raw: false },
  'identity.login': { method: 'POST', path: '/api/v1/session', input: 'body', idempotent: false, raw: false },
  'identity.logout': { method: 'DELETE', path: '/api/v1/session', input: 'query', idempotent: false, raw: false },
  'identity.own_profile': { method: 'GET', path: '/api/v1/me', input: 'query', idempotent: false, raw: false },
  'identity.register': { method: 'POST', path: '/api/v1/registrations', input: 'body', idempotent: true, raw: false },
  'identity.session': { method: 'GET', path: '/api/v1/session', input: 'query', idempotent: false, raw: false },
} as const satisfies Record<EndpointName, unknown>;
