import type { ResourceContents as Contents } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { type CallRecord, isOpen } from '../../../shared/model/session';
import { useInspector } from '../../app/InspectorContext';
import { Button } from '../../components/Button';
import { CallFailure } from '../../components/CallFailure';
import { ResourceBody } from '../../components/ContentBlock';
import { callLook } from '../../components/callLook';
import { JsonTree } from '../../components/JsonTree';
import { isObject } from '../../schema/isObject';
import { lacksResult } from '../../state/serverModel';

/** What a call of `resources/read` came back with. */
export function ResourceContents({ call }: { call: CallRecord }) {
  if (call.status === 'running') return <p className="muted">{t('Waiting for the contents.')}</p>;
  if (isOpen(call)) return <p className="muted">{callLook(call).word}</p>;
  if (call.status !== 'succeeded') return <CallFailure call={call} />;
  if (lacksResult(call)) return <p className="muted">{t('Fetching the contents.')}</p>;
  const contents = isObject(call.result) ? call.result.contents : undefined;
  if (!Array.isArray(contents)) return <JsonTree value={call.result} label={t('Result')} />;
  if (contents.length === 0) return <p className="muted">{t('The resource holds nothing.')}</p>;
  const readUri = String(call.params.uri);
  return (
    <div className="result">
      {contents.map((one: unknown, index) =>
        isContents(one) ? (
          <One key={index} readUri={readUri} index={index} contents={one} />
        ) : (
          <JsonTree key={index} value={one} label={t('Contents {0}', index + 1)} />
        ),
      )}
    </div>
  );
}

function One(props: { readUri: string; index: number; contents: Contents }) {
  const { readUri, index, contents } = props;
  const inspector = useInspector();
  const { uri, mimeType } = contents;
  const said = {
    uri,
    ...(typeof mimeType === 'string' && { mimeType }),
    ...('text' in contents && typeof contents.text === 'string' && { text: contents.text }),
    ...('blob' in contents && typeof contents.blob === 'string' && { blob: contents.blob }),
  };
  const open = () => inspector.act('panel/openResource', { readUri, index, contents: said });
  return (
    <div className="embedded">
      <div className="contents-head">
        {uri !== readUri && <code className="detail-uri">{uri}</code>}
        {('text' in said || 'blob' in said) && (
          <span className="contents-tools">
            <Button secondary icon="file" title={t('Open as a read-only document')} onClick={open}>
              {t('Open')}
            </Button>
            <Button
              secondary
              icon="save"
              title={t('Save as a file')}
              onClick={() => inspector.act('panel/saveContents', said)}
            >
              {t('Save')}
            </Button>
          </span>
        )}
      </div>
      <ResourceBody contents={contents} label={uri} />
    </div>
  );
}

function isContents(value: unknown): value is Contents {
  return isObject(value) && typeof value.uri === 'string';
}
