import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnvError, publicUrl, ROLES, readEnv } from './env.ts';

const SECRET = 'a secret of the tests that is long enough';
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-env-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const read = (source: Record<string, string> = {}) =>
  readEnv({ ROSE_ROOT: folder, ROSE_DATA: path.join(folder, 'data'), ROSE_SECRET: SECRET, ...source });

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    read(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

test('with nothing set, everything runs here on its own', () => {
  const env = readEnv({ ROSE_ROOT: folder, ROSE_SECRET: SECRET });
  expect(env).toMatchObject({ port: 3000, domain: 'rose.localhost', mode: 'production', sample: true, ci: false, publicScheme: 'http' });
  expect(env.dataDir).toBe(path.join(folder, '.rose/data'));
  expect(env.roles).toEqual(ROLES);
  expect([env.databaseUrl, env.redisUrl, env.smtpUrl, env.sumup, env.previousSecret]).toEqual(Array(5).fill(undefined));
});

test('every problem is told at once, each with the name of its variable', () => {
  const problems = problemsOf({
    PORT: '70000',
    ROSE_DOMAIN: 'https://example.org',
    DATABASE_URL: 'mysql://root@host/db',
    REDIS_URL: 'localhost:6379',
    ROSE_ROLES: 'cms,cook',
    ROSE_ADMIN_EMAIL: 'nobody',
    ROSE_TRUSTED_PROXIES: '10.0.0.0/8,10.0.0.0/99',
    ROSE_SECRET: 'short',
    ROSE_SECRET_PREVIOUS: 'short too',
    NODE_ENV: 'staging',
  });
  for (const name of [
    'PORT',
    'ROSE_DOMAIN',
    'DATABASE_URL',
    'REDIS_URL',
    'ROSE_ROLES',
    'ROSE_ADMIN_EMAIL',
    'ROSE_TRUSTED_PROXIES',
    'ROSE_SECRET',
    'ROSE_SECRET_PREVIOUS',
    'NODE_ENV',
  ]) {
    expect(problems.filter((sentence) => sentence.startsWith(`${name} must `) && sentence.endsWith('.'))).toHaveLength(1);
  }
  expect(problems).toHaveLength(10);
  expect(problems.join()).toContain('“cook”');
});

test('an empty value counts as unset', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ', ROSE_ROLES: '' })).toMatchObject({ port: 3000, databaseUrl: undefined, roles: ROLES });
});

test('roles, flags and proxies in the ways people write them', () => {
  expect(read({ ROSE_ROLES: 'worker, blog' }).roles).toEqual(['worker', 'blog']);
  expect(read({ ROSE_ROLES: 'all' }).roles).toEqual(ROLES);
  expect(read({ ROSE_SAMPLE: '0' }).sample).toBe(false);
  expect(read({ CI: 'false' }).ci).toBe(false);
  expect(read({ CI: '1' }).ci).toBe(true);
  expect(read({ ROSE_TRUSTED_PROXIES: '10.0.0.7 fd00::/8' }).trustedProxies).toEqual(['10.0.0.7/32', 'fd00::/8']);
});

test('half a SumUp account is refused, a whole one is read', () => {
  expect(problemsOf({ SUMUP_API_KEY: 'sup_sk_x' })).toEqual([expect.stringMatching(/belong together/)]);
  expect(read({ SUMUP_API_KEY: 'k', SUMUP_MERCHANT_CODE: 'M', SUMUP_HOST: 'http://127.0.0.1:9/' }).sumup).toEqual({
    apiKey: 'k',
    merchantCode: 'M',
    host: 'http://127.0.0.1:9',
  });
});

test('a secret may come from a file, but not from both', () => {
  const file = path.join(folder, 'database-url');
  fs.writeFileSync(file, 'postgresql://rose@db/rose\n');
  expect(read({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgresql://rose@db/rose');
  expect(problemsOf({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgresql://a@b/c' })).toHaveLength(1);
  expect(problemsOf({ DATABASE_URL_FILE: path.join(folder, 'missing') })).toHaveLength(1);
});

test('the secret is made once, kept for this user alone, and the same ever after', () => {
  const data = path.join(folder, 'fresh');
  const first = readEnv({ ROSE_DATA: data });
  expect(first.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(fs.statSync(path.join(data, 'secret')).mode & 0o777).toBe(0o600);
  expect(fs.statSync(data).mode & 0o777).toBe(0o700);
  expect(readEnv({ ROSE_DATA: data }).secret).toBe(first.secret);
  expect(readEnv({ ROSE_DATA: data, ROSE_SECRET: SECRET }).secret).toBe(SECRET);
});

test('a folder of somebody else is refused and left as it is', () => {
  const foreign = path.join(folder, 'photos');
  fs.mkdirSync(foreign);
  fs.writeFileSync(path.join(foreign, 'cat.jpg'), '');
  expect(problemsOf({ ROSE_DATA: foreign })).toEqual([expect.stringContaining(foreign)]);
  expect(fs.readdirSync(foreign)).toEqual(['cat.jpg']);
});

test('the public address of each host', () => {
  const home = { domain: 'rose.localhost', port: 3000, publicScheme: 'http' } as const;
  expect(publicUrl(home, 'blog')).toBe('http://blog.rose.localhost:3000');
  expect(publicUrl(home)).toBe('http://rose.localhost:3000');
  expect(publicUrl({ ...home, port: 80 }, 'cms')).toBe('http://cms.rose.localhost');
  expect(publicUrl({ domain: 'example.org', port: 3000, publicScheme: 'https' }, 'market')).toBe('https://market.example.org');
});
