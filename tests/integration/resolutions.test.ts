import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'rose-resolutions-'));
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"lockfileVersion":3}');
  write('node_modules/bread/old.js', "export default 'old';");
  write('node_modules/bread/new.js', "export default 'new';");
  write('node_modules/plain/index.cjs', "module.exports = { plain: require('./word.json') };");
  write('node_modules/plain/package.json', '{"main":"index.cjs"}');
  write('node_modules/plain/word.json', '"cjs"');
  lead('old');
  write('more.ts', 'export const more: string = `typed`;');
  const remember = pathToFileURL(path.resolve(import.meta.dirname, '../../server/resolutions.ts')).href;
  write('main.js', `import { rememberResolutions } from '${remember}';\nconst root = import.meta.dirname;\n`, KEEPS);
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const KEEPS = `const { keep } = rememberResolutions({ root, folder: root + '/kept' });
const { said } = await import('./say.js');
keep();
console.log(said);
`;

test('where an import leads is remembered, until the lockfile says otherwise', () => {
  expect(run()).toBe('old cjs typed');
  lead('new');
  expect(run()).toBe('old cjs typed');
  write('package-lock.json', '{"lockfileVersion":3,"name":"another"}');
  expect(run()).toBe('new cjs typed');
  expect(fs.readdirSync(path.join(root, 'kept'))).toHaveLength(1);
});

test('a new import is found beside those that are known; a file that is gone is an error', () => {
  run();
  write('say.js', "import bread from 'bread';\nimport os from 'os';\nexport const said = bread + typeof os.EOL;");
  expect(run()).toBe('oldstring');
  fs.rmSync(path.join(root, 'node_modules/bread/old.js'));
  expect(run).toThrow(/old\.js/);
});

test('half a file, or a folder that cannot be written, is done without', () => {
  run();
  const [name = ''] = fs.readdirSync(path.join(root, 'kept'));
  write(`kept/${name}`, '{"main.js":');
  lead('new');
  expect(run()).toBe('new cjs typed');
  fs.rmSync(path.join(root, 'kept'), { recursive: true });
  write('kept', 'a file');
  expect(run()).toBe('new cjs typed');
});

function lead(to: string): void {
  write('node_modules/bread/package.json', `{"type":"module","exports":"./${to}.js"}`);
  write(
    'say.js',
    "import bread from 'bread';\nimport plain from 'plain';\nimport { more } from './more.ts';\nexport const said = [bread, plain.plain, more].join(' ');",
  );
}

function run(): string {
  return execFileSync(process.execPath, ['main.js'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function write(file: string, ...text: string[]): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text.join(''));
}
