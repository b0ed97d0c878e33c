import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { UPLOADS } from './payload-manners.ts';

/** Most bytes of a form that brings no file for the collection of media. */
const LARGEST_FORM = 10_000_000;
const KEPT_MS = 3_600_000;
const LOOK_MS = 600_000;
let looked = 0;

/**
 * Payload reads a form, with whatever files it brings, before it asks who sent it. So only somebody who has
 * at least something to show may send a large one, and only to where files are kept; null when it may pass.
 */
export function findUploadRefusal(request: Request): Response | null {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('multipart/')) return null;
  void sweep();
  const isMedia = /^\/api\/media(\/|$)/.test(new URL(request.url).pathname);
  const isKnown = request.headers.has('cookie') || request.headers.has('authorization');
  if (isMedia && isKnown) return null;
  if (isMedia) return refuse(401, 'Sign in to upload a file.');
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return refuse(411, 'Say how long this form is (Content-Length).');
  return length > LARGEST_FORM ? refuse(413, 'This form is too large. Files go to /api/media.') : null;
}

function refuse(status: number, message: string): Response {
  return Response.json({ errors: [{ message }] }, { status });
}

/** What a broken-off or refused request left behind. */
async function sweep(): Promise<void> {
  const now = Date.now();
  if (now - looked < LOOK_MS) return;
  looked = now;
  for (const name of await readdir(UPLOADS).catch(() => [])) {
    const file = path.join(UPLOADS, name);
    const age = await stat(file).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (age > KEPT_MS) await unlink(file).catch(() => {});
  }
}
