import fs from 'node:fs';
import path from 'node:path';
import { Sentence } from '../sentence.ts';
import { spawnTied } from '../tied-process.ts';
import type { Account } from './account.ts';
import { type Binaries, MAJOR } from './binaries.ts';

const CLUSTER = 'cluster';

export const getClusterFolder = (folder: string) => path.join(folder, CLUSTER);

/** Throws one sentence when `folder` holds something that is not our database of this version. */
export function checkFolder(folder: string): void {
  const cluster = getClusterFolder(folder);
  if (!fs.existsSync(cluster)) {
    const foreign = fs.readdirSync(folder).filter((name) => !/^(new|socket|starting.*|hba\.conf|ident\.conf)$/.test(name));
    if (foreign.length > 0)
      throw new Sentence(`The folder ${folder} is not empty and holds no database of Rose Ash. Point ROSE_DATA at another folder.`);
    return;
  }
  let version = '';
  try {
    version = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch {
    throw new Sentence(
      `The folder ${cluster} is not a database of Postgres. Restore it from a backup, or point ROSE_DATA at another folder.`,
    );
  }
  if (version !== MAJOR) {
    throw new Sentence(
      `The database in ${cluster} is of Postgres ${version}, and this version of Rose Ash brings Postgres ${MAJOR}. Run it with DATABASE_URL on Postgres ${version}, or point ROSE_DATA at another folder.`,
    );
  }
}

/**
 * Makes an empty database when there is none: UTF-8, and the same text rules on every machine. Made
 * aside and renamed, so that a crash leaves either none or a whole one.
 */
export async function createCluster(options: { folder: string; binaries: Binaries; account: Account; ephemeral: boolean }): Promise<void> {
  const { folder, binaries, account, ephemeral } = options;
  const cluster = getClusterFolder(folder);
  if (fs.existsSync(cluster)) return;
  const draft = path.join(folder, 'new');
  fs.rmSync(draft, { recursive: true, force: true });
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const lines: string[] = [];
  const command = [
    path.join(binaries.folder, 'bin', 'initdb'),
    `--pgdata=${draft}`,
    '--username=rose',
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
    ...(ephemeral ? ['--no-sync'] : []),
  ];
  const { ended } = spawnTied({
    command,
    end: 'kill',
    cwd: '/',
    env: plainEnv(),
    prefix: account.prefix,
    ids: account.ids,
    onLine: (line) => lines.push(line),
  });
  if ((await ended) !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    throw new Sentence(`The database could not be made in ${folder}: ${lines.slice(-3).join(' ')}`);
  }
  fs.renameSync(draft, cluster);
}

/**
 * Who may connect, written anew at each start. The socket stands in a 0700 folder; under nobody,
 * whom other programs share, only root's processes are let in. TCP is off altogether.
 */
export function writeRules(folder: string, account: Account): string[] {
  const hba = path.join(folder, 'hba.conf');
  const ident = path.join(folder, 'ident.conf');
  fs.writeFileSync(hba, account.way === 'nobody' ? 'local all all peer map=rose\n' : 'local all all trust\n');
  fs.writeFileSync(ident, 'rose root rose\n');
  if (account.ids !== undefined) for (const file of [hba, ident]) fs.chownSync(file, account.ids.uid, account.ids.gid);
  return [`hba_file=${hba}`, `ident_file=${ident}`];
}

/** Nothing of ours reaches Postgres: neither secrets nor a PGDATA or a language of the caller's. */
export function plainEnv(): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', TZ: 'UTC' };
}
