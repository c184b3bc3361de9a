// What the catalogue pages ask the server, under names of their own.
import { call } from '@/core/api';
import type { BrowseIn, CompareIn, GuideIn, SearchIn } from '@/core/types';

export const browse = (input: BrowseIn, signal?: AbortSignal) => call('catalog.browse', input, { signal });
export const facets = (region_code: string, signal?: AbortSignal) => call('catalog.facets', { region_code }, { signal });
export const guide = (input: GuideIn, signal?: AbortSignal) => call('catalog.guide', input, { signal });
export const compare = (input: CompareIn, signal?: AbortSignal) => call('catalog.compare', input, { signal });
export const regions = (parent_code: string, signal?: AbortSignal) => call('catalog.region_children', { parent_code }, { signal });
export const region = (region_code: string, signal?: AbortSignal) => call('catalog.region', { region_code }, { signal });
export const search = (input: SearchIn, signal?: AbortSignal) => call('catalog.search', input, { signal });
export const suggest = (q: string, region_code: string, signal?: AbortSignal) => call('catalog.suggest', { q, region_code }, { signal });
