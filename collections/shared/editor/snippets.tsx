'use client';
import { useLexicalListDrawer } from '@payloadcms/richtext-lexical/client';
import {
  $getSelection,
  $insertNodes,
  $parseSerializedNode,
  COMMAND_PRIORITY_EDITOR,
  createCommand,
  type LexicalCommand,
  type SerializedLexicalNode,
} from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { Button, Drawer, TextInput, toast, useConfig, useModal } from '@payloadcms/ui';
import { type ChangeEvent, useEffect, useId, useState } from 'react';
import { isBody, toBody } from '../../../core/richtext/types.ts';
import { ask } from '../admin/ask.ts';
import { withFreshIds } from './fresh-ids.ts';

/** Chooses a snippet and puts a copy of it where the cursor is. */
export const INSERT_SNIPPET: LexicalCommand<undefined> = createCommand('INSERT_SNIPPET');
/** Keeps the selected paragraphs and cards as a snippet. */
export const SAVE_SNIPPET: LexicalCommand<undefined> = createCommand('SAVE_SNIPPET');

export function SnippetIcon() {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden="true">
      <circle cx="6" cy="14" r="2" />
      <circle cx="14" cy="14" r="2" />
      <path d="M7.2 12.4 14 4M12.8 12.4 6 4" />
    </svg>
  );
}

export function SnippetsPlugin() {
  const [editor] = useLexicalComposerContext();
  const { config } = useConfig();
  const { openModal, closeModal } = useModal();
  const drawer = `save-snippet-${useId()}`;
  const [selected, setSelected] = useState<readonly SerializedLexicalNode[]>([]);
  const [name, setName] = useState('');
  const { ListDrawer, openListDrawer, closeListDrawer } = useLexicalListDrawer({ collectionSlugs: ['snippets'] });

  useEffect(() => {
    const forget = [
      editor.registerCommand(
        INSERT_SNIPPET,
        () => {
          openListDrawer();
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        SAVE_SNIPPET,
        () => {
          const indexes = $listSelectedIndexes();
          const { children } = editor.getEditorState().toJSON().root;
          setSelected(children.filter((_, index) => indexes.has(index)));
          setName('');
          openModal(drawer);
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
    ];
    return () => {
      for (const end of forget) end();
    };
  }, [editor, openListDrawer, openModal, drawer]);

  const insert = async (id: string) => {
    closeListDrawer();
    const said = await ask(`${config.routes.api}/snippets/${id}?depth=0`, { method: 'GET' });
    const body = said.ok && said.body && typeof said.body === 'object' && 'body' in said.body ? said.body.body : null;
    if (!isBody(body)) return void toast.error(said.ok ? 'This snippet is empty.' : said.message);
    editor.update(() => {
      $insertNodes(body.root.children.map((node) => $parseSerializedNode(withFreshIds(node))));
    });
  };

  const save = async () => {
    const body = toBody(JSON.parse(JSON.stringify(selected)));
    const said = await ask(`${config.routes.api}/snippets`, { body: { name: name.trim(), body } });
    if (!said.ok) return void toast.error(said.message);
    closeModal(drawer);
    toast.success(`“${name.trim()}” is among the snippets now. Put it in with /snippet.`);
  };

  return (
    <>
      <ListDrawer onSelect={({ doc }) => void insert(String(doc.id))} />
      <Drawer slug={drawer} title="Save as snippet">
        <TextInput
          path="snippet-name"
          label="Name"
          required
          description="How you will find it again. The text here stays as it is."
          value={name}
          onChange={(event: ChangeEvent<HTMLInputElement>) => setName(event.target.value)}
        />
        <Button disabled={name.trim() === '' || selected.length === 0} onClick={() => void save()}>
          Save the snippet
        </Button>
      </Drawer>
    </>
  );
}

/** Where the paragraphs and cards that the selection touches stand in the text. */
function $listSelectedIndexes(): ReadonlySet<number> {
  const nodes = $getSelection()?.getNodes() ?? [];
  return new Set(nodes.flatMap((node) => node.getTopLevelElement()?.getIndexWithinParent() ?? []));
}
