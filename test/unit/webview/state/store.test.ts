import { expect, it } from 'vitest';
import { createStore } from '../../../../src/webview/state/store';

it('tells listeners of changes, and of nothing else', () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.update((value) => value + 1);
  store.update((value) => value);
  stop();
  store.update(() => 9);
  expect(seen).toEqual([2]);
  expect(store.get()).toBe(9);
});
