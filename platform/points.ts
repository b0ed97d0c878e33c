/**
 * Named points: places in the code where a test may end the process (as `kill -9` does) or
 * hold it still, to see that nothing is lost or doubled in between. In a process nobody armed,
 * `reached` is one comparison.
 *
 * Two ways to arm: in the same process by `onPoint` or `suspendAt`, or in a child process by
 * `armPoint`, as `tests/gates/crash/child.ts` does. No environment variable and no request can.
 */
type Listener = (name: string) => void | Promise<void>;

let listener: Listener | undefined;

/** Says that the work has come to the point `name`, as `settle.after-provider-read`. */
export function reached(name: string): void | Promise<void> {
  return listener?.(name);
}

/** Calls `next` at every point of this process; the answer ends that. */
export function onPoint(next: Listener): () => void {
  const before = listener;
  listener = async (name) => {
    await before?.(name);
    await next(name);
  };
  return () => {
    listener = before;
  };
}

/** Holds the work when it comes to `name` for the first time, until `resume` is called. */
export function suspendAt(name: string): { reached: Promise<void>; resume: () => void } {
  let arrive = () => {};
  let resume = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const released = new Promise<void>((resolve) => {
    resume = resolve;
  });
  let held = false;
  const end = onPoint(async (at) => {
    if (at !== name || held) return;
    held = true;
    arrive();
    await released;
  });
  return {
    reached: arrived,
    resume: () => {
      end();
      resume();
    },
  };
}

/**
 * Arms a child process by `name:kill` or `name:suspend`, optionally with the how-manieth
 * arrival: `import.after-record:kill:3`. A held process tells its parent by IPC
 * (`{ point, state: 'suspended' }`) and goes on when it is sent `{ resume: point }`.
 */
export function armPoint(instruction: string): void {
  const [name, action, nth = '1'] = instruction.split(':');
  const wanted = Number(nth);
  if (!name || (action !== 'kill' && action !== 'suspend') || !Number.isInteger(wanted) || wanted < 1) {
    throw new Error(`"${instruction}" is no point to stop at; write name:kill or name:suspend[:nth]`);
  }
  let arrivals = 0;
  onPoint(async (at) => {
    if (at !== name) return;
    arrivals += 1;
    if (arrivals !== wanted) return;
    if (action === 'kill') {
      process.kill(process.pid, 'SIGKILL');
      // The signal comes from outside this thread of execution: nothing more may happen here.
      await new Promise(() => {});
    }
    await holdForParent(name);
  });
}

async function holdForParent(name: string): Promise<void> {
  if (!process.send) throw new Error(`nobody could resume "${name}": the process has no parent to ask`);
  const resumed = new Promise<void>((resolve) => {
    const onMessage = (message: unknown) => {
      if (!isResume(message) || message.resume !== name) return;
      process.off('message', onMessage);
      resolve();
    };
    process.on('message', onMessage);
  });
  process.send({ point: name, state: 'suspended' });
  await resumed;
}

function isResume(message: unknown): message is { resume: string } {
  return typeof message === 'object' && message !== null && 'resume' in message;
}
