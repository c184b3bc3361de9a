// The one way to the server. Endpoints, their inputs and outputs come from the generated table; this file adds what all
// requests share: path parameters, the forgery token, idempotency keys that survive retries, and the end of a session.
import { endpoints } from './api.gen';
import type { EndpointName, Endpoints } from './types';
import { Problem, problemOf } from './problem';

export interface CallOptions {
  signal?: AbortSignal;
  // Keep one key for all tries of the same act (see use_act.ts); without it every call makes its own.
  idempotencyKey?: string;
}

interface SessionHooks {
  csrfToken(): string;
  renew(): Promise<void>;
  ended(): void;
  // Resolves to true when the person has signed in again and the call may be repeated.
}

let hooks: SessionHooks = { csrfToken: () => '', renew: async () => {}, ended: () => {} };

export function setSessionHooks(next: SessionHooks): void {
  hooks = next;
}

export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  // Plain http away from localhost has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Values = Record<string, unknown>;

// Fills {name} in the path and returns what is left of the input.
export function fillPath(path: string, input: Values): { path: string; rest: Values } {
  const rest: Values = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value ?? ''));
  });
  return { path: filled, rest };
}

export function queryText(values: Values): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    // A list is given once for each of its entries.
    for (const entry of [value].flat()) query.append(name, String(entry));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

const kRetries = 2;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function send(url: string, init: RequestInit, mayRepeat: boolean): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    let problem: Problem;
    try {
      const response = await fetch(url, init);
      if (response.ok) return response;
      problem = await problemOf(response);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      problem = new Problem({ status: 0, key: 'network.failed' });
    }
    const busy = problem.isUncertain || problem.key === 'idempotency.in_progress';
    if (!mayRepeat || !busy || attempt >= kRetries) throw problem;
    await pause(Math.max(problem.retryAfter * 1000, 400 * 2 ** attempt));
  }
}

function headersOf(method: string): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang || 'zh-CN',
  };
  if (method !== 'GET' && hooks.csrfToken()) headers['X-CSRF-Token'] = hooks.csrfToken();
  return headers;
}

// Sends once more after renewing the forgery token, and tells when the session is over.
async function guarded(url: string, init: (headers: Record<string, string>) => RequestInit, method: string,
                       mayRepeat: boolean): Promise<Response> {
  try {
    return await send(url, init(headersOf(method)), mayRepeat);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.key === 'csrf.token') {
      await hooks.renew();
      return send(url, init(headersOf(method)), mayRepeat);
    }
    if (error.needsSignIn && error.key !== 'identity.login_failed') hooks.ended();
    throw error;
  }
}

export async function call<N extends EndpointName>(name: N, input: Endpoints[N]['input'],
                                                   options: CallOptions = {}): Promise<Endpoints[N]['output']> {
  const endpoint = endpoints[name];
  const { path, rest } = fillPath(endpoint.path, input as Values);
  const fromQuery = endpoint.input === 'query';
  const url = path + (fromQuery ? queryText(rest) : '');
  const key = endpoint.idempotent ? (options.idempotencyKey ?? newKey()) : '';
  // GET, PUT and DELETE may be repeated by their nature, a POST by its key.
  const mayRepeat = endpoint.method !== 'POST' || key !== '';
  const response = await guarded(
    url,
    (headers) => {
      if (key) headers['Idempotency-Key'] = key;
      if (!fromQuery) headers['Content-Type'] = 'application/json';
      return {
        method: endpoint.method,
        headers,
        credentials: 'same-origin',
        signal: options.signal,
        body: fromQuery ? undefined : JSON.stringify(rest),
      };
    },
    endpoint.method,
    mayRepeat,
  );
  if (endpoint.raw) return (await response.blob()) as Endpoints[N]['output'];
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as Endpoints[N]['output'];
}
