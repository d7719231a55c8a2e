import { expect, test } from 'vitest';
import {
  countMore,
  filterOf,
  isFiltered,
  withoutFilters,
} from '../../../../../src/webview/screens/messages/chosenFilter';
import { INITIAL_VIEW } from '../../../../../src/webview/state/viewState';

const { messages } = INITIAL_VIEW;

test('at first all is shown but HTTP that went well', () => {
  expect(filterOf(messages).kinds).not.toContain('http');
  expect(filterOf(messages).kinds).toContain('httpError');
  expect(Object.keys(filterOf(messages))).toEqual(['kinds']);
  expect(isFiltered(messages)).toBe(false);
});

test('what is chosen is asked for, and can be taken back', () => {
  const chosen = {
    ...messages,
    kinds: ['http'] as const,
    text: ' x ',
    errors: true,
    direction: 'clientToServer' as const,
    server: 'a',
    session: 's',
    method: 'm',
    slowMs: 5,
  };
  expect(filterOf(chosen)).toEqual({
    kinds: ['http'],
    text: 'x',
    errors: true,
    direction: 'clientToServer',
    servers: ['a'],
    sessions: ['s'],
    methods: ['m'],
    slowMs: 5,
  });
  expect(countMore(chosen)).toBe(6);
  expect(isFiltered(chosen)).toBe(true);
  expect(filterOf(withoutFilters(chosen))).toEqual(filterOf(messages));
});
