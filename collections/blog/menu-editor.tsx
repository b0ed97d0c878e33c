'use client';
import { Button, toast, useConfig } from '@payloadcms/ui';
import { useRouter } from 'next/navigation.js';
import { useRef, useState } from 'react';
import type { MenuContainer, MenuEdit, MenuNode } from '../../contracts/menu.ts';
import { change, countOf, MOST_MENU_ENTRIES, move, type Place, placeOf, remove, type Step, step, type Tree } from '../../core/menu-tree.ts';
import { ask } from '../shared/admin/ask.ts';
import { useUnsaved } from '../shared/admin/use-unsaved.ts';
import { MenuRow } from './menu-row.tsx';

/** What an editor sees and changes of one entry. */
export interface MenuEntry {
  readonly label: string;
  readonly href: string;
  readonly icon: string;
  readonly container: { readonly relationTo: MenuContainer; readonly value: string; readonly title: string } | null;
}

type Trees = { readonly header: Tree<MenuEntry>; readonly footer: Tree<MenuEntry> };
type Name = keyof Trees;

const NAMES: readonly { readonly name: Name; readonly title: string; readonly empty: string }[] = [
  { name: 'header', title: 'Header', empty: 'Nothing yet. While it is empty, the sites show their own names.' },
  { name: 'footer', title: 'Footer', empty: 'Nothing yet.' },
];

/** Both menus as trees: moved by dragging, by buttons or by Alt with the arrow keys, saved with one request. */
export function MenuEditor({ version, trees: given, mayEdit }: { version: string; trees: Trees; mayEdit: boolean }) {
  const { config } = useConfig();
  const router = useRouter();
  // The page may be rendered anew while somebody edits: what was kept at this version stays what changes are seen against.
  const [kept] = useState(given);
  const [trees, setTrees] = useState(kept);
  const [isBusy, setBusy] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const [said, say] = useState('');
  const [dragged, setDragged] = useState<{ name: Name; key: string } | null>(null);
  const made = useRef(0);
  const headings = useRef<Partial<Record<Name, HTMLHeadingElement | null>>>({});
  const isChanged = trees !== kept;

  useUnsaved(isChanged);

  const put = (name: Name, tree: Tree<MenuEntry>) => setTrees((before) => ({ ...before, [name]: tree }));

  const go = (name: Name, key: string, direction: Step) => {
    const after = step(trees[name], key, direction);
    if (!after) return say('It cannot go there.');
    put(name, after);
    tell(after, key);
  };

  const drop = (name: Name, target: string, place: Place) => {
    if (dragged?.name !== name) return;
    const after = move(trees[name], dragged.key, target, place);
    setDragged(null);
    if (!after) return say('It cannot stand there: the menu has three levels, and nothing stands below itself.');
    put(name, after);
    tell(after, dragged.key);
  };

  const tell = (tree: Tree<MenuEntry>, key: string) => {
    const at = placeOf(tree, key);
    if (at) say(`Moved: ${at.at} of ${at.of} on level ${at.level}.`);
  };

  const add = (name: Name) => {
    made.current += 1;
    const key = `new-${made.current}`;
    put(name, [...trees[name], { key, own: { label: '', href: '', icon: '', container: null }, children: [] }]);
    setOpen(key);
  };

  const save = async () => {
    setBusy(true);
    const edit: MenuEdit = { version, tree: { header: toNodes(trees.header), footer: toNodes(trees.footer) } };
    const answer = await ask(`${config.routes.api}/blog/menu`, { body: edit });
    setBusy(false);
    if (!answer.ok) return void toast.error(answer.message);
    toast.success('The menu is saved. The sites show it within a second.');
    router.refresh();
  };

  return (
    <div className="rose-menu">
      <p className="rose-unseen" role="status">
        {said}
      </p>
      {NAMES.map(({ name, title, empty }) => (
        <section key={name} aria-labelledby={`menu-${name}`}>
          <h2
            id={`menu-${name}`}
            tabIndex={-1}
            ref={(heading) => {
              headings.current[name] = heading;
            }}
          >
            {title}
          </h2>
          {trees[name].length === 0 ? <p className="rose-hint">{empty}</p> : null}
          <ol className="rose-tree">
            {trees[name].map((node) => (
              <MenuRow
                key={node.key}
                node={node}
                mayEdit={mayEdit}
                openKey={open}
                draggedKey={dragged?.name === name ? dragged.key : null}
                onOpen={setOpen}
                onStep={(key, direction) => go(name, key, direction)}
                onChange={(key, patch) =>
                  put(
                    name,
                    change(trees[name], key, (own) => ({ ...own, ...patch })),
                  )
                }
                onRemove={(key) => {
                  put(name, remove(trees[name], key));
                  say('Removed.');
                  // The button that was pressed is gone with it.
                  headings.current[name]?.focus();
                }}
                onDrag={(key) => setDragged(key === null ? null : { name, key })}
                onDrop={(target, place) => drop(name, target, place)}
              />
            ))}
          </ol>
          {mayEdit && countOf(trees.header) + countOf(trees.footer) < MOST_MENU_ENTRIES ? (
            <Button buttonStyle="secondary" size="small" onClick={() => add(name)}>
              {name === 'header' ? 'Add to the header' : 'Add to the footer'}
            </Button>
          ) : null}
        </section>
      ))}
      {mayEdit ? (
        <div className="rose-bar">
          <Button id="menu-save" disabled={!isChanged || isBusy} onClick={() => void save()}>
            Save the menu
          </Button>
          <Button buttonStyle="secondary" disabled={!isChanged || isBusy} onClick={() => setTrees(kept)}>
            Undo all changes
          </Button>
          <span className="rose-hint">{isChanged ? 'Not saved yet.' : 'As the sites show it.'}</span>
        </div>
      ) : null}
    </div>
  );
}

function toNodes(tree: Tree<MenuEntry>): MenuNode[] {
  return tree.map(({ key, own, children }) => ({
    id: key.startsWith('new-') ? null : key,
    label: own.label,
    href: own.href,
    icon: own.icon,
    container: own.container && { relationTo: own.container.relationTo, value: own.container.value },
    children: toNodes(children),
  }));
}
