import { Application, Group, Service } from '@fedify/fedify/vocab';
import type { SiteName } from '../../contracts/shared.ts';

/**
 * What each site is to the fediverse (ActivityStreams 2.0 §3.3 of the vocabulary). What people
 * follow for its posts is a Group; what only answers for itself is a Service; the federation host
 * signs for the platform as a whole, so it is the Application.
 */
export const ACTOR_TYPES = {
  blog: Group,
  market: Group,
  events: Group,
  cart: Service,
  account: Service,
  federation: Application,
} as const satisfies Record<SiteName, typeof Group | typeof Service | typeof Application>;
