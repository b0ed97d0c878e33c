#!/usr/bin/env node
// The launcher: the right Node, the right dependencies, then the command. Runs on any Node from 18 on, with nothing but Node itself.
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getPinnedNode, installDependencies, isNewEnough, Refusal } from './deploy/node/install.mjs';

/** @type {Record<string, { usage?: string, what: string, options?: Record<string, string>, mode?: string }>} */
const COMMANDS = {
  start: { what: 'database, migrations, sample content, build, and everything served', mode: 'production' },
  dev: { what: 'the same from the sources; edits show at once', mode: 'development' },
  build: {
    what: 'the admin and the six sites, whatever changed',
    options: { '--force': 'whatever did not change, too' },
    mode: 'production',
  },
  check: {
    what: 'types, lint, format, structure, and that generated files are as generated',
    options: { '--write': 'mend what can be mended: format and lint' },
  },
  types: { what: 'generate payload-types.ts and the import map' },
  test: {
    usage: 'test [FILE …]',
    what: 'every test, or those of some files',
    options: {
      '--project NAME': 'only one suite: unit, architecture, integration, gates or e2e; may be given again',
      '--testNamePattern TEXT': 'only tests whose name holds it',
    },
    mode: 'test',
  },
  bench: {
    usage: 'bench NAME',
    what: 'one of the benchmarks in bench/; without a name it lists them',
    options: {
      '--json': 'print one JSON object and nothing else',
      '--posts N': 'pages, search: with so many generated posts in the database',
    },
    mode: 'production',
  },
  import: {
    usage: 'import ghost FILE',
    what: 'bring a Ghost export along',
    options: {
      '--old-url ADDRESS': 'where the old site stood, for links to itself',
      '--dry-run': 'say what would happen and write nothing',
      '--json': 'print the report as JSON and nothing else',
    },
    mode: 'production',
  },
  migrations: {
    usage: 'migrations create NAME',
    what: 'write the migration from the last schema to this one; `migrations list` writes down what is made by hand',
    mode: 'production',
  },
};

const root = path.dirname(fileURLToPath(import.meta.url));
const [command, ...rest] = process.argv.slice(2);
// @NOTE with --json standard output belongs to the answer alone
const out = rest.includes('--json') ? process.stderr : process.stdout;
const say = (line) => out.write(`${line}\n`);

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function main() {
  const known = command !== undefined && Object.hasOwn(COMMANDS, command);
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(command === 'help' && Object.hasOwn(COMMANDS, rest[0] ?? '') ? helpFor(rest[0]) : help());
    return command === undefined ? 2 : 0;
  }
  if (!known) {
    process.stderr.write(`There is no command “${command}”; there are ${Object.keys(COMMANDS).join(', ')}.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpFor(command));
    return 0;
  }
  process.env.ROSE_ROOT = root;
  process.env.NODE_ENV ||= COMMANDS[command].mode ?? '';
  if (process.env.NODE_ENV === '') delete process.env.NODE_ENV;

  dieWithParent();
  if (!isNewEnough()) return runUnder(await getPinnedNode({ root, stage, say }));
  await installDependencies({ root, node: process.execPath, stage, say });
  await import('./server/main.ts');
  return process.exitCode;
}

/** Runs this launcher again under the pinned Node, as if that had replaced this process. */
function runUnder(node) {
  return new Promise((resolve, reject) => {
    // the channel carries nothing: its closing tells the other process that this one is gone, even by kill -9
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) =>
      reject(
        new Refusal(`The pinned Node ${node} does not run here (${error.message}). Delete .rose/node, or install Node 24.15 or newer.`),
      ),
    );
    child.on('exit', (code, signal) => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0)));
  });
}

/** A launcher or npm that was killed hard cannot tell us: its channel closes, or we are somebody else's child. */
function dieWithParent() {
  const end = () => process.kill(process.pid, 'SIGTERM');
  if (process.channel !== undefined) {
    process.once('disconnect', end);
    process.channel.unref();
  } else if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      end();
    }, 500);
    timer.unref();
  }
}

/** One line per stage with its time. */
async function stage(name, work) {
  const began = performance.now();
  await work();
  say(`${name.padEnd(24)} ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

function help() {
  const lines = Object.entries(COMMANDS).map(([name, { usage, what }]) => `  ${(usage ?? name).padEnd(26)} ${what}`);
  return `Rose Ash: the web platform of a cooperative.\n\nnode rose.mjs COMMAND\n\n${lines.join('\n')}\n\nnode rose.mjs COMMAND --help says more. What can be set from outside is listed in docs/settings.md.\n`;
}

function helpFor(name) {
  const { usage, what, options = {} } = COMMANDS[name];
  const lines = Object.entries(options).map(([option, means]) => `  ${option.padEnd(26)} ${means}\n`);
  return `node rose.mjs ${usage ?? name}${lines.length > 0 ? ' [OPTION …]' : ''}\n  ${what}\n${lines.length > 0 ? `\n${lines.join('')}` : ''}`;
}
