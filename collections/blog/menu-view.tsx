import { Gutter, SetStepNav } from '@payloadcms/ui';
import type { ListViewServerProps } from 'payload';
import { type MenuContainer, toMenuVersion } from '../../contracts/menu.ts';
import { toTree } from '../../core/menu-tree.ts';
import { isOf } from '../shared/admin/roles.ts';
import { MenuEditor, type MenuEntry } from './menu-editor.tsx';

/** The menu as a tree, in place of Payload's list: it is edited and saved as a whole. */
export async function MenuView({ payload, user }: ListViewServerProps) {
  const name = { title: true } as const;
  const { docs } = await payload.find({
    collection: 'menu-nodes',
    depth: 1,
    populate: { pages: name, posts: name, products: name, events: name, tags: { name: true }, 'tag-groups': { name: true } },
    overrideAccess: false,
    user,
    pagination: false,
    limit: 1000,
  });
  const rows = docs.map((doc) => ({
    id: doc.id,
    menu: doc.menu,
    position: doc.position,
    parent: toId(doc.parent),
    label: doc.label ?? '',
    href: doc.href ?? '',
    icon: doc.icon ?? '',
    container: doc.container ? toContainer(doc.container.relationTo, doc.container.value) : null,
  }));
  const treeOf = (menu: string) => toTree<(typeof rows)[number]>(rows.filter((row) => row.menu === menu));
  const version = toMenuVersion(docs);
  return (
    <main>
      <SetStepNav nav={[{ label: 'Menu' }]} />
      <Gutter className="rose-page">
        <header className="rose-page__head">
          <h1>Menu</h1>
          <p>The menu on all six sites. Drag entries, or move them with the arrows; nothing changes for readers until you save.</p>
        </header>
        <MenuEditor
          // Made anew when somebody has saved: what is on the page is then what is kept.
          key={version}
          version={version}
          trees={{ header: treeOf('header'), footer: treeOf('footer') }}
          mayEdit={isOf(user, 'editors')}
        />
      </Gutter>
    </main>
  );
}

function toContainer(relationTo: MenuContainer, value: unknown): MenuEntry['container'] {
  const id = toId(value);
  if (id === null) return null;
  const title =
    typeof value === 'object' && value !== null
      ? 'title' in value && value.title
        ? String(value.title)
        : 'name' in value && value.name
          ? String(value.name)
          : 'Untitled'
      : 'Something that is gone';
  return { relationTo, value: id, title };
}

function toId(related: unknown): string | null {
  if (typeof related === 'string') return related;
  return typeof related === 'object' && related !== null && 'id' in related ? String(related.id) : null;
}
