// What goes wrong when the server is asked something: its own problem documents (RFC 9457), and the lack of any answer.
import type { FieldError } from './types';

export interface ProblemDocument {
  status: number;
  key: string;
  detail: string;
  errors: FieldError[];
  request_id: string;
}

export class Problem extends Error implements ProblemDocument {
  readonly status: number;
  readonly key: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly request_id: string;
  readonly retryAfter: number; // seconds; 0 when the server named none

  constructor(document: Partial<ProblemDocument>, retryAfter = 0) {
    super(document.key ?? 'problem');
    this.name = 'Problem';
    this.status = document.status ?? 0;
    this.key = document.key ?? 'network.failed';
    this.detail = document.detail ?? '';
    this.errors = document.errors ?? [];
    this.request_id = document.request_id ?? '';
    this.retryAfter = retryAfter;
  }

  get needsSignIn(): boolean {
    return this.status === 401;
  }
  // Somebody else changed the object since it was read.
  get isStale(): boolean {
    return this.status === 412;
  }
  get isConflict(): boolean {
    return this.status === 409;
  }
  // The request may have arrived: only the same idempotency key makes asking again safe.
  get isUncertain(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 0, key: 'network.failed', detail: '' });
}

export async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('Retry-After') ?? 0) || 0;
  try {
    const document = (await response.json()) as Partial<ProblemDocument>;
    return new Problem({ ...document, status: response.status }, retryAfter);
  } catch {
    return new Problem({ status: response.status, key: `http.${response.status}` }, retryAfter);
  }
}
