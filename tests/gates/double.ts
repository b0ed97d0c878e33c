import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One call that our code made to the outside, as it came in. */
export interface OutsideCall {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Double {
  readonly url: string;
  /** Every call so far, written down before it was answered. */
  readonly calls: readonly OutsideCall[];
  /** Holds the answer to the next matching call; the caller may be killed meanwhile. */
  hold(matches?: (call: OutsideCall) => boolean): HeldCall;
  close(): Promise<void>;
}

export interface HeldCall {
  /** The call has arrived and the outside world has acted on it. */
  readonly arrived: Promise<OutsideCall>;
  /** Lets the answer go. */
  resume(): void;
  /** Cuts the line instead of answering: the caller cannot know what happened. */
  cut(): void;
}

/**
 * A real local server that stands in for somebody outside and speaks their protocol. A call is
 * recorded before `answer` decides anything, so a test sees it also when the double fails, the
 * caller is killed or the answer never arrives.
 */
export async function createDouble(answer: (call: OutsideCall) => Answer | Promise<Answer>): Promise<Double> {
  const calls: OutsideCall[] = [];
  const holds: { matches: (call: OutsideCall) => boolean; arrive: (call: OutsideCall) => void; released: Promise<'answer' | 'cut'> }[] = [];

  const server = createServer(async (req, res) => {
    const call: OutsideCall = {
      number: calls.length + 1,
      method: req.method ?? '',
      path: req.url ?? '',
      headers: req.headers,
      body: await text(req),
    };
    calls.push(call);
    const { status, headers = {}, body = '' } = await answerOrFail(answer, call);
    const at = holds.findIndex(({ matches }) => matches(call));
    const [hold] = at < 0 ? [] : holds.splice(at, 1);
    hold?.arrive(call);
    if ((await hold?.released) === 'cut') {
      req.socket.destroy();
      return;
    }
    res.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    hold: (matches = () => true) => {
      const arrival = Promise.withResolvers<OutsideCall>();
      const release = Promise.withResolvers<'answer' | 'cut'>();
      holds.push({ matches, arrive: arrival.resolve, released: release.promise });
      return { arrived: arrival.promise, resume: () => release.resolve('answer'), cut: () => release.resolve('cut') };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerOrFail(answer: (call: OutsideCall) => Answer | Promise<Answer>, call: OutsideCall): Promise<Answer> {
  try {
    return await answer(call);
  } catch (error) {
    return { status: 500, body: String(error) };
  }
}
