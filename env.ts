import fs from 'node:fs';
import path from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { findDataFolderProblem, getStoredSecret } from './server/data-folder.ts';

/** The six sites, in the order in which they are listed everywhere. */
export const SITES = ['blog', 'market', 'cart', 'events', 'federation', 'account'] as const;
/** What a process can do: the six sites, Payload's admin and API, and the background work. */
export const ROLES = ['cms', 'worker', ...SITES] as const;

export type Site = (typeof SITES)[number];
export type Role = (typeof ROLES)[number];

/** Everything the platform is told from outside, read once and checked. */
export interface Env {
  /** Folder of the project; absolute. */
  root: string;
  mode: 'development' | 'production' | 'test';
  ci: boolean;
  port: number;
  /** Bare domain; the sites are its subdomains. */
  domain: string;
  /** What browsers speak to us: `https` behind a proxy that ends TLS, then without a port. */
  publicScheme: 'http' | 'https';
  /** Folder for database, uploads and secret; absolute. */
  dataDir: string;
  /** Unset: the embedded Postgres. */
  databaseUrl: string | undefined;
  /** Unset: cache, fragments, sessions and limits live in the process. */
  redisUrl: string | undefined;
  /** Unset: mails are kept in `<dataDir>/mail`. */
  smtpUrl: string | undefined;
  /** Encrypts keys at rest and signs; at least 32 characters. */
  secret: string;
  /** The secret before this one: what was sealed or signed with it is still good. */
  previousSecret: string | undefined;
  roles: readonly Role[];
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  /** Whether an empty database is filled with the invented co-op. */
  sample: boolean;
  sumup: { apiKey: string; merchantCode: string; host: string } | undefined;
  /** CIDRs whose forwarded headers are believed. */
  trustedProxies: readonly string[];
}

/** Every problem of the environment at once; `message` is one sentence a line. */
export class EnvError extends Error {
  override name = 'EnvError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

type Source = Readonly<Record<string, string | undefined>>;

/** These may also be given as NAME_FILE, the path of a file that holds the value (Docker's secrets). */
const FROM_FILE = ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'ROSE_SECRET', 'ROSE_SECRET_PREVIOUS', 'ROSE_ADMIN_PASSWORD', 'SUMUP_API_KEY'];

const url = (protocols: string[], like: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `must look like ${like}`);

const flag = (otherwise: boolean) =>
  z
    .enum(['1', '0', 'true', 'false', 'yes', 'no', 'on', 'off'], 'must be 1 or 0')
    .transform((value) => ['1', 'true', 'yes', 'on'].includes(value))
    .default(otherwise);

const roles = z.string().transform((value, context): Role[] => {
  const names = listOf(value);
  const known = ROLES.filter((role) => names.includes('all') || names.includes(role));
  const unknown = names.filter((name) => name !== 'all' && !ROLES.some((role) => role === name));
  if (unknown.length > 0 || known.length === 0) {
    context.addIssue(
      `must be a list of ${ROLES.join(', ')}, or all; ${unknown.length > 0 ? `“${unknown.join(', ')}” is none of them` : 'it is empty'}`,
    );
  }
  return known;
});

const cidrs = z.string().transform((value, context) => {
  const ranges = listOf(value).map((range) =>
    range.includes('/') || !ipaddr.isValid(range) ? range : `${range}/${range.includes(':') ? 128 : 32}`,
  );
  const wrong = ranges.filter((range) => !ipaddr.isValidCIDR(range));
  if (wrong.length > 0) context.addIssue(`must be a list of addresses or CIDR ranges such as 10.0.0.0/8; “${wrong.join(', ')}” is none`);
  return ranges;
});

