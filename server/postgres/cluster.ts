import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Account } from './account.ts'
import { type Binaries, MAJOR } from './binaries.ts'

const CLUSTER = 'cluster'

export const getClusterFolder = (folder: string) => path.join(folder, CLUSTER)

/** Throws one sentence when `folder` holds something that is not our database of this version. */
export function checkFolder(folder: string): void {
  const cluster = getClusterFolder(folder)
  if (!fs.existsSync(cluster)) {
    const foreign = fs.readdirSync(folder).filter((name) => !/^(new|socket|starting.*|hba\.conf|ident\.conf)$/.test(name))
    if (foreign.length > 0) throw new Error(`The folder ${folder} is not empty and holds no database of Rose Ash. Point ROSE_DATA at another folder.`)
    return
  }
  let version = ''
  try {
    version = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  } catch {
    throw new Error(`The folder ${cluster} is not a database of Postgres. Restore it from a backup, or point ROSE_DATA at another folder.`)
  }
  if (version !== MAJOR) {
    throw new Error(`The database in ${cluster} is of Postgres ${version}, and this version of Rose Ash brings Postgres ${MAJOR}. Run it with DATABASE_URL on Postgres ${version}, or point ROSE_DATA at another folder.`)
  }
}

/**
 * Makes an empty database when there is none: UTF-8, and the same text rules on every machine. Made
 * aside and renamed, so that a crash leaves either none or a whole one.
 */
export async function createCluster(options: { folder: string; binaries: Binaries; account: Account; ephemeral: boolean }): Promise<void> {
  const { folder, binaries, account, ephemeral } = options
  const cluster = getClusterFolder(folder)
  if (fs.existsSync(cluster)) return
  const draft = path.join(folder, 'new')
  fs.rmSync(draft, { recursive: true, force: true })
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const [command = '', ...args] = [
    ...account.prefix,
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
  ]
  const { code, output } = await run(command, args, account)
  if (code !== 0) {
    fs.rmSync(draft, { recursive: true, force: true })
    throw new Error(`The database could not be made in ${folder}: ${output.trim().split('\n').slice(-3).join(' ')}`)
  }
  fs.renameSync(draft, cluster)
}

/**
 * Who may connect, written anew at each start. The socket stands in a 0700 folder; under nobody,
 * whom other programs share, only root's processes are let in. TCP is off altogether.
 */
export function writeRules(folder: string, account: Account): string[] {
  const hba = path.join(folder, 'hba.conf')
  const ident = path.join(folder, 'ident.conf')
  fs.writeFileSync(hba, account.way === 'nobody' ? 'local all all peer map=rose\n' : 'local all all trust\n')
  fs.writeFileSync(ident, 'rose root rose\n')
  if (account.ids !== undefined) for (const file of [hba, ident]) fs.chownSync(file, account.ids.uid, account.ids.gid)
  return [`hba_file=${hba}`, `ident_file=${ident}`]
}

function run(command: string, args: string[], account: Account): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...account.ids, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: plainEnv() })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Nothing of ours reaches Postgres: neither secrets nor a PGDATA or a language of the caller's. */
export function plainEnv(): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', TZ: 'UTC' }
}
