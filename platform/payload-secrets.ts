import { createHash } from 'node:crypto';
import type { Payload } from 'payload';

/**
 * The secrets that a signature of ours may be made with: `payload.secret` first, with which all
 * new ones are, then the one before it (ROSE_SECRET_PREVIOUS), in the form that Payload gives to its own.
 */
export function listSecrets(payload: Payload): readonly [string, ...string[]] {
  const previous: unknown = payload.config.custom.previousSecret;
  if (typeof previous !== 'string' || previous === '') return [payload.secret];
  return [payload.secret, toPayloadSecret(previous)];
}

/** As in Payload's own `init`. */
function toPayloadSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 32);
}
