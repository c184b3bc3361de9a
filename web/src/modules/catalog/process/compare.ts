// What differs between two versions of a model: elements by their ids, with what belongs to them; where they are drawn
// does not count. Works for BPMN and DMN alike.
export interface Difference {
  id: string;
  name: string;
  what: 'added' | 'removed' | 'changed';
}

const kDrawn = new Set(['BPMNDiagram', 'DMNDI']);
const kCounted = new Set(['incoming', 'outgoing', 'flowNodeRef']);
interface Told {
  name: string;
  print: string;
}

// An element with everything below it that has no id of its own.
function printOf(element: Element): string {
  const attributes = [...element.attributes].filter((one) => !one.name.startsWith('xmlns')).map((one) => `${one.localName}=${one.value}`);
  const own = [...element.childNodes].filter((node) => node.nodeType === 3 || node.nodeType === 4).map((node) => node.textContent?.trim() ?? '');
  const below = [...element.children].filter((child) => !child.getAttribute('id') && !kCounted.has(child.localName)).map(printOf);
  return `${element.localName}(${attributes.sort().join(' ')})${own.join('')}[${below.join()}]`;
}

function elementsOf(xml: string): Map<string, Told> {
  const found = new Map<string, Told>();
  const walk = (element: Element) => {
    if (kDrawn.has(element.localName)) return;
    const id = element.getAttribute('id');
    const parent = element.parentElement?.closest('[name]');
    if (id) found.set(id, { name: element.getAttribute('name') || element.getAttribute('label') || parent?.getAttribute('name') || id, print: printOf(element) });
    for (const child of element.children) walk(child);
  };
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  for (const child of root.children) walk(child);
  return found;
}

export function compareModels(before: string, after: string): Difference[] {
  const old = elementsOf(before);
  const now = elementsOf(after);
  const differences: Difference[] = [];
  for (const [id, told] of now) {
    const former = old.get(id);
    if (!former) differences.push({ id, name: told.name, what: 'added' });
    else if (former.print !== told.print) differences.push({ id, name: told.name, what: 'changed' });
  }
  for (const [id, told] of old) if (!now.has(id)) differences.push({ id, name: told.name, what: 'removed' });
  return differences;
}
