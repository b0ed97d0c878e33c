import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Sentence } from './sentence.ts';

const MARKER = '.rose-ash';
const SECRET = 'secret';

/**
 * Why `folder` cannot be the data folder, as one sentence, or nothing when it can: it is missing,
 * empty, or carries our marker. Looks only; makes nothing.
 */
export function findDataFolderProblem(folder: string): string | undefined {
  let entries: string[];
  try {
    entries = fs.readdirSync(folder);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return `The data folder ${folder} is a file. Point ROSE_DATA at a folder.`;
    return `The data folder ${folder} cannot be read (${code}). Point ROSE_DATA at a folder this user may use.`;
  }
  const foreign = entries.filter((name) => name !== 'lost+found');
  if (foreign.length === 0 || foreign.includes(MARKER)) return undefined;
  return `The folder ${folder} is not empty and was not made by Rose Ash. Point ROSE_DATA at an empty folder or at one of its own.`;
}

/**
 * Makes the data folder (0700: it holds secrets and the database) and marks it as ours.
 * Throws one sentence when it is somebody else's or cannot be written.
 */
export function claimDataFolder(folder: string): void {
  const problem = findDataFolderProblem(folder);
  if (problem !== undefined) throw new Sentence(problem);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const marker = path.join(folder, MARKER);
    if (!fs.existsSync(marker)) fs.writeFileSync(marker, 'Data of Rose Ash. Keep the whole folder together, and back it up.\n');
  } catch (error) {
    throw new Sentence(`The data folder ${folder} cannot be written (${errorCode(error)}). Point ROSE_DATA at a folder this user may use.`);
  }
}

/**
 * The installation's secret: 64 hex digits in `<folder>/secret`, 0600, made at the first call.
 * Several processes may call at once; all get the same one.
 */
export function getStoredSecret(folder: string): string {
  const file = path.join(folder, SECRET);
  const stored = readSecret(file);
  if (stored !== undefined) return stored;
  claimDataFolder(folder);
  // @NOTE written aside and linked into place: link() fails when another process was first, and nobody ever reads half a secret
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    fs.unlinkSync(draft);
  }
  const made = readSecret(file);
  if (made === undefined) throw new Sentence(`The file ${file} vanished while it was being made. Start again.`);
  return made;
}

function readSecret(file: string): string | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new Sentence(`The secret in ${file} cannot be read (${errorCode(error)}). Give it to this user, or set ROSE_SECRET.`);
  }
  if (text.length < 32) throw new Sentence(`The secret in ${file} is too short. Put the old one back, or set ROSE_SECRET.`);
  return text;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
