/** A colour as three numbers from 0 to 255. */
type Rgb = readonly [number, number, number];

/** `#rgb` and `#rrggbb`, whatever the case; null for anything else. */
export function parseHex(text: string): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!digits) return null;
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const part = (at: number) => Number.parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** Contrast of two colours from 1 to 21, as WCAG 2.2 defines it. */
export function toContrast(one: Rgb, other: Rgb): number {
  const [bright, dark] = [toLuminance(one), toLuminance(other)].toSorted((a, b) => b - a);
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** What can be read on a ground: the colour that was wished for if it can (4.5 to 1), else near black or white. */
export function toReadableInk(ground: Rgb, wished: Rgb | null): string {
  if (wished && toContrast(ground, wished) >= 4.5) return toHex(wished);
  const black: Rgb = [26, 20, 20];
  const white: Rgb = [255, 255, 255];
  return toHex(toContrast(ground, black) >= toContrast(ground, white) ? black : white);
}

export function toHex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function toLuminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
