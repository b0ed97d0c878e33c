/** A page of the host's own, for when no site can make one: no scripts, no requests, no fonts. */
export function toPlainPage({ title, body }: { title: string; body: string }): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
:root { color-scheme: light dark; --paper: oklch(98.5% .006 60); --ink: oklch(22% .02 20); --rose: oklch(48% .15 15); --line: oklch(86% .012 20); }
@media (prefers-color-scheme: dark) { :root { --paper: oklch(19% .012 20); --ink: oklch(92% .01 40); --rose: oklch(76% .11 15); --line: oklch(34% .015 20); } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 "Source Sans 3 Variable", system-ui, sans-serif; }
main { max-width: 38rem; margin: 0 auto; padding: clamp(3rem, 12vh, 8rem) 1.5rem; }
h1 { font: 500 clamp(1.8rem, 5vw, 2.6rem)/1.15 "Newsreader Variable", Georgia, serif; text-wrap: balance; margin: 0 0 1rem; }
a { color: var(--rose); text-underline-offset: .2em; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; }
ul { list-style: none; padding: 0; margin: 2rem 0 0; }
li { border-top: 1px solid var(--line); padding: 1rem 0; }
li a { font: 500 1.35rem/1.3 "Newsreader Variable", Georgia, serif; text-decoration: none; }
li a:hover { text-decoration: underline; }
li p { margin: .2rem 0 0; }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
