import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { type RegisterHooksOptions, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where each import of a module leads: module → name in its import → address and format. Addresses below the root stand relative to it. */
type Known = Record<string, Record<string, readonly [url: string, format: string]>>;

/**
 * Remembers in `folder` where imports lead, from one start to the next: finding that out (thousands of looks for
 * `package.json`) is half of a warm start. What is remembered holds for one Node, one lockfile and one
 * `node_modules`; all else is looked up as always: other imports, those of what was built, whose names change with
 * each build, and `require`, which tells formats in ways of its own.
 * See https://nodejs.org/api/module.html#customization-hooks.
 */
export function rememberResolutions({ root, folder }: { root: string; folder: string }): { keep(): void } {
  const base = pathToFileURL(`${root}${path.sep}`).href;
  const file = path.join(folder, `resolutions-${toFingerprint(root)}.json`);
  const known = read(file);
  let isNew = false;
  const short = (url: string) => (url.startsWith(base) ? url.slice(base.length) : url);
  const resolve: RegisterHooksOptions['resolve'] = (specifier, context, next) => {
    const { parentURL, conditions, importAttributes } = context;
    // A question mark asks for a module anew: the next asking is another one.
    if (!parentURL || !conditions.includes('import') || `${specifier}${parentURL}`.includes('?')) return next(specifier, context);
    const parent = short(parentURL);
    if (parent.startsWith('dist/')) return next(specifier, context);
    const leads = Object.hasOwn(known, parent) ? known[parent] : undefined;
    const found = leads && Object.hasOwn(leads, specifier) ? leads[specifier] : undefined;
    if (found) return { url: new URL(found[0], base).href, format: found[1], importAttributes, shortCircuit: true };
    const answer = next(specifier, context);
    if (answer.format) {
      known[parent] = { ...leads, [specifier]: [short(answer.url), answer.format] };
      isNew = true;
    }
    return answer;
  };
  registerHooks({ resolve });
  return {
    keep: () => {
      if (!isNew) return;
      isNew = false;
      write({ folder, file, text: JSON.stringify(known) });
    },
  };
}

function toFingerprint(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const name of ['package.json', 'package-lock.json']) {
    const at = path.join(root, name);
    if (fs.existsSync(at)) hash.update(fs.readFileSync(at));
  }
  // Whatever npm does to the packages, it writes this file.
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (fs.existsSync(installed)) hash.update(`${fs.realpathSync(installed)} ${fs.statSync(installed).mtimeMs}`);
  return hash.digest('hex').slice(0, 16);
}

function read(file: string): Known {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Aside and renamed, so that no start reads half of it. Where it cannot be written, it is done without. */
function write({ folder, file, text }: { folder: string; file: string; text: string }): void {
  const draft = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(folder)) {
      if (name.startsWith('resolutions-') && name !== path.basename(file)) fs.rmSync(path.join(folder, name), { force: true });
    }
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, file);
  } catch {
    // A draft that was left behind is swept by the next one that can be written.
  }
}
