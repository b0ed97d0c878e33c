import { randomBytes } from 'node:crypto';
import type { Env } from '../env.ts';
import { withAdvisoryLock } from '../platform/advisory-lock.ts';
import type { FirstSignIn } from './announce.ts';
import type { Booted } from './boot.ts';
import { writeSamples } from './samples.ts';

/**
 * A first editor in a house without people, and the invented co-op in a house without posts
 * (ROSE_SAMPLE=0 leaves it empty). One process does it, others find it done. Answers how to
 * sign in; null when that is nobody's news.
 */
export async function seed({ env, booted }: { env: Env; booted: Booted }): Promise<FirstSignIn | null> {
  let signIn: FirstSignIn | null = null;
  const work = async () => {
    signIn = await ensureFirstEditor(env, booted);
    if (env.sample && (await isEmpty(booted))) await writeSamples({ env, booted });
  };
  while (!(await withAdvisoryLock(booted.payload, 'seed', work))) await new Promise((resolve) => setTimeout(resolve, 300));
  return signIn;
}

/** Made once, with ROSE_ADMIN_PASSWORD or a password that is shown once and kept only as a hash. */
async function ensureFirstEditor(env: Env, { payload }: Booted): Promise<FirstSignIn | null> {
  const { docs } = await payload.find({
    collection: 'users',
    where: { roles: { contains: 'admin' } },
    sort: 'createdAt',
    limit: 1,
    pagination: false,
    depth: 0,
  });
  if (docs[0]) return { email: docs[0].email, password: null };
  const email = env.adminEmail ?? `editor@${env.domain}`;
  const password = env.adminPassword ?? randomBytes(12).toString('base64url');
  await payload.create({
    collection: 'users',
    data: { email, password, name: 'First editor', roles: ['admin'], status: 'active' },
  });
  return { email, password: env.adminPassword ? null : password };
}

async function isEmpty({ payload }: Booted): Promise<boolean> {
  const counts = await Promise.all([
    payload.count({ collection: 'posts' }),
    payload.count({ collection: 'products' }),
    payload.count({ collection: 'events' }),
  ]);
  return counts.every(({ totalDocs }) => totalDocs === 0);
}
