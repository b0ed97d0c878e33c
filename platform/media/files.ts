import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Payload } from 'payload';

/** Where uploads are kept. */
export function toMediaFolder(payload: Payload): string {
  const { upload } = payload.collections.media.config;
  if (!upload?.staticDir) throw new Error('The collection of media has no folder.');
  return upload.staticDir;
}

/** Sizes made of a file; all of them may be thrown away at any time. */
export function toVariantsFolder(payload: Payload, id: string): string {
  return path.join(toMediaFolder(payload), 'variants', id);
}

/** Throws away what was made of a file. */
export async function forgetVariants(payload: Payload, id: string): Promise<void> {
  await rm(toVariantsFolder(payload, id), { recursive: true, force: true });
}
