import type { CollectionConfig } from 'payload';
import { tiers } from './tiers.ts';
import { users } from './users.ts';

/** What the account site keeps, in the order of the admin's menu. */
export const accountCollections: CollectionConfig[] = [users, tiers];
