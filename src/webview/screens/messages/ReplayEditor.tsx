import { isReady } from '../../../shared/model/state';
import type { ReplayableRequest } from '../../../shared/requestToReplay';
import { useInspector, useModel, useViewPart } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { JsonEditor } from '../../components/JsonEditor';
import { isObject } from '../../schema/isObject';

/** A request before it is sent again: its method and params, as JSON. */
export function ReplayEditor({ seq }: { seq: number }) {
  const inspector = useInspector();
  const [{ edit }, change] = useViewPart('messages');
  const ready = useModel((model) => model.server !== undefined && isReady(model.server.state));
  if (edit?.seq !== seq) return null;
  const read = readRequest(edit.text);
  const send = async () => {
    if (typeof read === 'string') return;
    const record = await inspector.replay(seq, read);
    if (record) change((now) => ({ ...now, edit: undefined, following: true }));
  };
  return (
    <section className="block replay-editor" aria-label="The request before it is sent again">
      <JsonEditor
        label="Method and params as JSON"
        text={edit.text}
        error={typeof read === 'string' ? read : undefined}
        onChange={(text) => change((now) => ({ ...now, edit: { seq, text } }))}
      />
      <div className="replay-buttons">
        <Button
          icon="run"
          disabled={typeof read === 'string' || !ready}
          title={ready ? undefined : 'The server is not ready'}
          onClick={() => void send()}
        >
          Send
        </Button>
        <Button secondary onClick={() => change((now) => ({ ...now, edit: undefined }))}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

/** What the text asks for, or what is wrong with it. */
export function readRequest(text: string): ReplayableRequest | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  if (!isObject(value)) return 'A request is an object with a method and params.';
  const { method, params = {}, ...rest } = value;
  if (typeof method !== 'string' || method === '') return 'The method must be a text.';
  if (!isObject(params)) return 'The params must be an object.';
  const [unknown] = Object.keys(rest);
  return unknown === undefined
    ? { method, params }
    : `There is no “${unknown}” beside method and params: the session adds the rest.`;
}
