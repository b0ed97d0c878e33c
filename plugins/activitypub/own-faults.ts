const faults = new WeakSet<object>();

/**
 * `part` with every error its methods throw remembered as ours. Fedify calls our stores while it
 * reads what others sent, and what comes out of it has to be told apart: a fault of ours is a
 * reason to try again (500), words that cannot be read are not (400).
 */
export function rememberFaults<T extends object>(part: T): T {
  return new Proxy(part, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        try {
          const result: unknown = value.apply(target, args);
          return result instanceof Promise ? result.catch(remember) : result;
        } catch (error) {
          return remember(error);
        }
      };
    },
  });
}

/** Whether the error, or one that it was made from, came out of a part of ours. */
export function isOwnFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  return faults.has(error) || ('cause' in error && isOwnFault(error.cause));
}

function remember(error: unknown): never {
  if (typeof error === 'object' && error !== null) faults.add(error);
  throw error;
}
