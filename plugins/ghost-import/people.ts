import { z } from 'zod';
import type { UserRecord } from '../../contracts/ingest.ts';
import { toSlug } from '../../core/slugs.ts';
import { readColumns } from './columns.ts';
import { hashOf } from './hash.ts';
import type { Import } from './import.ts';
import type { Row } from './spool.ts';

const email = z.email().max(191);

/** Staff of the old site: nobody becomes an administrator by a file, and no password comes along. */
export function toStaff(row: Row, run: Import): UserRecord | null {
  const read = readColumns(row, {
    required: [{ name: 'email', longest: 191 }],
    warn: (id, message) => run.reporter.warn('users', id, message),
  });
  if (read.type === 'refused') {
    run.reporter.skip('users', read.id, read.reason);
    return null;
  }
  const { columns } = read;
  const address = email.safeParse(columns.text('email')?.trim().toLowerCase());
  if (!address.success) {
    run.reporter.skip('users', columns.id, 'Its e-mail address is none.');
    return null;
  }
  const name = columns.text('name', 191) ?? address.data.split('@')[0] ?? 'Somebody';
  return withHash(run, 'users', columns.id, columns.text('uuid'), {
    kind: 'user',
    name,
    slug: columns.text('slug', 191) ?? toSlug(name),
    email: address.data,
    bio: columns.text('bio', 2000),
    location: columns.text('location', 191),
    website: columns.text('website', 2000),
    profileImageUrl: columns.text('profile_image', 2000) ?? columns.text('image', 2000),
    roles: [toRole(columns.id, run)],
  });
}

/** A member of the old site: name and address only, in this version. */
export function toMember(row: Row, run: Import): UserRecord | null {
  const read = readColumns(row, {
    required: [{ name: 'email', longest: 191 }],
    warn: (id, message) => run.reporter.warn('members', id, message),
  });
  if (read.type === 'refused') {
    run.reporter.skip('members', read.id, read.reason);
    return null;
  }
  const { columns } = read;
  const address = email.safeParse(columns.text('email')?.trim().toLowerCase());
  if (!address.success) {
    run.reporter.skip('members', columns.id, 'Its e-mail address is none.');
    return null;
  }
  return withHash(run, 'members', columns.id, columns.text('uuid'), {
    kind: 'user',
    name: columns.text('name', 191) ?? address.data.split('@')[0] ?? 'Member',
    slug: null,
    email: address.data,
    bio: null,
    location: null,
    website: null,
    profileImageUrl: null,
    roles: ['member'],
  });
}

function withHash(run: Import, table: string, id: string, uuid: string | null, record: Omit<UserRecord, 'source'>): UserRecord {
  const moved = {
    ...record,
    bio: record.bio && run.toOurs(record.bio),
    website: record.website && run.toOurs(record.website),
    profileImageUrl: record.profileImageUrl && run.toOurs(record.profileImageUrl),
  };
  return { ...moved, source: { id: run.toSourceId(table, { id, uuid, email: record.email }), hash: hashOf(moved) } };
}

/** Owner, administrator and editor edit here; author and contributor write. */
function toRole(userId: string, run: Import): 'editor' | 'author' {
  const names = run.spool.listOf('roles_users', userId).map((link) => String(run.spool.find('roles', String(link.role_id))?.name ?? ''));
  if (names.some((name) => name === 'Owner' || name === 'Administrator')) {
    run.reporter.warn('users', userId, 'Administered the old site; is an editor here until an admin says otherwise.');
    return 'editor';
  }
  if (names.some((name) => name === 'Editor' || name === 'Super Editor')) return 'editor';
  return 'author';
}
