import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';

/**
 * Postgres refuses to run as root. What to do instead:
 * - `self`: we are not root; it runs as we do.
 * - `namespace`: a user namespace without any mapping. Inside, root looks like nobody and has no
 *   power; outside, the files stay root's own, so data stays in place, a 0700 home included.
 * - `nobody`: where namespaces are refused (many containers). Needs paths that nobody may walk.
 */
export type Way = 'self' | 'namespace' | 'nobody';

export interface Account {
  way: Way;
  /** What to put before the command. */
  prefix: readonly string[];
  /** For `nobody` only. */
  ids: { uid: number; gid: number } | undefined;
}

export function chooseAccount(wish?: Way): Account {
  if (process.getuid?.() !== 0) return { way: 'self', prefix: [], ids: undefined };
  const prefix = ['unshare', '--user', '--'];
  // @NOTE initdb looks its own name up, so the namespace must have one for the unmapped user
  const allowed = wish !== 'nobody' && spawnSync('unshare', ['--user', '--', 'id', '-un'], { stdio: 'ignore' }).status === 0;
  if (allowed) return { way: 'namespace', prefix, ids: undefined };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { way: 'nobody', prefix: [], ids: { uid: id('-u'), gid: id('-g') } };
}

/** Where nobody's files live when the project or ROSE_DATA stands where nobody may not go. */
const ELSEWHERE = '/var/lib/rose-ash';

/** The binaries at a place where the account may run them. */
export function placeBinaries(binaries: Binaries, account: Account): Binaries {
  if (account.ids === undefined || isOpen(binaries.folder)) return binaries;
  const folder = path.join(ELSEWHERE, `postgres-${binaries.version}`);
  if (!fs.existsSync(folder)) {
    const draft = `${folder}.${randomBytes(4).toString('hex')}`;
    fs.mkdirSync(path.dirname(draft), { recursive: true, mode: 0o755 });
    fs.cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
    try {
      fs.renameSync(draft, folder);
    } catch (error) {
      fs.rmSync(draft, { recursive: true, force: true });
      if (!fs.existsSync(folder)) throw error;
    }
  }
  return { ...binaries, folder };
}

/**
 * The folder for the database: `wanted` itself wherever the account may walk there, else one below
 * /var/lib/rose-ash with a link at `wanted`, so that it is found whichever way comes next. Made 0700
 * and given to the account, with all that is in it.
 */
export function placeData(wanted: string, account: Account): string {
  fs.mkdirSync(path.dirname(wanted), { recursive: true, mode: 0o700 });
  if (account.ids !== undefined && !isLink(wanted) && !opensToGroup(wanted, account.ids.gid)) moveElsewhere(wanted);
  fs.mkdirSync(wanted, { recursive: true, mode: 0o700 });
  const folder = fs.realpathSync(wanted);
  const uid = account.ids?.uid ?? process.getuid?.() ?? -1;
  if (process.getuid?.() === 0 && fs.statSync(folder).uid !== uid) {
    // root changed its way since last time (a container now, a machine then)
    execFileSync('chown', ['-R', `${uid}:${account.ids?.gid ?? 0}`, folder]);
  }
  return folder;
}

function moveElsewhere(wanted: string): void {
  const folder = path.join(ELSEWHERE, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  fs.mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  if (fs.existsSync(wanted)) execFileSync('mv', [wanted, folder]);
  else fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.symlinkSync(folder, wanted);
}

const isLink = (file: string) => fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** Whether everybody may walk to `target`. */
function isOpen(target: string): boolean {
  for (let at = target; ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/**
 * Whether the group may walk to `wanted`. ROSE_DATA, its parent, is 0700: it is opened for walking
 * (not for listing) to that one group when it is our own folder.
 */
function opensToGroup(wanted: string, gid: number): boolean {
  const parent = path.dirname(wanted);
  if (!isOpen(path.dirname(parent))) return false;
  if ((fs.statSync(parent).mode & 0o001) !== 0) return true;
  if (!fs.existsSync(path.join(parent, '.rose-ash'))) return false;
  fs.chownSync(parent, 0, gid);
  fs.chmodSync(parent, 0o710);
  return true;
}
