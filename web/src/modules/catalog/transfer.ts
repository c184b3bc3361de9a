// Lists as files, in and out, with how far they are. XMLHttpRequest, because fetch tells nothing about what was sent.
import { Problem, type ProblemDocument } from '@/core/problem';
import { useSession } from '@/core/session';

export const kLists = ['items', 'departments', 'basic-items', 'dictionary', 'regions'] as const;
export type List = (typeof kLists)[number];
export const kShared: List[] = ['basic-items', 'dictionary', 'regions'];
export const kFormats = ['json', 'csv', 'xlsx'] as const;

// What the server tells of an import (docs/api/import.md).
export interface ImportReport {
  dry_run: boolean;
  applied: boolean;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  changes: { place: string; name: string; action: string; fields: string[] }[];
  findings: { place: string; code: string; sentence: string }[];
  finding_count: number;
}

// By the name of the file: browsers know no type for some of them.
export function mediaType(name: string): string {
  if (/\.json$/i.test(name)) return 'application/json';
  if (/\.csv$/i.test(name)) return 'text/csv';
  return /\.(tsv|txt)$/i.test(name) ? 'text/tab-separated-values' : '';
}

interface Ask {
  method: string;
  address: string;
  body?: File;
  type?: string;
  onSent?: (part: number) => void;
  onReceived?: (bytes: number) => void;
  signal?: AbortSignal;
}

function ask({ method, address, body, type, onSent, onReceived, signal }: Ask): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = 'blob';
    request.setRequestHeader('Accept-Language', document.documentElement.lang || 'zh-CN');
    if (type) request.setRequestHeader('Content-Type', type);
    if (method !== 'GET') request.setRequestHeader('X-CSRF-Token', useSession().csrfToken);
    request.upload.onprogress = (event) => event.lengthComputable && onSent?.(event.loaded / event.total);
    request.onprogress = (event) => onReceived?.(event.loaded);
    request.onerror = () => reject(new Problem({ status: 0, key: 'network.failed' }));
    request.onabort = () => reject(new Problem({ status: 0, key: 'upload.aborted' }));
    request.onload = async () => {
      const blob = request.response as Blob;
      if (request.status >= 200 && request.status < 300) return resolve(blob);
      const text = await blob.text();
      let told: Partial<ProblemDocument> = {};
      try {
        told = JSON.parse(text) as Partial<ProblemDocument>;
      } catch {
        // Something between us and the server answered: the status says enough.
      }
      reject(new Problem({ ...told, status: request.status }));
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

export async function importFile(list: List, file: File, dry_run: boolean, reason: string, onSent: (part: number) => void, signal?: AbortSignal): Promise<ImportReport> {
  const query = new URLSearchParams({ reason, ...(dry_run ? { dry_run: 'true' } : {}) });
  const blob = await ask({ method: 'POST', address: `/api/v1/import/${list}?${query.toString()}`, body: file, type: mediaType(file.name), onSent, signal });
  return JSON.parse(await blob.text()) as ImportReport;
}
export const exportFile = (name: string, onReceived: (bytes: number) => void, signal?: AbortSignal): Promise<Blob> => ask({ method: 'GET', address: `/api/v1/export/${name}`, onReceived, signal });
