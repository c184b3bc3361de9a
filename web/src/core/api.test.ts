import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { call, fillPath, queryText, setSessionHooks } from './api';
import { Problem } from './problem';
import { ActKeys } from './use_act';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const fetchMock = vi.fn<typeof fetch>();
const sent = (at: number) => fetchMock.mock.calls[at]![1] as RequestInit & { headers: Record<string, string> };

beforeEach(() => {
  vi.useFakeTimers();
  fetchMock.mockReset();
  vi.stubGlobal('fetch', fetchMock);
  setSessionHooks({ csrfToken: () => 'token-1', renew: async () => {}, ended: () => {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
async function settled<T>(promise: Promise<T>): Promise<T> {
  const guarded = promise.catch((error: unknown) => error as T);
  await vi.runAllTimersAsync();
  const value = await guarded;
  if (value instanceof Error) throw value;
  return value;
}

describe('a request', () => {
  it('puts path members into the path and the others into body or query', () => {
    expect(fillPath('/cases/{case_id}/answers/{group_key}', { case_id: '7', group_key: 'a b', group_version: 1 })).toEqual({
      path: '/cases/7/answers/a%20b',
      rest: { group_version: 1 },
    });
    expect(queryText({ q: '身份证', after: '', region_code: null, limit: 20 })).toBe('?q=%E8%BA%AB%E4%BB%BD%E8%AF%81&limit=20');
    expect(queryText({ item_ids: ['a', 'b'], none: [] })).toBe('?item_ids=a&item_ids=b');
  });

  it('that creates is repeated with the same key when the answer is lost', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('network')).mockResolvedValueOnce(answer(201, { case_id: '9' }));
    const out = await settled(call('cases.start', { item_id: '1', scenario: [], acting_for: null }));
    expect(out).toEqual({ case_id: '9' });
    expect(fetchMock).toHaveBeenCalledTimes(2);
    expect(sent(0).headers['Idempotency-Key']).toBeTruthy();
    expect(sent(0).headers['Idempotency-Key']).toBe(sent(1).headers['Idempotency-Key']);
    expect(sent(0).headers['X-CSRF-Token']).toBe('token-1');
  });

  it('is not repeated when the server refused it', async () => {
    fetchMock.mockResolvedValue(answer(422, { key: 'cases.incomplete', detail: '缺少材料', errors: [] }));
    await expect(settled(call('cases.submit', { case_id: '1' }))).rejects.toMatchObject({ status: 422, key: 'cases.incomplete' });
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });

  it('of sign-in, which has no key, is sent once only', async () => {
    fetchMock.mockRejectedValue(new TypeError('network'));
    await expect(settled(call('identity.login', { login_name: 'a', password: 'b' }))).rejects.toBeInstanceOf(Problem);
    expect(fetchMock).toHaveBeenCalledTimes(1);
  });

  it('with an old forgery token asks for a new one and goes again', async () => {
    const renew = vi.fn(async () => {});
    setSessionHooks({ csrfToken: () => (renew.mock.calls.length ? 'token-2' : 'token-1'), renew, ended: () => {} });
    fetchMock.mockResolvedValueOnce(answer(403, { key: 'csrf.token' })).mockResolvedValueOnce(answer(200, { case_id: '1' }));
    await settled(call('cases.receive', { case_id: '1' }));
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sent(1).headers['X-CSRF-Token']).toBe('token-2');
  });

  it('tells that the session has ended', async () => {
    const ended = vi.fn();
    setSessionHooks({ csrfToken: () => '', renew: async () => {}, ended });
    fetchMock.mockResolvedValue(answer(401, { key: 'auth.required' }));
    await expect(settled(call('cases.mine', {}))).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe('the key of an act', () => {
  it('stays while the content stays, and is new when it changed or is done', () => {
    const keys = new ActKeys();
    const first = keys.keyFor({ a: 1 });
    expect(keys.keyFor({ a: 1 })).toBe(first);
    const second = keys.keyFor({ a: 2 });
    expect(second).not.toBe(first);
    keys.done();
    expect(keys.keyFor({ a: 2 })).not.toBe(second);
  });

  it('outlives a reload of the page while the act is not done, and keeps nothing of its content', () => {
    sessionStorage.clear();
    const first = new ActKeys('cases.start').keyFor({ name: '王五' });
    expect(new ActKeys('cases.start').keyFor({ name: '王五' })).toBe(first);
    expect(new ActKeys('cases.submit').keyFor({ name: '王五' })).not.toBe(first);
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('王五');
    new ActKeys('cases.start').done();
    expect(new ActKeys('cases.start').keyFor({ name: '王五' })).not.toBe(first);
  });

  it('lives without a place to keep it', () => {
    const none = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('no storage');
    });
    const keys = new ActKeys('cases.start');
    expect(keys.keyFor({ a: 1 })).toBe(keys.keyFor({ a: 1 }));
    none.mockRestore();
  });
});
