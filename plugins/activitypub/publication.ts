import { createHash } from 'node:crypto';
import type { PublishedObject } from '../../contracts/federation.ts';

export type Step = 'create' | 'update' | 'delete' | null;

/**
 * What followers must be told, from what they know and what is out now. Nothing that came by an
 * import is ever announced; an edit that changes nothing they would see is not sent; whatever is
 * no longer for everybody is taken back.
 */
export function toNextStep({
  published,
  contentHash,
  imported,
}: {
  published: PublishedObject | null;
  /** Of what is out for everybody now; null when nothing is. */
  contentHash: string | null;
  /** The thing, or this very change of it, came by an import. */
  imported: boolean;
}): Step {
  const isLive = published?.state === 'live';
  if (contentHash === null) return isLive ? 'delete' : null;
  if (imported) return null;
  if (isLive) return published.contentHash === contentHash ? null : 'update';
  return 'create';
}

/** The generation of a new address: a peer that was told to delete one never takes it again. */
export function toGeneration(published: PublishedObject | null): number {
  if (!published) return 1;
  return published.state === 'gone' ? published.generation + 1 : published.generation;
}

/** `<id>` at first, `<id>~2` after it was taken back and published again. */
export function toObjectName(id: string, generation: number): string {
  return generation === 1 ? id : `${id}~${generation}`;
}

export function parseObjectName(name: string): { id: string; generation: number } | null {
  const match = /^([\w-]+?)(?:~([2-9]|[1-9]\d{1,3}))?$/.exec(name);
  return match?.[1] ? { id: match[1], generation: Number(match[2] ?? 1) } : null;
}

/** Everything a follower would see; when it was saved is not among it. */
export function toContentHash(json: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(json, (key, value: unknown) => (key === 'updated' || key === '@context' ? undefined : value)))
    .digest('base64url');
}
