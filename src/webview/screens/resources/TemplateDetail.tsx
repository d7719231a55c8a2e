import type { ResourceTemplateType } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { useMemo } from 'react';
import { useViewPart } from '../../app/InspectorContext';
import { useComplete } from '../../components/completion';
import { LongText } from '../../components/LongText';
import { Words } from '../../components/Words';
import type { VariableValue } from '../../state/viewState';
import { ResourcePane } from './ResourcePane';
import {
  expandTemplate,
  isEmpty,
  type TemplateValues,
  templateVariables,
  textOf,
} from './uriTemplate';
import { emptyValue, VariableField } from './VariableField';

const NONE: TemplateValues = {};

/** A template of many resources: its variables, and the resource that they name. */
export function TemplateDetail(props: { template: ResourceTemplateType; ready: boolean }) {
  const { template } = props;
  const { uriTemplate } = template;
  const [drafts, change] = useViewPart('templateDrafts');
  const values = drafts[uriTemplate] ?? NONE;
  const variables = useMemo(() => templateVariables(uriTemplate), [uriTemplate]);
  const given = useMemo(
    () => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)])),
    [values],
  );
  const complete = useComplete({ type: 'ref/resource', key: uriTemplate }, given);
  const setValue = (name: string, value: VariableValue) =>
    change((all) => ({ ...all, [uriTemplate]: { ...all[uriTemplate], [name]: value } }));
  const missing = variables.find(({ name, optional }) => !optional && isEmpty(values[name]));
  const uri = expandTemplate(uriTemplate, values);
  return (
    <ResourcePane
      name={`template ${uriTemplate}`}
      uri={uri}
      ready={props.ready}
      why={missing && t('Fill in “{0}” first', missing.name)}
    >
      <header className="detail-head">
        <h2 className="detail-title">{template.title ?? template.name}</h2>
        <code className="detail-uri">{uriTemplate}</code>
        {template.mimeType !== undefined && <span className="muted">{template.mimeType}</span>}
        {template.description !== undefined && <LongText text={template.description} />}
      </header>
      {variables.length > 0 && (
        <fieldset className="fields" aria-label={t('Variables')}>
          {variables.map((variable) => (
            <VariableField
              key={variable.name}
              variable={variable}
              value={values[variable.name] ?? emptyValue(variable)}
              onChange={(value) => setValue(variable.name, value)}
              complete={complete && ((value) => complete(variable.name, value))}
            />
          ))}
        </fieldset>
      )}
      <p className="expanded muted">
        <Words text={t('Reads {0}')} args={[<code key="uri">{uri}</code>]} />
      </p>
    </ResourcePane>
  );
}
