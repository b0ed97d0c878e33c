'use client';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Node, Place, Step } from '../../core/menu-tree.ts';
import type { MenuEntry } from './menu-editor.tsx';
import { MenuFields } from './menu-fields.tsx';
import { KINDS } from './menu-kinds.ts';

export interface MenuRowProps {
  readonly node: Node<MenuEntry>;
  readonly mayEdit: boolean;
  /** The entry whose fields are shown. */
  readonly openKey: string | null;
  readonly draggedKey: string | null;
  readonly onOpen: (key: string | null) => void;
  readonly onStep: (key: string, direction: Step) => void;
  readonly onChange: (key: string, patch: Partial<MenuEntry>) => void;
  readonly onRemove: (key: string) => void;
  readonly onDrag: (key: string | null) => void;
  readonly onDrop: (target: string, place: Place) => void;
}

const STEPS: readonly { readonly direction: Step; readonly sign: string; readonly says: string; readonly key: string }[] = [
  { direction: 'up', sign: '↑', says: 'up', key: 'ArrowUp' },
  { direction: 'down', sign: '↓', says: 'down', key: 'ArrowDown' },
  { direction: 'out', sign: '←', says: 'out, one level up', key: 'ArrowLeft' },
  { direction: 'in', sign: '→', says: 'in, below the one before it', key: 'ArrowRight' },
];

/** The key that was pressed last, so that the focus follows an entry that React makes anew under another parent. */
const moved: { key: string; direction: Step } = { key: '', direction: 'up' };

/** One entry, its tools, and the entries below it. */
export function MenuRow(props: MenuRowProps) {
  const { node, mayEdit, openKey, draggedKey, onOpen, onStep, onRemove, onDrag, onDrop } = props;
  const { key, own, children } = node;
  const [place, setPlace] = useState<Place | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const name = own.label || own.container?.title || 'New entry';
  const isOpen = openKey === key;

  useEffect(() => {
    if (moved.key !== key) return;
    box.current?.querySelector<HTMLElement>(`[data-step="${moved.direction}"]`)?.focus();
    moved.key = '';
  });

  const go = (direction: Step) => {
    Object.assign(moved, { key, direction });
    onStep(key, direction);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const pressed = event.altKey ? STEPS.find((one) => one.key === event.key) : undefined;
    if (!pressed || !mayEdit) return;
    event.preventDefault();
    go(pressed.direction);
  };
  const onDragOver = (event: DragEvent) => {
    if (!draggedKey || draggedKey === key) return;
    event.preventDefault();
    event.stopPropagation();
    setPlace(toPlace(event, box.current));
  };

  return (
    <li className="rose-tree__item" data-place={place ?? undefined} data-dragged={draggedKey === key ? '' : undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: every button in it does the same for the keyboard */}
      <div
        ref={box}
        className="rose-tree__row"
        draggable={mayEdit && !isOpen}
        onKeyDown={onKeyDown}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', name);
          onDrag(key);
        }}
        onDragEnd={() => onDrag(null)}
        onDragOver={onDragOver}
        onDragLeave={() => setPlace(null)}
        onDrop={(event) => {
          event.preventDefault();
          setPlace(null);
          if (draggedKey && draggedKey !== key) onDrop(key, toPlace(event, box.current));
        }}
      >
        {mayEdit ? (
          <span className="rose-tree__grip" aria-hidden="true">
            ⠿
          </span>
        ) : null}
        <span className="rose-tree__name">
          {name}
          <span className="rose-hint">
            {own.container ? `${KINDS[own.container.relationTo]} “${own.container.title}”` : own.href || 'leads nowhere yet'}
          </span>
        </span>
        {mayEdit ? (
          <span className="rose-tree__tools">
            {STEPS.map(({ direction, sign, says }) => (
              <button key={direction} type="button" data-step={direction} aria-label={`Move ${name} ${says}`} onClick={() => go(direction)}>
                {sign}
              </button>
            ))}
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label={`${isOpen ? 'Close' : 'Edit'} ${name}`}
              onClick={() => onOpen(isOpen ? null : key)}
            >
              {isOpen ? 'Close' : 'Edit'}
            </button>
            <button
              type="button"
              aria-label={children.length > 0 ? `Remove ${name} and what is below it` : `Remove ${name}`}
              onClick={() => onRemove(key)}
            >
              Remove
            </button>
          </span>
        ) : null}
      </div>
      {isOpen ? <MenuFields entry={own} id={key} onChange={(patch) => props.onChange(key, patch)} /> : null}
      {children.length > 0 ? (
        <ol className="rose-tree">
          {children.map((child) => (
            <MenuRow {...props} key={child.key} node={child} />
          ))}
        </ol>
      ) : null}
    </li>
  );
}

/** The upper and lower thirds of a row are before and after it; its middle is inside. */
function toPlace(event: DragEvent, box: HTMLElement | null): Place {
  if (!box) return 'after';
  const { top, height } = box.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  return part < 0.3 ? 'before' : part > 0.7 ? 'after' : 'inside';
}
