import { lstatSync, mkdirSync } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { createPayloadRequest, type SanitizedConfig } from 'payload';
import { hasRole } from '../collections/shared/access.ts';
import { UPLOADS } from './payload-manners.ts';
import { Sentence } from './sentence.ts';

/** Most bytes of a form that brings no file for the collection of media. */
const LARGEST_FORM = 10_000_000;
const KEPT_MS = 3_600_000;
const LOOK_MS = 600_000;

/** What a form may do: nothing for `refusal`; an `upload` may take as long as a film does. */
export type Passage = { readonly type: 'refusal'; readonly answer: Response } | { readonly type: 'form' } | { readonly type: 'upload' };

/**
 * Payload reads a form, with whatever files it brings, before it asks who sent it. So it is asked here: only
 * staff may send a large one, and only to where files are kept. Nothing of the body is read.
 */
export async function judgeForm(request: Request, config: Promise<SanitizedConfig>): Promise<Passage> {
  // Anywhere in the type, because Payload looks no closer.
  if (!request.headers.get('content-type')?.toLowerCase().includes('multipart/')) return { type: 'form' };
  if (/^\/api\/media(\/|$)/.test(new URL(request.url).pathname)) {
    const { url, method, headers } = request;
    const asker = await createPayloadRequest({ config, request: new Request(url, { method, headers }) });
    if (hasRole(asker, 'admin', 'editor', 'author')) return { type: 'upload' };
    return asker.user ? refuse(403, 'Files are uploaded by those who work here.') : refuse(401, 'Sign in to upload a file.');
  }
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!Number.isFinite(length)) return refuse(411, 'Say how long this form is (Content-Length).');
  return length > LARGEST_FORM ? refuse(413, 'This form is too large. Files go to /api/media.') : { type: 'form' };
}

function refuse(status: number, message: string): Passage {
  return { type: 'refusal', answer: Response.json({ errors: [{ message }] }, { status }) };
}

export interface UploadSweep {
  start(): void;
  close(): Promise<void>;
}

/** Throws away what broken-off and refused requests, and processes that ended, left behind. */
export function createUploadSweep({ folder = UPLOADS, everyMs = LOOK_MS } = {}): UploadSweep {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking.then(() => sweep(folder));
  };
  return {
    start() {
      if (timer) return;
      claim(folder);
      timer = setInterval(look, everyMs).unref();
      look();
    },
    async close() {
      clearInterval(timer);
      timer = undefined;
      await looking;
    },
  };
}

/** The system's folder for such things is everybody's: who made ours first could read what is uploaded. */
function claim(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (process.getuid && uid !== process.getuid())
    throw new Sentence(`${folder}, where uploads are received, belongs to another user of this machine. Remove it, or set TMPDIR.`);
}

async function sweep(folder: string): Promise<void> {
  const now = Date.now();
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const age = await stat(file).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (age > KEPT_MS) await unlink(file).catch(() => {});
  }
}
