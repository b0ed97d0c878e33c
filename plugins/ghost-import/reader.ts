import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { UnreadableExport } from './report.ts';
import { createRowAssembler, type FoundRow } from './rows.ts';

/** One string of an export is never longer; a file that says otherwise is not read to its end. */
const LONGEST_VALUE = 64 * 1024 * 1024;
const AGAIN = 'Export it again in Ghost: Settings, Migration tools, Export.';

/**
 * Reads an export as a stream, row by row, in the order of the file: `{ db: [{ meta, data }] }`, a bare
 * `{ meta, data }`, and the wrappers of 0.x. Memory holds one row and one chunk. Throws
 * `UnreadableExport` when the file is missing, is not JSON, ends too early, or is no export of Ghost.
 */
export async function* readRows(file: string): AsyncGenerator<FoundRow> {
  await refuseOtherFiles(file);
  const parse = jsonParser({ packValues: true, streamValues: false });
  const assembler = createRowAssembler();
  let pending = 0;
  let first = true;
  try {
    for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 64 * 1024 })) {
      const chunk = first ? String(part).replace(/^\ufeff/, '') : String(part);
      first = false;
      pending += chunk.length;
      for (const token of toTokens(parse(chunk))) {
        pending = 0;
        const row = assembler.take(token);
        if (row) yield row;
      }
      if (pending > LONGEST_VALUE) {
        throw new UnreadableExport(`${file} holds a single value longer than 64 MB, which no Ghost export does.`);
      }
    }
    for (const token of toTokens(parse(none as never))) assembler.take(token);
  } catch (error) {
    if (error instanceof UnreadableExport) throw error;
    const why = error instanceof Error ? error.message.replace(/^Parser /, 'the parser ') : String(error);
    throw new UnreadableExport(`${file} is not whole JSON: ${why}. ${AGAIN}`);
  }
  if (!assembler.isExport()) {
    throw new UnreadableExport(`${file} is JSON, but not a Ghost export: it has no tables under "data". ${AGAIN}`);
  }
}

/** The parser is synchronous and answers many tokens at once, or none. */
function toTokens(answer: ReturnType<ReturnType<typeof jsonParser>>): readonly Token[] {
  return isMany(answer) ? (getManyValues(answer) as Token[]) : [];
}

/** Says at once what cannot be an export, before anything is started for it. */
export async function refuseOtherFiles(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new UnreadableExport(`There is no file ${file}.`);
  if (!found.isFile()) throw new UnreadableExport(`${file} is not a file.`);
  if (found.size === 0) throw new UnreadableExport(`${file} is empty.`);
  const handle = await open(file).catch((error: Error) => {
    throw new UnreadableExport(`${file} cannot be read: ${error.message}.`);
  });
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.subarray(0, 2).toString('latin1') === 'PK') {
      throw new UnreadableExport(`${file} is a zip: unpack it and import the .json inside.`);
    }
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) {
      throw new UnreadableExport(`${file} is compressed: unpack it with gunzip first.`);
    }
  } finally {
    await handle.close();
  }
}
