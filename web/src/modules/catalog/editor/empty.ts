// The content of a service of which nothing is known yet; what is left out here has its default on the server.
import type { ItemContent } from './content';

export function emptyContent(): ItemContent {
  const content = { basic: { item_name: '', item_type: '' }, extension: {}, materials: [], fees: [], questions: [], scenarios: [], flow: [], special_procedures: [], form_schema: null, form_layout: null, sources: [] };
  return content as unknown as ItemContent;
}
