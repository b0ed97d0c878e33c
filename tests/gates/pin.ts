import { expect, test } from 'vitest';
import type { BugId } from './bugs.ts';

/**
 * Pins a bug that the old platform had. `holds` says what must be so and is asked twice: of the
 * mended code, where it has to pass, and of the behaviour as it was broken, where it has to fail.
 * So each pin shows in every run that it can fail.
 */
export function pin<Subject>(
  bug: BugId,
  {
    mended,
    broken,
    holds,
  }: {
    mended: () => Subject | Promise<Subject>;
    broken: () => Subject | Promise<Subject>;
    holds: (subject: Subject) => void | Promise<void>;
  },
): void {
  test(`pin: ${bug}`, async () => {
    await holds(await mended());
    const failure = await Promise.resolve(broken())
      .then(holds)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(failure, 'the pin does not notice the broken behaviour').toBeDefined();
  });
}
