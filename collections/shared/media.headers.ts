import { MEDIA_POLICY, toMediaKind } from '../../core/media-kinds.ts';

/** What Payload's own address of a file says beside its type; the house's addresses say the same (server/media.ts). */
export function toUploadHeaders(headers: Headers): Headers {
  headers.set('content-security-policy', MEDIA_POLICY);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cache-control', 'public, max-age=300');
  const kind = toMediaKind(headers.get('content-type')?.split(';')[0]);
  if (kind === null || kind === 'document') headers.set('content-disposition', 'attachment');
  return headers;
}
