import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCommandLine, splitCommandLine } from '../../../../src/shared/config/commandLine';

describe('splitCommandLine', () => {
  it.each([
    ['npx -y server  "two words"', ['npx', '-y', 'server', 'two words']],
    [`node -e 'a "b" \\c' ""`, ['node', '-e', 'a "b" \\c', '']],
    ['C:\\bin\\node.exe x\\ y', ['C:\\bin\\node.exe', 'x y']],
    ['a"b c"d', ['ab cd']],
    ['"say \\"hi\\""', ['say "hi"']],
    ['  ', []],
  ])('%s', (text, words) => {
    expect(splitCommandLine(text)).toEqual(words);
  });

  it.each(['"open', "it's"])('refuses an open quote: %s', (text) => {
    expect(splitCommandLine(text)).toBeUndefined();
  });

  it('reads back what joinCommandLine writes', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitCommandLine(joinCommandLine(words))).toEqual(words);
      }),
    );
  });
});
