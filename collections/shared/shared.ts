import type { CollectionConfig } from 'payload';
import { activities } from './activities.ts';
import { activityHandlings } from './activity-handlings.ts';
import { likes } from './likes.ts';
import { mails } from './mails.ts';
import { defineMedia } from './media.ts';
import { relations } from './relations.ts';

/** What all six domains share, in the order of the admin's menu. `mediaFolder` is where uploads are kept. */
export const sharedCollections = ({ mediaFolder }: { mediaFolder: string }): CollectionConfig[] => [
  defineMedia(mediaFolder),
  relations,
  likes,
  mails,
  activities,
  activityHandlings,
];
