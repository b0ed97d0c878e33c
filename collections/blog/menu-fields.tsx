'use client';
import { Button, TextInput, useListDrawer } from '@payloadcms/ui';
import { type ChangeEvent, useEffect, useRef } from 'react';
import { MENU_CONTAINERS, MENU_ICONS } from '../../contracts/menu.ts';
import type { MenuEntry } from './menu-editor.tsx';
import { KINDS } from './menu-kinds.ts';

/** What one entry says and where it leads: something of ours, or an address. */
export function MenuFields({ entry, id, onChange }: { entry: MenuEntry; id: string; onChange: (patch: Partial<MenuEntry>) => void }) {
  const [Drawer, , { openDrawer, closeDrawer }] = useListDrawer({ collectionSlugs: [...MENU_CONTAINERS] });
  const { container } = entry;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A new entry begins with what it says; one that is there already keeps the focus on its button.
    if (id.startsWith('new-')) box.current?.querySelector('input')?.focus();
  }, [id]);
  return (
    <div className="rose-tree__fields" ref={box}>
      <TextInput
        path={`${id}-label`}
        label="Label"
        description={container ? 'Empty: the title of what it leads to.' : 'What it says.'}
        value={entry.label}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange({ label: event.target.value.slice(0, 80) })}
      />
      {container ? (
        <p>
          {`Leads to ${KINDS[container.relationTo]} “${container.title}”, follows its address, and goes when it goes. `}
          <Button buttonStyle="secondary" size="small" margin={false} onClick={() => onChange({ container: null })}>
            Lead to an address instead
          </Button>
        </p>
      ) : (
        <TextInput
          path={`${id}-href`}
          label="Address"
          description="/about/ for a page of the blog, market:/ or events:/calendar/ for our other sites, https:// for one elsewhere."
          value={entry.href}
          onChange={(event: ChangeEvent<HTMLInputElement>) => onChange({ href: event.target.value })}
        />
      )}
      <Button buttonStyle="secondary" size="small" margin={false} onClick={openDrawer}>
        {container ? 'Choose something else of ours' : 'Choose something of ours'}
      </Button>
      <Drawer
        onSelect={({ collectionSlug, doc }) => {
          const relationTo = MENU_CONTAINERS.find((one) => one === collectionSlug);
          if (relationTo)
            onChange({ container: { relationTo, value: String(doc.id), title: String(doc.title ?? doc.name ?? 'Untitled') }, href: '' });
          closeDrawer();
        }}
      />
      <label className="rose-tree__icon">
        Icon
        <select value={entry.icon} onChange={(event: ChangeEvent<HTMLSelectElement>) => onChange({ icon: event.target.value })}>
          <option value="">None</option>
          {MENU_ICONS.map((icon) => (
            <option key={icon}>{icon}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
