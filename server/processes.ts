import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * When the process began, as an opaque word, or nothing when there is none with that id. An id with
 * its beginning names one process for good; an id alone is given again.
 */
export function findProcessStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')?.replaceAll(/\W+/g, '-');
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // the name, in brackets, may hold spaces; state is field 3, the beginning field 22
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The command line of a living process. */
export function findCommand(pid: number): string | undefined {
  return process.platform === 'linux' ? read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') : ps(pid, 'command=');
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
