// What the platform reads of an element beyond BPMN (docs/processes.md), as a package of the drawing program: so that it
// keeps these attributes and writes them with our prefix.
const text = (name: string) => ({ name, isAttr: true, type: 'String' });

export const kAttributes = ['act', 'candidateGroups', 'outcome', 'days', 'procedure', 'decisionRef', 'resultVariable', 'topic'] as const;

export const tongbanPackage = {
  name: 'Tongban',
  prefix: 'tongban',
  uri: 'urn:tongban:bpmn',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Attributes', extends: ['bpmn:FlowNode'], properties: kAttributes.map(text) },
    { name: 'TimeLimit', superClass: ['Element'], properties: ['after', 'action', 'argument'].map(text) },
    { name: 'Signing', superClass: ['Element'], properties: ['mode', 'pass', 'outcome'].map(text) },
  ],
};

const kOf: Record<string, (typeof kAttributes)[number][]> = {
  'bpmn:UserTask': ['act', 'candidateGroups', 'outcome', 'days', 'procedure'],
  'bpmn:ServiceTask': ['topic', 'outcome', 'procedure', 'days'],
  'bpmn:BusinessRuleTask': ['decisionRef', 'resultVariable'],
};
export const attributesOf = (type: string) => kOf[type] ?? [];

export const kChoices: Partial<Record<(typeof kAttributes)[number], string[]>> = {
  act: ['', 'receive', 'accept', 'review', 'assist', 'procedure', 'decide', 'issue', 'deliver'],
  candidateGroups: ['', 'window_clerk', 'reviewer', 'approver', 'department_head'],
  topic: ['', 'grant', 'suspend', 'resume', 'publicity', 'notify'],
};
