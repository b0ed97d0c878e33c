/**
 * The JSON that Payload's Lexical editor keeps for a body. Only what a renderer needs is typed;
 * unknown properties pass through untouched.
 */
export interface Body {
  readonly root: RootNode;
}

interface ElementNode {
  readonly version: number;
  /** Alignment of the element: `left`, `center`, `right`, `justify`, or nothing. */
  readonly format: string;
  readonly indent: number;
  readonly direction: 'ltr' | 'rtl' | null;
  readonly children: readonly BodyNode[];
}

export interface RootNode extends ElementNode {
  readonly type: 'root';
}

export interface ParagraphNode extends ElementNode {
  readonly type: 'paragraph';
  readonly textFormat?: number;
  readonly textStyle?: string;
}

export type HeadingTag = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

export interface HeadingNode extends ElementNode {
  readonly type: 'heading';
  readonly tag: HeadingTag;
}

export interface QuoteNode extends ElementNode {
  readonly type: 'quote';
}

export interface ListNode extends ElementNode {
  readonly type: 'list';
  readonly listType: 'bullet' | 'number' | 'check';
  readonly start: number;
  readonly tag: 'ul' | 'ol';
}

export interface ListItemNode extends ElementNode {
  readonly type: 'listitem';
  readonly value: number;
  readonly checked?: boolean;
}

export interface LinkFields {
  readonly linkType: 'custom' | 'internal';
  readonly url?: string;
  readonly newTab?: boolean;
  readonly title?: string | null;
  readonly rel?: string | null;
  /** Set by the editor for `internal` links; whoever renders resolves it with `linkTo`. */
  readonly doc?: { readonly relationTo: string; readonly value: unknown } | null;
}

export interface LinkNode extends ElementNode {
  readonly type: 'link' | 'autolink';
  readonly id?: string;
  readonly fields: LinkFields;
}

export interface TableNode extends ElementNode {
  readonly type: 'table';
}

export interface TableRowNode extends ElementNode {
  readonly type: 'tablerow';
}

export interface TableCellNode extends ElementNode {
  readonly type: 'tablecell';
  /** Bits: 1 heads its column, 2 heads its row. */
  readonly headerState?: number;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

export interface TextNode {
  readonly type: 'text' | 'tab';
  readonly version: number;
  readonly text: string;
  /** Bits as in Lexical: see `text-marks.ts`. */
  readonly format: number;
  readonly detail: number;
  readonly mode: string;
  readonly style: string;
}

export interface LineBreakNode {
  readonly type: 'linebreak';
  readonly version: number;
}

export interface HorizontalRuleNode {
  readonly type: 'horizontalrule';
  readonly version: number;
}

export interface UploadNode {
  readonly type: 'upload';
  readonly version: number;
  readonly relationTo: string;
  /** An id, or the populated document. */
  readonly value: unknown;
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface BlockFields {
  readonly id: string;
  readonly blockName: string;
  readonly blockType: string;
  readonly [field: string]: unknown;
}

export interface BlockNode {
  readonly type: 'block';
  readonly version: 2;
  readonly format: string;
  readonly fields: BlockFields;
}

/** A block inside a line, such as a note. */
export interface InlineBlockNode {
  readonly type: 'inlineBlock';
  readonly version: 1;
  readonly fields: BlockFields;
}

export type BodyNode =
  | RootNode
  | ParagraphNode
  | HeadingNode
  | QuoteNode
  | ListNode
  | ListItemNode
  | LinkNode
  | TableNode
  | TableRowNode
  | TableCellNode
  | TextNode
  | LineBreakNode
  | HorizontalRuleNode
  | UploadNode
  | BlockNode
  | InlineBlockNode;

/** The children of a node, and none for leaves. */
export function childrenOf(node: BodyNode): readonly BodyNode[] {
  return 'children' in node && Array.isArray(node.children) ? node.children : [];
}

/** A body around these nodes; Lexical refuses a root without a child, so an empty one gets a paragraph. */
export function toBody(children: readonly BodyNode[]): Body {
  const element = { version: 1, format: '', indent: 0, direction: null } as const;
  const content = children.length > 0 ? children : [{ ...element, type: 'paragraph', children: [] } as const];
  return { root: { ...element, type: 'root', children: content } };
}

/** Whether a value from the database is a body, as far as a renderer must know. */
export function isBody(value: unknown): value is Body {
  if (typeof value !== 'object' || value === null || !('root' in value)) return false;
  const { root } = value;
  return typeof root === 'object' && root !== null && 'children' in root && Array.isArray(root.children);
}
