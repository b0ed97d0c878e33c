import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const CODE = /\.(ts|tsx|mjs|astro)$/;
const SHIPPED = ['core', 'contracts', 'platform', 'collections', 'services', 'plugins', 'server', 'sites', 'cms/app'];
const SHIPPED_FILES = ['env.ts', 'rose.mjs', 'payload.config.ts', 'astro.config.mjs'];
/** Names that test runners set or that switch something on for tests. */
const TEST_NAME = /^(VITEST|TEST|MODE|DEV|PROD|SSR|BASE_URL|NODE_ENV|ROSE_|PAYLOAD_|DATABASE_URL|REDIS_URL)/;

/** What in shipped code asks whether it is being tested, as `flag <file> <what>`. */
const FLAGS: readonly [RegExp, string][] = [
  [/[=!]==? 'test'|'test' [=!]==?/g, "asks for the mode 'test'"],
  [/\bVITEST\b|import\.meta\.vitest/g, 'asks for vitest'],
  [/\bROSE_TEST_\w+/g, 'reads a test switch'],
];
/** How a test changes the world that the code under test lives in, as `stub <file> <what>`. */
const STUBS: readonly [RegExp, string][] = [
  [/\bvi\.(mock|doMock|stubGlobal|stubEnv|useFakeTimers|spyOn|setSystemTime)\b/g, ''],
  [/\bglobalThis(\.\w+|\[[^\]]+\])\s*=[^=]/g, 'sets a global'],
  [/\bprocess\.env(\.\w+|\[[^\]]+\])\s*=[^=]/g, 'sets the environment'],
];

/** Globals of this worker that a plain Node does not have. */
export function listExtraGlobals(): string[] {
  const plain = execFileSync(process.execPath, ['-e', 'console.log(JSON.stringify(Reflect.ownKeys(globalThis).map(String)))'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  const known = new Set(JSON.parse(plain) as string[]);
  return Reflect.ownKeys(globalThis)
    .map(String)
    .filter((name) => !known.has(name))
    .map((name) => `global ${name}`);
}

/** Environment names that this worker was given, that mean something to somebody, and that env.ts does not know. */
export function listEnvironment(given: Iterable<string> = Object.keys(process.env)): string[] {
  const known = new Set(readText('env.ts').match(/\b[A-Z][A-Z0-9_]{2,}\b/g));
  // Known, but not with the value that it has here.
  known.delete('NODE_ENV');
  return [...given].filter((name) => TEST_NAME.test(name) && !known.has(name)).map((name) => `env ${name}`);
}

export function listFlags(): string[] {
  const files = [...SHIPPED.flatMap((folder) => listFiles(folder)), ...SHIPPED_FILES].filter((file) => !/\.test\.tsx?$/.test(file));
  return findAll('flag', files, FLAGS);
}

export function listStubs(): string[] {
  const own = 'tests/gates/parity';
  const files = [...SHIPPED, 'tests', 'samples', 'bench'].flatMap((folder) => listFiles(folder));
  const tests = files.filter((file) => (file.startsWith('tests/') || /\.test\.tsx?$/.test(file)) && !file.startsWith(own));
  return findAll('stub', tests, STUBS);
}

function findAll(kind: string, files: readonly string[], patterns: readonly [RegExp, string][]): string[] {
  const found = new Set<string>();
  for (const file of files) {
    const text = readText(file);
    for (const [pattern, meaning] of patterns) {
      for (const [hit] of text.matchAll(pattern)) found.add(`${kind} ${file} ${meaning || hit}`);
    }
  }
  return [...found];
}

function readText(file: string): string {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return '';
  }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => CODE.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
  } catch {
    return [];
  }
}