const schema = z.object({
  ROSE_ROOT: z.string().optional(),
  NODE_ENV: z.enum(['development', 'production', 'test'], 'must be development, production or test').default('production'),
  // CI is set by many services to many things; anything but a clear no counts.
  CI: z
    .string()
    .transform((value) => !['0', 'false', 'no', 'off'].includes(value))
    .default(false),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a number from 0 to 65535')
    .default(3000),
  ROSE_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(
      /^(?=.{1,240}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
      'must be a bare domain such as example.org, without scheme, port or path',
    )
    .default('rose.localhost'),
  ROSE_PUBLIC_SCHEME: z.enum(['http', 'https'], 'must be http or https').default('http'),
  ROSE_DATA: z.string().default('.rose/data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  ROSE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ROSE_SECRET_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  ROSE_ROLES: roles.default([...ROLES]),
  ROSE_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ROSE_ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  ROSE_SAMPLE: flag(true),
  SUMUP_API_KEY: z.string().optional(),
  SUMUP_MERCHANT_CODE: z.string().optional(),
  SUMUP_HOST: url(['https:', 'http:'], 'https://api.sumup.com').default('https://api.sumup.com'),
  ROSE_TRUSTED_PROXIES: cidrs.default([]),
});

/**
 * Reads and checks the environment; an empty value counts as unset. Throws one `EnvError` with a
 * sentence per problem. When no ROSE_SECRET is given, the stored one is read or made in ROSE_DATA.
 */
export function readEnv(source: Source = process.env): Env {
  const problems: string[] = [];
  const parsed = schema.safeParse(withFiles(source, problems));
  for (const issue of parsed.error?.issues ?? []) problems.push(`${String(issue.path[0])} ${issue.message}.`);
  const given = parsed.data;
  if (given === undefined) throw new EnvError(problems);

  if ((given.SUMUP_API_KEY === undefined) !== (given.SUMUP_MERCHANT_CODE === undefined)) {
    problems.push('SUMUP_API_KEY and SUMUP_MERCHANT_CODE belong together: set both or neither.');
  }
  const root = path.resolve(given.ROSE_ROOT ?? '.');
  const dataDir = path.resolve(root, given.ROSE_DATA);
  const foreign = findDataFolderProblem(dataDir);
  if (foreign !== undefined) problems.push(foreign);
  if (problems.length > 0) throw new EnvError(problems);

  return {
    root,
    mode: given.NODE_ENV,
    ci: given.CI,
    port: given.PORT,
    domain: given.ROSE_DOMAIN,
    publicScheme: given.ROSE_PUBLIC_SCHEME,
    dataDir,
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    smtpUrl: given.SMTP_URL,
    secret: given.ROSE_SECRET ?? storedSecret(dataDir),
    previousSecret: given.ROSE_SECRET_PREVIOUS,
    roles: given.ROSE_ROLES,
    adminEmail: given.ROSE_ADMIN_EMAIL,
    adminPassword: given.ROSE_ADMIN_PASSWORD,
    sample: given.ROSE_SAMPLE,
    sumup:
      given.SUMUP_API_KEY !== undefined && given.SUMUP_MERCHANT_CODE !== undefined
        ? { apiKey: given.SUMUP_API_KEY, merchantCode: given.SUMUP_MERCHANT_CODE, host: given.SUMUP_HOST.replace(/\/$/, '') }
        : undefined,
    trustedProxies: given.ROSE_TRUSTED_PROXIES,
  };
}

/**
 * The address a browser uses: `publicUrl(env, 'blog')` is `http://blog.rose.localhost:3000` at home
 * and `https://blog.example.org` behind a proxy (ROSE_PUBLIC_SCHEME=https). Without a site: the bare
 * domain. No slash at the end.
 */
export function publicUrl(env: Pick<Env, 'domain' | 'port' | 'publicScheme'>, site?: Site | 'cms'): string {
  const host = site === undefined ? env.domain : `${site}.${env.domain}`;
  if (env.publicScheme === 'https') return `https://${host}`;
  return `http://${host}${env.port === 80 ? '' : `:${env.port}`}`;
}

function withFiles(source: Source, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = source[name]?.trim();
    if (value) values[name] = value;
  }
  for (const name of FROM_FILE) {
    const file = source[`${name}_FILE`];
    if (!file) continue;
    if (values[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one.`);
    try {
      values[name] = fs.readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE points at ${file}, which cannot be read.`);
    }
  }
  return values;
}

function storedSecret(dataDir: string): string {
  try {
    return getStoredSecret(dataDir);
  } catch (error) {
    throw new EnvError([error instanceof Error ? error.message : String(error)]);
  }
}

function listOf(value: string): string[] {
  return value.split(/[\s,]+/).filter(Boolean);
}

/**
 * Tells the config files (payload.config.ts, Next's), which read process.env themselves,
 * what was decided: they are loaded after this.
 */
export function tellConfigFiles(
  env: Pick<Env, 'root' | 'secret' | 'domain' | 'dataDir' | 'port' | 'publicScheme'> & Partial<Pick<Env, 'previousSecret'>>,
  databaseUrl: string,
): void {
  Object.assign(process.env, {
    ROSE_ROOT: env.root,
    ROSE_SECRET: env.secret,
    // Empty counts as unset; what a process before us in the same place said must not stay.
    ROSE_SECRET_PREVIOUS: env.previousSecret ?? '',
    ROSE_DOMAIN: env.domain,
    ROSE_DATA: env.dataDir,
    DATABASE_URL: databaseUrl,
    CMS_URL: publicUrl(env, 'cms'),
  });
}

/** The environment of a process that we start: ours, and what is added. */
export function toChildEnv(added: Readonly<Record<string, string>> = {}): Record<string, string | undefined> {
  return { ...process.env, ...added };
}

/** The project's folder, as the launcher says. */
export function findRoot(): string {
  return process.env.ROSE_ROOT ?? process.cwd();
}
