import type { Reporter } from './report.ts';
import type { ToSourceId } from './source.ts';
import type { Spool } from './spool.ts';

/** What every step of one import shares. */
export interface Import {
  readonly spool: Spool;
  readonly reporter: Reporter;
  readonly toSourceId: ToSourceId;
  /** Replaces the old site's addresses in a text. */
  readonly toOurs: (text: string) => string;
  /** Notes the files of the old site that a record names; each is listed once. */
  readonly meetFiles: (record: unknown) => void;
  /** Where else bodies have files that look like Ghost's: perhaps the old site's own address. */
  readonly foreignOrigins: ReadonlySet<string>;
  /** Authors by their id in the file; `id` is null in a dry run that would make them. */
  readonly authors: Map<string, { sourceId: string; id: string | null }>;
  /** Source ids of tags by their id in the file. */
  readonly tags: Map<string, string>;
  /** The instant the import began. */
  readonly now: string;
}
