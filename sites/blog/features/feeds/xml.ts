/** Characters that XML 1.0 has no place for (section 2.2). */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for content and quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** `<name a="b">text</name>`, the text escaped; nothing when there is no text. */
export function leaf(name: string, text: string | null | undefined, attributes: Attributes = {}): string {
  return text ? `<${name}${toAttributes(attributes)}>${escapeXml(text)}</${name}>` : '';
}

/** `<name a="b"/>` */
export function empty(name: string, attributes: Attributes): string {
  return `<${name}${toAttributes(attributes)}/>`;
}

/** An element around elements. */
export function node(name: string, children: readonly string[], attributes: Attributes = {}): string {
  return `<${name}${toAttributes(attributes)}>${children.filter(Boolean).join('')}</${name}>`;
}

function toAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => (value === null || value === undefined ? [] : [` ${name}="${escapeXml(String(value))}"`]))
    .join('');
}
