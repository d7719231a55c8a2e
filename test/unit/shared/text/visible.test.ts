import { expect, it } from 'vitest';
import { visible, visibleLines } from '../../../../src/shared/text/visible';

it.each([
  ['weather', 'weather'],
  ['wetter für Zürich → 天気 🌦', 'wetter für Zürich → 天気 🌦'],
  ['a\tb', 'a\tb'],
  ['sj.\u202Egnp', 'sj.\\u{202e}gnp'],
  ['\u2067abc\u2069', '\\u{2067}abc\\u{2069}'],
  ['\u001B[31mred', '\\u{1b}[31mred'],
  ['one\ntwo', 'one\\u{a}two'],
  ['one\u2028two', 'one\\u{2028}two'],
])('shows %j as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

it('keeps lines apart', () => {
  expect(visibleLines('one\r\ntwo\u202E\nthree\rfour')).toBe('one\ntwo\\u{202e}\nthree\\u{d}four');
});
