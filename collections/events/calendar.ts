import type { CollectionConfig } from 'payload';
import { events } from './events.ts';
import { ticketTypes } from './ticket-types.ts';
import { tickets } from './tickets.ts';

/** What the calendar keeps, in the order of the admin's menu. */
export const eventsCollections: CollectionConfig[] = [events, ticketTypes, tickets];
