import type { CollectionConfig } from 'payload';
import { blockedDomains } from './blocked-domains.ts';
import { deliveries } from './deliveries.ts';
import { followers } from './followers.ts';
import { inboxActivities } from './inbox-activities.ts';

/** What the door to the fediverse keeps, in the order of the admin's menu. */
export const federationCollections: CollectionConfig[] = [followers, deliveries, inboxActivities, blockedDomains];
