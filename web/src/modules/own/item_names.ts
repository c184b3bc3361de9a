// Names of items by their guides, which are kept ready to send; an item that is gone has none.
import { call } from '@/core/api';

export async function namesOfItems(ids: (string | null)[], signal?: AbortSignal): Promise<Record<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))].slice(0, 50);
  const found = await Promise.allSettled(wanted.map((item_id) => call('catalog.guide', { item_id, scenario: '' }, { signal })));
  const names: Record<string, string> = {};
  found.forEach((answer, at) => {
    if (answer.status === 'fulfilled') names[wanted[at]!] = answer.value.header.item_name;
  });
  return names;
}
