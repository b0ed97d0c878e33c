import type { Timezone } from 'payload';

/**
 * Zones an event can be in. A list of our own, because the one of the running Node changes
 * with its version, and the database keeps it as a type.
 */
const NAMES = [
  'Europe/London', 'Europe/Dublin', 'Europe/Lisbon', 'Europe/Madrid', 'Europe/Paris', 'Europe/Brussels', 'Europe/Amsterdam',
  'Europe/Luxembourg', 'Europe/Zurich', 'Europe/Berlin', 'Europe/Copenhagen', 'Europe/Oslo', 'Europe/Stockholm',
  'Europe/Vienna', 'Europe/Prague', 'Europe/Bratislava', 'Europe/Warsaw', 'Europe/Budapest', 'Europe/Ljubljana',
  'Europe/Zagreb', 'Europe/Rome', 'Europe/Malta', 'Europe/Athens', 'Europe/Sofia', 'Europe/Bucharest', 'Europe/Helsinki',
  'Europe/Tallinn', 'Europe/Riga', 'Europe/Vilnius', 'Europe/Kyiv', 'Europe/Istanbul', 'Atlantic/Azores', 'Atlantic/Canary',
  'Atlantic/Reykjavik', 'America/St_Johns', 'America/Halifax', 'America/New_York', 'America/Chicago', 'America/Denver',
  'America/Los_Angeles', 'America/Sao_Paulo', 'America/Santiago', 'Africa/Lagos', 'Africa/Nairobi', 'Africa/Johannesburg',
  'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Sydney', 'Pacific/Auckland', 'UTC',
] as const;

export const TIME_ZONES: Timezone[] = NAMES.map((name) => ({ label: name.replaceAll('_', ' '), value: name }));
