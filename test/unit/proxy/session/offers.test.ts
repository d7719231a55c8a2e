import { expect, test } from 'vitest';
import { ATTENDED_OFFERS, capabilitiesFor } from '../../../../src/proxy/session/offers';

test.each([
  ['2024-11-05', { roots: { listChanged: true }, sampling: {} }],
  ['2025-03-26', { roots: { listChanged: true }, sampling: {} }],
  ['2025-06-18', { roots: { listChanged: true }, sampling: {}, elicitation: {} }],
  [
    '2025-11-25',
    {
      roots: { listChanged: true },
      sampling: { tools: {} },
      elicitation: { form: {}, url: {} },
      tasks: {
        list: {},
        cancel: {},
        requests: { sampling: { createMessage: {} }, elicitation: { create: {} } },
      },
    },
  ],
  [
    '2026-07-28',
    {
      roots: {},
      sampling: { tools: {} },
      elicitation: { form: {}, url: {} },
      extensions: { 'io.modelcontextprotocol/tasks': {} },
    },
  ],
])('%s knows what it knows', (version, expected) => {
  expect(capabilitiesFor(ATTENDED_OFFERS, version)).toEqual(expected);
});

test('what is not offered is not said', () => {
  expect(capabilitiesFor({}, '2025-11-25')).toEqual({});
  expect(capabilitiesFor({ tasks: true }, '2025-11-25')).toEqual({});
  expect(capabilitiesFor({ urlElicitation: true }, '2026-07-28')).toEqual({
    elicitation: { url: {} },
  });
  // This revision knows the form only.
  expect(capabilitiesFor({ urlElicitation: true }, '2025-06-18')).toEqual({});
  expect(capabilitiesFor({ roots: false, sampling: false }, '2024-11-05')).toEqual({});
});
