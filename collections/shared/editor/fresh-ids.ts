/**
 * A copy of an editor's node in which every card, row and link has an id of its own, so that the
 * copy and what it came from never share a form.
 */
export function withFreshIds<Node>(node: Node): Node {
  return refresh(node, false) as Node;
}

/** Ids are renewed where the editor made them: in nodes that have one, in the fields of cards, in rows. */
function refresh(value: unknown, isOwn: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => refresh(one, true));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name === 'id' && typeof inner === 'string' && (isOwn || 'type' in value || 'blockType' in value)) return [name, toId()];
    // What is named by a relation is somebody else's.
    return [name, name === 'value' || name === 'doc' || name === 'media' ? inner : refresh(inner, name === 'fields')];
  });
  return Object.fromEntries(entries);
}

/** 24 hexadecimal digits, as Payload's own. */
function toId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
