import type { Payload } from 'payload';
import type { Services } from '../../contracts/services.ts';

export interface EventsDeps {
  readonly payload: Payload;
  readonly services: () => Services;
  /** Where the events stand, without a slash at the end. */
  readonly eventsUrl: string;
}

export function toPath(slug: string): string {
  return `/${encodeURIComponent(slug)}/`;
}
