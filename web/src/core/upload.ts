// Uploads one file with progress. XMLHttpRequest, because fetch tells nothing about what was sent so far.
import { newKey } from './api';
import { Problem } from './problem';
import { useSession } from './session';

export interface Uploaded {
  file_id: string;
  name: string;
  size: number;
  media_type: string;
}

export const kMaxFileBytes = 20 * 1024 * 1024;
export const kAcceptedFiles = '.pdf,.png,.jpg,.jpeg,.ofd,.docx,.xlsx,.txt';

export function uploadFile(file: File, onProgress: (part: number) => void, signal?: AbortSignal,
                           key: string = newKey()): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-CSRF-Token', useSession().csrfToken);
    request.setRequestHeader('Idempotency-Key', key);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem({ status: 0, key: 'network.failed' }));
    request.onabort = () => reject(new Problem({ status: 0, key: 'upload.aborted' }));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Uploaded);
      else reject(new Problem({ ...(request.response ?? {}), status: request.status }));
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
