import { sql } from '@payloadcms/db-postgres';
import type { Tx } from '../../contracts/shared.ts';

/** True when the host or a domain above it is blocked: `a.example.org` by `example.org`. */
export async function isBlocked(tx: Tx, host: string): Promise<boolean> {
  const names = toNames(host);
  const { rows } = await tx.execute(sql`
    select 1 from blocked_domains where domain = any(${sql.param(names)}::text[]) limit 1
  `);
  return rows.length > 0;
}

/** `a.example.org:8080` → itself without the port and every domain above it. */
export function toNames(host: string): string[] {
  const labels = host.toLowerCase().replace(/:\d+$/, '').split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
