import type { Payload } from 'payload';
import type { Doors } from '../contracts/doors.ts';
import type { Services } from '../contracts/services.ts';
import type { SiteName } from '../contracts/shared.ts';
import { createAccountService } from '../services/account/index.ts';
import { createBlogService } from '../services/blog/index.ts';
import { createCartService } from '../services/cart/index.ts';
import { createEventsService } from '../services/events/index.ts';
import { createFederationService } from '../services/federation/index.ts';
import { createMarketService } from '../services/market/index.ts';

/**
 * The admin's bundle carries its own copy of our modules, so the registry hangs on the
 * process, not on a module: hooks find the same services whichever copy they run from.
 */
const SLOT = Symbol.for('rose-ash.registry');
const holder = globalThis as { [SLOT]?: { services?: Services; doors?: Doors } };

/** The services of this process; throws before boot has made them. */
export function getServices(): Services {
  const services = holder[SLOT]?.services;
  if (!services) throw new Error('The services are not there yet: boot() makes them.');
  return services;
}

/** The doors of this process; throws before boot has made them. */
export function getDoors(): Doors {
  const doors = holder[SLOT]?.doors;
  if (!doors) throw new Error('The doors are not there yet: boot() makes them.');
  return doors;
}

export function setRegistry(registry: { services: Services; doors: Doors }): void {
  holder[SLOT] = registry;
}

/** Introduces every domain to every other; contracts are looked up at call time. */
export function createServices({
  payload,
  doors,
  originOf,
}: {
  payload: Payload;
  doors: () => Doors;
  originOf: (site: SiteName) => string;
}): Services {
  const services = (): Services => made;
  const made: Services = {
    blog: createBlogService({ payload }),
    market: createMarketService({ payload, services }),
    cart: createCartService({ payload, services, doors, cartUrl: originOf('cart') }),
    events: createEventsService({ payload, services, eventsUrl: originOf('events') }),
    account: createAccountService({ payload, doors }),
    federation: createFederationService({ payload, doors }),
  };
  return made;
}
