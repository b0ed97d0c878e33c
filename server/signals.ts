import type { House } from './house.ts';

/** Runs until SIGTERM, SIGINT or the end of the database; stops in order; further signals change nothing. */
export async function waitForEnd(house: House): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let asked = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true;
      resolve(0);
    });
  }
  void house.databaseEnded.then((last) => {
    if (asked) return;
    process.stderr.write(`The database ended unasked, so this ends too. Its last words: ${last.slice(-3).join(' | ')}\n`);
    resolve(1);
  });
  // Whoever reads this may end it at once.
  house.sayWhere();
  const code = await promise;
  await house.stop();
  // Payload holds one database client for good, so the process has to be told that it is over.
  process.exit(code);
}
