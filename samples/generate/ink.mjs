/**
 * A small print shop for pictures: flat inks on paper, cut marks as a gouge leaves them in
 * lino, colours a hair out of register. Everything is drawn here; chance is seeded, so the
 * same picture comes out each time.
 */

export const inks = {
  paper: '#f6efe3',
  ink: '#2c2123',
  rose: '#b03350',
  blush: '#e6a39c',
  leaf: '#4f6d47',
  sage: '#a9b78c',
  amber: '#d6983a',
  straw: '#eed49a',
  sky: '#9dbcc2',
  night: '#2f3b52',
  clay: '#a9603f',
  ash: '#b9aca6',
};

export const width = 1280;
export const height = 854;

/** Mulberry32: small, seeded, good enough for cut marks. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, between: (from, to) => from + (to - from) * next() };
}

export const fill = (d, colour, more = '') => `<path d="${d}" fill="${colour}" ${more}/>`;
export const stroke = (d, colour, size = 5, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${size}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const rect = (x, y, w, h, colour, more = '') => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour}" ${more}/>`;
export const circle = (x, y, r, colour, more = '') => `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" ${more}/>`;
export const ellipse = (x, y, rx, ry, colour, more = '') => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}" ${more}/>`;
export const group = (content, more = '') => `<g ${more}>${content}</g>`;
export const at = (x, y, content, scale = 1, turn = 0) =>
  `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">${content}</g>`;

/** Marks of the gouge inside a box: short strokes that follow `angle` (degrees). */
export function cuts(seed, box, { colour = inks.paper, count = 60, angle = 0, length = [14, 46], size = 3, opacity = 0.75, clip } = {}) {
  const dice = chance(seed);
  let d = '';
  for (let index = 0; index < count; index += 1) {
    const x = dice.between(box.x, box.x + box.w);
    const y = dice.between(box.y, box.y + box.h);
    const turn = ((angle + dice.between(-9, 9)) * Math.PI) / 180;
    const reach = dice.between(length[0], length[1]);
    d += `M${x.toFixed(1)} ${y.toFixed(1)}l${(Math.cos(turn) * reach).toFixed(1)} ${(Math.sin(turn) * reach).toFixed(1)}`;
  }
  return stroke(d, colour, size, `opacity="${opacity}" ${clip ? `clip-path="url(#${clip})"` : ''}`);
}

export const clip = (id, shapes) => `<clipPath id="${id}">${shapes}</clipPath>`;

/** A leaf from (0, 0) upwards: `long` by `wide`, with a rib. */
export function leaf(long, wide, colour, rib = inks.paper) {
  const shape = `M0 0C${-wide} ${-long * 0.3} ${-wide * 0.8} ${-long * 0.8} 0 ${-long}C${wide * 0.8} ${-long * 0.8} ${wide} ${-long * 0.3} 0 0Z`;
  let ribs = `M0 ${-long * 0.06}V${-long * 0.9}`;
  for (const part of [0.25, 0.42, 0.58, 0.73]) {
    const reach = wide * 0.5 * (1.1 - part);
    ribs += `M0 ${-long * part}l${-reach} ${-long * 0.09}M0 ${-long * part}l${reach} ${-long * 0.09}`;
  }
  return fill(shape, colour) + stroke(ribs, rib, Math.max(2, wide * 0.06), 'opacity=".8"');
}

/** A rose seen from the side, about 200 high and wide, its heart at (0, 0). */
export function rose(colour = inks.rose, pale = inks.blush) {
  return (
    ellipse(0, 8, 104, 98, pale) +
    fill('M-104 0C-104 70 -50 108 0 108C50 108 104 70 104 0C92 34 50 50 0 50C-50 50 -92 34 -104 0Z', colour) +
    fill('M-76 -18C-84 44 -34 78 2 76C44 74 84 40 76 -18C60 22 30 34 0 34C-34 34 -62 18 -76 -18Z', colour, 'opacity=".82"') +
    fill('M-46 -34C-60 6 -26 36 4 34C40 32 58 2 44 -36C34 -8 20 2 0 2C-22 2 -38 -10 -46 -34Z', colour) +
    stroke('M-22 -40C-34 -66 22 -74 26 -44C28 -24 -8 -22 -6 -40', inks.paper, 6) +
    stroke('M-90 22C-66 62 -30 78 0 78M90 22C70 58 40 74 14 78M-60 4C-40 34 -14 40 6 38', inks.paper, 4)
  );
}

/** A sheet of paper with a border as a press leaves it, and grain all over. */
export function sheet(content, { ground = inks.paper, defs = '' } = {}) {
  const margin = 0;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<defs>${defs}</defs>` +
    rect(margin, margin, width, height, ground) +
    content +
    '</svg>'
  );
}
