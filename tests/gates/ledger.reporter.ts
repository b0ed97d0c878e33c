import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { readLedger } from './ledger.ts';

const LEDGER = new URL('./known-failures.txt', import.meta.url);
/** How a test says that it needs a program that is not here: `skip('install redis-server')`. */
const MISSING_PROGRAM = /^install ([\w.-]+)/;
/** These try foreign files that lie beside the project and are not part of it. */
const CORPUS_TEST = /^tests\/gates\/corpus-[\w-]+\.test\.ts$/;

/**
 * Judges what `ledger.setup.ts` cannot see from inside one test: skipped tests must be listed,
 * listed tests must exist. What needs a program that is not installed is counted and named, and
 * passes; with CI it fails.
 */
export default class LedgerReporter implements Reporter {
  private root = process.cwd();

  onInit(vitest: { config: { root: string } }): void {
    this.root = vitest.config.root;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const verdict = judge({
      tests: tests.map((test) => ({ key: toKey(test, this.root), file: toFile(test, this.root), ...toOutcome(test) })),
      ledger: readLedger(LEDGER).map(({ key }) => key),
      filtered: tests.some((test) => test.options.mode === 'only') || process.argv.some((word) => /^(-t|--testNamePattern)/.test(word)),
      ci: isCi(process.env.CI),
      hasCorpus: existsSync(path.resolve(this.root, '../shared/fixtures')),
    });
    for (const line of verdict.lines) process.stdout.write(`${line}\n`);
    if (verdict.failed) process.exitCode = 1;
  }
}

export interface Outcome {
  readonly key: string;
  readonly file: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly note?: string;
}

/** The pure decision behind the reporter. */
export function judge({
  tests,
  ledger,
  filtered,
  ci,
  hasCorpus,
}: {
  tests: readonly Outcome[];
  ledger: readonly string[];
  /** Only some tests of the files were asked for, so the others are no skipped ones. */
  filtered: boolean;
  ci: boolean;
  hasCorpus: boolean;
}): { lines: string[]; failed: boolean } {
  const lines: string[] = [];
  const isWithoutCorpus = ({ file }: Outcome) => !hasCorpus && CORPUS_TEST.test(file);
  const left = tests.filter(({ state }) => state === 'skipped');
  const corpus = left.filter(isWithoutCorpus);
  if (corpus.length > 0) lines.push(`NOT RUN: ${corpus.length} corpus tests, for ../shared/fixtures is not there`);
  const skipped = left.filter((test) => !corpus.includes(test));
  const missing = skipped.filter(({ note }) => note && MISSING_PROGRAM.test(note));
  if (missing.length > 0) {
    const programs = new Set(missing.map(({ note = '' }) => MISSING_PROGRAM.exec(note)?.[1]));
    lines.push(`not run: ${missing.length}, install ${[...programs].join(', ')}`);
    if (ci) lines.push('In CI everything has to run.');
  }
  const unlisted = filtered ? [] : skipped.filter((test) => !missing.includes(test) && !ledger.includes(test.key));
  for (const { key } of unlisted) lines.push(`skipped, but not in known-failures.txt: ${key}`);
  const files = new Set(tests.map(({ file }) => file));
  const keys = new Set(tests.map(({ key }) => key));
  const gone = ledger.filter((key) => files.has(key.split(' > ')[0] ?? '') && !keys.has(key));
  for (const key of gone) lines.push(`in known-failures.txt, but there is no such test: ${key}`);
  return { lines, failed: unlisted.length > 0 || gone.length > 0 || (ci && missing.length > 0) };
}

function toFile(test: TestCase, root: string): string {
  return path.relative(root, test.module.moduleId).split(path.sep).join('/');
}

function toKey(test: TestCase, root: string): string {
  return `${toFile(test, root)} > ${test.fullName}`;
}

function toOutcome(test: TestCase): Pick<Outcome, 'state' | 'note'> {
  const result = test.result();
  // What did not run because a hook failed has not been skipped by anybody, and fails the run anyway.
  if (result.state === 'skipped' && !isUnderFailedHook(test)) return { state: 'skipped', ...(result.note ? { note: result.note } : {}) };
  return { state: result.state === 'passed' ? 'passed' : 'failed' };
}

function isUnderFailedHook(test: TestCase): boolean {
  for (let at = test.parent; ; at = at.parent) {
    if (at.errors().length > 0) return true;
    if (at.type === 'module') return false;
  }
}

function isCi(value: string | undefined): boolean {
  return value !== undefined && value !== '' && !['0', 'false', 'no', 'off'].includes(value);
}
