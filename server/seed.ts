import type { Env } from '../env.ts';
import type { FirstSignIn } from './announce.ts';
import type { Booted } from './boot.ts';

export async function seed({ env, booted }: { env: Env; booted: Booted }): Promise<FirstSignIn | null> {
  const { payload } = booted;
  const { totalDocs } = await payload.count({ collection: 'users' });
  if (totalDocs > 0) return null;
  const password = env.adminPassword ?? 'rose-rose-rose';
  const email = env.adminEmail ?? `editor@${env.domain}`;
  await payload.create({ collection: 'users', data: { email, password, name: 'First editor', roles: ['admin'], status: 'active' } as never });
  return { email, password };
}
