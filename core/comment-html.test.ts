import { describe, expect, test } from 'vitest';
import { sanitizeComment, toCommentHtml } from './comment-html.ts';

describe('a comment’s HTML', () => {
  test.each([
    ['<p>Yes <strong>indeed</strong></p>', '<p>Yes <strong>indeed</strong></p>'],
    ['<p id="main" style="x" onclick="y">a</p>', '<p>a</p>'],
    ['<h1>Big</h1><img src="/x.png" onerror="a"><iframe src="https://a.example"></iframe>', 'Big'],
    ['<script>alert(1)</script><style>p{}</style>ok', 'ok'],
    ['<a href="https://a.example" target="_blank" rel="me">a</a>', '<a href="https://a.example" rel="nofollow ugc noopener">a</a>'],
    ['<a href="java\nscript:alert(1)">a</a>', '<a>a</a>'],
    ['<p>not closed', '<p>not closed</p>'],
  ])('%s', (html, safe) => expect(sanitizeComment(html)).toBe(safe));
});

test('words become paragraphs', () => {
  expect(toCommentHtml('a < b\nand\n\n\n  c  \n')).toBe('<p>a &lt; b<br>and</p><p>c</p>');
  expect(toCommentHtml('  ')).toBe('');
});
