// One way to a list of services for the search page: by words through the search index, without words by browsing.
import type { ItemCard } from '@/core/types';

import { browse, search } from './api';

export interface Filters {
  q: string;
  theme: string;
  department_id: string;
  object: string;
  type: string;
  level: string;
  online?: string;
  region_code: string;
}

export interface Found {
  items: ItemCard[];
  next: string;
  did_you_mean: string;
  count_text: string;
}

export async function find(filters: Filters, after: string, signal?: AbortSignal): Promise<Found> {
  if (filters.q) {
    const page = await search({ ...filters, after }, signal);
    return {
      items: page.hits.map((hit) => hit.item),
      next: page.next,
      did_you_mean: page.did_you_mean,
      count_text: page.count ? String(page.count) : '',
    };
  }
  const page = await browse(
    {
      theme: filters.theme,
      department_id: filters.department_id,
      region_code: filters.region_code,
      item_type: filters.type,
      service_object: filters.object,
      online: filters.online,
      after,
    },
    signal,
  );
  return { items: page.items, next: page.next, did_you_mean: '', count_text: '' };
}
