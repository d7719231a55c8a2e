import { describe, expect, it } from 'vitest';
import { INITIAL_VIEW, restoreView } from '../../../../src/webview/state/viewState';

describe('restoreView', () => {
  it('gives back what was saved', () => {
    const saved = { ...INITIAL_VIEW, screen: 'tools', scroll: { overview: 12 } } as const;
    expect(restoreView(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });

  it('fills in what an older save lacks', () => {
    expect(restoreView({ version: 1, screen: 'prompts' })).toEqual({
      ...INITIAL_VIEW,
      screen: 'prompts',
    });
  });

  it.each([undefined, null, 'x', {}, { version: 2, screen: 'tools' }, { version: 1, screen: 'x' }])(
    'starts anew from %j',
    (saved) => expect(restoreView(saved)).toEqual(INITIAL_VIEW),
  );
});
