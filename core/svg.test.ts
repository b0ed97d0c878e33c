import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSvgRoot, sanitizeSvg, toSizedSvg } from './svg.ts';

const wrap = (inner: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${attributes}>${inner}</svg>`;

test('a drawing stays as it was drawn', () => {
  const drawing = wrap(
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><path d="M0 0L10 10" fill="url(#a)" style="stroke:red;clip-path:url(&quot;#c&quot;)"></path><use href="#a"></use>',
  );
  expect(sanitizeSvg(`<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n${drawing}`)).toBe(drawing);
});

test.each([
  ['a script', wrap('<script>alert(1)</script><path d="M0 0"/>')],
  ['a script in CDATA', wrap('<script><![CDATA[alert(1)]]></script>')],
  ['a prefixed script', '<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>'],
  ['a handler', wrap('<rect onclick="alert(1)" width="1"/>', ' onload="alert(1)"')],
  ['a handler in capitals', wrap('<rect ONCLICK="alert(1)"/>')],
  [
    'foreign content',
    wrap('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>'),
  ],
  ['a link', wrap('<a href="javascript:alert(1)"><text>x</text></a>')],
  [
    'a link set later',
    wrap('<a><set attributeName="href" to="javascript:alert(1)"/></a><animate attributeName="href" values="javascript:alert(1)"/>'),
  ],
  ['a use from elsewhere', wrap('<use href="https://evil.example/x.svg#a"/><use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#x"/>')],
  [
    'a picture from elsewhere',
    wrap('<image href="https://evil.example/x.png"/><image href="data:image/svg+xml,&lt;svg onload=alert(1)>"/>'),
  ],
  ['an address in a style', wrap('<rect style="fill:url(https://evil.example/x)"/><style>@import "https://evil.example/x.css";</style>')],
  ['an escaped address', wrap('<style>rect{fill:u\\72l(https://evil.example/x)}</style>')],
  ['a style that closes itself', wrap('<style>a{}&lt;/style>&lt;script>alert(1)&lt;/script></style>')],
  ['an entity', `<!DOCTYPE svg [<!ENTITY x "alert(1)"><!ENTITY y SYSTEM "https://evil.example/y">]>${wrap('<text>&x;&y;</text>')}`],
  ['a base', wrap('<use href="#a"/>', ' xml:base="https://evil.example/"')],
  ['a style sheet', `<?xml-stylesheet href="https://evil.example/x.css"?>${wrap('')}`],
  [
    'a frame',
    wrap('<iframe src="https://evil.example/"></iframe><embed src="https://evil.example/"/><object data="https://evil.example/"></object>'),
  ],
])('%s is taken out', (_name, hostile) => {
  const clean = sanitizeSvg(hostile);
  expect(clean).toMatch(/^<svg/);
  expect(clean).not.toMatch(/alert|evil|javascript|script|onload|onerror|ENTITY|DOCTYPE|foreignObject|xml-stylesheet/i);
});

test('what is no SVG is refused', () => {
  for (const other of ['', 'hello', '<html><svg></svg></html>', '<svgx></svgx>', 'GIF89a<svg></svg>'])
    expect(sanitizeSvg(other)).toBeNull();
});

test('what stands before the root is passed over, in a time that grows with its length', () => {
  const before = '\uFEFF<?xml version="1.0"?><!-- <svg> --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n';
  expect(sanitizeSvg(`${before}${wrap('')}`)).toBe(wrap(''));
  expect(findSvgRoot(`${before}<svg/>`)).toBe(-1);
  expect(findSvgRoot(`${before}<svg >`)).toBe(before.length);
  for (const piece of ['<!---->', '<!-- ', '<??>', '<!DOCTYPE>', '<!DOCTYPE', '<!DOCTYPE[', '<!DOCTYPE[]', '<!DOCTYPE[] ', ' ']) {
    const many = piece.repeat(Math.floor(1_000_000 / piece.length));
    expect(findSvgRoot(many)).toBe(-1);
    expect(sanitizeSvg(many)).toBeNull();
    expect(sanitizeSvg(`${wrap('')}${many}`)).toMatch(/^<svg/);
  }
});

test('nothing that is fed to it comes out with a handler, and a second pass changes nothing', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '/',
    '=',
    ' ',
    'on',
    'load',
    'svg',
    'style',
    'script',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    'href',
    'url(',
    '#a',
    ')',
    '&lt;',
    '\\',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const clean = sanitizeSvg(wrap(pieces.join('')));
      if (clean === null) return;
      expect(clean).not.toMatch(/<[^>]*\son\w+\s*=|<script|<!\[CDATA/i);
      expect(sanitizeSvg(clean)).toBe(clean);
    }),
  );
});

test.each([
  ['<svg viewBox="0 0 40 20"></svg>', 40, 20],
  ['<svg width="10px" viewBox="0 0 40 20"></svg>', 10, 5],
  ['<svg height="10" viewBox="0,0,40,20"></svg>', 20, 10],
  ['<svg width="100%" height="5em" viewBox="0 0 40 20"></svg>', 40, 20],
  ['<svg></svg>', 300, 150],
])('%s is %i × %i', (svg, width, height) => {
  expect(toSizedSvg(svg)).toMatchObject({ width, height });
  expect(toSizedSvg(toSizedSvg(svg).svg).svg).toBe(toSizedSvg(svg).svg);
  expect(toSizedSvg(svg).svg.match(/ width=| height=/g)).toEqual([' width=', ' height=']);
});
