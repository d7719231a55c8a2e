import type { RJSFSchema } from '@rjsf/utils';
import { expect, it } from 'vitest';
import { withoutSecrets } from '../../../../src/webview/schema/withoutSecrets';

it('leaves out what the schema marks as secret, and nothing else', () => {
  const schema: RJSFSchema = {
    definitions: { login: { properties: { user: {}, pin: { writeOnly: true } } } },
    properties: {
      password: { type: 'string', format: 'password' },
      login: { $ref: '#/definitions/login' },
      far: { $ref: 'https://example.com/far' },
      city: { type: 'string' },
    },
  };
  const data = {
    password: 'x',
    login: { user: 'ada', pin: 1 },
    far: { pin: 2 },
    city: 'y',
    more: 3,
  };
  expect(withoutSecrets(schema, data)).toEqual({
    login: { user: 'ada' },
    far: { pin: 2 },
    city: 'y',
    more: 3,
  });
});
