import type { Payload } from 'payload';
import { learnWords } from './search.words.ts';

/** What the blog does over and over. */
export function blogSweeps(payload: Payload): readonly { name: string; everySeconds: number; run(): Promise<void> }[] {
  return [{ name: 'learn-words', everySeconds: 10, run: () => learnWords(payload) }];
}
