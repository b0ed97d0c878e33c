import { expect, test } from 'vitest';
import { createRandom, hostile, listWireTricks, type Outcome, type Request, sendBytes, sendRaw, toSeed } from './hostile.ts';
import { readLedger } from './ledger.ts';

export interface Door {
  readonly name: string;
  readonly port: () => number;
  /** A request that has to be answered well, made anew each time. */
  readonly good: () => Promise<Request> | Request;
  readonly isGood: (outcome: Outcome) => boolean;
  /** A server error that the door's protocol asks for. */
  readonly isWanted?: (outcome: Outcome) => boolean;
  /** What may not change by hostile requests. */
  readonly state: () => Promise<unknown>;
  /** How many hostile requests are sent. */
  readonly times?: number;
}

/** Not implemented and HTTP version not supported: said of the request, not of us. */
const NOT_OURS = new Set([501, 505]);
const ledger = readLedger(new URL('./protocol.txt', import.meta.url));

/**
 * The gate of a door: a seeded stream of hostile requests, made out of good ones, is answered,
 * each in time and never with a server error; nothing has changed by it; and a good request is
 * still answered well afterwards.
 */
export function guardDoor({ name, port, good, isGood, isWanted = () => false, state, times = 150 }: Door): void {
  test(`${name}: hostile requests change nothing, and a good one is answered afterwards`, async () => {
    const seed = toSeed(process.env.ROSE_SEED);
    console.log(`${name}: ROSE_SEED=${seed}`);
    const random = createRandom(seed);
    const before = await state();
    const example = await good();
    const wrong: string[] = [];
    const stream = hostile(example, random);
    for (let sent = 0; sent < times; sent += 1) {
      const { request, how } = stream.next().value as { request: Request; how: string };
      if (isSame(request, example)) continue;
      const outcome = await sendRaw(port(), request);
      if (outcome.status >= 500 && !NOT_OURS.has(outcome.status) && !isWanted(outcome)) {
        wrong.push(`${name} ${outcome.status} ${how}`);
        console.log(`${name}: number ${sent} was answered ${outcome.status}: ${JSON.stringify(request).slice(0, 2000)}`);
      }
    }
    for (const { how, bytes } of listWireTricks(example)) {
      const { status } = await sendBytes(port(), Buffer.from(bytes, 'latin1'));
      if (status < 400 ? status !== 0 : status >= 500 && !NOT_OURS.has(status)) wrong.push(`${name} ${status} ${how}`);
    }
    const listed = new Set(ledger.map(({ key }) => key));
    expect(
      wrong.filter((quirk) => !listed.has(quirk)),
      `with ROSE_SEED=${seed}`,
    ).toEqual([]);
    expect(await state(), `with ROSE_SEED=${seed}`).toEqual(before);
    const outcome = await sendRaw(port(), await good());
    expect(isGood(outcome), `the good request was answered ${outcome.status}: ${outcome.text.slice(0, 500)}`).toBe(true);
  });
}

function isSame(one: Request, other: Request): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
