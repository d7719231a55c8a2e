import { expect, it } from 'vitest';
import { escapeMarkdown } from '../../../../src/extension/views/escapeMarkdown';

/** What Markdown leaves of its escapes (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
const unescaped = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

it('keeps a link to a command from being one', () => {
  const escaped = escapeMarkdown('[x](command:portcullis.stopAll) <a href="command:x">&lt;');
  expect(escaped).toBe('\\[x\\]\\(command:portcullis\\.stopAll\\) \\<a href="command:x"\\>\\&lt;');
});

it('keeps icons from being ones, once Markdown has taken its escapes away', () => {
  expect(unescaped(escapeMarkdown('$(pass-filled) $(sync~spin) $5'))).toBe(
    '\\$(pass-filled) \\$(sync~spin) $5',
  );
});

it.each(['\n', '\r\n', '\r', '\u2028'])('keeps to its row of a table: %j', (end) => {
  expect(escapeMarkdown(`a${end}| b`)).toBe('a \\| b');
});
