import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Encryption at rest for what must not lie open in the database or its backups: private keys,
 * providers' credentials, tokens that have to be used again.
 */
export interface Secrets {
  /** `purpose` says what and whose it is (`actor-key:7`); only the same purpose opens it again. */
  seal(plain: string, purpose: string): string;
  /** Throws when it was altered, belongs to another purpose or was sealed under an unknown secret. */
  open(sealed: string, purpose: string): string;
  /** Sealed under an older secret, so worth sealing anew. */
  isStale(sealed: string): boolean;
}

/** A sealed value could not be opened; the message never carries any of it. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

const VERSION = 's1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) under keys derived from the platform's secret by HKDF-SHA-256
 * (RFC 5869). Sealed values name their key, so a secret is rotated by giving the new one as
 * `secret` and the old one among `previous` until everything stale has been sealed anew.
 */
export function createSecrets({ secret, previous = [] }: { secret: string; previous?: readonly string[] }): Secrets {
  const current = deriveKey(secret);
  const keys = new Map([...previous.map(deriveKey), current].map((key) => [key.id, key]));

  return {
    seal: (plain, purpose) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv);
      cipher.setAAD(Buffer.from(purpose, 'utf8'));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, current.id, iv.toString('base64url'), body.toString('base64url')].join('.');
    },
    open: (sealed, purpose) => {
      const { keyId, iv, body } = parse(sealed);
      const key = keys.get(keyId);
      if (!key) throw new SealBroken(`this was sealed under another secret (key ${keyId}); give the old one as a previous secret`);
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose, 'utf8'));
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken(`this was altered or sealed for another purpose than "${purpose}"`);
      }
    },
    isStale: (sealed) => parse(sealed).keyId !== current.id,
  };
}

/**
 * The same under the present secret. Null when it is already, and when nobody here can open it: what
 * another process has sealed under a secret that is not known here is left to those who know it.
 */
export function sealAnew(secrets: Secrets, sealed: string, purpose: string): string | null {
  if (!secrets.isStale(sealed)) return null;
  try {
    return secrets.seal(secrets.open(sealed, purpose), purpose);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function deriveKey(secret: string): { id: string; bytes: Buffer } {
  if (secret.length < 32) throw new Error('a secret needs at least 32 characters');
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'rose-ash/secrets/aes-256-gcm', 32));
  // The id comes from the derived key by a one-way step, so it says nothing about the secret.
  const id = createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

function parse(sealed: string): { keyId: string; iv: Buffer; body: Buffer } {
  const [version, keyId, iv, body, ...rest] = sealed.split('.');
  if (version !== VERSION || !keyId || !iv || !body || rest.length > 0) throw new SealBroken('this is no sealed value');
  const parsed = { keyId, iv: Buffer.from(iv, 'base64url'), body: Buffer.from(body, 'base64url') };
  if (parsed.iv.length !== IV_BYTES || parsed.body.length < TAG_BYTES) throw new SealBroken('this is no sealed value');
  return parsed;
}
