import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import {
  clientSchema,
  type Schema,
  vscodeSchema,
} from '../../../../src/extension/editor/configSchemas';
import { ERA_SETTINGS } from '../../../../src/shared/model/era';

const manifest = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
);
const entry: Schema =
  manifest.contributes.configuration.properties['portcullis.servers'].additionalProperties;
const words = { servers: 'Servers', portcullis: 'Ours' };
const errors = (schema: Schema, value: unknown) =>
  new Validator(schema as never, '7', false)
    .validate(value)
    .errors.map(({ instanceLocation }) => instanceLocation);

describe('the schema beside that of VS Code', () => {
  const schema = vscodeSchema(entry, words);
  const validate = (one: object) => errors(schema, { servers: { one } });

  it('takes keys of ours in dev.portcullis, and checks them', () => {
    const portcullis = {
      readyTimeout: 1000,
      era: '2025-11-25',
      clientCapabilities: { roots: false },
      answerTimeout: 0,
      restartOnCrash: true,
      build: 'compile',
      debug: { configuration: 'Attach' },
    };
    expect(validate({ command: 'x', dev: { watch: 'src/**', portcullis } })).toEqual([]);
    expect(validate({ dev: { portcullis: { readyTimeout: 'x' } } })).toContain(
      '#/servers/one/dev/portcullis/readyTimeout',
    );
    expect(validate({ dev: { portcullis: { readyTimeuot: 1 } } })).not.toEqual([]);
  });

  it('says nothing of what is VS Code’s to check', () => {
    expect(validate({ command: 7, unknown: true, dev: { debug: { type: 'node' } } })).toEqual([]);
  });

  it('does not offer where VS Code would underline it', () => {
    const { properties } = (schema.properties!.servers as { additionalProperties: Schema })
      .additionalProperties;
    expect(properties!.readyTimeout).toMatchObject({ doNotSuggest: true });
    expect(properties!.dev!.properties!.portcullis!.properties!.readyTimeout).not.toHaveProperty(
      'doNotSuggest',
    );
  });
});

describe('the schema of other clients', () => {
  const validate = (one: object) => errors(clientSchema(entry, words), { mcpServers: { one } });

  it('takes what they write, and checks what we read', () => {
    expect(validate({ command: 'npx', args: ['-y'], alwaysAllow: ['a'], disabled: true })).toEqual(
      [],
    );
    expect(validate({ type: 'streamable-http', url: 'https://example.com/mcp' })).toEqual([]);
    expect(validate({ command: 'x', dev: { build: 7 } })).not.toEqual([]);
    expect(validate({ args: [] })).not.toEqual([]);
  });
});

it('offers every era that is read', () => {
  expect(entry.properties!.era!.enum).toEqual([...ERA_SETTINGS]);
});
