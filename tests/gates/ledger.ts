import { readFileSync } from 'node:fs';

export interface Entry {
  readonly key: string;
  readonly reason: string;
}

/** Reads a ledger: one entry a line, `key  # reason`; a line without a reason is refused. */
export function parseLedger(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [key = '', ...reasons] = line.split(/\s+#\s+/);
    const reason = reasons.join(' # ').trim();
    if (reason === '') throw new Error(`line ${index + 1} of the ledger gives no reason: ${line}`);
    if (entries.some((entry) => entry.key === key)) throw new Error(`line ${index + 1} of the ledger is there twice: ${key}`);
    entries.push({ key, reason });
  }
  return entries;
}

export function readLedger(file: URL | string): readonly Entry[] {
  return parseLedger(readFileSync(file, 'utf8'));
}

/** Compares what is with what is listed; both lists must be empty for the gate to hold. */
export function compareLedger(found: Iterable<string>, ledger: readonly Entry[]): { unlisted: string[]; healed: string[] } {
  const now = new Set(found);
  const listed = new Set(ledger.map(({ key }) => key));
  return {
    unlisted: [...now].filter((key) => !listed.has(key)).sort(),
    healed: [...listed].filter((key) => !now.has(key)).sort(),
  };
}
