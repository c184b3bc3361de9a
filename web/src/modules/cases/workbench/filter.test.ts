import { describe, expect, it } from 'vitest';

import { askOf, exportOf, fromKept, keptOf, narrowingOf, queryOf, sameQuery } from './filter';

describe('what a worklist is narrowed to', () => {
  it('comes from the address, without what is not known', () => {
    const narrowing = narrowingOf({ scope: 'running', status: ['accepted', 'made_up'], item: 'i1', due: '3' });
    expect(narrowing).toEqual({ scope: 'running', statuses: ['accepted'], items: ['i1'], department: null, assignee: null, due: 3, number: null });
    expect(narrowingOf({ scope: 'all', due: 'soon' })).toMatchObject({ scope: 'waiting', due: null });
  });
  it('goes back into the address as it came', () => {
    const query = { scope: 'running', status: ['accepted', 'granted'], item: ['i1'], department: 'd', assignee: 'a', due: '0', number: 'n' };
    expect(queryOf(narrowingOf(query))).toEqual(query);
    expect(queryOf(narrowingOf({}))).toEqual({});
  });
  it('asks for a person only in the running cases of one department, and for dates only of open cases', () => {
    expect(askOf(narrowingOf({ assignee: 'a', department: 'd' }), null).assignee_account_id).toBeNull();
    expect(askOf(narrowingOf({ scope: 'running', assignee: 'a', department: 'd' }), null).assignee_account_id).toBe('a');
    expect(askOf(narrowingOf({ scope: 'finished', due: '3' }), null).due_within).toBeNull();
  });
  it('is kept and used again', () => {
    const narrowing = narrowingOf({ scope: 'mine', status: 'accepted', item: ['i1', 'i2'], due: '5' });
    const kept = keptOf(narrowing, (id) => `name of ${id}`);
    expect(kept.items).toEqual([{ item_id: 'i1', item_name: 'name of i1' }, { item_id: 'i2', item_name: 'name of i2' }]);
    expect(sameQuery(fromKept(kept), narrowing)).toBe(true);
  });
  it('can be taken out where the export can be narrowed the same way', () => {
    expect(exportOf(narrowingOf({}))).toBeNull();
    expect(exportOf(narrowingOf({ scope: 'running', status: 'accepted' }))).toBe('/api/v1/worklist/export?scope=running&status=accepted');
    expect(exportOf(narrowingOf({ scope: 'running', status: ['accepted', 'issued'] }))).toBeNull();
  });
});
