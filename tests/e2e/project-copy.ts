import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { waitForNone } from '../integration/processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What tools write there while they run; shared, one copy would change the other's. */
const CACHES = ['.vite', '.astro', '.cache', '.vite-temp'];

export interface ProjectCopy {
  readonly folder: string;
  /** Rewrites a file as an editor would; throws when that changes nothing. */
  edit(file: string, change: (text: string) => string): void;
  /** Refuses, by throwing, while a process still runs from the copy. */
  remove(): Promise<void>;
}

/**
 * The project as it lies here, edits and new files included, in a folder of its own. node_modules are hard
 * links: Turbopack follows no symlink out of its root. So the copy stands on the same file system, in `.rose`.
 */
export function copyProject(): ProjectCopy {
  fs.mkdirSync(path.join(ROOT, '.rose'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, '.rose/copy-'));
  for (const file of listFiles()) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.copyFileSync(path.join(ROOT, file), path.join(folder, file));
  }
  const modules = path.join(folder, 'node_modules');
  run('cp', ['-al', path.join(ROOT, 'node_modules'), modules]);
  for (const cache of CACHES) fs.rmSync(path.join(modules, cache), { recursive: true, force: true });
  return {
    folder,
    edit(file, change) {
      const target = path.join(folder, file);
      const text = fs.readFileSync(target, 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error(`The edit of ${file} changed nothing.`);
      fs.writeFileSync(target, changed);
    },
    async remove() {
      const left = await waitForNone(folder);
      if (left.length > 0) throw new Error(`Still running from ${folder}: ${left.join(', ')}`);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every file that git tracks or would track, if it is still there. */
function listFiles(): string[] {
  const files = run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']).split('\0');
  return files.filter((file) => file !== '' && fs.existsSync(path.join(ROOT, file)));
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64_000_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
